"""`planver fmt`: every layout a person may write, and every place a comment may stand in."""

import sys
from collections.abc import Callable

import pytest

from planver.errors import PlanFileError
from planver.planfile.dump import dump
from planver.planfile.parse import parse
from planver.planfile.reformat import reformat


def lay_out(data: bytes | str) -> str:
    """The file laid out; held to the laws of `fmt`."""
    data = data.encode() if isinstance(data, str) else data
    after = reformat(data)
    assert reformat(after) == after
    assert parse(after).draft == parse(data).draft
    return after.decode()


MINIMAL = """\
planver: 1
plan: p
draft:
  id: d
points:
  - id: a
    text: >-
      All firing stops.
      Forces withdraw.

  - id: b
    text: >-
      They stay away.
"""


@pytest.mark.parametrize(
    "written",
    [
        MINIMAL,
        # flow style throughout
        """\
{planver: 1, plan: p, draft: {id: d}, points: [{id: a, text: All firing stops. Forces
  withdraw.}, {id: b, text: They stay away.}]}
""",
        # lists not indented, odd indentation, quotes, no blank lines, other order of keys
        """\
---
points:
- text: 'All firing stops.
      Forces withdraw.'
  id: "a"
-   id: b
    text:   They stay
       away.
draft:
        id: d
"plan": p
planver: 1
...
""",
        # explicit keys, literal blocks, blank lines all over
        """\


planver: 1
plan: p

draft:

  id: d
points:

  -
    id: a


    text: |-
      All firing stops. Forces withdraw.
  - ? id
    : b
    ? text
    : >2-
        They stay

""".replace(">2-\n        They stay\n\n", ">-\n       They stay away.\n"),
    ],
    ids=["canonical", "flow", "loose", "explicit"],
)
def test_all_layouts_come_to_one(written: str) -> None:
    assert lay_out(written) == MINIMAL


def test_comments_of_the_example_stay_in_their_columns(lumen: bytes) -> None:
    assert lay_out(lumen) == lumen.decode()


def test_comments_everywhere() -> None:
    written = """\
# 1 the head

# 2 of the file

planver: 1 # 3 beside
# 4 above plan
plan: p
draft:   # 5 beside a key of keys
      # 6 above id
      id: d
      # 7 below id, the last
parties: # 8 beside a list
- {id: alba, name: Alba} # 9 beside an entry
# 10 above an entry
-   id: bor # 11 beside the first key
    name: Bor
points:
# 12 above a clause
- # 13 after the dash
  id: a
  # 14 above text
  text: > # 15 beside the block
    All firing stops.

    [And shelling # not a comment].
  # 16 above proposed_by
  proposed_by: [ # 17 after the bracket
     alba, # 18 beside alba
     # 19 above bor
     bor
     # 20 below bor
  ] # 21 after all
  # 22 below the last key

- id: b # 23
  text:
    # 24 between key and text
    "Forces # withdraw."
      # 25 deeper than all
# 26 the end

# 27 of the file
"""
    after = lay_out(written.replace("text: >", "text: >-"))

    assert after == (
        """\
# 1 the head

# 2 of the file

planver: 1  # 3 beside
# 4 above plan
plan: p
draft:   # 5 beside a key of keys
  # 6 above id
  id: d
  # 7 below id, the last
parties:  # 8 beside a list
  - {id: alba, name: Alba}  # 9 beside an entry
  # 10 above an entry
  - id: bor  # 11 beside the first key
    name: Bor
points:
  # 12 above a clause
  # 13 after the dash
  - id: a
    # 14 above text
    text: >-  # 15 beside the block
      All firing stops.

      [And shelling # not a comment].
    # 16 above proposed_by
    # 21 after all
    proposed_by:  # 17 after the bracket
      - alba  # 18 beside alba
      # 19 above bor
      - bor
      # 20 below bor
    # 22 below the last key

  - id: b  # 23
    # 24 between key and text
    text: >-
      Forces # withdraw.
    # 25 deeper than all
# 26 the end

# 27 of the file
"""
    )


def test_explicit_defaults_stay(with_points: Callable[[str], bytes]) -> None:
    data = with_points("- id: a\n  status: proposed # still\n  text: x\n  proposed_by: []\n")

    assert "    status: proposed  # still\n    proposed_by: []\n" in lay_out(data)


def test_without_comments_it_is_what_dump_writes(lumen: bytes) -> None:
    draft = parse(lumen).draft
    assert draft is not None

    assert lay_out(dump(draft)).encode() == dump(draft)


def test_letters_become_single_characters(with_points: Callable[[str], bytes]) -> None:
    data = with_points("- id: a # a\u0300\n  text: cesse\u0301 a\u0300 midi\n")
    after = reformat(data)

    assert parse(data).findings[0].rule == "not-nfc"
    assert parse(after).findings == ()
    assert "cess\u00e9 \u00e0 midi" in after.decode()
    assert "# \u00e0" in after.decode()


def test_the_greek_varia_does_not_become_layout(with_points: Callable[[str], bytes]) -> None:
    """Its composed form is the grave accent, which cannot begin a bare value."""
    after = reformat(with_points("- id: a\n  text: x\n  heading: \u1fefx\n"))

    assert '    heading: "`x"\n' in after.decode()


def test_windows_line_ends_and_byte_order_mark(lumen: bytes) -> None:
    assert reformat(b"\xef\xbb\xbf" + lumen.replace(b"\n", b"\r\n")) == lumen


def test_a_position_with_more_to_say(with_points: Callable[..., bytes]) -> None:
    after = lay_out(
        with_points(
            "- {id: a, text: x}\n",
            extra="""\
positions:
  - {text: No., party: bor, on: a, stance: objects} # why
  - {text: No. Never., party: bor, on: a, stance: objects}
  - {party: bor, on: a, stance: accepts} # at last
""",
        )
    )

    assert after.endswith(
        """\
positions:
  # why
  - {party: bor, on: a, stance: objects,
     text: No.}
  - party: bor
    on: a
    stance: objects
    text: >-
      No.
      Never.
  - {party: bor, on: a, stance: accepts}  # at last
"""
    )


def test_a_file_with_errors_is_refused(with_points: Callable[[str], bytes]) -> None:
    with pytest.raises(PlanFileError) as raised:
        reformat(with_points("- id: a\n  text: '[x'\n- text: y\n"))

    assert raised.value.message == (
        "Line 13, column 12: This bracket is never closed within the point. (and 1 more)"
    )
    assert raised.value.hint.startswith("Add its partner")


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xff", b"- a\n", b"[" * 1000])
def test_what_is_no_plan_file_is_refused(data: bytes) -> None:
    with pytest.raises(PlanFileError):
        reformat(data)


def test_a_fault_of_its_own_is_caught(lumen: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["planver.planfile.reformat"]  # the package's name is the function's
    monkeypatch.setattr(module, "place_comments", _without_comments)

    with pytest.raises(PlanFileError, match="left as it is"):
        reformat(lumen)


def _without_comments(*_: object) -> object:
    from planver.planfile.comments import Placed

    return Placed()
