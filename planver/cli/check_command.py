"""``planver check``."""

from itertools import chain
from pathlib import Path

import click

from planver.cli.console import Console
from planver.cli.options import one_plan, reading, writes
from planver.workflow.check import Checked, check
from planver.workflow.drafts import Drafts


@click.command("check")
@click.argument("names", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option(
    "--attributed",
    is_flag=True,
    help="Of ranges A..B of drafts: whether every change on the way has a proposer on record.",
)
@click.option(
    "--signed",
    is_flag=True,
    help="Of ranges A..B, or of all revisions: whether each is signed by whom it is credited to.",
)
@click.option("--strict", is_flag=True, help="Exit 1 for warnings too.")
@click.option("--rules", is_flag=True, help="List every rule with its code and leave.")
@one_plan
@writes
def command(
    *,
    console: Console,
    names: tuple[str, ...],
    form: str,
    attributed: bool,
    signed: bool,
    strict: bool,
    rules: bool,
    plan: str | None,
) -> int:
    """Check plan files and say what is wrong where.

    NAMES are files, folders, drafts, or a range of revisions A..B; without any, every plan file
    here. Exits 1 where there are errors.

    With --attributed, what changed from draft to draft is checked in place of the files; with
    --signed, the signatures on revisions are. Only a signature that is bad, or by another party
    than the revision is credited to, is an error: --strict asks that all be verified.
    """
    if attributed and signed:
        raise click.UsageError("--attributed and --signed are two checks: ask for one at a time.")
    if rules:
        from planver.planfile.rules import BETWEEN, FILES, REVISIONS, RULES, SIGNATURES

        console.out(
            "\n".join(
                f"{code:28} {rule.severity:8} {rule.description}"
                for code, rule in sorted(
                    {**RULES, **FILES, **BETWEEN, **REVISIONS, **SIGNATURES}.items()
                )
            )
        )
        return 0
    from planver.render.findings import findings_json, findings_text, summary

    answer = ""
    with reading(console, "Checking", plan) as drafts:
        if signed:
            checked, answer = _signed(drafts, names)
        elif attributed:
            checked, answer = _attributed(drafts, names, Path())
        else:
            checked = check(drafts, names, Path())
    noun = "draft" if attributed or signed else "file"
    findings = [found for file in checked for found in file.findings]
    if form == "json":
        console.out(findings_json((file.name, file.findings) for file in checked))
    else:
        lines = [line for file in checked for line in findings_text(file.name, file.findings)]
        if lines:
            console.out("\n".join(lines))
        told = summary(len(checked), findings, noun)
        console.say(f"{told} {answer}".rstrip())
    return 1 if not all(file.sound for file in checked) or (strict and findings) else 0


def _signed(drafts: Drafts, names: tuple[str, ...]) -> tuple[tuple[Checked, ...], str]:
    """What was found, and how many signatures are verified."""
    from planver.render.signatures import counted
    from planver.workflow.signed import findings, signed_drafts

    found = signed_drafts(drafts, names)
    return tuple(map(findings, found)), counted([one.judgement for one in found])


def _attributed(
    drafts: Drafts, names: tuple[str, ...], folder: Path
) -> tuple[tuple[Checked, ...], str]:
    """What was found, and how many changes have a proposer."""
    from planver.render.findings import coverage
    from planver.workflow.attributed import check_attributed

    found = check_attributed(drafts, names, folder)
    told = coverage(
        sum(one.changes for one in found),
        sum(one.uncovered for one in found),
        sum(one.doubted for one in found),
        chain.from_iterable(one.doubts for one in found),
    )
    return found, told
