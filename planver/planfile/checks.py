"""Rules on what a draft says, as a whole and part by part.

They look at what was noted while the file was read, so each finding has its place.
"""

from planver.model.draft import Draft
from planver.model.finding import Place
from planver.planfile import clauses, forms, references, texts
from planver.planfile.characters import shown
from planver.planfile.nodes import Sequence
from planver.planfile.reading import Reading, Role


def check(reading: Reading, draft: Draft) -> None:
    """Put on the list whatever the draft says wrongly."""
    forms.check(reading, draft)
    references.check(reading, draft)
    _check_base(reading, draft)
    _check_groups(reading, draft)
    _check_wording(reading, draft)
    clauses.check(reading, draft)
    texts.check(reading)


def _check_base(reading: Reading, draft: Draft) -> None:
    for scalar in reading.named[Role.BASE]:
        if scalar.value == draft.id:
            reading.add(
                "based-on-itself",
                scalar,
                "The draft names itself as the draft it was made from.",
                "Name the draft before it, or write `based_on: []` if there was none.",
            )


def _check_groups(reading: Reading, draft: Draft) -> None:
    members = {party.id: party.members for party in draft.parties if party.members}
    if not members:
        return
    from graphlib import CycleError, TopologicalSorter

    try:
        TopologicalSorter(members).prepare()
    except CycleError as error:
        circle = error.args[1]
        holder = next(scalar for scalar in reading.named[Role.PARTY_ID] if scalar.value in circle)
        reading.add(
            "circular-group",
            holder,
            f"The group `{shown(holder.value)}` is, by way of its members, a member of itself.",
            "Take it, or the group that holds it, out of `members`.",
        )


def _check_wording(reading: Reading, draft: Draft) -> None:
    points, reported = reading.top_level("points"), reading.top_level("reported")
    if draft.published:
        if draft.reported and reported:
            reading.add(
                "reported-published",
                reported,
                "`reported` is for drafts whose wording was never published; this one has a text.",
                "Move it to `notes`, or write `wording: unpublished` and take the points out.",
            )
        if isinstance(points, Sequence) and not points.children:
            reading.add(
                "no-points",
                points,
                "The draft has no points.",
                "If its wording was never published, write `wording: unpublished`.",
            )
        return
    if draft.points and points:
        reading.add(
            "unpublished-points",
            points,
            "The wording is said to be unpublished, and here are points.",
            "Write `wording: paraphrase` or `wording: reported`, or `points: []` and say under "
            "`reported` what is known.",
        )
    elif not draft.reported:
        reading.add(
            "nothing-reported",
            points or Place(line=1, column=1),
            "Nothing is said of what this unpublished draft is reported to hold.",
            "Add `reported:` with what was said of it, and by which source.",
        )
