"""What a hook tells people, on stderr: git passes it on to whoever commits."""

import sys
from collections.abc import Iterable

from planver.model.finding import Finding, Severity
from planver.render.visible import visible


def say(line: str) -> None:
    """Write one line, with every character shown that would act on a terminal."""
    sys.stderr.write(visible(line.replace("\n", " ")) + "\n")


def tell_findings(path: str, findings: Iterable[Finding]) -> None:
    """One line per finding, ``path:line:column: error [rule] clause: sentence``, and a hint."""
    for finding in findings:
        place = f"{path}:{finding.place.line}:{finding.place.column}"
        clause = f" {finding.clause}:" if finding.clause else ""
        say(f"{place}: {finding.severity} [{finding.rule}]{clause} {finding.message}")
        if finding.hint:
            say(f"    hint: {finding.hint}")


def tell_error(message: str, hint: str) -> None:
    """What stopped the hook itself."""
    say(f"planver: error: {message}")
    if hint:
        say(f"hint: {hint}")


def count(findings: Iterable[Finding]) -> str:
    """``2 errors``, of the findings that refuse a commit."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return f"{errors} error{'' if errors == 1 else 's'}"
