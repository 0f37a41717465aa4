"""The graph of drafts, drawn."""

from textwrap import dedent

import pytest

from planver.render.graph import graph


def drawn(*bases: tuple[str, str]) -> str:
    """Drafts given as (id, ids it is based on, in one string), with the id behind its sign."""
    given = [(name, tuple(parents)) for name, parents in bases]
    return "\n".join(
        f"{row.lanes.rstrip()} {'' if row.node is None else given[row.node][0]}".rstrip()
        for row in graph(given)
    )


@pytest.mark.parametrize(
    ("bases", "picture"),
    [
        ([("a", "")], "● a\n"),
        # A line of drafts.
        ([("a", ""), ("b", "a"), ("c", "b")], "● a\n│\n● b\n│\n● c\n"),
        # Two that have nothing to do with each other.
        ([("a", ""), ("b", "")], "● a\n\n\n● b\n"),
        # Nor does a draft based on nothing go back to the one drawn before it, beside a lane that
        # goes on.
        (
            [("a", ""), ("b", "a"), ("c", ""), ("d", "a"), ("e", ""), ("f", "d")],
            """\
            ● a
            │
            ├─╮
            │ ● b
            │
            │   ● c
            │
            ● d
            │
            │ ● e
            │
            ● f
            """,
        ),
        (
            [("a", ""), ("b", "a"), ("c", ""), ("d", ""), ("e", "b")],
            """\
            ● a
            │
            ● b
            │
            │ ● c
            │
            │   ● d
            │
            ● e
            """,
        ),
        (
            [("a", ""), ("b", ""), ("c", "a"), ("d", "b")],
            """\
            ● a
            │
            │ ● b
            │ │
            ● │ c
              │
              ● d
            """,
        ),
        # A fork, and the merge of its two arms, from either side.
        (
            [("a", ""), ("b", "a"), ("c", "a"), ("d", "cb")],
            """\
            ● a
            │
            ├─╮
            │ ● b
            │ │
            ● │ c
            │ │
            ├─╯
            ● d
            """,
        ),
        (
            [("a", ""), ("b", "a"), ("c", "a"), ("d", "bc")],
            """\
            ● a
            │
            ├─╮
            │ ● b
            │ │
            ● │ c
            │ │
            ╰─┤
              ● d
            """,
        ),
        # Three arms; the line to the third crosses the second.
        (
            [("a", ""), ("b", "a"), ("c", "a"), ("d", "a"), ("e", "bcd")],
            """\
            ● a
            │
            ├─╮
            │ ● b
            │ │
            ├─┼─╮
            │ │ ● c
            │ │ │
            ● │ │ d
            │ │ │
            │ ├─╯
            ╰─┤
              ● e
            """,
        ),
        # A draft that goes on as well as into a merge.
        (
            [("a", ""), ("b", ""), ("c", "ba"), ("d", "a")],
            """\
            ● a
            │
            │ ● b
            │ │
            ├─┤
            │ ● c
            │
            ● d
            """,
        ),
        # Lanes that are free again are used again.
        (
            [("a", ""), ("b", ""), ("c", ""), ("d", "ca"), ("e", ""), ("f", "b")],
            """\
            ● a
            │
            │ ● b
            │ │
            │ │ ● c
            │ │ │
            ╰─┼─┤
              │ ● d
              │
            ● │ e
              │
              ● f
            """,
        ),
    ],
)
def test_pictures(bases: list[tuple[str, str]], picture: str) -> None:
    assert drawn(*bases).rstrip("\n") == dedent(picture).rstrip("\n")


def test_every_draft_has_one_row_in_order() -> None:
    rows = graph([("a", ()), ("b", ("a",)), ("c", ("a", "b"))])
    assert [row.node for row in rows if row.node is not None] == [0, 1, 2]
    assert all(("●" in row.lanes) == (row.node is not None) for row in rows)


def test_room_for_more_lines_below_each() -> None:
    rows = graph([("a", ()), ("b", ("a",)), ("c", ())], 2)
    assert [(row.lanes, row.node) for row in rows] == [
        ("●", 0), ("│", None), ("│", None), ("●", 1), ("", None), ("", None), ("", None),
        ("●", 2), ("", None), ("", None),
    ]  # fmt: skip
