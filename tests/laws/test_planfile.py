"""Laws of the plan file: nothing is lost between draft and bytes, and nothing makes it fall."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planver.errors import PlanFileError
from planver.model.draft import Alternative, Clause, Draft, Origin, Report, Source, Status, Wording
from planver.model.finding import Severity
from planver.model.party import Claim, Confidence, Party, Position, Stance
from planver.planfile.comments import find_comments
from planver.planfile.dump import dump
from planver.planfile.parse import parse, read
from planver.planfile.reformat import reformat
from planver.planfile.rules import RULES
from planver.planfile.sentences import sentences

ROOT = Path(__file__).parents[2]
GOOD = [path.read_bytes() for path in sorted(ROOT.glob("plans/lumen-river/*.plan.yaml"))]
BAD = [path.read_bytes() for path in sorted(ROOT.glob("tests/golden/badfiles/*.plan.yaml"))]

# --- drafts -----------------------------------------------------------------------------------

_words = st.sampled_from(
    [
        "The",
        "Parties",
        "shall",
        "withdraw",
        ".",
        ";",
        ":",
        ",",
        "-",
        "#",
        "[",
        "]",
        "{",
        "}",
        "[Alba:",
        "(",
        ")",
        '"',
        "'",
        ">",
        "|",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
        "~",
        "---",
        "...",
        "\\",
        "NO",
        "1:30",
        "010",
        "null",
        "2031-04-12",
        "No.",
        "5",
        "Art.",
        "U.S.",
        "«Стороны»",
        "прекращают",
        "огонь.",
        "Сторони",
        "停火。",
        "双方",
        "يتوقف",
        "إطلاق",
        "النار.",
        "آتش\u200cبس",
        "é",
        "नि",
        "q̣̇",
        "a\xa0b",
        "–",
        "“quoted”",
        "#",
        "?key",
        "key:",
        "-dash",
        "=",
    ]
)
_characters = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp"])
_any_characters = st.characters(
    exclude_categories=["Cc", "Cn", "Cs", "Zl", "Zp"], exclude_characters="\ufeff"
)
_lines = st.one_of(
    st.lists(_words, min_size=1, max_size=8).map(" ".join),
    st.text(_characters, min_size=1, max_size=12),
)
_texts = st.one_of(
    _lines,
    st.lists(_lines, min_size=1, max_size=4).map("\n".join),
    st.text(st.sampled_from("a. #:-'\"\n\t [É停"), min_size=1, max_size=15),
)
_slugs = st.sampled_from(
    ["a", "b", "ceasefire", "no", "y", "e3", "null", "x-1", "on", "true", "z--"]
)
_parties = st.sampled_from(["alba", "bor", "no", "y", "e3"])
_days = st.dates().map(str)
_claims = st.lists(
    st.builds(
        Claim,
        party=_parties,
        confidence=st.sampled_from(Confidence),
        source=st.none() | _slugs,
        note=st.none() | _texts,
    ),
    max_size=3,
).map(tuple)
_fingerprints = st.sampled_from(
    ["SHA256:" + "a+/" * 14 + "b", "0123456789" * 4, "ABCD " * 9 + " ef01", "12" * 32]
)
_id_lists = st.lists(_slugs, max_size=3).map(tuple)


def _clauses(inner: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    return st.builds(
        Clause,
        id=st.none() | _slugs,
        text=_texts,
        number=st.sampled_from([None, "1", "4", "010", "3 bis", "b", "no", "1.10"]),
        heading=st.none() | _texts,
        clauses=st.lists(inner, max_size=2).map(tuple),
        closing=st.none() | _texts,
        status=st.sampled_from(Status),
        proposed_by=_claims,
        alternatives=st.lists(
            st.builds(Alternative, by=_claims.filter(bool), text=_texts), max_size=2
        ).map(tuple),
        origin=st.none()
        | st.builds(
            Origin, split_from=_id_lists, joined_from=_id_lists, from_id=st.none() | _slugs
        ),
        notes=st.none() | _texts,
    )


_leaves = st.builds(Clause, id=st.none() | _slugs, text=st.just("") | _texts)
drafts = st.builds(
    Draft,
    plan=_slugs,
    plan_title=st.none() | _lines,
    lang=st.sampled_from(["en", "uk", "no", "zh-Hans"]),
    id=_slugs,
    title=st.none() | _texts,
    date=st.none() | _days,
    tabled_by=_claims,
    based_on=_id_lists,
    wording=st.sampled_from(Wording),
    sources=st.lists(
        st.builds(Source, id=_slugs, title=_texts, publisher=st.none() | _texts, date=_days),
        max_size=2,
    ).map(tuple),
    notes=st.none() | _texts,
    parties=st.lists(
        st.builds(
            Party,
            id=_parties,
            name=_texts,
            aliases=st.lists(_texts, max_size=2).map(tuple),
            signers=st.lists(_fingerprints, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    points=st.lists(_clauses(_clauses(_leaves)), max_size=2).map(tuple),
    reported=st.lists(
        st.builds(Report, text=_texts, confidence=st.sampled_from(Confidence), clauses=_id_lists),
        max_size=2,
    ).map(tuple),
    positions=st.lists(
        st.builds(
            Position,
            party=_parties,
            on=_slugs,
            stance=st.sampled_from(Stance),
            date=st.none() | _days,
            text=st.none() | _texts,
        ),
        max_size=2,
    ).map(tuple),
)

slow = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@slow
@given(drafts)
def test_parse_undoes_dump(draft: Draft) -> None:
    data = dump(draft)

    for pure in (False, True):
        assert read(data, pure=pure).parsed.draft == draft


def _sound(draft: Draft) -> Draft:
    """The draft with what no file may say put right, so that `fmt` takes it."""
    ids = iter(range(10_000))
    points = tuple(_sound_clause(clause, ids) for clause in draft.points)
    known = [Party(id=party, name=party) for party in ("alba", "bor", "no", "y", "e3")]
    return replace(
        draft,
        based_on=(),
        tabled_by=_sound_claims(draft.tabled_by),
        wording=Wording.OFFICIAL,
        sources=tuple(replace(source, id=f"s{next(ids)}") for source in draft.sources),
        parties=tuple(known),
        points=(*points, Clause(id="last", text="The end.")),
        positions=tuple(replace(position, on="last") for position in draft.positions),
    )


def _sound_clause(clause: Clause, ids: Iterator[int]) -> Clause:
    return replace(
        clause,
        id=f"c{next(ids)}",
        text=_paired(clause.text or "x"),
        heading=clause.heading and _paired(clause.heading),
        closing=clause.closing and _paired(clause.closing),
        clauses=tuple(_sound_clause(part, ids) for part in clause.clauses),
        proposed_by=_sound_claims(clause.proposed_by),
        alternatives=tuple(
            Alternative(by=_sound_claims(other.by), text=_paired(other.text))
            for other in clause.alternatives
        ),
        origin=None,
    )


def _sound_claims(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(replace(claim, source=None) for claim in claims)


def _paired(text: str) -> str:
    return text.replace("]", ")").replace("[", "[]")


sound_drafts = drafts.map(_sound)


@slow
@given(st.text(_any_characters | st.sampled_from("\n\t "), min_size=1))
@example("a\n\nb").via("a paragraph apart")
@example("\u3000a\u3000").via("wide spaces at the ends")
def test_any_text_comes_back(text: str) -> None:
    draft = Draft(plan="p", id="d", notes=text, points=(Clause(id="a", text=text, heading=text),))

    assert parse(dump(draft)).draft == draft


@given(st.text() | _texts)
def test_sentences_lose_nothing(text: str) -> None:
    found = sentences(text)

    assert all(found)
    assert sentences(" ".join(found)) == found
    spaces = str.maketrans(dict.fromkeys("\t\n\r\f\v", " "))
    assert " ".join(found) == " ".join(part for part in text.translate(spaces).split(" ") if part)


# --- fmt --------------------------------------------------------------------------------------


def _plain(draft: Draft) -> Any:
    """The values of a file, by way of what planver itself writes."""
    return yaml.safe_load(dump(draft).replace(b" on: ", b" 'on': "))


@st.composite
def written_by_hand(draw: st.DrawFn) -> tuple[bytes, list[str]]:
    """A file in some layout of YAML, and the comments strewn into it."""
    values = _plain(draw(sound_drafts))
    style = draw(st.sampled_from([None, "'", '"', ">", "|"]))
    text = yaml.dump(
        values,
        default_style=style if draw(st.booleans()) else None,
        default_flow_style=draw(st.sampled_from([True, False, None])),
        indent=draw(st.integers(2, 5)),
        width=draw(st.sampled_from([20, 80, 1000])),
        allow_unicode=True,
        sort_keys=draw(st.booleans()),
        explicit_start=draw(st.booleans()),
        explicit_end=draw(st.booleans()),
    )
    # PyYAML quotes and tags the one number of the format where all values get the same style.
    text = re.sub(r"""!!int ([>|]-\n *)?["']?1["']?""", "1", text)
    comments: list[str] = []
    sound = parse(text.encode()).draft
    assume(sound is not None)  # PyYAML does not quote what only YAML 1.2 types, such as 0E0
    for number in range(draw(st.integers(0, 6))):
        comment = f"# note-{number} [é: {{"
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        if "# note" in lines[at]:
            continue
        margin = " " * draw(st.integers(0, 12))
        if draw(st.booleans()):
            lines.insert(at, margin + comment)
        else:
            lines[at] += f" {margin}{comment}"
        tried = "\n".join(lines)
        if parse(tried.encode()).draft == sound:  # else it fell into a text
            text = tried
            comments.append(comment)
    return text.encode(), comments


@slow
@given(written_by_hand())
def test_fmt_keeps_values_and_comments(written: tuple[bytes, list[str]]) -> None:
    data, comments = written
    before = parse(data)

    after = reformat(data)

    assert reformat(after) == after
    assert _composed(dump(parse(after).draft or _NONE)) == _composed(dump(before.draft or _NONE))
    outcome = read(after)
    assert outcome.root is not None
    assert outcome.source is not None
    found = sorted(comment.text for comment in find_comments(outcome.source.text, outcome.root))
    assert found == sorted(comments)


_NONE = Draft(plan="none", id="none")


def _composed(data: bytes) -> str:
    return unicodedata.normalize("NFC", data.decode())


@slow
@given(sound_drafts)
def test_fmt_leaves_what_planver_writes(draft: Draft) -> None:
    data = dump(draft)
    assume(unicodedata.is_normalized("NFC", data.decode()))

    assert reformat(data) == data


# --- bad input --------------------------------------------------------------------------------

_fragments = st.sampled_from(
    [
        *(
            b"&a ",
            b"*a",
            b"!!str ",
            b"!",
            b"%YAML 1.1\n",
            b"---\n",
            b"...\n",
            b"[",
            b"]",
            b"{",
            b"}",
        ),
        *(b'"', b"'", b"# c\n", b"\t", b"\r\n", b"\r", b"\xef\xbb\xbf", b"\x00", b"\xff", b": "),
        *(b"\xe2\x80\xae", b"\xc2\x85", b"\xe2\x80\xa8", b"- ", b"? ", b">-\n", b"|2\n", b"<<: "),
        *(b'"\\uD800"', b"null", b"1", b'"\\UFFFFFFFF"', b"\n", b"   ", b", ", b"@", b"`", b"\\x"),
        *(b"e\xcc\x81", b"\xf0\x9f\x98\x80"),
    ]
)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A file of ours with a few things cut out, put in or doubled."""
    data = draw(st.sampled_from(GOOD + BAD))
    start = draw(st.integers(0, max(0, len(data) - 1_500)))
    data = data if draw(st.booleans()) else data[start : start + 1_500]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.integers(0, 30)))
        middle = draw(st.one_of(_fragments, st.binary(max_size=3), st.just(data[at:until] * 2)))
        data = data[:at] + middle + data[until:]
    return data


def _check_outcome(data: bytes) -> None:
    for pure in (False, True):
        parsed = read(data, pure=pure).parsed

        fatal = any(RULES[found.rule].fatal for found in parsed.findings)
        assert (parsed.draft is None) == fatal
        places = [(found.place.line, found.place.column) for found in parsed.findings]
        assert places == sorted(places)
        assert all(line > 0 and column > 0 for line, column in places)
        for found in parsed.findings:
            assert (found.message + found.hint + (found.clause or "")).isprintable()
            assert found.severity is RULES[found.rule].severity


@slow
@given(st.binary() | st.text().map(str.encode))
def test_random_bytes(data: bytes) -> None:
    _check_outcome(data)


@slow
@given(mutated())
def test_damaged_files(data: bytes) -> None:
    _check_outcome(data)
    if any(found.severity is Severity.ERROR for found in parse(data).findings):
        with pytest.raises(PlanFileError):
            reformat(data)
    else:
        after = reformat(data)
        assert reformat(after) == after


_names = _slugs | st.sampled_from(["points", "draft", "planver", "parties", "positions"])
_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner),
    max_leaves=20,
)


@slow
@given(_values)
def test_files_of_something_else(value: Any) -> None:
    _check_outcome(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
