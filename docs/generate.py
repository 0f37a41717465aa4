"""Write the pages of docs/ that are made from the code: ``make docs``."""

from collections.abc import Callable
from pathlib import Path

from planver.cli.reference import cli_markdown
from planver.planfile.rules import rules_markdown
from planver.tui.key_docs import keys_markdown

DOCS = Path(__file__).parent

PAGES: dict[str, Callable[[], str]] = {
    "cli.md": cli_markdown,
    "keys.md": keys_markdown,
    "rules.md": rules_markdown,
}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
