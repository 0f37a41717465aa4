"""A draft out of a file: a plan file, or a numbered text taken as it is."""

from pathlib import Path

from planver.errors import PlanFileError
from planver.model.draft import Draft
from planver.model.finding import Severity
from planver.model.history import Entry
from planver.planfile.parse import Parsed, parse, stops
from planver.planfile.source import PLAN_SUFFIX
from planver.workflow.files import read

YAML_SUFFIXES = (".yaml", ".yml")
TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")


def read_file(path: Path, shown: str) -> tuple[Entry, bool]:
    """The draft in a file: a plan file, or a numbered text taken as it is.

    Also whether errors were passed over that a comparison can do without. Raises PlanverError with
    the first other thing wrong with it.
    """
    data = read(path, shown)
    if path.suffix.lower() in TEXT_SUFFIXES:
        from planver.workflow.importing import read_text_draft

        return Entry(draft=read_text_draft(data, path), path=shown), False
    parsed = parse(data)
    if parsed.sound is None and path.suffix.lower() not in YAML_SUFFIXES:
        raise PlanFileError(
            f"{shown} is neither a plan file nor a text that can be compared.",
            f"Plan files (NAME{PLAN_SUFFIX}), numbered texts (.txt) and Markdown (.md) can be; "
            "copy the words of any other file into a .txt file.",
        )
    errors = any(finding.severity is Severity.ERROR for finding in parsed.findings)
    return Entry(draft=draft_of(parsed, shown), path=shown), errors


def need_plan_file(path: Path) -> None:
    """Raise PlanFileError for a file that by its name is none."""
    if path.suffix.lower() not in YAML_SUFFIXES:
        raise PlanFileError(
            f"{path} is not a plan file.",
            f"Plan files are called NAME{PLAN_SUFFIX}; `planver import {path}` makes one of a "
            "text.",
        )


def draft_of(parsed: Parsed, shown: str) -> Draft:
    """The draft. Raises PlanFileError where the file has errors."""
    draft = parsed.sound
    if draft is None:
        errors = [finding for finding in parsed.findings if stops(finding)]
        first = errors[0]
        raise PlanFileError(
            f"{shown}:{first.place.line}:{first.place.column}: {first.message}",
            f"{first.hint} `planver check` lists all {len(errors)} errors."
            if len(errors) > 1
            else first.hint,
        )
    return draft
