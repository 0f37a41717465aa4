"""What a human is asked about a comparison, and what the answers are worth."""

import pytest
from msgspec.structs import replace

from planver.compare.align import align
from planver.compare.questions import Question, is_idle, origins, questions
from planver.model.change import Alignment, Basis, Pair, PossiblePair
from planver.model.draft import Clause, Draft, Origin
from planver.model.numbering import numbered
from tests.strategies import LIKE_AFTER, LIKE_BEFORE, clause, draft

CEASEFIRE = "All firing stops at noon on the day after signature."
TOLLS = "River tolls shall be set each spring by a joint commission of both banks."
VOTE = "Elections shall be held in all districts within 100 days."
LIKE_VOTE = "Elections shall be held in all districts as soon as the guns are silent."
EXCHANGE = "The Parties shall exchange all prisoners of war within ten days of signature."
DETAINEES = "All civilian detainees and the bodies of the dead shall be returned within a month."
BOTH = (
    "The Parties shall exchange all prisoners of war within ten days of signature, and all "
    "civilian detainees and the bodies of the dead shall be returned within a month."
)

WHOLE = draft(clause("stop", CEASEFIRE), clause("prisoners", BOTH), clause("tolls", TOLLS))
KEPT = draft(
    clause("stop", CEASEFIRE),
    clause("prisoners", EXCHANGE),
    clause("detainees", DETAINEES),
    clause("tolls", TOLLS),
)
RENAMED = draft(
    clause("stop", CEASEFIRE),
    clause("exchange", EXCHANGE),
    clause("detainees", DETAINEES),
    clause("tolls", TOLLS),
)


def told(found: tuple[Question, ...]) -> list[tuple[str, str]]:
    return [
        tuple("+".join(str(entry.clause.id) for entry in side) for side in (one.before, one.after))  # type: ignore[misc]
        for one in found
    ]


def with_origins(of: Draft, said: dict[int, Origin]) -> Draft:
    """The draft, which has no parts, with these origins."""
    points = [
        replace(point, origin=said.get(place, point.origin))
        for place, point in enumerate(of.points)
    ]
    return replace(of, points=tuple(points))


def bases(before: Draft, after: Draft) -> dict[str, Basis]:
    found = align(numbered(before), numbered(after))
    ids = [str(one.id) for one in after.walk()]
    return {ids[j]: pair.basis for pair in found.pairs for j in pair.after}


def test_nothing_is_asked_where_ids_say_it_all() -> None:
    assert questions(WHOLE, WHOLE) == ()
    assert questions(draft(), WHOLE) == ()


@pytest.mark.parametrize(
    ("after", "pairs"), [(KEPT, ((1, 2),)), (RENAMED, ((1, 1), (1, 2)))], ids=["kept", "renamed"]
)
def test_a_split_that_ids_hide_is_asked_about(
    after: Draft, pairs: tuple[tuple[int, int], ...]
) -> None:
    (question,) = questions(WHOLE, after)
    assert [entry.path for entry in question.before] == ["2"]
    assert [entry.path for entry in question.after] == ["2", "3"]
    assert question.pairs == pairs
    assert not question.possible


@pytest.mark.parametrize("before", [KEPT, RENAMED], ids=["kept", "renamed"])
def test_so_is_a_join(before: Draft) -> None:
    (question,) = questions(before, WHOLE)
    assert [entry.path for entry in question.before] == ["2", "3"]
    assert [entry.path for entry in question.after] == ["2"]


def test_a_confirmed_split_is_a_fact_and_not_asked_again() -> None:
    for after, expected in (
        (KEPT, {2: Origin(split_from=("prisoners",))}),
        (RENAMED, dict.fromkeys((1, 2), Origin(split_from=("prisoners",)))),
    ):
        (question,) = questions(WHOLE, after)
        said = origins(WHOLE, after, question.pairs, ())
        assert said == expected
        answered = with_origins(after, said)
        assert questions(WHOLE, answered) == ()
        assert bases(WHOLE, answered)["detainees"] is Basis.ORIGIN


