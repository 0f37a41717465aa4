"""Plan text is untrusted: nothing in it acts on the screen, and all of it can be seen."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

import pytest

import planver.tui
from planver.compare.diff import compare
from planver.compare.provenance import blame_of
from planver.compare.story import story
from planver.compare.tracing import Trace
from planver.model.change import Node
from planver.model.draft import Alternative, Clause, Draft, Source
from planver.model.history import Entry
from planver.model.party import Claim, Confidence, Party, Position, Stance
from planver.model.provenance import Stage
from planver.tui import following
from planver.tui.loading import Comparison, Overview
from planver.tui.screens import drafts, review_base, review_drafts
from planver.tui.watching import Watched
from tests.tui.conftest import Open

PACKAGE = Path(planver.tui.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))

MARKUP = "[/] [bold]x[/bold] [@click=app.quit]y[/] [red"
HOSTILE = f"{MARKUP} \x1b]52;c;aGk=\x07 \u202eabc"
SEEN = "[/] [bold]x[/bold] [@click=app.quit]y[/] [red <U+001B>]52;c;aGk=<U+0007> <U+202E>abc"


def hostile_entry(draft: str, base: tuple[str, ...], words: str) -> Entry:
    """A draft no plan file could hold: the check refuses such characters, other ways in may not."""
    claim = Claim(party="mal", confidence=Confidence.DISPUTED, source="src", note=f"C {HOSTILE}")
    source = Source(id="src", title=f"S {HOSTILE}", publisher=f"P {HOSTILE}", date="2031")
    clause = Clause(
        id="one",
        heading=f"H {HOSTILE}",
        text=f"{words} W {HOSTILE}",
        number=f"9 {HOSTILE}",
        proposed_by=(claim,),
        alternatives=(Alternative(by=(claim,), text=f"A {HOSTILE}"),),
        notes=f"O {HOSTILE}",
        clauses=(Clause(id=None, text=f"Q {HOSTILE}"),),
    )
    return Entry(
        draft=Draft(
            plan="hostile",
            plan_title=f"T {HOSTILE}",
            id=f"{draft} {HOSTILE}",
            title=f"D {HOSTILE}",
            date="2031",
            tabled_by=(claim,),
            based_on=base,
            sources=(source,),
            parties=(Party(id="mal", name=f"N {HOSTILE}"),),
            points=(clause,),
            positions=(
                Position(party="mal", on="one", stance=Stance.RED_LINE, text=f"R {HOSTILE}"),
            ),
        ),
        path=f"F {HOSTILE}",
    )


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is read, these two drafts come back."""
    before = hostile_entry("one", (), "300")
    after = hostile_entry("two", (before.draft.id,), "400")
    diff = compare(before, after)
    watched = Watched(folders=())
    read = Comparison(diff=diff, file=None, watched=watched)
    nodes = (
        Node(entry=before, bases=(), diffs=()),
        Node(entry=after, bases=(before.draft.id,), diffs=(diff,)),
    )
    seen = Overview(plans=(nodes,), unreadable=(f"U {HOSTILE}",), watched=watched)
    for module in (review_base, review_drafts, drafts):
        for name, answer in (("load_comparison", read), ("load_overview", seen)):
            monkeypatch.setattr(module, name, lambda *_, it=answer: it, raising=False)
    monkeypatch.setattr(drafts, "load_verdicts", lambda *_: (f"V {HOSTILE}", "sound"))
    stages = (Stage(entry=before), Stage(entry=after, parents=(0,)))
    monkeypatch.setattr(following, "sides", lambda *_: (before, after))
    monkeypatch.setattr(following, "blame_clauses", lambda *_: blame_of(Trace(stages), 1))
    monkeypatch.setattr(following, "story_of", lambda _, __, name: story(stages, 1, name))
    monkeypatch.setattr(following, "_apart", lambda _: [f"L {HOSTILE}"])


def assert_harmless(screen: str) -> None:
    acting = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069]", screen)
    assert not acting


def unwrapped(screen: str) -> str:
    """All words column by column, without the white space that wrapping drops."""
    lines = [re.split("[│╭╮╰╯─]", line) for line in screen.splitlines()]
    columns = zip_longest(*lines, fillvalue="")
    return "".join("".join("".join(column).split()) for column in columns).replace("▌", "")


async def test_every_text_is_seen_as_it_stands(review: Open, hostile: None) -> None:
    async with review("one", "two", size=(900, 70)) as reader:
        for press, signs in (
            ("i", "THW"),
            ("i", "NCSPAOR"),
            ("s", "W"),
            ("2", "W"),
            ("f", "N"),
            ("escape", "W"),
            ("v", "TDNUV"),
        ):
            await reader.press(press)
            assert_harmless(reader.screen())
            told = unwrapped(reader.screen())
            for sign in signs:
                assert "".join(f"{sign} {SEEN}".split()) in told, (press, sign, reader.screen())
        await reader.press("q", "n", "r", "R", "x", ")", "(", "question_mark")
        assert_harmless(reader.screen())
        await reader.press("q", "q")
    assert reader.app.return_code == 0


