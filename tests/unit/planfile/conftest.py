"""The plan file of docs/plan-file.md, and short ways to smaller ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.model.finding import Finding

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def lumen() -> bytes:
    """The example of docs/plan-file.md."""
    page = (ROOT / "docs/plan-file.md").read_text(encoding="utf-8")
    return page.partition("```yaml\n")[2].partition("```")[0].encode()


@pytest.fixture
def with_points() -> Callable[[str], bytes]:
    """A sound file around the given points, written without indentation."""

    def make(points: str, *, extra: str = "") -> bytes:
        indented = "".join(
            f"  {line}" if line.strip() else line for line in points.splitlines(True)
        )
        return (
            "planver: 1\nplan: lumen-river\nlang: en\ndraft:\n  id: alba-1\n  based_on: []\n"
            "  wording: official\nparties:\n  - {id: alba, name: Republic of Alba}\n"
            f"  - {{id: bor, name: Federation of Bor}}\npoints:\n{indented}{extra}"
        ).encode()

    return make


@pytest.fixture
def rules_at() -> Callable[[tuple[Finding, ...]], list[str]]:
    """Findings as ``rule line:column``."""

    def told(findings: tuple[Finding, ...]) -> list[str]:
        return [f"{found.rule} {found.place.line}:{found.place.column}" for found in findings]

    return told
