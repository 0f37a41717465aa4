"""Findings: what validation has to say about a plan file."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error refuses the file; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in a file; line and column count from 1, in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong at one place: a rule's code, a sentence, and what to do about it."""

    rule: str
    severity: Severity
    place: Place
    message: str
    hint: str
    clause: str | None = None
