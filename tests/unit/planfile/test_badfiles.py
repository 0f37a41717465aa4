"""Every bad file is told what is wrong with it, where, and without a traceback."""

from pathlib import Path

import pytest

from planver.planfile.parse import parse, read
from planver.planfile.rules import RULES

FOLDER = Path(__file__).parents[2] / "golden/badfiles"
FILES = sorted(FOLDER.glob("*.plan.yaml"))
TABLE = dict(
    line.split("\t", 1)
    for line in (FOLDER / "expected.tsv").read_text(encoding="utf-8").splitlines()
)


def expected(file: Path) -> str:
    """What the first line says, or the side table where a first line would spoil the file."""
    name = file.name.removesuffix(".plan.yaml")
    if name in TABLE:
        return TABLE[name]
    first = file.read_bytes().splitlines()[0].decode()
    assert first.startswith("# expect: ")
    return first.removeprefix("# expect: ")


def told(data: bytes, *, pure: bool = False) -> str:
    findings = read(data, pure=pure).parsed.findings
    return " ".join(f"{found.rule} {found.place.line}:{found.place.column}" for found in findings)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".plan.yaml"))
def test_bad_file(file: Path) -> None:
    assert told(file.read_bytes()) == expected(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".plan.yaml"))
def test_the_parser_in_python_agrees(file: Path) -> None:
    data = file.read_bytes()

    with_c, without = read(data).parsed, read(data, pure=True).parsed

    assert (with_c.draft is None) == (without.draft is None)
    if "not-yaml" not in expected(file):
        assert with_c == without


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 100
    assert set(TABLE) <= {file.name.removesuffix(".plan.yaml") for file in FILES}


def test_every_rule_has_a_bad_file() -> None:
    shown = {part for file in FILES for part in expected(file).split()[::2]}
    # Those that take a large file are made in test_limits.py.
    large = {
        "file-too-large",
        "too-many-clauses",
        "too-many-values",
        "clause-too-long",
        "stacked-marks",
        "too-many-findings",
    }

    assert shown | large == set(RULES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".plan.yaml"))
def test_messages_are_sentences_in_plain_words(file: Path) -> None:
    for found in parse(file.read_bytes()).findings:
        assert found.message[0].isupper() or found.message[0] == "`"
        assert found.message[-1] == "."
        assert found.hint
        jargon = ("scalar", "mapping", "sequence", "node", "token", "parser", "None")
        assert not any(word in found.message + found.hint for word in jargon)
