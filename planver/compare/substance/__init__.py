"""Does it matter: what a reviewer must not miss in a change.

Both wordings are read for what they mention (figures, deadlines, modality, parties ...), by the
rules of their language; what is mentioned on one side only, or in another way, is flagged.
References are followed through the whole comparison; red lines are read from the positions.
"""

from collections.abc import Iterator, Sequence

from planver.compare.substance.differences import differences
from planver.compare.substance.lexicon import Names, lexicon_for, names
from planver.compare.substance.mentions import Mentions
from planver.compare.substance.references import References
from planver.model.change import Flag, Kind, Matter, Outcome
from planver.model.draft import Draft
from planver.model.numbering import Numbered
from planver.model.party import Stance


class Substance:
    """What is known of two drafts when their changes are judged, one by one."""

    def __init__(self, before: Draft, after: Draft, changes: Sequence[Outcome]) -> None:
        self._before, self._after = before, after
        self._before_words, self._after_words = lexicon_for(before.lang), lexicon_for(after.lang)
        # Words of two languages cannot be held against each other; figures can.
        self._one_language = self._before_words is self._after_words
        self._before_names: Names = names(self._before_words, after.parties, before.parties)
        self._after_names: Names = names(self._after_words, before.parties, after.parties)
        self._references = References(changes)

    def flags(self, change: Outcome) -> tuple[Flag, ...]:
        """What matters in a change: its words, the references in them, then red lines.

        Where the words are the same on both sides only a reference can have changed its meaning.
        """
        old, new = _own_words(change.before), _own_words(change.after)
        if old == new:
            same = (*self._same_words(change, new), *self._options(change))
            return (*same, *self._red_lines(change))
        told: list[Flag] = []
        before = Mentions(old, self._before_words, self._before_names)
        after = Mentions(new, self._after_words, self._after_names)
        if change.before and change.after:
            told += differences(before, after, figures_only=not self._one_language)
            told = [flag for flag in told if not self._in_options(flag, change)]
            told += self._options(change)
        told += self._references.flags(change, before, after)
        return (*dict.fromkeys(told), *self._red_lines(change))

    def _same_words(self, change: Outcome, text: str) -> list[Flag]:
        if not self._after_words.may_refer(text):
            return []
        after = Mentions(text, self._after_words, self._after_names)
        # The names of parties, in which the readings could differ, are no references.
        before = (
            after if self._one_language else Mentions(text, self._before_words, self._before_names)
        )
        return self._references.flags(change, before, after)

    def _options(self, change: Outcome) -> list[Flag]:
        """Alternatives against alternatives: one that is new says nothing against the text."""
        old, new = _options(change.before), _options(change.after)
        if not (old and new) or old == new:
            return []
        return differences(
            Mentions(old, self._before_words, self._before_names),
            Mentions(new, self._after_words, self._after_names),
            figures_only=not self._one_language,
        )

    def _in_options(self, flag: Flag, change: Outcome) -> bool:
        """Whether a party that the text names on one side only is named by an option on the other.

        Then it would be false to say that the clause names it no longer, or only now.
        """
        if flag.party is None:
            return False
        if flag.after is None:
            read = Mentions(_options(change.after), self._after_words, self._after_names)
        else:
            read = Mentions(_options(change.before), self._before_words, self._before_names)
        return any((flag.kind, flag.party) == (one.kind, one.means) for one in read.mentions)

    def _red_lines(self, change: Outcome) -> Iterator[Flag]:
        """Red lines that either draft records on the clauses of this change."""
        if change.kinds == (Kind.UNCHANGED,):
            return
        ids = {entry.clause.id for entry in (*change.before, *change.after)}
        told: set[str] = set()
        for position in (*self._after.positions, *self._before.positions):
            red = position.stance is Stance.RED_LINE and position.on in ids
            if red and position.party not in told:
                told.add(position.party)
                yield Flag(kind=Matter.RED_LINE, party=position.party, note=position.text)


def _own_words(clauses: Sequence[Numbered]) -> str:
    return "\n".join(entry.clause.own_wording for entry in clauses)


def _options(clauses: Sequence[Numbered]) -> str:
    return "\n".join(option.text for entry in clauses for option in entry.clause.alternatives)


__all__ = ["Substance"]
