"""Findings for people and for programs."""

import json
from collections.abc import Iterable, Iterator

from planver.model.finding import Finding, Severity
from planver.model.party import Confidence
from planver.render.phrases import plural
from planver.render.visible import one_line


def findings_text(name: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Lines for the findings of one file: the place first, as editors understand it."""
    for found in findings:
        place = f"{one_line(name)}:{found.place.line}:{found.place.column}"
        yield f"{place}: {found.severity}: {one_line(found.message)} [{found.rule}]"
        if found.clause:
            yield f"    clause: {one_line(found.clause)}"
        yield f"    hint: {one_line(found.hint)}"


def summary(checked: int, findings: Iterable[Finding], noun: str = "file") -> str:
    """How many files (or what the noun says), errors and warnings, in one line."""
    told = list(findings)
    errors = sum(found.severity is Severity.ERROR for found in told)
    warnings = len(told) - errors
    parts = [plural(count, noun) for count, noun in ((errors, "error"), (warnings, "warning"))]
    return f"{plural(checked, noun)} checked: {', '.join(parts)}."


def coverage(changes: int, uncovered: int, doubted: int, doubts: Iterable[Confidence]) -> str:
    """The plain answer to whether every change has a proposer: as far as the record goes."""
    if not changes:
        return "There is no change that can be compared."
    told = (
        f"{uncovered} of {plural(changes, 'change')} that can be compared "
        f"{'has' if uncovered == 1 else 'have'} no proposer on record"
        if uncovered
        else "Every change that can be compared has a proposer on record"
    )
    if not doubted:
        return f"{told}."
    found = set(doubts)
    named = " or ".join(str(doubt) for doubt in Confidence if doubt in found)
    rest = "rests" if doubted == 1 else "rest"
    return f"{told}; {doubted} of {changes} {rest} at least in part on claims that are {named}."


def findings_json(checked: Iterable[tuple[str, Iterable[Finding]]]) -> str:
    """The findings as a JSON list, one object each."""
    told = [
        {
            "file": name,
            "line": found.place.line,
            "column": found.place.column,
            "rule": found.rule,
            "severity": str(found.severity),
            "clause": found.clause,
            "message": found.message,
            "hint": found.hint,
        }
        for name, findings in checked
        for found in findings
    ]
    return json.dumps(told, ensure_ascii=True, indent=1)
