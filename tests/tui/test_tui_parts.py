"""The parts under the screens, each by itself."""

import os
import stat
import sys
from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from planver.compare.diff import compare
from planver.errors import PlanverError
from planver.model.change import DraftDiff
from planver.model.draft import Clause, Draft
from planver.model.history import Entry
from planver.model.party import Claim
from planver.planfile.parse import parse
from planver.render.layout import Role
from planver.render.phrases import backed
from planver.tui.arrangement import Arrangement, Pane
from planver.tui.citation import citation, clause_text
from planver.tui.clipboard import copy
from planver.tui.editor import command_for, line_of
from planver.tui.loading import Asked, load_comparison
from planver.tui.points import points
from planver.tui.reading import Reading, following, following_round
from planver.tui.reviewed import Reviewed, mark_of
from planver.tui.searching import Stream
from planver.tui.styles import role_styles
from planver.tui.watching import Watched
from planver.workflow.drafts import Drafts
from planver.workflow.history import draft_graph
from tests.tui.conftest import DRAFTS, Open


def entry(name: str) -> Entry:
    draft = parse((DRAFTS / f"{name}.plan.yaml").read_bytes()).draft
    assert draft is not None
    return Entry(draft=draft, path=f"{name}.plan.yaml")


@pytest.fixture(scope="module")
def diff() -> DraftDiff:
    return compare(entry("alba-1"), entry("group-2"))


def test_a_citation_says_all_there_is_to_quote(diff: DraftDiff) -> None:
    change = diff.changes[1]
    before = "Before, alba-1 (2031-03-01, tabled by Republic of Alba), wording: official: "
    after = "After, group-2 (2031-04-12, tabled by Contact Group), wording: official: "
    source = "Full text of the second draft, Lumen Gazette, 2031-04-13, https://example.org/lumen"
    assert citation(change, diff).splitlines() == [
        "Framework Plan for the Lumen River, point 2: amended.",
        before + "2. “The forces of Bor shall be limited to 600,000 personnel.”",
        after + "2. “The forces of Bor shall be limited to 800,000 personnel in peacetime.”",
        f"Proposed by {backed(change.proposed_by, diff.after)}.",
        f"Source: {source}",
    ]
    assert clause_text(change).startswith("2. The forces of Bor shall be limited to 800")


def test_parts_of_a_point_that_went_stand_under_what_it_became(diff: DraftDiff) -> None:
    by_first = {
        (diff.changes[p.change].after or diff.changes[p.change].before)[0].path: p
        for p in points(diff)
    }
    parts = by_first["3"].parts
    paths = [(diff.changes[at].after or diff.changes[at].before)[0].path for at in parts]
    assert paths == ["3.a", "4.b", "3.b"]
    everything = sorted(at for point in points(diff) for at in point.places)
    assert everything == list(range(len(diff.changes)))


def test_marks_depend_on_ids_and_both_texts(diff: DraftDiff) -> None:
    marks = {mark_of(change) for change in diff.changes}
    assert len(marks) == len(diff.changes)
    mirrored = compare(diff.after, diff.before)
    assert mark_of(mirrored.changes[1]) not in marks


def test_marks_of_two_reviewers_and_two_plans_are_kept_apart(
    diff: DraftDiff, tmp_path: Path
) -> None:
    path = tmp_path / "reviewed.json"
    ada, bob = Reviewed("lumen", path, "ada"), Reviewed("lumen", path, "bob")
    assert ada.toggle(diff.changes[1])
    assert bob.toggle(diff.changes[2])
    assert diff.changes[1] not in bob
    again = Reviewed("lumen", path, "ada")
    assert diff.changes[1] in again
    assert diff.changes[2] not in again
    assert diff.changes[1] not in Reviewed("other", path, "ada")
    assert not again.toggle(diff.changes[1])


def test_marks_of_another_session_are_not_lost(diff: DraftDiff, tmp_path: Path) -> None:
    path = tmp_path / "reviewed.json"
    one, other = Reviewed("lumen", path, "ada"), Reviewed("lumen", path, "ada")
    one.toggle(diff.changes[1])
    other.toggle(diff.changes[2])
    last = Reviewed("lumen", path, "ada")
    assert diff.changes[1] in last
    assert diff.changes[2] in last


