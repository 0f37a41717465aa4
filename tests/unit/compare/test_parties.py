"""What parties put in and took out, and what stands: one test for each rule."""

from planver.compare.parties import parties
from planver.model.draft import Alternative, Clause, Draft, Origin
from planver.model.history import Entry, Trailer
from planver.model.parties import Credit, Parties
from planver.model.party import Claim, Confidence
from planver.model.provenance import Stage
from tests.strategies import clause, draft, revision, unpublished

CAP = "The armed forces shall be limited to {} personnel."  # ten words, with the full stop
BRIDGE = "The Lumen bridge is opened to relief convoys at once."  # eleven
DAM = "Nobody damages the dam or its locks."  # eight
DISPUTED = Confidence.DISPUTED


def stage(made: Draft, *parents: int, trailers: tuple[Trailer, ...] = ()) -> Stage:
    made_in = revision(proposed_by=trailers) if trailers else None
    return Stage(entry=Entry(draft=made, revision=made_in), parents=parents)


def tabled(name: str, *clauses: Clause, by: str = "", **fields: object) -> Draft:
    claims = tuple(Claim(party=party) for party in by.split())
    return draft(*clauses, id=name, tabled_by=claims, **fields)


def cap(figure: str = "600,000", **fields: object) -> Clause:
    return clause("arms", CAP.format(figure), **fields)


def named(credit: Credit) -> str:
    return "|".join(
        "/".join(
            made.party + ("" if made.confidence is Confidence.STATED else f" ({made.confidence})")
            for made in side
        )
        for side in credit.sides
    )


def counts(found: Parties) -> dict[str, tuple[int, int, int, int]]:
    """Words put in, put back, taken out and standing, by credit, in order."""
    return {
        named(one): (one.words, one.returned, one.removed, one.standing) for one in found.credits
    }


def told(*stages: Stage, place: int = -1) -> Parties:
    return parties(stages, range(len(stages))[place])


def test_a_root_is_credited_to_who_tabled_it() -> None:
    found = told(stage(tabled("a-1", cap(), by="alba")))
    assert counts(found) == {"alba": (10, 0, 0, 10)}
    assert found.words == 10
    assert found.apart == ()
    (credit,) = found.credits
    assert credit.parties == ("alba",)
    assert [one.clause.id for one in credit.clauses] == ["arms"]


def test_a_word_replaced_is_put_in_and_taken_out_by_who_replaced_it() -> None:
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(tabled("b-1", cap("800,000"), by="bor"), 0),
    )
    assert counts(found) == {"alba": (10, 0, 0, 9), "bor": (1, 0, 1, 1)}
    (gone,) = found.credits[1].taken_out
    assert (gone.entry.draft.id, gone.base.draft.id) == ("b-1", "a-1")
    assert (gone.clause.clause.id, gone.words, gone.drafts) == ("arms", 1, ("b-1",))


def test_what_stands_is_told_of_the_draft_asked_for() -> None:
    stages = (
        stage(tabled("a-1", cap(), by="alba")),
        stage(tabled("b-1", cap("800,000"), by="bor"), 0),
    )
    assert counts(told(*stages, place=0)) == {"alba": (10, 0, 0, 10), "bor": (1, 0, 1, 0)}
    assert [entry.draft.id for entry in told(*stages, place=0).apart] == ["b-1"]


def test_words_put_back_stay_their_first_writers() -> None:
    found = told(
        stage(tabled("a-1", cap(), clause("gas", BRIDGE), by="alba")),
        stage(tabled("b-1", cap(), by="bor"), 0),
        stage(tabled("c-1", cap(), clause("road", BRIDGE), by="cass"), 1),
    )
    assert counts(found) == {
        "alba": (21, 0, 0, 21), "bor": (0, 0, 11, 0), "cass": (0, 11, 0, 0),
    }  # fmt: skip
    assert found.credits[2].clauses == ()


def test_words_that_moved_were_neither_put_in_nor_taken_out() -> None:
    found = told(
        stage(tabled("a-1", cap(), clause("gas", f"{DAM} {BRIDGE}"), by="alba")),
        stage(tabled("b-1", clause("arms", f"{CAP.format('600,000')} {BRIDGE}"),
                     clause("gas", DAM), by="bor"), 0),
    )  # fmt: skip
    assert counts(found) == {"alba": (29, 0, 0, 29)}


def test_a_joint_claim_is_counted_by_itself_and_never_divided() -> None:
    joint = (Claim(party="bor"), Claim(party="alba", confidence=DISPUTED))
    found = told(
        stage(draft(cap(), id="x-1", tabled_by=joint)),
        stage(draft(cap(), clause("dam", DAM), id="y-1", tabled_by=joint[::-1]), 0),
        stage(tabled("a-1", cap("800,000"), clause("dam", DAM), by="alba"), 1),
    )
    assert counts(found) == {
        "alba": (1, 0, 1, 1),
        "bor/alba (disputed)": (18, 0, 0, 17),  # in whatever order the two are named
    }
    assert found.credits[1].parties == ("bor", "alba")


