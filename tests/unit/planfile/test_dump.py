"""Draft to bytes: the canonical layout, and texts no block can carry."""

from collections.abc import Callable

import pytest

from planver.model.draft import Clause, Draft, Origin, Report, Wording
from planver.model.party import Claim, Confidence, Party
from planver.planfile.dump import dump
from planver.planfile.parse import parse
from planver.planfile.scalars import inline, looks_typed


def test_the_example_comes_back(lumen: bytes) -> None:
    """The example is in the canonical layout already, its comments apart."""
    draft = parse(lumen).draft
    assert draft is not None
    bare = [line.partition("  #")[0].rstrip() for line in lumen.decode().splitlines()[1:]]

    assert dump(draft).decode().splitlines() == bare


def test_what_the_example_does_not_use() -> None:
    draft = Draft(
        plan="p",
        id="d",
        wording=Wording.UNPUBLISHED,
        notes="One. Two.",
        parties=(
            Party(id="e3", name="E3", role="group", members=("uk", "fr"), aliases=("The 3",)),
            Party(id="us", name="US", signers=("F" * 40,)),
        ),
        tabled_by=(
            Claim(party="us"),
            Claim(party="ru", confidence=Confidence.DISPUTED, note="No."),
        ),
        points=(
            Clause(
                id=None,
                number="4",
                heading="Security: first",
                text="",
                clauses=(Clause(id="a", text="x"), Clause(id="b", text="y")),
                origin=Origin(joined_from=("x", "y")),
            ),
        ),
        reported=(Report(text="Gone."), Report(text="Left.", clauses=("a",))),
    )

    assert dump(draft).decode() == (
        """\
planver: 1
plan: p
lang: en
draft:
  id: d
  tabled_by:
    - us
    - {party: ru, confidence: disputed, note: No.}
  based_on: []
  wording: unpublished
  notes: >-
    One.
    Two.
parties:
  - {id: e3, name: E3, role: group, members: [uk, fr], aliases: [The 3]}
  - {id: us, name: US, signers: [FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF]}
points:
  - number: "4"
    heading: "Security: first"
    clauses:
      - id: a
        text: >-
          x

      - id: b
        text: >-
          y
    origin: {joined_from: [x, y]}
reported:
  - text: >-
      Gone.

  - text: >-
      Left.
    clauses: [a]
"""
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("One. Two.", ">-\n      One.\n      Two."),
        ("One.\nTwo.", ">-\n      One.\n\n      Two."),
        ("One.\n\nTwo.", ">-\n      One.\n\n\n      Two."),
        ("# one: - [two]", ">-\n      # one: - [two]"),
        ("- one", ">-\n      - one"),
        ("--- one", ">-\n      --- one"),
        ('"one" two', '>-\n      "one" two'),
        ("停火。撤军。", ">-\n      停火。撤军。"),
        ("one\xa0! Two", ">-\n      one\xa0!\n      Two"),
        ("one  two\nthree", "|-\n      one  two\n      three"),
        (" one", '" one"'),
        ("one ", '"one "'),
        ("one\n", '"one\\n"'),
        ("\none", '"\\none"'),
        ("one\n two", '"one\\n two"'),
        ("one\ttwo", '"one\\ttwo"'),
        ("one \\ \"two\"\t", '"one \\\\ \\"two\\"\\t"'),
        ("one\u2028two", '"one\\u2028two"'),
        ("NO", ">-\n      NO"),
    ],
)  # fmt: skip
def test_texts(text: str, written: str) -> None:
    draft = Draft(plan="p", id="d", points=(Clause(id="a", text=text),))

    assert dump(draft).decode().endswith(f"    text: {written}\n")
    reread = parse(dump(draft)).draft
    if "\u2028" not in text:  # which a plan file must not hold
        assert reread == draft


@pytest.mark.parametrize(
    "value",
    ["NO", "1:30", "010", "1.10", "2025-11-20", "~", "null", "1e3", "0x1F", "0o17", ".5", "-1", "=",
     "<<", "2001-12-14t21:59:43.10-05:00", ".inf", "-.INF", ".nan", "1_000", "+12", "on",
     "", "007"],
)  # fmt: skip
def test_values_yaml_would_turn_are_quoted(value: str) -> None:
    assert looks_typed(value)
    assert inline(value) == f'"{value}"'


@pytest.mark.parametrize(
    "value", ["1-2", "12 April", "No.", "noon", "e3", "28-point", "1.2.3", "v1.0", "20 km", "06h00"]
)
def test_other_values_are_not(value: str) -> None:
    assert not looks_typed(value)
    assert inline(value) == value


def test_the_test_for_typed_values_knows_all_pyyaml_knows() -> None:
    import yaml

    resolver = yaml.SafeLoader("")
    samples = "yes Yes YES y n No off TRUE null Null ~ 0 00 09 0b1 0x_f 1_0 -5 1.5 1. .5 1e5 1.e+5"
    samples += " 1.5e-3 190:20:30 190:20:30.15 .inf -.Inf .NaN 2001-01-01 2001-1-1 << = a 1a 12:60"
    for value in samples.split():
        tag = resolver.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
        if tag != "tag:yaml.org,2002:str":
            assert looks_typed(value), value


def test_half_a_character_is_written_and_then_refused() -> None:
    data = dump(Draft(plan="p", id="d", points=(Clause(id="a", text="x\ud800"),)))

    assert data.endswith(b'    text: "x\\uD800"\n')
    assert [found.rule for found in parse(data).findings] == ["not-yaml"]


def test_files_planver_writes_pass_its_own_check(with_points: Callable[[str], bytes]) -> None:
    parsed = parse(with_points("- id: a\n  text: 'It [shall]: stop.'\n"))
    assert parsed.draft is not None

    assert parse(dump(parsed.draft)).findings == ()
