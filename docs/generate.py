"""Write the pages of docs/ that are made from the code: ``make docs``."""

from collections.abc import Callable
from pathlib import Path

from docs.tricky_cases import tricky_cases_markdown
from planver.cli.reference import cli_markdown
from planver.compare.diff import compare
from planver.planfile.rules import rules_markdown
from planver.render import substance_docs
from planver.tui.key_docs import keys_markdown
from planver.workflow.reading import read_file

DOCS = Path(__file__).parent
SAMPLES = DOCS.parent / "plans" / "ukraine-2025"
PAIRS = (("us-28", "e3-28"), ("us-28", "us-ua-20"), ("e3-28", "us-ua-20"))


def flags_markdown() -> str:
    """All flags between the sample drafts."""
    drafts = {
        name: read_file(SAMPLES / f"{name}.plan.yaml", name)[0] for pair in PAIRS for name in pair
    }
    return substance_docs.flags_markdown(
        compare(drafts[before], drafts[after]) for before, after in PAIRS
    )


PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_markdown,
    "flags.md": flags_markdown,
    "keys.md": keys_markdown,
    "rules.md": rules_markdown,
    "substance-rules.md": substance_docs.rules_markdown,
    "tricky-cases.md": tricky_cases_markdown,
}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
