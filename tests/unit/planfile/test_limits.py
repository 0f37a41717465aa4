"""Files made to exhaust something: refused, quickly, and in words."""

import time
from collections.abc import Callable

import pytest

from planver.model.draft import Clause, Draft
from planver.planfile.dump import dump
from planver.planfile.parse import parse, read

HEAD = b"planver: 1\nplan: p\ndraft: {id: d}\npoints:\n"
TEXT = HEAD + b"  - id: a\n    text: >-\n      "


@pytest.mark.parametrize("pure", [False, True], ids=["C", "pure"])
@pytest.mark.parametrize("depth", [500, 50_000])
@pytest.mark.parametrize(
    "opening", [b"[", b"{a: ", b"- ", b"? ", b"[{a: "], ids=["list", "keys", "dash", "ask", "both"]
)
def test_nesting(opening: bytes, depth: int, *, pure: bool) -> None:
    for data in (opening * depth, HEAD + b"  - id: a\n    text: " + opening * depth):
        parsed = read(data, pure=pure).parsed

        assert parsed.draft is None
        assert {found.rule for found in parsed.findings} & {"too-deep", "not-yaml"}


def test_nesting_in_block_form() -> None:
    data = b"".join(b" " * depth + b"- a:\n" for depth in range(0, 1000, 2))

    assert [found.rule for found in parse(data).findings] == ["too-deep"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"a" * (16 * 1024 * 1024 + 1), "file-too-large"),
        (b"\t" * 1_000_000, "empty-file"),
        (b"#\n" * 500_000, "empty-file"),
        (b"\x01" * 1_000_000, "control-character"),
        (b"\n" * 1_000_000 + b"%", "directive"),
        (TEXT + b"x" * 300_000, "clause-too-long"),
        (TEXT + b"[" * 300_000, "clause-too-long"),
        (TEXT + b"." * 300_000, "clause-too-long"),
        (TEXT + b"[" * 200_000, "unbalanced-bracket"),
        (TEXT + b"a" + "\u0301\u0316".encode() * 100_000, "stacked-marks"),
        (TEXT + "\u200b".encode() * 80_000, "invisible-character"),
        (HEAD + b'  - id: a\n    text: "' + b"\\u202E" * 40_000 + b'"', "bidi-control"),
        (b"[" + b"&a a, " * 50_000 + b"]", "anchor"),
        (b"[&a a, " + b"*a, " * 100_000 + b"]", "anchor"),
        (HEAD + b"  - {id: c, text: x}\n" * 3_000, "duplicate-id"),
        (HEAD + b"".join(b"  - {id: c%d, x%d: y}\n" % (i, i) for i in range(3000)), "unknown-key"),
    ],
)  # fmt: skip
def test_large_files(data: bytes, rule: str) -> None:
    begun = time.perf_counter()
    parsed = parse(data)

    assert time.perf_counter() - begun < 3
    assert rule in {found.rule for found in parsed.findings}
    assert len(parsed.findings) <= 1_001


@pytest.mark.parametrize(
    ("limit", "rule"),
    [("planver.planfile.shapes.MAX_CLAUSES", "too-many-clauses"),
     ("planver.planfile.document.MAX_VALUES", "too-many-values")],
)  # fmt: skip
def test_counts(monkeypatch: pytest.MonkeyPatch, limit: str, rule: str) -> None:
    monkeypatch.setattr(limit, 100)
    parsed = parse(HEAD + b"".join(b"  - {id: c%d, text: x}\n" % i for i in range(200)))

    assert parsed.draft is None
    assert [found.rule for found in parsed.findings] == [rule]


def test_twelve_levels_are_fine(with_points: Callable[[str], bytes]) -> None:
    clause = Clause(id="c12", text="x")
    for level in range(11, 0, -1):
        clause = Clause(id=f"c{level}", text="x", clauses=(clause,))
    draft = Draft(plan="p", id="d", points=(clause,))

    assert parse(dump(draft)).draft == draft
    assert parse(dump(draft)).findings == ()


def test_a_text_of_the_greatest_length_is_fine() -> None:
    draft = Draft(plan="p", id="d", points=(Clause(id="a", text="x " * 131_000 + "x"),))

    assert parse(dump(draft)).findings == ()


def test_speed() -> None:
    """5,000 clauses take a quarter of a second where this was written; ten times that fails."""
    points = tuple(
        Clause(
            id=f"c{i}",
            text="The Parties shall withdraw. They shall do so at once.",
            clauses=tuple(Clause(id=f"c{i}-{j}", text="heavy weapons;") for j in range(4)),
        )
        for i in range(1_000)
    )
    data = dump(Draft(plan="p", id="d", points=points))
    begun = time.perf_counter()

    parsed = parse(data)

    assert time.perf_counter() - begun < 2.5
    assert parsed.draft is not None
    assert len(parsed.places) == 5_000
