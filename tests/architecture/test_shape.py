"""The layers hold, exhaustively; pages made from the code are up to date; nothing leaks."""

import re
import subprocess
from pathlib import Path

import pytest

from docs.generate import PAGES

ROOT = Path(__file__).parents[2]


def test_data_flows_one_way() -> None:
    done = subprocess.run(
        ["lint-imports", "--no-cache"],
        cwd=ROOT,
        env={"PATH": _scripts(), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _scripts() -> str:
    import sysconfig

    return f"{sysconfig.get_path('scripts')}:/usr/bin:/bin"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_pages_made_from_the_code_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name](), "run `make docs`"


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("plans/*/*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_only_the_console_writes() -> None:
    allowed = {"console.py", "report.py", "run.py"}
    for path in (ROOT / "planver").rglob("*.py"):
        if path.name not in allowed:
            assert not re.search(r"(?<![\w.])print\(", path.read_text("utf-8")), path


def test_every_subprocess_is_a_list_without_a_shell() -> None:
    for path in (ROOT / "planver").rglob("*.py"):
        text = path.read_text("utf-8")
        assert "shell=True" not in text, path
        assert "os.system" not in text, path
