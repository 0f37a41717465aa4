"""Where the words of a draft come from: one test for each rule."""

import pytest

from planver.compare.provenance import blame_of
from planver.compare.tracing import Trace
from planver.model.draft import Alternative, Clause, Draft, Origin
from planver.model.history import Entry, Trailer
from planver.model.party import Claim, Confidence
from planver.model.provenance import Run, Stage
from tests.strategies import clause, draft, revision, unpublished

CAP = "The armed forces shall be limited to {} personnel."
# Enough words of its own to be known again wherever it stands.
BRIDGE = "The Lumen bridge is opened to relief convoys at once."


def stage(made: Draft, *parents: int, by: str | None = None) -> Stage:
    return Stage(entry=Entry(draft=made), parents=parents)


def tabled(name: str, *clauses: Clause, by: str, **fields: object) -> Draft:
    return draft(*clauses, id=name, tabled_by=(Claim(party=by),), **fields)


def runs(stages: list[Stage], place: int = -1, clause_id: str = "arms") -> list[Run]:
    """The runs of one clause of the draft at a place, the last by default."""
    found = blame_of(Trace(stages), range(len(stages))[place])
    (one,) = [blamed for blamed in found.clauses if blamed.clause.clause.id == clause_id]
    assert "".join(run.text for run in one.runs) == one.clause.clause.wording
    return list(one.runs)


def told(found: list[Run]) -> list[tuple[str, str]]:
    """Words and the drafts in one of which they came."""
    return [(run.text.strip(), "|".join(run.first.drafts)) for run in found]


def parties(run: Run) -> list[str]:
    return [made.party for made in run.first.by]


def caps(*figures: str, by: str = "abcdef") -> list[Stage]:
    """One draft after the other, of one clause, by one party after the other."""
    return [
        stage(
            tabled(f"{party}-1", clause("arms", CAP.format(figure)), by=party),
            *([at - 1] if at else []),
        )
        for at, (figure, party) in enumerate(zip(figures, by, strict=False))
    ]


def test_a_root_brings_all_its_words() -> None:
    (run,) = runs(caps("600,000"))
    assert (run.text, run.first.drafts, parties(run)) == (CAP.format("600,000"), ("a-1",), ["a"])
    assert run.words == 10  # signs are words of their own
    assert run.returned is None
    assert run.also == ()


def test_a_word_put_in_belongs_to_the_draft_that_put_it_in() -> None:
    assert told(runs(caps("600,000", "800,000"))) == [
        ("The armed forces shall be limited to", "a-1"),
        ("800,000", "b-1"),
        ("personnel.", "a-1"),
    ]


def test_a_draft_that_changes_nothing_brings_nothing() -> None:
    (run,) = runs(caps("600,000", "600,000", "600,000"))
    assert run.first.drafts == ("a-1",)


def test_a_word_put_back_belongs_to_who_first_wrote_it() -> None:
    found = runs(caps("600,000", "800,000", "600,000", "600,000"))
    assert told(found)[1] == ("600,000", "a-1")
    assert found[1].returned is not None
    assert found[1].returned.drafts == ("c-1",)
    assert [made.party for made in found[1].returned.by] == ["c"]
    assert [run.returned for run in (found[0], found[2])] == [None, None]


def test_a_word_put_back_twice_tells_of_the_last_time() -> None:
    found = runs(caps("600,000", "800,000", "600,000", "800,000", "600,000"))
    assert found[1].first.drafts == ("a-1",)
    assert found[1].returned is not None
    assert found[1].returned.drafts == ("e-1",)


def test_light_words_alone_do_not_come_back() -> None:
    texts = ("Arms and men leave the town.", "Arms leave the town.", "Arms of men leave the town.",
             "Arms leave the town.", "Arms of the men leave the town.")  # fmt: skip
    stages = [
        stage(tabled(f"{party}-1", clause("arms", text), by=party), *([at - 1] if at else []))
        for at, (text, party) in enumerate(zip(texts, "abcde", strict=True))
    ]
    assert ("of the men", "e-1") in told(runs(stages))


def test_a_clause_taken_out_and_put_back_elsewhere_is_known_by_its_words() -> None:
    stages = [
        stage(tabled("a-1", clause("arms", CAP), clause("gas", BRIDGE), by="a")),
        stage(tabled("b-1", clause("arms", CAP), by="b"), 0),
        stage(tabled("c-1", clause("arms", CAP), clause("road", BRIDGE), by="c"), 1),
    ]
    (run,) = runs(stages, clause_id="road")
    assert run.first.drafts == ("a-1",)
    assert run.first.clause.clause.id == "gas"
    assert run.returned is not None
    assert run.returned.drafts == ("c-1",)


