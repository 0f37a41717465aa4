"""Random drafts for hypothesis, and short ways to write small ones by hand."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st
from msgspec.structs import replace

from planver.compare.diff import compare
from planver.model.change import DraftDiff
from planver.model.draft import Alternative, Clause, Draft, Origin, Status, Wording
from planver.model.history import Entry, Revision
from planver.model.numbering import Numbered, numbered
from planver.model.party import Claim, Confidence
from planver.model.provenance import Stage

IDS = ("arms", "bridge", "ceasefire", "dam", "elections", "forces", "gas", "harbour")
PARTIES = ("alba", "bor", "contact-group")

# Words of several scripts; "й" and "é" stand in both Unicode forms, U+200C is Persian spelling.
WORDS = (
    *("the", "Parties", "shall", "may", "not", "withdraw", "20", "600,000", "km", "§ 4", "50%"),
    *("[", "]", "(", ")", ";", ".", "[shall/should]", "Crimea", "пров", "об'єкт", "своєї"),
    *("й", "и\u0306", "é", "e\u0301", "وَقْف", "النار", "می\u200cخواهم", "यूक्रेन", "হবে"),
    *("停火", "立即", "ทหาร", "กองทัพ", "ខ្មែរ", "한국", "20日", "●", "\u0301", "<b>", "*", "\\"),
)
SPACES = (" ", " ", " ", " ", "", "\n", "  ", "\u00a0", "\t")

# Two points: the first keeps its words, the second is likely, not certainly, the same.
LIKE_BEFORE = (
    "All firing stops at noon on the day after signature.",
    "The Parties shall withdraw all heavy weapons 20 km back from the river within 30 days.",
)
LIKE_AFTER = (
    "All firing stops at noon on the day after signature.",
    "No Party shall keep weapons near the towns.",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A few words of any script with any white space; now and then any characters at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.text(max_size=12))
    words = draw(st.lists(st.sampled_from(WORDS), max_size=9))
    return "".join(word + draw(st.sampled_from(SPACES)) for word in words).strip(" \n")


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """The text with a word or two put in, taken out or replaced."""
    words = text.split(" ")
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(words)))
        words[at : at + draw(st.integers(0, 2))] = draw(
            st.lists(st.sampled_from(WORDS), max_size=2)
        )
    return " ".join(words)


claims = st.builds(
    Claim, party=st.sampled_from(PARTIES), confidence=st.sampled_from(list(Confidence))
)
_some_ids = st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple)
origins = st.one_of(
    st.builds(Origin, split_from=_some_ids),
    st.builds(Origin, joined_from=_some_ids),
    st.builds(Origin, from_id=st.sampled_from(IDS)),
    st.builds(Origin, not_from=_some_ids),
    st.builds(
        Origin,
        split_from=_some_ids,
        joined_from=_some_ids,
        from_id=st.none() | st.sampled_from(IDS),
        not_from=_some_ids,
    ),
)


@st.composite
def points(
    draw: st.DrawFn,
    pool: Sequence[str],
    *,
    ids: bool = True,
    origin: bool = False,
    repeated_ids: bool = False,
) -> tuple[Clause, ...]:
    """Points with their parts, worded after the texts of the pool, in a tree of some depth."""
    names = draw(st.lists(st.sampled_from(IDS), max_size=8, unique=not repeated_ids))
    made: list[Clause] = []
    for name in names:
        text = draw(edited(draw(st.sampled_from(pool))) if pool else texts())
        options = draw(st.integers(0, 7))
        made.append(
            Clause(
                id=name if ids and (options != 7 or not repeated_ids) else None,
                text=text,
                heading=draw(st.sampled_from(WORDS)) if options & 1 else None,
                closing=draw(st.sampled_from(WORDS)) if options == 2 else None,
                number=draw(st.sampled_from(("3", "4 bis", "b", "iv", "Preamble")))
                if options == 4
                else None,
                status=draw(st.sampled_from(list(Status))) if options == 3 else Status.PROPOSED,
                proposed_by=tuple(draw(st.lists(claims, max_size=2))) if options & 1 else (),
                alternatives=(Alternative(by=(draw(claims),), text=draw(texts())),)
                if options == 5
                else (),
                origin=draw(origins) if origin and draw(st.booleans()) else None,
            )
        )
    return _nested(made, draw(st.lists(st.integers(0, 3), min_size=8, max_size=8)))


def _nested(flat: Sequence[Clause], depths: Sequence[int]) -> tuple[Clause, ...]:
    """The clauses as a tree: each goes to its depth, or as deep as the one before allows."""
    roots = [at for at in range(len(flat)) if at == 0 or depths[at] == 0]
    return tuple(
        replace(
            flat[at],
            clauses=_nested(
                flat[at + 1 : end], [max(depth - 1, 0) for depth in depths[at + 1 : end]]
            ),
        )
        for at, end in pairwise([*roots, len(flat)])
    )


@st.composite
def draft_pairs(
    draw: st.DrawFn, *, ids: bool = True, origin: bool = False, repeated_ids: bool = False
) -> tuple[Draft, Draft]:
    """Two drafts of one plan that share ids and wordings here and there."""
    pool = draw(st.lists(texts(), min_size=1, max_size=6))
    made = [
        draft(
            *draw(points(pool, ids=ids, origin=origin, repeated_ids=repeated_ids)),
            id=name,
            tabled_by=tuple(draw(st.lists(claims, max_size=2))),
        )
        for name in ("first", "second")
    ]
    return made[0], made[1]


@st.composite
def orders(draw: st.DrawFn, stages: Sequence[Stage]) -> tuple[list[Stage], dict[int, int]]:
    """The stages in any order, parents turned round; and the new place of each by the old one."""
    order = draw(st.permutations(range(len(stages))))
    place = {old: new for new, old in enumerate(order)}
    shuffled = [
        Stage(
            entry=stages[old].entry,
            parents=tuple(place[up] for up in reversed(stages[old].parents)),
        )
        for old in order
    ]
    return shuffled, place


@st.composite
def histories(draw: st.DrawFn) -> list[Stage]:
    """A few drafts that go back to one another, some of them unpublished."""
    pool = draw(st.lists(texts(), min_size=1, max_size=4))
    stages: list[Stage] = []
    for at in range(draw(st.integers(1, 5))):
        parents = draw(st.sets(st.integers(0, at - 1), max_size=2)) if at else set()
        again = draw(st.integers(0, 5)) == 0 and at > 0
        made = draft(
            *(stages[-1].entry.draft.points if again else draw(points(pool))),
            id=f"draft-{at}",
            date=f"2031-01-{draw(st.integers(1, 3)):02}",
        )
        if draw(st.integers(0, 5)) == 0:
            made = replace(made, points=(), wording=Wording.UNPUBLISHED)
        stages.append(Stage(entry=Entry(draft=made), parents=tuple(sorted(parents))))
    return stages


def draft(
    *clauses: Clause,
    id: str = "alba-1",  # noqa: A002 - the field is called so
    tabled_by: tuple[Claim, ...] = (Claim(party="alba"),),
    **fields: object,
) -> Draft:
    """A draft with these points."""
    return Draft(plan="lumen-river", id=id, points=clauses, tabled_by=tabled_by, **fields)  # type: ignore[arg-type]


def clause(
    id: str | None,  # noqa: A002 - the field is called so
    text: str = "",
    *clauses: Clause,
    **fields: object,
) -> Clause:
    """A clause with these parts."""
    return Clause(id=id, text=text, clauses=clauses, **fields)  # type: ignore[arg-type]


def bare(*wordings: str) -> Draft:
    """A draft of points without ids."""
    return draft(*(clause(None, text) for text in wordings))


def walk(of: Draft) -> tuple[Numbered, ...]:
    """Every clause of the draft with its number."""
    return numbered(of)


def diff(before: Draft, after: Draft, *, use_ids: bool = True) -> DraftDiff:
    """The comparison of two drafts on disk, of which one answers the other."""
    return answered(Entry(draft=before), Entry(draft=after), use_ids=use_ids)


def answered(before: Entry, after: Entry, *, use_ids: bool = True) -> DraftDiff:
    """The comparison of a draft with one that goes back to it, under another id."""
    if before.draft.id == after.draft.id:
        before = replace(before, draft=replace(before.draft, id="first-1"))
    return compare(before, after, use_ids=use_ids, ancestors=[before.draft.id])


def unpublished(**fields: object) -> Draft:
    """A draft whose wording nobody published."""
    return draft(wording=Wording.UNPUBLISHED, **fields)  # type: ignore[arg-type]


def revision(**fields: object) -> Revision:
    """A revision in git."""
    given: dict[str, object] = {
        "oid": "c0ffee" * 6 + "c0de",
        "parents": (),
        "author": "Ada Author",
        "date": "2031-04-12T12:00:00+00:00",
        "subject": "a draft",
    }
    return Revision(**given | fields)  # type: ignore[arg-type]
