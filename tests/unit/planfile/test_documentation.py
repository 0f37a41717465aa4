"""The pages of docs/ and the schema say what the code does."""

from pathlib import Path

from planver.planfile.parse import parse
from planver.planfile.reformat import reformat
from planver.planfile.rules import (
    BETWEEN,
    FILES,
    REVISIONS,
    RULES,
    SIGNATURES,
    Rule,
    rules_markdown,
)
from planver.planfile.schema import build_schema, keys_markdown, schema_text

REMAKE = "make them anew: python tests/unit/planfile/test_documentation.py"


def test_the_page_of_rules(root: Path) -> None:
    assert (root / "docs/rules.md").read_text(encoding="utf-8") == rules_markdown(), REMAKE


def test_the_tables_of_keys(root: Path) -> None:
    page = (root / "docs/plan-file.md").read_text(encoding="utf-8")

    assert page == with_keys(page), REMAKE


def test_the_schema_file() -> None:
    assert schema_text() == build_schema(), REMAKE


def test_the_example_is_sound_and_laid_out(lumen: bytes) -> None:
    assert parse(lumen).findings == ()
    assert reformat(lumen) == lumen


def test_rules_are_described() -> None:
    for code, rule in {**RULES, **FILES, **BETWEEN, **REVISIONS, **SIGNATURES}.items():
        assert isinstance(rule, Rule)
        assert code == rule.code
        assert rule.description[0].isupper() or rule.description[0] == "`"
        assert rule.description[-1] == "."


def with_keys(page: str) -> str:
    """The page with its tables of keys made anew."""
    before, begin, rest = page.partition("schema.keys_markdown() -->\n")
    _, end, after = rest.partition("<!-- end of keys -->")
    return f"{before}{begin}\n{keys_markdown()}{end}{after}"


if __name__ == "__main__":
    top = Path(__file__).parents[3]
    (top / "docs/rules.md").write_text(rules_markdown(), encoding="utf-8")
    (top / "planver/planfile/plan-1.schema.json").write_text(build_schema(), encoding="utf-8")
    keys = top / "docs/plan-file.md"
    keys.write_text(with_keys(keys.read_text(encoding="utf-8")), encoding="utf-8")
