"""Laws of reading many wordings of a file: whatever stood before, a file holds what it holds."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planver.model.draft import Draft
from planver.planfile.parse import Outcome, parse, read
from planver.planfile.pieces import Pieces
from planver.planfile.splitting import Splitter

ROOT = Path(__file__).parents[2]
FILES = [
    path.read_bytes()
    for pattern in ("plans/*/*.plan.yaml", "tests/golden/badfiles/*.plan.yaml")
    for path in sorted(ROOT.glob(pattern))
]

PLAN = """\
planver: 1
plan: lumen
draft:
  id: d1
  sources:
    - {id: s1, title: Record}
parties:
  - {id: alba, name: Alba}
  - {id: bor, name: Bor}
points:
  - id: ceasefire
    text: All firing stops.
    proposed_by: [{party: alba, source: s1}]
  # A word on the next one.
  - id: water
    heading: Water
    text: >-
      The Parties share
      the river:
    clauses:
      - id: water-dam
        text: "the dam"
      - {id: water-mill, number: "3", text: the mill}

  - id: names
    text: |
      Alba and Bor
    alternatives:
      - {by: [bor], text: Bor and Alba}
positions:
  - {party: bor, on: names, stance: objects}
"""

# Lines that may open what a later one closes, end a list early, or begin another file.
ODD = [
    "", " ", "#", "  # points:", "points:", "points: ", '"points":', "points: []", "points: >-",
    "  - id: extra", "  - id: ceasefire", "- id: flat", "  -", "  - |", "  - >-", '  - "', "  - '",
    "    text: |+", "    text: >2", '    text: "open', "    text: 'open", '    shut"', "shut'",
    '  - shut": x', '    text: ["a', "    text: [a", "  ]", "    clauses: [", "    ]}", "? points",
    "    proposed_by: [bor]", "    proposed_by: [nobody]", "    notes: >-", "draft: {id: d2}",
    "    proposed_by: [{party: alba, source: s9}]", "    text: &a x", "    text: *a", "---", "...",
    "    text: !!str x", "%YAML 1.1", "\tx", "\ufeff", "x\u0301\u0301", "\u2028", "\x85", "\u202e",
    "\x07", "positions: []", ": x", '    number: "4"', "    origin: {from: ceasefire}", "    - x",
    "    origin: {from: names}", "    text: [All", "    status: agreed", "    text: No", "  }",
    "  - {id: braces, text: x}", "  - {id: braces, text: x", "parties: []", "    text: a\r",
    "   - id: askew", " - id: askew", "lang: uk", "    closing: ']'", "points2: x", "-id: x",
]  # fmt: skip


def agrees(files: list[bytes]) -> None:
    pieces = Pieces()
    for data in (*files, *reversed(files)):  # and then when every part of them is known
        assert pieces.draft(data) in (None, parse(data).sound)


def test_the_sample_plans_and_the_bad_files() -> None:
    agrees(FILES)


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """The text with lines put in, taken out, doubled, moved or indented otherwise."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        to = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["put in", "put in", "take out", "double", "move", "indent"])):
            case "put in":
                lines.insert(at, draw(st.sampled_from(ODD)))
            case "take out" if len(lines) > 1:
                del lines[at]
            case "double":
                lines[to:to] = lines[at : at + draw(st.integers(1, 4))]
            case "move":
                lines.insert(to, lines.pop(at))
            case _:
                lines[at] = draw(st.sampled_from(["", " ", "  "])) + lines[at].lstrip()
    return "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n"]))


@given(st.data())
@settings(max_examples=300)
def test_a_file_holds_the_same_whatever_was_read_before(data: st.DataObject) -> None:
    files = [PLAN]
    for _ in range(data.draw(st.integers(1, 4))):
        files.append(data.draw(edited(files[-1])))
    agrees([file.encode(errors="surrogatepass") for file in files])


@given(st.data())
@settings(max_examples=100)
def test_a_file_without_an_indent_before_its_points(data: st.DataObject) -> None:
    head, points, tail = re.split("points:\n|(?=positions:)", PLAN)
    flat = f"{head}points:\n" + re.sub("(?m)^  ", "", points) + tail
    assert parse(flat.encode()).sound is not None
    files = [flat, *(data.draw(edited(flat)) for _ in range(2))]
    agrees([file.encode(errors="surrogatepass") for file in files])


def test_the_sample_plans_are_plain() -> None:
    files = [path.read_bytes() for path in sorted(ROOT.glob("plans/*/*.plan.yaml"))]
    with_points = [data for data in files if b"\npoints: []" not in data]
    assert with_points
    pieces = Pieces()
    assert [pieces.draft(data) for data in with_points] == [
        parse(data).draft for data in with_points
    ]


def test_a_point_that_stands_as_it_stood_is_the_same_object() -> None:
    pieces = Pieces()
    one, other = (pieces.draft(PLAN.replace("All", word).encode()) for word in ("All", "Any"))
    assert isinstance(one, Draft)
    assert isinstance(other, Draft)
    assert one.points[0] != other.points[0]
    assert all(a is b for a, b in zip(one.points[1:], other.points[1:], strict=True))


def test_a_file_of_many_points_that_are_not_plain_is_not_read_point_by_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = list[bytes]()

    def counted(data: bytes) -> Outcome:
        texts.append(data)
        return read(data)

    monkeypatch.setattr("planver.planfile.pieces.read", counted)
    lines = "".join(f"  - word{number}\n" for number in range(2_000))
    data = f"planver: 1\nplan: lumen\ndraft: {{id: d1}}\npoints:\n{lines}".encode()
    assert Pieces().draft(data) is None
    assert len(texts) < 10


@given(st.data())
def test_a_text_is_split_as_if_alone(data: st.DataObject) -> None:
    """Whatever was split before: it may be alike at either end, or within what is repeated."""
    separator = data.draw(st.sampled_from([b"\n- ", b"\n  - ", b"ab"]))
    signs = st.lists(st.sampled_from([separator, b"\n", b"- ", b"x", b"a", b"b", b" "]))
    splitter, text = Splitter(separator), b""
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        text = text[:start] + b"".join(data.draw(signs)) + text[end:]
        assert splitter.split(text) == text.split(separator)


def test_the_parts_around_what_changed_are_kept() -> None:
    splitter = Splitter(b"\n- ")
    before = splitter.split(b"head\n- one of these\n- other\n- last of all")
    after = splitter.split(b"head\n- one of these\n- another\n- and\n- last of all")
    assert after[0] is before[0]
    assert after[1] is before[1]
    assert after[-1] is before[-1]
