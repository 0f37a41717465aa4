"""Findings: what validation has to say about a plan file."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """An error refuses the file; a warning asks for a look."""

    ERROR = "error"
    WARNING = "warning"


class Place(Struct, frozen=True, kw_only=True):
    """Where something stands in a file; line and column count from 1, in characters."""

    line: int
    column: int


class Finding(Struct, frozen=True, kw_only=True):
    """One thing wrong at one place: a rule's code, a sentence, and what to do about it."""

    rule: str
    severity: Severity
    place: Place
    message: str
    hint: str
    clause: str | None = None
