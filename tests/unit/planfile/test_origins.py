"""Origins are put into a file by hand, so to speak: nothing else in it changes."""

from collections.abc import Callable

import pytest

from planver.errors import PlanFileError
from planver.model.draft import Origin
from planver.planfile.dump import dump
from planver.planfile.origins import with_origins
from planver.planfile.parse import parse
from tests.strategies import clause, draft

WithPoints = Callable[..., bytes]
FROM = Origin(from_id="truce")


def added(data: bytes, place: int, origin: Origin) -> list[str]:
    """The lines that are new; all others are there as before, in order."""
    written = with_origins(data, {place: origin})
    old, new = data.decode().splitlines(), written.decode().splitlines()
    lines: list[str] = []
    for line in new:
        if old and line == old[0]:
            del old[0]
        else:
            lines.append(line)
    assert old == []
    told = parse(written)
    assert told.findings == ()
    assert told.draft is not None
    assert list(told.draft.walk())[place].origin == origin
    return lines


def test_it_stands_behind_the_rest_of_the_clause(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: >-\n    Stop.\n\n- id: b\n  text: Go.\n")
    assert added(data, 0, FROM) == ["    origin: {from: truce}"]
    assert b"Stop.\n    origin: {from: truce}\n\n  - id: b" in with_origins(data, {0: FROM})
    assert with_origins(data, {1: FROM}).endswith(b"Go.\n    origin: {from: truce}\n")


def test_notes_stay_last(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: Stop.\n  notes: From Alba.\n")
    assert b"Stop.\n    origin: {from: truce}\n    notes: From Alba." in with_origins(
        data, {0: FROM}
    )
    only = with_points("- notes: From Alba.\n  id: a\n  text: Stop.\n")
    assert with_origins(only, {0: FROM}).endswith(b"Stop.\n    origin: {from: truce}\n")


def test_a_clause_with_parts_has_it_behind_its_parts(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: 'They:'\n  clauses:\n    - id: b\n      text: stop.\n")
    both = {0: FROM, 1: Origin(split_from=("tolls",))}
    assert with_origins(data, both).endswith(
        b"stop.\n        origin: {split_from: [tolls]}\n    origin: {from: truce}\n"
    )


def test_every_way_to_say_it(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: Stop.\n")
    told = Origin(joined_from=("x", "y"), not_from=("z",))
    assert added(data, 0, told) == ["    origin: {joined_from: [x, y], not_from: [z]}"]
    # Slugs that other programs would not read as text are quoted.
    assert added(data, 0, Origin(split_from=("no",))) == ['    origin: {split_from: ["no"]}']
    assert added(data, 0, Origin(from_id="null")) == ['    origin: {from: "null"}']


def test_comments_and_an_odd_layout_stay(with_points: WithPoints) -> None:
    data = with_points(
        "# about a\n- text: Stop.   # at once\n  # below the text\n  id:   'a'  # an odd order\n"
        "  # the end of a\n\n\n# about b\n- {id: b, text: Go.}  # one line\n"
    )
    assert added(data, 0, FROM) == ["    origin: {from: truce}"]
    written = with_origins(data, {1: FROM})
    assert written == data.replace(b"Go.}", b"Go., origin: {from: truce}}")


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ("origin: {not_from: [x]}", ["    origin: {not_from: [x, y], from: truce}"]),
        ("origin: {not_from: [x], }", ["    origin: {not_from: [x, y], from: truce, }"]),
        ("origin:\n    not_from: [x]  # said Bor",
         ["      not_from: [x, y]  # said Bor", "      from: truce"]),
        ("origin:\n    not_from:\n    - x  # said Bor", ["      - y", "      from: truce"]),
        ("origin:\n    # above\n    not_from:\n      - x", ["        - y", "      from: truce"]),
    ],
)  # fmt: skip
def test_more_is_added_to_what_is_there(
    with_points: WithPoints, there: str, expected: list[str]
) -> None:
    data = with_points(f"- id: a\n  text: Stop.\n  {there}\n- id: b\n  text: Go.\n")
    written = with_origins(data, {0: Origin(from_id="truce", not_from=("x", "y"))})
    lines = written.decode().splitlines()
    assert [line for line in lines if line not in data.decode().splitlines()] == expected
    told = parse(written)
    assert told.findings == ()
    assert told.draft is not None
    assert told.draft.points[0].origin == Origin(from_id="truce", not_from=("x", "y"))
    assert with_origins(written, {0: Origin(from_id="truce", not_from=("x", "y"))}) == written


def test_line_ends_and_a_byte_order_mark_stay(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: >-\n    Стоп.\n\n- {id: b, text: Go.}\n")
    for odd in (
        data.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + data,
        b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
        data.replace(b"\n", b"\r"),
        data.removesuffix(b"\n"),
    ):
        written = with_origins(odd, {0: FROM, 1: FROM})
        assert written.count(b"origin: {from: truce}") == 2
        assert written.startswith(odd[:40])
        plain = written.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removeprefix(b"\xef\xbb\xbf")
        assert plain.rstrip() == with_origins(data, {0: FROM, 1: FROM}).rstrip()
        assert (b"\n" in written.replace(b"\r\n", b"")) == (b"\n" in odd.replace(b"\r\n", b""))


@pytest.mark.parametrize("header", [">-", "|-", ">2-", "|"])
def test_blocks_of_any_kind(with_points: WithPoints, header: str) -> None:
    data = with_points(f"- id: a\n  text: {header}\n    Stop.\n\n\n- id: b\n  text: Go.\n")
    written = with_origins(data, {0: FROM})
    assert b"Stop.\n    origin: {from: truce}\n\n\n  - id: b" in written


def test_a_block_that_keeps_its_blank_lines(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: |+\n    Stop.\n\n\n- id: b\n  text: Go.\n")
    written = parse(with_origins(data, {0: FROM})).draft
    before = parse(data).draft
    assert written is not None
    assert before is not None
    assert written.points[0].text == before.points[0].text == "Stop.\n\n\n"


def test_a_hash_in_a_text_is_no_comment(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: >-\n    Stop at # 5.\n    # 6 too.\n  # a comment\n")
    assert added(data, 0, FROM) == ["    origin: {from: truce}"]


def test_the_example_and_a_dumped_draft_keep_their_layout(lumen: bytes) -> None:
    assert added(lumen, 2, FROM) == ["        origin: {from: truce}"]
    part = clause("b", "Go.", heading="H")
    made = dump(draft(clause("a", "Stop.", part, closing="Now."), tabled_by=()))
    lines = with_origins(made, {0: FROM, 1: FROM}).splitlines()
    assert [line.strip() for line in lines].count(b"origin: {from: truce}") == 2
    assert lines[-1] == b"    origin: {from: truce}"  # behind the closing


def test_what_cannot_be_added_leaves_the_file_alone(with_points: WithPoints) -> None:
    data = with_points("- id: a\n  text: Stop.\n  origin: {from: captives}\n")
    with pytest.raises(PlanFileError, match="it is left as it is"):
        with_origins(data, {0: FROM})
    with pytest.raises(PlanFileError, match="no id"):
        with_origins(with_points("- text: Stop.\n"), {0: FROM})