def test_what_another_branch_took_out_does_not_count_as_put_back() -> None:
    """`d` never went back to `a`: to it the words are new, though `a` had them on its own."""
    stages = [
        stage(tabled("a-1", clause("gas", BRIDGE), clause("arms", CAP), by="a")),
        stage(tabled("b-1", clause("arms", CAP), by="b"), 0),
        stage(tabled("c-1", clause("arms", CAP), by="c")),
        stage(tabled("d-1", clause("road", BRIDGE), clause("arms", CAP), by="d"), 2),
    ]
    (run,) = runs(stages, clause_id="road")
    assert (run.first.drafts, run.returned) == (("d-1",), None)


@pytest.mark.parametrize("ids", [True, False])
def test_words_that_moved_to_another_clause_keep_their_origin(ids: bool) -> None:
    def name(slug: str) -> str | None:
        return slug if ids else None

    firing = "All firing stops at noon on the day after signature."

    before = tabled("a-1", clause(name("arms"), f"{firing} {BRIDGE}"),
                    clause(name("gas"), "Gas flows through the pipes of Bor."), by="a")  # fmt: skip
    after = tabled("b-1", clause(name("arms"), firing),
                   clause(name("gas"), f"Gas flows through the pipes of Bor. {BRIDGE}"),
                   by="b")  # fmt: skip
    found = blame_of(Trace([stage(before), stage(after, 0)]), 1)
    assert {run.first.drafts for one in found.clauses for run in one.runs} == {("a-1",)}


def test_words_that_stay_where_they_were_did_not_move() -> None:
    stages = [
        stage(tabled("a-1", clause("arms", BRIDGE), by="a")),
        stage(tabled("b-1", clause("arms", BRIDGE), clause("gas", f"Now: {BRIDGE}"), by="b"), 0),
    ]
    (run,) = runs(stages, clause_id="gas")
    assert run.first.drafts == ("b-1",)


def test_a_set_phrase_in_a_long_new_text_did_not_move() -> None:
    phrase = "within a radius of twenty"
    fire = clause("fire", "All firing stops at noon on the day after signature.")
    weapons = clause("arms", f"No weapons of any kind are kept {phrase} km around the old town.")
    gas = clause("gas", f"The meters of all consumers {phrase} streets are read each month by Bor.")
    road = clause("road", f"Lamps on both of the bridges {phrase} bends are lit by Alba at night.")
    stages = [
        stage(tabled("a-1", fire, weapons, by="a")),
        stage(tabled("b-1", fire, gas, by="b"), 0),
        stage(tabled("c-1", fire, gas, road, by="c"), 1),
    ]
    assert {run.first.drafts for run in runs(stages, 1, "gas")} == {("b-1",)}
    assert {run.first.drafts for run in runs(stages, 2, "road")} == {("c-1",)}


def test_words_moved_inside_a_clause_keep_their_origin() -> None:
    before = f"{BRIDGE} All heavy weapons are moved behind the second line of hills."
    after = f"All heavy weapons are moved behind the second line of hills. {BRIDGE}"
    stages = [
        stage(tabled("a-1", clause("arms", before), by="a")),
        stage(tabled("b-1", clause("arms", after), by="b"), 0),
    ]
    assert told(runs(stages)) == [(after, "a-1")]


def test_parts_of_a_split_and_the_whole_of_a_join_keep_their_origins() -> None:
    split = Origin(split_from=("arms",))
    stages = [
        stage(tabled("a-1", clause("arms", f"All firing stops. {BRIDGE}"), by="a")),
        stage(
            tabled("b-1", clause("arms", "All firing stops now.", origin=split),
                   clause("gas", BRIDGE, origin=split), by="b"), 0
        ),
        stage(
            tabled("c-1", clause("arms", f"All firing stops now. {BRIDGE}",
                                 origin=Origin(joined_from=("arms", "gas"))), by="c"), 1
        ),
    ]  # fmt: skip
    assert told(runs(stages, 1)) == [
        ("All firing stops", "a-1"), ("now", "b-1"), (".", "a-1"),
    ]  # fmt: skip
    assert told(runs(stages, 1, "gas")) == [(BRIDGE, "a-1")]
    assert told(runs(stages, 2)) == [
        ("All firing stops", "a-1"), ("now", "b-1"), (f". {BRIDGE}", "a-1"),
    ]  # fmt: skip