def test_a_confirmed_join_is_a_fact_and_not_asked_again() -> None:
    for before, slugs in (
        (KEPT, ("prisoners", "detainees")),
        (RENAMED, ("exchange", "detainees")),
    ):
        (question,) = questions(before, WHOLE)
        said = origins(before, WHOLE, question.pairs, ())
        assert said == {1: Origin(joined_from=slugs)}
        answered = with_origins(WHOLE, said)
        assert questions(before, answered) == ()
        assert bases(before, answered)["prisoners"] is Basis.ORIGIN


def test_a_denied_split_is_not_asked_again() -> None:
    (question,) = questions(WHOLE, KEPT)
    assert question.parts == ()
    said = origins(WHOLE, KEPT, (), question.pairs)
    assert said == {2: Origin(not_from=("prisoners",))}
    assert questions(WHOLE, with_origins(KEPT, said)) == ()


def test_what_is_denied_as_a_whole_is_asked_part_by_part() -> None:
    (question,) = questions(WHOLE, RENAMED)
    one, other = question.parts
    assert (one.pairs, other.pairs) == (((1, 1),), ((1, 2),))
    assert one.confidence is None
    said = origins(WHOLE, RENAMED, one.pairs, other.pairs)
    assert said == {1: Origin(from_id="prisoners"), 2: Origin(not_from=("prisoners",))}
    answered = with_origins(RENAMED, said)
    assert questions(WHOLE, answered) == ()
    assert bases(WHOLE, answered)["exchange"] is Basis.ORIGIN
    assert "detainees" not in bases(WHOLE, answered)


def test_possible_answers_are_asked_about_and_answered_for_good() -> None:
    before = draft(clause("stop", CEASEFIRE), clause("vote", VOTE))
    after = draft(clause("stop", CEASEFIRE), clause("ballot", LIKE_VOTE))
    (question,) = questions(before, after)
    assert told((question,)) == [("vote", "ballot")]
    assert question.possible
    for yes, no, expected in (
        (question.pairs, (), Origin(from_id="vote")),
        ((), question.pairs, Origin(not_from=("vote",))),
    ):
        said = origins(before, after, yes, no)
        assert said == {1: expected}
        assert questions(before, with_origins(after, said)) == ()


def test_an_unsure_pair_between_drafts_that_share_no_ids_is_asked_about() -> None:
    before = draft(*(clause(name, text) for name, text in zip("ab", LIKE_BEFORE, strict=True)))
    after = draft(*(clause(name, text) for name, text in zip("xy", LIKE_AFTER, strict=True)))
    (question,) = questions(before, after)
    assert told((question,)) == [("b", "y")]
    assert not question.possible
    said = origins(before, after, question.pairs, ())
    assert said == {1: Origin(from_id="b")}
    assert questions(before, with_origins(after, said)) == ()