@pytest.mark.parametrize("kept", ["[]", "{}", '{"schema": "planver.reviewed/1", "marks": 3}', "\0"])
def test_a_file_of_something_else_is_not_taken_for_marks(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "reviewed.json"
    path.write_text(kept)
    assert "cannot be read" in Reviewed("lumen", path, "ada").notice


def test_panes_at_every_width() -> None:
    start = Arrangement()
    assert start.visible(80) == (Pane.REDLINE,)
    assert start.visible(100) == (Pane.CONTENTS, Pane.REDLINE)
    assert start.visible(140) == tuple(Pane)
    assert start.moved(80, -1).active is Pane.CONTENTS
    assert start.moved(100, 1).active is Pane.CONTENTS
    assert start.toggled(80).visible(80) == (Pane.PROVENANCE,)
    assert start.toggled(80).toggled(80) == start
    assert start.toggled(120).visible(120) == (Pane.REDLINE, Pane.PROVENANCE)
    assert start.toggled(150).visible(150) == (Pane.CONTENTS, Pane.REDLINE)
    assert start.at(Pane.PROVENANCE).fitted(120).active is Pane.REDLINE


def test_where_to_go_next() -> None:
    assert following((1, 5, 9), 5, 1) == 9
    assert following((1, 5, 9), 4, 1) == 5
    assert following((1, 5, 9), 5, -1) == 1
    assert following((1, 5, 9), 9, 1) is None
    assert following((), None, 1) is None
    assert following((3,), None, 1) == 3
    assert following_round((1, 5, 9), 9) == 1
    assert following_round((1, 5, 9), 1, -1) == 9
    assert following_round((), 1) is None


def test_context_has_a_floor_and_a_ceiling(diff: DraftDiff) -> None:
    reading = Reading.of(diff)
    assert reading.with_context(-9).context == 0
    assert reading.with_context(99).context is None


@pytest.mark.parametrize(
    ("rows", "needle", "found"),
    [
        (["Мир на річці"], "МИР", [(0, 0, 3)]),
        (["ки\u0306в"], "кйв", [(0, 0, 4)]),
        (["ﬁne"], "FI", [(0, 0, 1)]),
        (["Straße"], "STRASSE", [(0, 0, 6)]),
        (["open the", "bridge now"], "the  bridge", [(0, 5, 8), (1, 0, 6)]),
        (["a  a"], "a a", [(0, 0, 2), (0, 3, 4)]),
        (["aaaa"], "aa", [(0, 0, 2), (0, 2, 4)]),
        (["abc"], "", []),
    ],
)
def test_finding_words(rows: list[str], needle: str, found: list[tuple[int, int, int]]) -> None:
    stream = Stream()
    for at, text in enumerate(rows):
        stream.gap()
        stream.add(at, 0, text)
    runs = list(stream.find(needle))
    covered = {(row, at) for row, start, end in runs for at in range(start, end)}
    wanted = {(row, at) for row, start, end in found for at in range(start, end)}
    assert wanted <= covered
    assert all(rows[row][at].isspace() for row, at in covered - wanted)


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("dark", "ground"), [(True, "#121212"), (False, "#e0e0e0")])
def test_colours_can_be_read(dark: bool, ground: str) -> None:
    behind = luminance(Color.parse(ground))
    for role, style in role_styles(dark=dark, ansi=False).items():
        if style.color is not None:
            front = luminance(style.color)
            contrast = (max(front, behind) + 0.05) / (min(front, behind) + 0.05)
            assert contrast >= 4.5, role


def test_cosmetic_changes_are_folded_until_asked_for() -> None:
    clauses = [Clause(id="a", text="One two"), Clause(id="b", text="Three")]
    before = Draft(plan="p", id="x", points=tuple(clauses))
    after = Draft(
        plan="p", id="y", points=(Clause(id="a", text="One, two"), Clause(id="b", text="Four"))
    )
    reading = Reading.of(compare(Entry(draft=before), Entry(draft=after)))
    assert (reading.shown, reading.folded) == ((1,), (0,))
    assert reading.options(in_columns=False) == ["1 cosmetic folded"]
    opened = reading.with_cosmetic()
    assert (opened.shown, opened.folded) == ((0, 1), ())
    assert opened.options(in_columns=False) == []
    assert opened.cosmetic_words() == "1 cosmetic change shown: spacing, punctuation, style."
    assert opened.with_cosmetic() == reading
    assert opened.compared_anew(reading.diff).shown == (0, 1)
    assert reading.searched("one").drawn == (0, 1)


def test_insertions_and_deletions_differ_without_colours() -> None:
    for dark in (True, False):
        for ansi in (True, False):
            styles = {
                str(role): Style(underline=style.underline, strike=style.strike)
                for role, style in role_styles(dark=dark, ansi=ansi).items()
            }
            assert styles["insert"] == Style(underline=True)
            assert styles["delete"] == Style(strike=True)
            assert role_styles(dark=dark, ansi=ansi)[Role.MOVED].underline2