def fork(left: str, right: str, joined: str) -> list[Stage]:
    """A root, two drafts based on it, and one based on both."""
    return [
        stage(tabled("a-1", clause("arms", CAP.format("600,000")), by="a", date="2031-01-01")),
        stage(tabled("b-1", clause("arms", left), by="b", date="2031-01-02"), 0),
        stage(tabled("c-1", clause("arms", right), by="c", date="2031-01-03"), 0),
        stage(tabled("d-1", clause("arms", joined), by="d", date="2031-01-04"), 1, 2),
    ]


def test_a_word_that_came_with_any_parent_is_not_new() -> None:
    left = CAP.format("600,000 trained")
    right = CAP.format("600,000").replace("shall", "may")
    joined = CAP.format("600,000 trained").replace("shall", "may")
    assert told(runs(fork(left, right, joined))) == [
        ("The armed forces", "a-1"),
        ("may", "c-1"),
        ("be limited to 600,000", "a-1"),
        ("trained", "b-1"),
        ("personnel.", "a-1"),
    ]


def test_a_merge_that_chooses_the_side_that_kept_a_word_does_not_put_it_back() -> None:
    (run,) = runs(fork(CAP.format("800,000"), CAP.format("600,000"), CAP.format("600,000")))
    assert (run.first.drafts, run.returned) == (("a-1",), None)


def test_words_that_two_parents_have_on_their_own_are_told_of_both() -> None:
    same = CAP.format("800,000")
    found = runs(fork(same, same, same))
    assert told(found)[1] == ("800,000", "b-1")
    (echo,) = found[1].also
    assert (echo.text, echo.at.drafts) == ("800,000", ("c-1",))
    assert [made.party for made in echo.at.by] == ["c"]


def test_a_draft_that_it_does_not_go_back_to_may_have_the_same_words_on_its_own() -> None:
    same = CAP.format("800,000")
    stages = fork(same, same, same)[:3]
    for at, other in ((1, "c-1"), (2, "b-1")):
        found = runs(stages, at)
        (echo,) = found[1].also
        assert (echo.text, echo.at.drafts) == ("800,000", (other,))
        assert found[0].also == ()  # both have these from a-1


def test_a_single_word_of_many_is_no_echo() -> None:
    stages = [
        stage(tabled("a-1", clause("arms", "The forces withdraw behind the hills."), by="a")),
        stage(tabled("b-1", clause("arms", "No forces of any Party stand there."), by="b")),
    ]
    assert [run.also for run in runs(stages)] == [()]


def test_only_the_last_wording_of_another_draft_is_an_echo() -> None:
    texts = [CAP.format("900,000"), CAP.format("800,000")]
    stages = [
        stage(tabled("a-1", clause("arms", texts[0]), by="a")),
        stage(tabled("a-1", clause("arms", texts[1]), by="a", date="2031-02-01"), 0),
        stage(tabled("b-1", clause("arms", texts[0]), by="b", date="2031-02-02")),
    ]
    echoes = [echo.text for run in runs(stages) for echo in run.also]
    assert echoes == ["The armed forces shall be limited to"]


def gap(*between: Draft) -> list[Stage]:
    """A draft, unpublished ones after it, and the next with a wording."""
    first = stage(tabled("a-1", clause("arms", CAP.format("600,000")), by="a"))
    middle = [stage(one, at) for at, one in enumerate(between)]
    last = tabled("z-1", clause("arms", CAP.format("800,000")), by="z")
    return [first, *middle, stage(last, len(between))]


def test_what_changed_across_an_unpublished_draft_is_pinned_on_none() -> None:
    found = runs(gap(unpublished(id="u-1", tabled_by=(Claim(party="u"),))))
    assert told(found)[1] == ("800,000", "u-1|z-1")
    assert [(made.party, made.draft) for made in found[1].first.by] == [("u", "u-1"), ("z", "z-1")]
    assert told(found)[0][1] == "a-1"


def test_several_unpublished_drafts_in_a_row() -> None:
    between = [unpublished(id=name, tabled_by=(Claim(party="u"),)) for name in ("u-1", "v-1")]
    assert told(runs(gap(*between)))[1] == ("800,000", "u-1|v-1|z-1")


def test_an_unpublished_draft_has_no_words() -> None:
    stages = gap(unpublished(id="u-1"))
    assert blame_of(Trace(stages), 1).clauses == ()


def test_an_unpublished_root_may_hold_everything() -> None:
    stages = [stage(unpublished(id="u-1")), stage(tabled("b-1", clause("arms", CAP), by="b"), 0)]
    (run,) = runs(stages)
    assert run.first.drafts == ("u-1", "b-1")