def test_a_pair_is_asked_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words call it a split; the ids, which differ, leave one of its parts possible."""
    possible = PossiblePair(before=1, after=1, confidence=0.5)
    split = Pair(before=(1,), after=(1, 2), basis=Basis.TEXT, confidence=0.9)

    def aligned(*_: object, use_ids: bool = True) -> Alignment:
        return Alignment(pairs=() if use_ids else (split,), possible=(possible,) * use_ids)

    monkeypatch.setattr("planver.compare.questions.align", aligned)
    assert told(questions(WHOLE, RENAMED)) == [("prisoners", "exchange+detainees")]


def test_without_an_id_there_is_nothing_to_write() -> None:
    before = draft(clause("stop", CEASEFIRE), clause(None, VOTE))
    after = draft(clause("stop", CEASEFIRE), clause("ballot", LIKE_VOTE))
    assert questions(before, after) == ()
    assert questions(after, before) == ()


@pytest.mark.parametrize(
    "origin",
    [Origin(from_id="other"), Origin(split_from=("other",)), Origin(joined_from=("x", "y"))],
)
def test_a_clause_that_says_where_it_is_from_is_settled(origin: Origin) -> None:
    before = draft(clause("stop", CEASEFIRE), clause("vote", VOTE))
    after = draft(clause("stop", CEASEFIRE), clause("ballot", LIKE_VOTE, origin=origin))
    assert questions(before, after) == ()


def test_a_denial_counts_in_whichever_draft_it_is_written() -> None:
    denied = clause("vote", VOTE, origin=Origin(not_from=("ballot",)))
    before = draft(clause("stop", CEASEFIRE), denied)
    after = draft(clause("stop", CEASEFIRE), clause("ballot", LIKE_VOTE))
    assert questions(before, after) == ()
    assert questions(after, before) == ()


def test_what_was_found_elsewhere_is_not_asked_about() -> None:
    before = draft(*(clause(name, f"About {name}.") for name in "abcd"))
    after = draft(*(clause(name, f"About {name}.") for name in "wxyz"))
    entries, others = numbered(before), numbered(after)

    def asked(i: tuple[int, ...], j: tuple[int, ...], sure: float | None = 0.4) -> Question:
        return Question(
            before=tuple(entries[place] for place in i),
            after=tuple(others[place] for place in j),
            pairs=tuple((one, other) for one in i for other in j),
            confidence=sure,
        )

    yes = [(0, 0)]
    assert is_idle(asked((0,), (1,)), yes)
    assert is_idle(asked((1,), (0,)), yes)
    assert not is_idle(asked((1,), (1,)), yes)
    assert not is_idle(asked((0,), (1, 2)), yes)  # it may have other parts
    assert is_idle(asked((0,), (0, 1)), yes)
    assert not is_idle(asked((0,), (1,), None), yes)


def test_denials_gather_and_are_kept_beside_what_is_told() -> None:
    before = draft(*(clause(name, name) for name in "abc"))
    after = draft(clause("x", "x", origin=Origin(not_from=("q", "a"))))
    said = origins(before, after, [(2, 0)], [(0, 0), (1, 0)])
    assert said == {0: Origin(from_id="c", not_from=("q", "a", "b"))}


class TestDenied:
    """The aligner respects a denial, whatever the words say."""

    def pairs(self, *after: Clause) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        found = align(numbered(draft(*WHOLE.points)), numbered(draft(*after)))
        return [(pair.before, pair.after) for pair in found.pairs]

    def test_a_pair_of_the_same_words(self) -> None:
        same = clause("levies", TOLLS)
        assert self.pairs(same) == [((2,), (0,))]
        assert self.pairs(replace(same, origin=Origin(not_from=("tolls",)))) == []

    def test_a_part_of_a_split(self) -> None:
        exchange, detainees = clause("x", EXCHANGE), clause("y", DETAINEES)
        assert self.pairs(exchange, detainees) == [((1,), (0, 1))]
        denied = replace(detainees, origin=Origin(not_from=("prisoners",)))
        assert self.pairs(exchange, denied) == [((1,), (0,))]

    def test_an_id_outranks_it_and_so_does_an_origin(self) -> None:
        told = clause("x", TOLLS, origin=Origin(from_id="tolls", not_from=("stop", "prisoners")))
        assert self.pairs(clause("prisoners", BOTH), told) == [((1,), (0,)), ((2,), (1,))]

    def test_a_possible_answer(self) -> None:
        before = draft(clause("stop", CEASEFIRE), clause("vote", VOTE))
        after = draft(clause("ballot", LIKE_VOTE, origin=Origin(not_from=("vote",))))
        assert align(numbered(before), numbered(after)).possible == ()

    def test_the_texts_alone_know_nothing_of_it(self) -> None:
        denied = draft(clause("levies", TOLLS, origin=Origin(not_from=("tolls",))))
        assert len(align(numbered(WHOLE), numbered(denied), use_ids=False).pairs) == 1


def test_a_clause_that_may_have_gone_into_one_that_is_settled_is_not_asked_about() -> None:
    release = "The Parties shall release all prisoners within 30 days."
    waste = "Neither Party shall discharge untreated waste into the river or its tributaries."
    more = "Roads are opened, mines are cleared, and cattle is driven back to the hills."
    before = draft(
        clause("stop", CEASEFIRE),
        clause("release", release),
        clause("return", "People who fled may go back home and get their property."),
        clause("waste", waste),
    )
    after = draft(
        clause("stop", CEASEFIRE), clause("release", f"{release} {more}"), clause("waste", waste)
    )
    assert told(questions(before, after)) == []