def test_claims_of_one_party_that_differ_in_backing_are_told_apart() -> None:
    doubted = (Claim(party="alba", confidence=DISPUTED),)
    found = told(
        stage(tabled("a-1", clause("dam", DAM, proposed_by=doubted), cap(), by="alba")),
    )
    assert counts(found) == {"alba": (10, 0, 0, 10), "alba (disputed)": (8, 0, 0, 8)}


def test_what_came_across_a_gap_is_credited_to_one_side_or_the_other() -> None:
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(unpublished(id="g-1", tabled_by=(Claim(party="bor"),)), 0),
        stage(tabled("c-1", cap("800,000"), clause("dam", DAM), by="cass"), 1),
        stage(tabled("d-1", cap("800,000"), clause("dam", DAM), clause("gas", BRIDGE),
                     by="dorn"), 2),
    )  # fmt: skip
    assert counts(found) == {
        "alba": (10, 0, 0, 9), "bor|cass": (9, 0, 1, 9), "dorn": (11, 0, 0, 11),
    }  # fmt: skip
    (gone,) = found.credits[1].taken_out
    assert gone.drafts == ("g-1", "c-1")


def test_a_gap_between_drafts_of_the_same_parties_leaves_no_doubt_about_these() -> None:
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(unpublished(id="g-1", tabled_by=(Claim(party="bor"),)), 0),
        stage(tabled("b-1", cap("800,000"), by="bor"), 1),
    )
    assert counts(found)["bor"] == (1, 0, 1, 1)
    (one,) = [one for one in found.credits[1].put_in if one.words]
    assert one.at.drafts == ("g-1", "b-1")


def test_a_gap_that_names_nobody_is_a_side_of_its_own() -> None:
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(unpublished(id="g-1", tabled_by=()), 0),
        stage(tabled("b-1", cap("800,000"), by="bor"), 1),
    )
    assert counts(found)["|bor"] == (1, 0, 1, 1)


def test_what_the_record_of_the_clause_says_is_no_matter_of_gaps() -> None:
    found = told(
        stage(tabled("a-1", cap(), clause("dam", "Gas."), by="alba")),
        stage(unpublished(id="g-1", tabled_by=(Claim(party="bor"),)), 0),
        stage(
            tabled("c-1", cap("800,000", proposed_by=(Claim(party="cass"),)),
                   clause("dam", "Oil."), by="elm"), 1,
            trailers=(Trailer(claim=Claim(party="dorn"), clause="dam"),)),
    )  # fmt: skip
    assert {name: some[:3] for name, some in counts(found).items()} == {
        "alba": (12, 0, 0), "cass": (1, 0, 1), "dorn": (1, 0, 1),
    }  # fmt: skip


def test_a_clause_that_is_gone_is_credited_outside_of_what_it_said_of_itself() -> None:
    dam = clause("dam", DAM, proposed_by=(Claim(party="bor"),))
    found = told(
        stage(tabled("a-1", cap(), dam, by="alba")),
        stage(tabled("c-1", cap(), by="cass"), 0),
    )
    assert counts(found) == {
        "alba": (10, 0, 0, 10), "bor": (8, 0, 0, 0), "cass": (0, 0, 8, 0),
    }  # fmt: skip


def test_a_trailer_that_names_the_clause_tells_who_took_it_out() -> None:
    found = told(
        stage(tabled("a-1", cap(), clause("dam", DAM), by="alba")),
        stage(tabled("c-1", cap(), by="cass"), 0,
              trailers=(Trailer(claim=Claim(party="dorn"), clause="dam"),)),
    )  # fmt: skip
    assert counts(found)["dorn"] == (0, 0, 8, 0)


def test_of_a_clause_that_was_split_one_of_the_records_holds() -> None:
    parts = "The river is open to convoys by day.", "Fishing is free on both banks."
    before = clause("arms", f"{parts[0]} Boats carry lights. {parts[1]}")
    origin = Origin(split_from=("arms",))
    after = (
        clause("river", parts[0], proposed_by=(Claim(party="bor"),), origin=origin),
        clause("fish", parts[1], proposed_by=(Claim(party="cass"),), origin=origin),
    )
    found = told(
        stage(tabled("a-1", before, by="alba")), stage(tabled("b-1", *after, by="dorn"), 0)
    )
    taken = {named(one): one.removed for one in found.credits if one.removed}
    assert taken == {"bor|cass": 4}