@pytest.mark.parametrize("named", ["clause", "trailer"])
def test_what_is_said_of_the_clause_itself_outranks_the_gap(named: str) -> None:
    claims = (Claim(party="c", confidence=Confidence.DISPUTED, source="gazette", note="Denied."),)
    stages = gap(unpublished(id="u-1", tabled_by=(Claim(party="u"),)))
    if named == "clause":
        made = clause("arms", CAP.format("800,000"), proposed_by=claims)
        last = Entry(draft=tabled("z-1", made, by="z"))
    else:
        trailers = (Trailer(claim=claims[0], clause="arms"), Trailer(claim=Claim(party="x")))
        last = Entry(draft=stages[-1].entry.draft, revision=revision(proposed_by=trailers))
    stages[-1] = Stage(entry=last, parents=(1,))
    (by,) = runs(stages)[1].first.by
    assert (by.party, by.confidence, by.source, by.note) == (
        "c", Confidence.DISPUTED, "gazette", "Denied.",
    )  # fmt: skip
    assert by.basis == named


def test_a_trailer_of_another_clause_leaves_the_gap() -> None:
    stages = gap(unpublished(id="u-1", tabled_by=(Claim(party="u"),)))
    trailers = (Trailer(claim=Claim(party="g"), clause="gas"),)
    last = Entry(draft=stages[-1].entry.draft, revision=revision(proposed_by=trailers))
    stages[-1] = Stage(entry=last, parents=(1,))
    assert parties(runs(stages)[1]) == ["u", "z"]


def test_an_alternative_belongs_to_those_whose_it_is() -> None:
    option = Alternative(by=(Claim(party="bor"),), text="No limit at all is set.")
    stages = caps("600,000")
    made = clause("arms", CAP.format("600,000"), alternatives=(option,))
    stages.append(stage(tabled("b-1", made, by="b"), 0))
    found = runs(stages)
    assert told(found) == [
        (CAP.format("600,000"), "a-1"),
        ("[bor: No limit at all is set.]", "b-1"),
    ]
    assert [parties(run) for run in found] == [["a"], ["bor"]]


@pytest.mark.parametrize("main", ["Nothing opens.", f"{BRIDGE[:-1]} and for good."])
def test_a_text_that_became_an_alternative_is_still_whose_it_was(main: str) -> None:
    option = Alternative(by=(Claim(party="a"),), text=BRIDGE)
    stages = [
        stage(tabled("a-1", clause("arms", BRIDGE), by="a")),
        stage(tabled("b-1", clause("arms", main, alternatives=(option,)), by="b"), 0),
    ]
    assert (BRIDGE, "a-1") in told(runs(stages))


def test_an_alternative_takes_from_the_text_what_it_lacked_before() -> None:
    old = Alternative(by=(Claim(party="a"),), text=BRIDGE.replace("at once", "by night"))
    new = Alternative(by=(Claim(party="a"),), text=BRIDGE)
    stages = [
        stage(tabled("a-1", clause("arms", BRIDGE, alternatives=(old,)), by="a")),
        stage(tabled("b-1", clause("arms", "Nothing opens.", alternatives=(new,)), by="b"), 0),
    ]
    assert {at for text, at in told(runs(stages)) if "Nothing" not in text} == {"a-1"}


def test_an_alternative_that_became_the_text_is_still_whose_it_was() -> None:
    texts = (("a", BRIDGE), ("b", "Nothing opens before the armies have gone home."))
    options = tuple(Alternative(by=(Claim(party=by),), text=text) for by, text in texts)
    stages = [
        stage(tabled("a-1", clause("arms", "Open", alternatives=options), by="c")),
        stage(tabled("b-1", clause("arms", BRIDGE), by="b"), 0),
    ]
    (run,) = runs(stages)
    assert (run.first.drafts, parties(run)) == (("a-1",), ["a"])


def test_a_clause_of_white_space_has_no_words() -> None:
    assert runs([stage(tabled("a-1", clause("arms", ""), by="a"))]) == []


def test_text_around_the_words_is_kept_to_the_letter() -> None:
    made = clause(
        "arms",
        "All firing  stops. ",
        heading="Fire ",
        closing=" and so on\n",
        alternatives=(Alternative(by=(Claim(party="a"),), text="x"),),
    )
    assert runs([stage(tabled("a-1", made, by="a"))])  # `runs` compares


def test_a_circle_is_refused() -> None:
    stages = caps("1", "2")
    stages[0] = Stage(entry=stages[0].entry, parents=(1,))
    with pytest.raises(ValueError, match="circle"):
        Trace(stages)
