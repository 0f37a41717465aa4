"""What must hold of the history of figures, whatever the drafts."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planver.compare.figures import figures
from planver.compare.substance.differences import is_figure
from planver.compare.substance.lexicon import lexicon_for, names
from planver.compare.substance.mentions import Mentions
from planver.model.draft import Draft
from planver.model.history import Entry
from planver.render.concordance import markdown, plain
from planver.render.figures import table
from planver.render.figures_data import csv_text, figures_json
from tests.strategies import draft_pairs


def said(draft: Draft) -> int:
    """How many figures a draft has, at most, in its text and its alternatives."""
    words = lexicon_for(draft.lang)
    known = names(words, draft.parties)
    texts = [
        text
        for clause in draft.walk()
        for text in (
            replace(clause, alternatives=()).wording,
            *(option.text for option in clause.alternatives),
        )
    ]
    return sum(
        is_figure(one) and not one.weak
        for text in texts
        for one in Mentions(text, words, known).mentions
    )


@given(draft_pairs(origin=True), st.booleans())
def test_every_figure_stands_in_one_row(pair: tuple[Draft, Draft], based: bool) -> None:
    first, second = pair
    if based:
        second = replace(second, based_on=(first.id,))
    found = figures([Entry(draft=first), Entry(draft=second)])
    for place, draft in enumerate(pair):
        told = [one for row in found.rows for one in row.cells[place]]
        assert len(told) >= said(draft)
        ids = {id(clause) for clause in draft.walk()}
        assert all(id(one.clause.clause) in ids for one in told)
        assert all(one.text in one.whole for one in told)
    for row in found.rows:
        for cell in row.cells:
            assert len({one.by for one in cell}) == len(cell)
        for move in row.moves:
            assert based
            assert move.before in (None, *row.cells[0])
            assert move.after in (None, *row.cells[1])
            assert move.before or move.after
    assert found.rootless == (() if based else (1,))


@given(draft_pairs())
def test_a_draft_against_itself_moves_nothing(pair: tuple[Draft, Draft]) -> None:
    again = replace(pair[0], id="again", based_on=(pair[0].id,))
    found = figures([Entry(draft=pair[0]), Entry(draft=again)])
    assert not [move for row in found.rows for move in row.moves]
    assert all(len(row.cells[0]) == len(row.cells[1]) for row in found.rows)


@given(draft_pairs(repeated_ids=True))
def test_every_form_can_be_written(pair: tuple[Draft, Draft]) -> None:
    found = figures([Entry(draft=draft) for draft in pair])
    told = table(found)
    assert all(form for form in (plain(told), markdown(told), csv_text(found), figures_json(found)))
