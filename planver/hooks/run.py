"""What the installed hooks start: ``python -I -m planver.hooks.run pre-commit``.

Exit codes: 0 the commit may go on; 1 findings refuse it; 2 the repository or the call is not what
was expected; 3 a bug in planver.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planver.errors import PlanverError, RepositoryError
from planver.hooks.message import check_message, has_trailers
from planver.hooks.report import count, say, tell_error, tell_findings
from planver.model.finding import Severity
from planver.repository.reader import Reader

if TYPE_CHECKING:
    from planver.hooks.staged import Checked

BYPASS = "git commit --no-verify"
BYPASS_MERGE = "git merge --no-verify"


def main(arguments: Sequence[str]) -> int:
    """Run one hook by git's name for it, with the arguments git gave it; the exit code."""
    try:
        return _run(arguments)
    except PlanverError as error:
        tell_error(error.message, error.hint)
        return 2
    except Exception as error:  # noqa: BLE001 - the boundary: a bug must not read as a finding
        tell_error(
            f"the hook broke: {type(error).__name__}: {error}",
            f"This is a bug in planver (PLANVER_DEBUG=1 shows more). To go on: {BYPASS}",
        )
        if os.environ.get("PLANVER_DEBUG"):
            import traceback

            traceback.print_exc()
        return 3


def _run(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["pre-commit", *_]:
            return _check_files(may_amend=True, bypass=BYPASS)
        case ["pre-merge-commit", *_]:
            return _check_files(may_amend=False, bypass=BYPASS_MERGE)
        case ["commit-msg", message, *_]:
            return _check_message(Path(message))
        case _:
            raise PlanverError(
                f"No hook of planver's is called with: {' '.join(arguments) or 'nothing'}.",
                "Run `planver hooks install` again.",
            )


def _check_files(*, may_amend: bool, bypass: str) -> int:
    with Reader.open(Path.cwd(), at_hook=True) as reader:
        checked = _staged(reader, may_amend=may_amend)
    for file in checked:
        tell_findings(file.path, file.findings)
    refused = [file for file in checked if file.refused]
    if not refused:
        return 0
    _tell_refusal(refused, bypass)
    return 1


def _tell_refusal(refused: "Sequence[Checked]", bypass: str) -> None:
    errors = count(finding for file in refused for finding in file.findings)
    files = f"{len(refused)} plan file{'' if len(refused) == 1 else 's'}"
    say(f"planver: nothing was recorded: {errors} in {files}, as staged.")
    say("hint: Mend and stage again (`git add`), then commit again.")
    say(f"hint: To record it all the same: {bypass}")


def _staged(reader: Reader, *, may_amend: bool) -> "tuple[Checked, ...]":
    # Not at the top: most messages have no trailers, and then no plan file is read.
    from planver.hooks.staged import check_staged

    return check_staged(reader, may_amend=may_amend)


def _check_message(file: Path) -> int:
    message = _read(file)
    if not has_trailers(message):
        return 0
    with Reader.open(Path.cwd(), at_hook=True) as reader:
        checked = _staged(reader, may_amend=True)
        drafts = {entry.path: entry.draft for entry in checked if entry.draft is not None}
        if not drafts:  # no draft is recorded by this commit
            return 0
        findings = check_message(reader, message, drafts)
    tell_findings("commit message", findings)
    if all(finding.severity is not Severity.ERROR for finding in findings):
        return 0
    say(f"planver: nothing was recorded: {count(findings)} in the commit message.")
    say(f"hint: Your message is kept: git commit --edit --file='{file.absolute()}'")
    say(f"hint: To record it all the same: {BYPASS}")
    return 1


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RepositoryError(f"{file} cannot be read: {error.strerror}.") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