def tool(folder: Path, name: str, body: str) -> None:
    script = folder / name
    script.write_text(f"#!{sys.executable}\n{body}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)


def test_copying_says_what_took_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "OSC 52" in copy("мир", taken.append)
    assert taken == ["мир"]
    body = (
        f"import sys, pathlib; pathlib.Path('{tmp_path}/got').write_bytes(sys.stdin.buffer.read())"
    )
    tool(tmp_path, "xclip", body)
    assert "OSC 52" in copy("мир", taken.append), "there is no display"
    monkeypatch.setenv("DISPLAY", ":0")
    assert copy("річка", taken.append) == "with xclip"
    assert (tmp_path / "got").read_text() == "річка"
    tool(tmp_path, "wl-copy", "raise SystemExit(1)")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert copy("мир", taken.append) == "with xclip", "a tool that fails is passed over"


def test_an_editor_is_never_a_shell_string(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = DRAFTS / "alba-1.plan.yaml"
    tool(tmp_path, "nano", "")
    tool(tmp_path, "code", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("VISUAL", "")
    monkeypatch.setenv("EDITOR", "nano -w")
    line = line_of(path, "withdrawal-mines")
    assert command_for(path, "withdrawal-mines") == [
        str(tmp_path / "nano"), "-w", f"+{line}", str(path),
    ]  # fmt: skip
    monkeypatch.setenv("VISUAL", "code --wait")
    assert command_for(path, "x") == [str(tmp_path / "code"), "--wait", str(path)]
    for wrong in ("nosuch; rm -rf /", "'unclosed"):
        monkeypatch.setenv("VISUAL", wrong)
        with pytest.raises(PlanverError, match="was not found"):
            command_for(path, None)


def test_without_a_choice_nano_or_vi_from_an_absolute_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = DRAFTS / "alba-1.plan.yaml"
    folders = [tmp_path / name for name in ("one", "other")]
    for folder, name in zip(folders, ("vi", "nano"), strict=True):
        folder.mkdir()
        tool(folder, name, "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "  ")
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", f"other::{folders[0]}")
    assert command_for(path, None) == [str(folders[0] / "vi"), str(path)]
    monkeypatch.setenv("PATH", f"{folders[0]}:{folders[1]}")
    assert command_for(path, None) == [str(folders[1] / "nano"), str(path)]
    monkeypatch.setenv("PATH", "other")
    with pytest.raises(PlanverError, match="No editor is set"):
        command_for(path, None)


def test_what_is_watched_changes_with_the_files(folder: Path) -> None:
    with Drafts(folder) as drafts:
        watched = Watched.of(drafts, folder)
    before = watched.fingerprint()
    assert watched.fingerprint() == before
    os.utime(folder / "alba-1.plan.yaml", (1, 1))
    changed = watched.fingerprint()
    assert changed != before
    (folder / "new.plan.yaml").write_text("planver: 1\n")
    assert watched.fingerprint() != changed


def test_a_draft_without_a_base_has_nothing_to_be_compared_with(folder: Path) -> None:
    with pytest.raises(PlanverError, match="based on no other draft"):
        load_comparison(folder, None, Asked(before=None, after="alba-1"))


def test_graph_of_the_drafts_used_here(folder: Path) -> None:
    with Drafts(folder) as drafts:
        (nodes,) = draft_graph(drafts).values()
    assert [node.entry.draft.id for node in nodes] == ["alba-1", "gap-1", "group-2"]


async def test_a_bug_shows_no_draft_text_and_reaches_the_boundary(
    review: Open, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> object:
        secret = "text of the draft"  # noqa: S105, F841 - a local that must not be printed
        raise ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError, match="a bug"):  # noqa: PT012 - it comes at the end
        async with review("alba-1", "group-2") as reader:
            monkeypatch.setattr("planver.tui.screens.review_take.clause_text", broken)
            await reader.press("y")
    streams = capsys.readouterr()
    assert "text of the draft" not in streams.out + streams.err
    assert not reader.app._exit_renderables


def test_claims_and_clauses_without_ids_have_marks_too() -> None:
    def made(text: str) -> Entry:
        point = Clause(id=None, text=text)
        claim = Claim(party="x")
        return Entry(draft=Draft(plan="p", id=text, points=(point,), tabled_by=(claim,)))

    found = compare(made("One text here."), made("One other text here."))
    assert len({mark_of(change) for change in found.changes}) == len(found.changes)
