"""Laws of what came with an earlier draft: quick where ids say it all, and never another answer."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planver.compare.align import align
from planver.compare.carrying import carried
from planver.compare.texts import Library
from planver.model.draft import Clause, Draft, Origin
from tests.strategies import draft, draft_pairs

_IDS = st.sampled_from("abcdef")
_ORIGINS = st.one_of(
    st.none(),
    st.none(),
    st.builds(lambda one: Origin(from_id=one), _IDS),
    st.builds(lambda some: Origin(split_from=tuple(some)), st.lists(_IDS, min_size=1, max_size=2)),
    st.builds(lambda some: Origin(joined_from=tuple(some)), st.lists(_IDS, min_size=1, max_size=3)),
    st.builds(lambda one: Origin(not_from=(one,)), _IDS),
)


@st.composite
def told(draw: st.DrawFn) -> Draft:
    """Clauses with ids of few letters, some with an origin; now and then one without, or twice."""
    ids = draw(st.lists(st.one_of(_IDS, _IDS, _IDS, st.none()), min_size=1, max_size=6))
    if draw(st.booleans()):
        ids = list(dict.fromkeys(slug for slug in ids if slug)) or ["a"]
    clauses = [
        Clause(id=slug, text=draw(st.sampled_from(["All firing stops.", "The river is shared."])),
               origin=draw(_ORIGINS))
        for slug in ids
    ]  # fmt: skip
    if len(clauses) > 2 and draw(st.booleans()):
        clauses[0] = replace(clauses[0], clauses=(clauses.pop(),))
    return draft(*clauses)


@given(st.one_of(st.tuples(told(), told()), draft_pairs()))
def test_clauses_answer_each_other_as_they_are_aligned(drafts: tuple[Draft, Draft]) -> None:
    library = Library()
    before, after = map(library.text, drafts)
    pairs = align(before.clauses, after.clauses).pairs
    assert carried(before, after).pairs == {j: pair.before for pair in pairs for j in pair.after}


@given(draft_pairs())
def test_every_word_went_somewhere_or_is_gone(drafts: tuple[Draft, Draft]) -> None:
    """And not both; to two places only where an alternative is the clause as it read before."""
    library = Library()
    before, after = map(library.text, drafts)
    step = carried(before, after)
    came = [place for words in step.words.values() for place in words if place]
    kept = [i for j, i in step.alone.items() if j not in step.words]
    whole = [(i, word) for i in kept for word in range(len(before.worded[i].keys))]
    gone = [(i, word) for i, words in step.gone.items() for word in words]
    every = [(i, word) for i, one in enumerate(before.worded) for word in range(len(one.keys))]
    assert sorted({*came, *whole, *gone}) == every
    assert not {*gone} & {*came, *whole}
    options = [one.options[word] for j, words in step.words.items()
               for one in [after.worded[j]] for word, place in enumerate(words)
               if came.count(place or (-1, -1)) > 1]  # fmt: skip
    assert not options or any(option is not None for option in options)
