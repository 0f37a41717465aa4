"""How much each party changed: as sentences and Markdown, and in the words every form shares.

Rows go by credit, that is by claim: parties named together, or in dispute, are told together.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from msgspec import Struct

from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.parties import Credit, Parties, PutIn
from planver.model.party import Confidence
from planver.model.provenance import Appearance, Removal
from planver.render import phrases
from planver.render.blame import backing, one_of, where
from planver.render.concordance import first_words
from planver.render.visible import one_line

MARK = "*"
COLUMNS = ("put in", "taken out", "stand", "share")


class Passage(Struct, frozen=True):
    """One clause: its path, what it is called, how many words, and what is said of these."""

    path: str
    name: str
    words: int
    notes: tuple[str, ...]


class Deed(Struct, frozen=True):
    """What one draft did on a credit, clause by clause."""

    heading: str
    passages: tuple[Passage, ...]


def label(credit: Credit) -> str:
    """The parties by id with what weakens their claims; of several sides one holds."""
    return one_line(one_of(credit.sides))


def heading(found: Parties) -> Iterator[str]:
    """What is told."""
    draft = found.entry.draft
    yield one_line(draft.plan_title or draft.plan)
    yield one_line(
        f"How much each party changed, and what of it stands in {phrases.tabled(found.entry)}"
    )
    yield one_line(f"{draft.id} has {phrases.plural(found.words, 'word')}.")


def figures(found: Parties, credit: Credit) -> tuple[str, ...]:
    """Words put in, taken out, standing, and the share of the draft that these are."""
    share = f"{credit.standing / found.words:.0%}" if found.words else "-"
    if credit.standing and share == "0%":
        share = "<1%"
    return str(credit.words), str(credit.removed), str(credit.standing), share


def marked(found: Parties, credit: Credit) -> tuple[str, ...]:
    """The figures for a table: a star keeps them from being quoted as all there is."""
    words, removed, standing, share = figures(found, credit)
    star = MARK if credit.alone else ""
    return words, removed, f"{standing}{star}", f"{share}{star}"


def key(found: Parties) -> str | None:
    """What the star in a table says; None where there is none."""
    alone = [
        f"{phrases.plural(credit.alone, 'word')} credited to {label(credit)}"
        for credit in found.credits
        if credit.alone
    ]
    if not alone:
        return None
    draft = found.entry.draft.id
    return one_line(f"{MARK} Not all: {draft} also has, on its own, {phrases.listed(alone)}.")


def named(found: Parties) -> Iterator[str]:
    """For every party the credits that name it; then the parties that none names."""
    if not any(credit.parties for credit in found.credits):
        yield "The record names no party."
    by_party: dict[str, list[Credit]] = {}
    for credit in found.credits:
        for party in credit.parties:
            by_party.setdefault(party, []).append(credit)
    for party in sorted(by_party):
        told = phrases.listed(list(map(label, by_party[party])))
        doubts = "".join(f"; {doubt}" for doubt in _doubts(by_party[party], party))
        yield one_line(f"{_name(found, party)}: {told}{doubts}.")
    known = [entry for draft in found.drafts for entry in draft.draft.parties]
    grouped = {member for entry in known if entry.id in by_party for member in entry.members}
    if silent := sorted({entry.id for entry in known} - {*by_party} - grouped):
        yield one_line(f"No change is credited to {phrases.listed(silent)}.")


def _doubts(named_in: Sequence[Credit], party: str) -> Iterator[str]:
    """What all claims about a party have against them."""
    sides = [credit.sides for credit in named_in]
    if all(len({made.party for side in some for made in side}) > 1 or () in some for some in sides):
        yield "never alone"
    claims = chain.from_iterable(chain.from_iterable(sides))
    backing = dict.fromkeys(made.confidence for made in claims if made.party == party)
    if Confidence.STATED not in backing:
        yield f"every claim about it is {' or '.join(backing)}"


def _name(found: Parties, party: str) -> str:
    """The party's name and id, with its members where it is a group."""
    entries = chain.from_iterable(entry.draft.parties for entry in reversed(found.drafts))
    known = next((entry for entry in entries if entry.id == party), None)
    if known is None:
        return party
    group = f", a group of {phrases.listed(known.members)}" if known.members else ""
    return f"{known.name} ({party}{group})"


