"""Laws of what is shown: nothing is lost, nothing acts, every row fits."""

import json
import re
import unicodedata
from html import unescape

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from planver.model.change import Op
from planver.model.draft import Draft
from planver.render.contract import diff_json, diff_object, schema_text
from planver.render.layout import Role, Span, fitted, padded, wrap
from planver.render.markdown import escaped, markdown
from planver.render.plain import plain, stat
from planver.render.redline import Look, View, redline
from planver.render.visible import visible
from tests.strategies import clause, diff, draft, draft_pairs, texts

SCHEMA = jsonschema.Draft7Validator(json.loads(schema_text()))
any_texts = st.one_of(texts(), st.text(max_size=40))
some_pairs = st.one_of(draft_pairs(), draft_pairs(ids=False))
# One line of it, as Markdown is given it.
lines = any_texts.map(lambda text: " ".join(visible(text).split()))
PAGE = MarkdownIt("commonmark").enable(["strikethrough", "table"])


def spans() -> st.SearchStrategy[list[Span]]:
    safe = any_texts.map(lambda text: visible(text).replace("\n", " ")).filter(bool)
    return st.lists(st.builds(Span, safe, st.sampled_from(list(Role))), max_size=6)


@given(spans(), st.integers(2, 40))
def test_wrapped_rows_fit_and_lose_only_white_space(line: list[Span], width: int) -> None:
    rows = wrap(line, width)
    assert all(sum(span.width for span in row) <= width for row in rows)
    said = "".join(span.text for row in rows for span in row)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", "".join(span.text for span in line))


@given(spans(), st.integers(2, 40))
def test_wrapping_keeps_every_role(line: list[Span], width: int) -> None:
    def told(row: list[Span]) -> list[tuple[str, Role]]:
        return [(sign, span.role) for span in row for sign in span.text if not sign.isspace()]

    assert told([span for row in wrap(line, width) for span in row]) == told(line)


@given(any_texts.map(lambda text: visible(text).replace("\n", " ")), st.integers(1, 20))
@example("停火", 3)
def test_a_field_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert fitted(text, width).width == width
    line = padded((Span(text),), width)
    assert sum(span.width for span in line) == max(width, cell_len(text))


# Two columns of parts of parts need 60 cells, one needs 40.
looks = st.one_of(
    st.builds(Look, width=st.integers(40, 120), view=st.sampled_from(View)),
    st.builds(Look, width=st.integers(60, 120), side_by_side=st.just(True)),
)


@given(some_pairs, looks)
def test_rows_of_a_redline_fit_the_width(pair: tuple[Draft, Draft], look: Look) -> None:
    found = diff(*pair)
    rows = redline(found, range(len(found.changes)), look)
    assert [row for row in rows if sum(span.width for span in row.spans) > look.width] == []


@given(some_pairs)
def test_a_marked_redline_shows_every_word(pair: tuple[Draft, Draft]) -> None:
    found = diff(*pair)
    rows = redline(found, range(len(found.changes)), Look(width=80))
    for at, change in enumerate(found.changes):
        body = [span for row in rows if row.change == at for span in row.spans]
        for op, role, moved in (
            (Op.DELETE, Role.DELETE, False),
            (Op.INSERT, Role.INSERT, False),
            (Op.INSERT, Role.MOVED, True),
        ):
            edits = "".join(
                visible(edit.text)
                for edit in change.edits
                if edit.op is op and bool(edit.moved) is moved
            )
            edits = edits if moved else edits.replace("\n", "¶")
            shown = "".join(span.text for span in body if span.role is role)
            assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", edits)
        marks = [span.text for span in body if span.role is Role.MARK]
        assert marks == [f"‹{edit.moved}›" for edit in change.edits if edit.moved]


@given(some_pairs, st.booleans())
def test_the_contract_holds(pair: tuple[Draft, Draft], use_ids: bool) -> None:
    SCHEMA.validate(diff_object(diff(*pair, use_ids=use_ids)))


def _acting(text: str) -> list[str]:
    """Characters a terminal may act on."""
    return [
        sign for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Zl", "Zp")
    ]


@given(some_pairs)
def test_no_output_holds_a_character_that_acts(pair: tuple[Draft, Draft]) -> None:
    found = diff(*pair)
    everything = range(len(found.changes))
    rows = redline(found, everything, Look(width=80))
    told = [
        *(plain(found, everything), stat(found, everything), markdown(found, everything)),
        *(diff_json(found), "".join(span.text for row in rows for span in row.spans)),
    ]
    assert [_acting(text) for text in told] == [[]] * 5


def _read(html: str) -> str:
    """What a reader of the page reads."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@given(lines)
@example("1. The Parties")
@example("# No heading")
@example("<b>no tag</b> &amp;")
@example("~~no~~ **mark** __up__ `code`")
@example("![no](image) [no](link) <https://example.org>")
@example("- no list")
@example("+ no list")
@example("1) no list")
@example("> no quote")
@example("| no | table |")
@example("===")
@example("***")
@example("a\\")
def test_markdown_shows_text_as_it_stands(text: str) -> None:
    page = PAGE.render(escaped(text))
    assert re.fullmatch(r"(?s)(<p>[^<]*</p>)?\s*", page)
    assert _read(page) == _read(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>")


@given(st.tuples(any_texts, any_texts))
@example(("The Parties shall stop.", "The Parties [shall] stop."))
@example(("a(b", "ab"))
@example(("ab.", "a.b"))
@example(("1. One", "2. One"))
@example(("x\n    y", "x\n    z"))
@example(("停火", "停[火]"))
@example(
    ("one two three four five, all the rest of it", "all the rest of it, one two three four five")
)
def test_markdown_strikes_what_went_and_prints_bold_what_came(pair: tuple[str, str]) -> None:
    found = diff(draft(clause("a", pair[0])), draft(clause("a", pair[1])))
    (change,) = found.changes
    page = PAGE.render(markdown(found, [0])).split("</h2>")[1].split("<ul>\n<li>Proposed")[0]
    page = page.split("<ul>\n<li>‹")[0]
    for op, tag, moved in (
        (Op.DELETE, "s|del", False),
        (Op.INSERT, "strong", False),
        (Op.INSERT, "ins", True),
    ):
        marked = "".join(re.findall(rf"(?s)<(?:{tag})>(.*?)</(?:{tag})>", page))
        edits = "".join(
            visible(edit.text)
            for edit in change.edits
            if edit.op is op and bool(edit.moved) is moved
        )
        assert re.sub(r"\s", "", unescape(marked)) == re.sub(r"\s", "", edits)
    said = "".join(
        (f"‹{edit.moved}›" if edit.moved else "")
        + ("" if edit.moved and edit.op is Op.DELETE else visible(edit.text))
        for edit in change.edits
    )
    shown = unescape(re.sub(r"<[^>]*>", "", page))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", said)


@pytest.mark.parametrize("use_ids", [True, False])
def test_the_sample_of_scripts_is_not_cut(use_ids: bool) -> None:
    """Wide characters and marks end where their column ends."""
    one = draft(clause("a", "停火协议" * 20 + " وَقْف إِطْلَاق النار " * 5))
    other = draft(clause("a", "停火办法" * 20 + " وَقْف النار " * 5))
    found = diff(one, other, use_ids=use_ids)
    for row in redline(found, range(len(found.changes)), Look(width=61, side_by_side=True)):
        assert sum(cell_len(span.text) for span in row.spans) <= 61