def test_alternatives_belong_to_those_whose_they_are_and_go_together_by_clause() -> None:
    mine = (Claim(party="bor"),)
    options = (Alternative(by=mine, text="Twelve boats."), Alternative(by=mine, text="Two ships."))
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(tabled("b-1", cap(alternatives=options), by="alba"), 0),
    )
    (credit,) = [one for one in found.credits if named(one) == "bor"]
    (one,) = credit.put_in
    assert one.words == one.standing == credit.words == found.words - 10


def test_a_text_set_beside_itself_counts_again_for_who_wrote_it() -> None:
    same = Alternative(by=(Claim(party="bor"),), text=CAP.format("600,000"))
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(tabled("b-1", cap(alternatives=(same,)), by="bor"), 0),
    )
    assert found.credits[0].words == 10
    assert found.credits[0].standing == 20


def test_words_taken_out_on_one_way_are_not_taken_out_again_by_a_merge() -> None:
    found = told(
        stage(tabled("a-1", cap(), clause("dam", DAM), by="alba")),
        stage(tabled("b-1", cap(), by="bor"), 0),
        stage(tabled("c-1", cap("800,000"), clause("dam", DAM), by="cass"), 0),
        stage(tabled("d-1", cap("800,000"), by="dorn"), 1, 2),
    )
    assert counts(found) == {
        "alba": (18, 0, 0, 9), "bor": (0, 0, 8, 0), "cass": (1, 0, 1, 1),
    }  # fmt: skip


def test_words_that_both_ways_have_are_taken_out_once() -> None:
    found = told(
        stage(tabled("a-1", cap(), clause("dam", DAM), by="alba")),
        stage(tabled("b-1", cap("700,000"), clause("dam", DAM), by="bor"), 0),
        stage(tabled("c-1", cap("800,000"), clause("dam", DAM), by="cass"), 0),
        stage(tabled("d-1", cap("800,000"), by="dorn"), 1, 2),
    )
    assert counts(found)["dorn"] == (0, 0, 9, 0)  # the dam, and bor's figure


def test_words_of_one_way_alone_are_taken_out_by_a_merge() -> None:
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(tabled("b-1", cap(), clause("dam", DAM), by="bor"), 0),
        stage(tabled("c-1", cap("800,000"), by="cass"), 0),
        stage(tabled("d-1", cap("800,000"), by="dorn"), 1, 2),
    )
    assert counts(found)["dorn"] == (0, 0, 8, 0)


def test_words_had_on_their_own_do_not_stand_but_are_told() -> None:
    found = told(
        stage(tabled("a-1", cap(), clause("dam", DAM), by="alba")),
        stage(tabled("b-1", cap(), by="bor")),
    )
    alba, bor = found.credits
    assert (alba.standing, alba.alone, bor.standing, bor.alone) == (0, 10, 10, 0)
    assert [entry.draft.id for entry in found.apart] == ["a-1"]


def test_words_had_on_their_own_by_two_drafts_of_a_party_count_once() -> None:
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(tabled("a-2", cap(), by="alba")),
        stage(tabled("b-1", cap(), by="bor")),
    )
    alba, bor = found.credits
    assert (alba.words, alba.alone, bor.standing) == (20, 10, 10)


def test_what_a_party_put_in_already_is_not_told_as_its_own_again() -> None:
    found = told(
        stage(tabled("a-1", cap(), by="alba")),
        stage(tabled("a-2", cap(), by="alba")),
    )
    (alba,) = found.credits
    assert (alba.words, alba.standing, alba.alone) == (20, 10, 0)


def test_credits_go_by_party_with_authors_and_nobody_last() -> None:
    made = revision(author="Aaron Author")
    found = told(
        Stage(entry=Entry(draft=tabled("z-1", cap()), revision=made)),
        stage(tabled("y-1", clause("dam", DAM))),
        stage(tabled("c-1", clause("gas", BRIDGE), by="cass")),
        stage(tabled("b-1", clause("bank", "Both banks are open."), by="bor cass")),
        stage(tabled("b-2", clause("fish", "Fishing is free."), by="bor")),
    )
    assert list(counts(found)) == ["bor", "bor/cass", "cass", "Aaron Author", ""]
    assert [one.parties for one in found.credits[3:]] == [(), ()]


def test_each_draft_is_named_once_in_its_last_wording() -> None:
    last = tabled("a-1", cap("800,000"), by="alba")
    found = told(
        stage(tabled("a-1", cap(), by="alba")), stage(last, 0), stage(tabled("b-1", cap()), 0)
    )
    assert [entry.draft.id for entry in found.drafts] == ["a-1", "b-1"]
    assert found.drafts[0].draft == last
    assert found.apart == ()  # b-1 goes back to a wording of it
