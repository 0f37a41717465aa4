"""The story of one clause through all drafts."""

import pytest

from planver.compare.story import story
from planver.compare.words import WordDiff, diff_words
from planver.model.draft import Clause, Draft, Origin, Report, Status
from planver.model.history import Entry
from planver.model.party import Claim, Position, Stance
from planver.model.provenance import Stage
from planver.model.story import Chapter
from planver.render.story import proposers
from tests.strategies import clause, draft, unpublished

FIRE = "All firing stops at noon on the day after signature."
BRIDGE = "The Lumen bridge is opened to relief convoys at once."


def stage(made: Draft, *parents: int) -> Stage:
    return Stage(entry=Entry(draft=made), parents=parents)


def made(name: str, *clauses: Clause, **fields: object) -> Draft:
    return draft(*clauses, id=name, tabled_by=(Claim(party=name[0]),), **fields)


def chapters(stages: list[Stage], name: str, place: int = -1) -> list[Chapter]:
    return list(story(stages, range(len(stages))[place], name).chapters)


def told(stages: list[Stage], name: str, place: int = -1) -> list[tuple[str, str]]:
    """Each draft, with the paths of the clause in it."""
    return [
        (one.entry.draft.id, " ".join(entry.path for entry in one.clauses))
        for one in chapters(stages, name, place)
    ]


def test_a_clause_is_followed_by_its_id() -> None:
    stages = [
        stage(made("a-1", clause("fire", FIRE), clause("bridge", BRIDGE))),
        stage(made("b-1", clause("bridge", BRIDGE), clause("fire", FIRE)), 0),
        stage(made("c-1", clause("fire", f"{FIRE} Now."))),
    ]
    assert told(stages, "fire") == [("a-1", "1"), ("b-1", "2"), ("c-1", "1")]
    assert [len(one.diffs) for one in chapters(stages, "fire")] == [0, 1, 0]
    assert [one.by[0][0].party if one.by else None for one in chapters(stages, "fire")] == [
        "a", None, "c",
    ]  # fmt: skip


def test_a_number_stands_for_the_clause_that_has_it_in_the_draft() -> None:
    stages = [
        stage(made("a-1", clause("fire", FIRE), clause("bridge", BRIDGE))),
        stage(made("b-1", clause("bridge", BRIDGE), clause("fire", FIRE)), 0),
    ]
    assert told(stages, "1", 0) == told(stages, "fire")
    assert told(stages, "1", 1) == told(stages, "bridge")


def test_a_clause_without_an_id_is_followed_by_its_words() -> None:
    stages = [
        stage(made("a-1", clause(None, FIRE), clause(None, BRIDGE))),
        stage(made("b-1", clause(None, BRIDGE), clause(None, FIRE)), 0),
    ]
    assert told(stages, "1") == [("a-1", "2"), ("b-1", "1")]


def test_parts_belong_to_the_story() -> None:
    stages = [
        stage(made("a-1", clause("fire", "The Parties shall:", clause("guns", FIRE)))),
        stage(made("b-1", clause("fire", "The Parties shall:")), 0),
    ]
    assert told(stages, "fire") == [("a-1", "1 1.a"), ("b-1", "1")]
    (diff,) = chapters(stages, "fire")[1].diffs
    assert [[str(kind) for kind in change.kinds] for change in diff.changes] == [
        ["unchanged"],
        ["deleted"],
    ]


def test_what_it_came_from_and_what_it_became() -> None:
    stages = [
        stage(made("a-1", clause("fire", FIRE), clause("bridge", BRIDGE))),
        stage(
            made(
                "b-1",
                clause("both", f"{FIRE} {BRIDGE}", origin=Origin(joined_from=("fire", "bridge"))),
            ),
            0,
        ),
        stage(
            made(
                "c-1",
                clause("one", FIRE, origin=Origin(split_from=("both",))),
                clause("two", BRIDGE, origin=Origin(split_from=("both",))),
            ),
            1,
        ),
    ]
    assert told(stages, "both") == [("a-1", "1 2"), ("b-1", "1"), ("c-1", "1 2")]
    assert told(stages, "fire") == [("a-1", "1"), ("b-1", "1"), ("c-1", "1 2")]