async def test_who_and_clause_history_show_it_as_it_stands(review: Open, hostile: None) -> None:
    async with review("one", "two", size=(900, 70)) as reader:
        for press, signs in (("b", "LCHWP"), ("h", "LNWRHPAO"), ("question_mark", "")):
            await reader.press(press)
            assert_harmless(reader.screen())
            told = unwrapped(reader.screen())
            for sign in signs:
                assert "".join(f"{sign} {SEEN}".split()) in told, (press, sign, reader.screen())
        await reader.press("q", "q", "n")
        for press in ("b", "h"):
            await reader.press(press)
            assert_harmless(reader.screen())
            assert "".join(f"Q {SEEN}".split()) in unwrapped(reader.screen())


async def test_copies_are_as_harmless(
    review: Open, hostile: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with review("one", "two") as reader:
        copied: list[str] = []
        monkeypatch.setattr(reader.app, "copy_to_clipboard", copied.append)
        await reader.press("y", "Y")
        assert len(copied) == 2
        for text in copied:
            assert_harmless(text)
            assert SEEN in text


async def test_control_characters_in_a_plain_text(review: Open, tmp_path: Path) -> None:
    place = tmp_path / "texts"
    place.mkdir()
    for name, figure in (("one", 300), ("two", 400)):
        words = f"1. {figure} {MARKUP} \x1b]52;c;aGk=\x07 \u202eabc\n\n2. Second point.\n"
        (place / f"{name}.txt").write_text(words, encoding="utf-8")
    async with review("one.txt", "two.txt", place=place, size=(160, 30)) as reader:
        assert_harmless(reader.screen())
        for seen in ("[/]", "[bold]x", "[@click=app.quit]y"):
            assert seen in reader.screen()
        await reader.press("slash")
        await reader.type("[bold]")
        await reader.press("enter")
        assert "“[bold]” in 1 clause" in reader.status


async def test_names_that_are_told_back(review: Open, folder: Path) -> None:
    (folder / "[bold]\x1b[2J.plan.yaml").write_text("planver: 1\n")
    async with review(size=(160, 30)) as reader:
        assert "[bold]<U+001B>[2J.plan.yaml cannot be shown" in reader.screen()


# What would read text as markup. `Content(...)`, strips and `markup=False` do not.
_MARKUP_CAPABLE = (
    r"from_markup", r"\bnotify\(", r"\bLabel\(", r"\bButton\(", r"\bCheckbox\(", r"\bMarkdown\(",
    r"\bOption\(", r"\bSelectionList\(", r"\bDataTable\(", r"\bTooltip\(", r"\.tooltip\b",
    r"border_title", r"border_subtitle", r"markup=True", r"\bLog\(", r"\bRichLog\(", r"\bRule\(",
    r"\badd(?:_leaf)?\(\s*f?\"", r"set_label\(\s*f?\"", r"placeholder=f",
)  # fmt: skip


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_plan_text_is_read_as_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for pattern in _MARKUP_CAPABLE:
        assert not re.search(pattern, text), pattern
    for call in _calls(text, "Static"):
        assert re.search(r"markup\s*=\s*False", call), call
    for call in _calls(text, "update"):
        assert "Content(" in call or "_found" in text, call


def _calls(text: str, name: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            called = node.func
            found = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if found == name:
                yield ast.unparse(node)


# What this package means to override; anything else it shares with textual is an accident, such
# as a method that takes the place of a private one.
_MEANT = frozenset({
    "BINDINGS", "COMMANDS", "CSS_PATH", "TITLE", "AUTO_FOCUS", "compose", "render", "render_line",
    "render_label", "get_label_width", "get_content_height", "on_mount",
    "watch_scroll_y", "control", "discover", "search", "theme",
    "animation_level", "virtual_size", "show_root", "show_guides", "guide_depth", "auto_expand",
    "action_page_down", "action_page_up", "action_help_quit", "_fatal_error",
    "can_focus", "can_focus_children",
})  # fmt: skip


# What textual's metaclasses and pumps put into every class.
_MADE = frozenset({
    "_abc_impl", "_computes", "_css_type_name", "_css_type_names", "_decorated_handlers",
    "_inherit_bindings", "_inherit_component_classes", "_inherit_css", "_merged_bindings",
    "_reactives", "bubble", "no_dispatch", "verbose", "namespace", "handler_name",
})  # fmt: skip


def test_no_name_of_textual_is_taken_by_accident() -> None:
    taken = {}
    known: dict[type, set[str]] = {}
    for module in _modules():
        for cls in vars(module).values():
            if inspect.isclass(cls) and cls.__module__ == module.__name__:
                above = [base for base in cls.__mro__ if base.__module__.startswith("textual")]
                for base in above:
                    if base not in known:
                        known[base] = _names(base)
                theirs = set().union(*(known[base] for base in above))
                if accidents := (_names(cls) & theirs) - _MEANT:
                    taken[cls.__qualname__] = accidents
    assert not taken


def _modules() -> Iterator[ModuleType]:
    import importlib

    for path in SOURCES:
        parts = path.relative_to(PACKAGE.parents[1]).with_suffix("").parts
        if parts[-1] not in ("__init__", "start"):
            yield importlib.import_module(".".join(parts))


def _names(cls: type) -> set[str]:
    """Names a class itself defines, and attributes its methods set on self."""
    tree = _tree(sys.modules[cls.__module__])
    written = {
        node.attr
        for found in ast.walk(tree)
        if isinstance(found, ast.ClassDef) and found.name == cls.__name__
        for node in ast.walk(found)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and getattr(node.value, "id", "") == "self"
    }
    defined = {name for name in vars(cls) if not name.startswith("__")}
    return (written | defined) - _MADE


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))
