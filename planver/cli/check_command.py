"""``planver check``."""

from pathlib import Path

import click

from planver.cli.console import Console
from planver.cli.options import one_plan, writes
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
    strict: bool,
    rules: bool,
    plan: str | None,
) -> int:
    """Check plan files and say what is wrong where.

    NAMES are files, folders, drafts, or a range of revisions A..B; without any, every plan file
    here. Exits 1 where there are errors.

    With --attributed, what changed from draft to draft is checked in place of the files.
    """
    if rules:
        from planver.planfile.rules import BETWEEN, RULES

        console.out(
            "\n".join(
                f"{code:28} {rule.severity:8} {rule.description}"
                for code, rule in sorted({**RULES, **BETWEEN}.items())
            )
        )
        return 0
    from planver.render.findings import findings_json, findings_text, summary

    with console.working("Checking"), Drafts(Path(), plan) as drafts:
        checked = (_attributed if attributed else check)(drafts, names, Path())
    noun = "draft" if attributed else "file"
    findings = [found for file in checked for found in file.findings]
    if form == "json":
        console.out(findings_json((file.name, file.findings) for file in checked))
    else:
        lines = [line for file in checked for line in findings_text(file.name, file.findings)]
        if lines:
            console.out("\n".join(lines))
        console.say(summary(len(checked), findings, noun))
    return 1 if not all(file.sound for file in checked) or (strict and findings) else 0


def _attributed(drafts: Drafts, names: tuple[str, ...], folder: Path) -> tuple[Checked, ...]:
    from planver.workflow.attributed import check_attributed

    return check_attributed(drafts, names, folder)