def test_a_deleted_clause_is_a_chapter_once() -> None:
    stages = [
        stage(made("a-1", clause("fire", FIRE), clause("bridge", BRIDGE))),
        stage(made("b-1", clause("fire", FIRE)), 0),
        stage(made("c-1", clause("fire", FIRE)), 1),
    ]
    assert told(stages, "bridge") == [("a-1", "2"), ("b-1", "")]


def test_a_later_wording_that_leaves_the_clause_alone_is_no_chapter() -> None:
    stages = [
        stage(made("a-1", clause("fire", FIRE), clause("bridge", BRIDGE))),
        stage(made("a-1", clause("fire", FIRE), clause("bridge", "Other words.")), 0),
        stage(made("a-1", clause("fire", FIRE, status=Status.AGREED)), 1),
    ]
    assert [one.clauses[0].clause.status for one in chapters(stages, "fire")] == [
        "proposed",
        "agreed",
    ]


def test_unpublished_drafts_between_are_named() -> None:
    report = Report(text="Kept.", clauses=("fire",))
    stages = [
        stage(made("a-1", clause("fire", FIRE))),
        stage(unpublished(id="u-1"), 0),
        stage(made("b-1", clause("fire", BRIDGE)), 1),
        stage(unpublished(id="v-1", reported=(report, report, Report(text="Of others.")))),
        stage(unpublished(id="w-1")),
    ]
    found = chapters(stages, "fire")
    assert [one.entry.draft.id for one in found] == ["a-1", "u-1", "b-1", "v-1"]
    assert [entry.draft.id for entry in found[2].gap] == ["u-1"]
    assert found[3].reports == (report,)


def test_positions_are_told_once() -> None:
    line = Position(party="bor", on="fire", stance=Stance.RED_LINE)
    other = Position(party="bor", on="bridge", stance=Stance.ACCEPTS)
    stages = [
        stage(made("a-1", clause("fire", FIRE), positions=(line, other))),
        stage(made("b-1", clause("fire", BRIDGE), positions=(line,)), 0),
    ]
    assert [one.positions for one in chapters(stages, "fire")] == [(line,), ()]


def test_nothing_is_told_of_a_clause_nobody_knows() -> None:
    assert chapters([stage(made("a-1", clause("fire", FIRE)))], "nonsense") == []


def test_what_may_have_come_with_an_unpublished_draft_of_others_is_put_to_nobody() -> None:
    alba, bor = (Claim(party="alba"),), (Claim(party="bor"),)
    stages = [
        stage(draft(clause("x", "One text."), id="a-1", tabled_by=alba)),
        stage(unpublished(id="b-1", tabled_by=bor), 0),
        stage(draft(clause("x", "Another text."), id="c-1", tabled_by=alba), 1),
    ]
    (change,) = story(stages, 2, "x").chapters[-1].diffs[0].changes
    assert change.proposed_by == ()


def test_across_a_gap_one_of_the_parties_put_a_clause_forward() -> None:
    stages = [
        stage(unpublished(id="b-1", tabled_by=(Claim(party="b"),))),
        stage(made("c-1", clause("fire", FIRE)), 0),
    ]
    told = chapters(stages, "fire")[-1]
    assert [[one.party for one in side] for side in told.by] == [["b"], ["c"]]
    assert proposers(told) == ["Proposed by b (draft b-1); or c (draft c-1)."]


def test_only_the_words_of_the_clause_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long history every other clause would be compared as often as this one changed."""
    compared: list[str] = []

    def counted(before: str, after: str) -> WordDiff:
        compared.append(before)
        return diff_words(before, after)

    monkeypatch.setattr("planver.compare.diff.diff_words", counted)
    stages = [
        stage(made("a-1", clause("fire", FIRE), clause("bridge", BRIDGE))),
        stage(made("b-1", clause("fire", f"{FIRE} Now."), clause("bridge", f"{BRIDGE} Yes.")), 0),
    ]
    first, second = chapters(stages, "fire")
    assert not first.diffs
    assert [change.after[0].clause.id for change in second.diffs[0].changes] == ["fire"]
    assert BRIDGE not in compared
    assert FIRE in compared