def remarks(found: Parties) -> Iterator[str]:
    """How the figures are to be read, and what they cannot tell."""
    return map(one_line, _remarks(found))


def _remarks(found: Parties) -> Iterator[str]:
    draft = found.entry.draft.id
    yield (
        "Words are counted in every draft on every branch, signs too, as in `planver blame`. "
        "Words that moved or were put back stay those of whoever first wrote them."
    )
    if any(len(credit.parties) > 1 for credit in found.credits):
        yield "Where parties are named together, nobody's share in the words is known."
    if any(len(credit.sides) > 1 for credit in found.credits):
        yield "Where parties stand with or between them, one of these holds; which is not known."
    if gaps := [entry.draft.id for entry in found.drafts if not entry.draft.published]:
        yield (
            f"The wording of {phrases.listed(gaps)} was never published. What was changed there "
            "shows only in a published draft that goes back to it, and cannot be told apart."
        )
    if apart := [entry.draft.id for entry in found.apart if entry.draft.published]:
        yield (
            f"{draft} does not go back to {phrases.listed(apart)}: what was first written there "
            f"does not count as standing in {draft}, even where the words are the same."
        )
    for credit in found.credits:
        if credit.alone:
            yield (
                f"{draft} also has, on its own, {phrases.plural(credit.alone, 'word')} credited to "
                f"{label(credit)}: no path leads from the one draft to the other. `planver blame "
                f"{draft}` tells which."
            )
    if again := sum(max(one.standing - one.words, 0) for one in _all(found)):
        yield (
            f"{phrases.plural(again, 'word')} of {draft} repeat others of it, and count again for "
            "whoever first wrote them."
        )


def _all(found: Parties) -> Iterator[PutIn]:
    return chain.from_iterable(credit.put_in for credit in found.credits)


def deeds(found: Parties, credit: Credit) -> Iterator[Deed]:
    """What the credit put in and took out, draft by draft."""
    wordings = _wordings(found)
    for _, group in groupby(credit.put_in, lambda one: id(one.at.entry)):
        put_in = list(group)
        yield Deed(
            heading=one_line(f"{_where(put_in[0].at, wordings)} {_brought(put_in)}"),
            passages=tuple(_came(found, one) for one in put_in),
        )
    for _, same in groupby(credit.taken_out, lambda one: (id(one.entry), id(one.base))):
        taken = list(same)
        words = phrases.plural(sum(one.words for one in taken), "word")
        base = _where(taken[0].base, wordings)
        yield Deed(
            heading=one_line(f"{_where(taken[0], wordings)} took {words} out of {base}"),
            passages=tuple(_passage(one.clause, one.words, ()) for one in taken),
        )


def _brought(put_in: Sequence[PutIn]) -> str:
    """``put in 3 words in 2 clauses and put back 8 words in 1 clause``, as far as any."""
    new = [one for one in put_in if one.words]
    back = [one for one in put_in if one.returned]
    told = []
    if new or not back:
        told.append(f"put in {_in_clauses(sum(one.words for one in new), new)}")
    if back:
        told.append(f"put back {_in_clauses(sum(one.returned for one in back), back)}")
    return " and ".join(told)


def _in_clauses(words: int, put_in: Sequence[PutIn]) -> str:
    clauses = len({one.at.clause.index for one in put_in})
    return f"{phrases.plural(words, 'word')} in {phrases.plural(clauses, 'clause')}"


def _came(found: Parties, one: PutIn) -> Passage:
    notes = []
    if one.standing:
        notes.append(f"{one.standing} stand{', repeated' if one.standing > one.words else ''}")
    if one.returned:
        notes.append(f"{one.returned} put back")
    if one.alone:
        notes.append(f"{len(one.alone)} also in {found.entry.draft.id}")
    return _passage(one.at.clause, one.words, notes)


def _passage(clause: Numbered, words: int, notes: Iterable[str]) -> Passage:
    name = clause.clause.id or first_words(clause)
    return Passage(one_line(clause.path), one_line(name), words, tuple(map(one_line, notes)))


def _wordings(found: Parties) -> dict[int, str]:
    """Drafts that did something in several wordings, by object: what tells each apart."""
    known: dict[str, dict[int, Entry]] = {}
    for credit in found.credits:
        at = chain((one.at.entry for one in credit.put_in), (one.entry for one in credit.taken_out))
        for entry in chain(at, (one.base for one in credit.taken_out)):
            known.setdefault(entry.draft.id, {})[id(entry)] = entry
    return {
        key: entry.revision.oid[:10] if entry.revision else entry.path or "file"
        for entries in known.values()
        if len(entries) > 1
        for key, entry in entries.items()
    }


def _where(at: Appearance | Removal | Entry, wordings: dict[int, str]) -> str:
    entry = at if isinstance(at, Entry) else at.entry
    name = entry.draft.id if isinstance(at, Entry) else where(at)
    return f"{name} ({wordings[id(entry)]})" if id(entry) in wordings else name


def record(found: Parties) -> list[str]:
    """What the credits rest on: the claims with source and date."""
    told: dict[str, None] = {}
    for credit in found.credits:
        for one in credit.put_in:
            told[one_line(backing(one.at, label(credit), one.credits))] = None
        for gone in credit.taken_out:
            told[one_line(backing(gone, label(credit), gone.credits))] = None
    return sorted(told)


def plain(found: Parties) -> str:
    """Sentences for pipes and screen readers."""
    return "\n".join(_plain_lines(found)) + "\n"


def _plain_lines(found: Parties) -> Iterator[str]:
    yield from heading(found)
    yield ""
    yield from map(" ".join, _summary(found))
    yield from ("", "How to read it:")
    yield from remarks(found)
    yield from ("", "Who is named:")
    yield from named(found)
    for credit in found.credits:
        yield from ("", f"{label(credit)}.")
        for deed in deeds(found, credit):
            yield f"{deed.heading}:"
            yield from (f"{_called(one)}: {_said(one)}." for one in deed.passages)
    yield from ("", "The record:")
    yield from record(found)


def _summary(found: Parties) -> Iterator[tuple[str, str]]:
    """Each credit, and its figures as a sentence."""
    for credit in found.credits:
        _, taken_out, standing, share = figures(found, credit)
        words = phrases.plural(credit.words, "word")
        clauses = phrases.plural(len(credit.clauses), "clause")
        told = [f"{words} put in, in {clauses}", f"{taken_out} taken out"]
        told.append(f"{standing} stand ({share})")
        if credit.alone:
            told.append(f"{found.entry.draft.id} has {credit.alone} more of its words on its own")
        yield f"{label(credit)}:", f"{'; '.join(told)}."


def _called(one: Passage) -> str:
    return f"{one.path} ({one.name})"


def _said(one: Passage) -> str:
    words = [phrases.plural(one.words, "word")] if one.words or not one.notes else []
    return ", ".join((*words, *one.notes))


def markdown(found: Parties) -> str:
    """A table of the credits, then a heading for each with its clauses."""
    from planver.render.markdown import escaped

    def written() -> Iterator[str]:
        title, *rest = map(escaped, heading(found))
        yield f"# {title}"
        yield from chain.from_iterable(("", line) for line in rest)
        yield from ("", f"| credited to | {' | '.join(COLUMNS)} |", "|---|---:|---:|---:|---:|")
        for credit in found.credits:
            cells = map(escaped, (label(credit), *marked(found, credit)))
            yield f"| {' | '.join(cells)} |"
        if told := key(found):
            yield from ("", escaped(told))
        for name, lines in (("How to read it", remarks(found)), ("Who is named", named(found))):
            yield from ("", f"## {name}", "")
            yield from (f"- {escaped(line)}" for line in lines)
        for credit in found.credits:
            yield from ("", f"## {escaped(label(credit))}")
            for deed in deeds(found, credit):
                yield from ("", f"{escaped(deed.heading)}:", "")
                yield from (f"- {escaped(_called(one))}: {_said(one)}" for one in deed.passages)
        yield from ("", "## The record", "")
        yield from (f"- {escaped(line)}" for line in record(found))

    return "\n".join(written()) + "\n"
