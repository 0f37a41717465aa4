"""Where one line of a commit message credits several drafts, over what their files say."""

from collections.abc import Iterator, Mapping, Sequence

from planver.model.draft import Draft
from planver.model.finding import Finding, Place
from planver.model.history import Trailer
from planver.planfile.rules import REVISIONS
from planver.render.phrases import listed

_RULE = "shared-trailer"


def shared_trailers(
    recorded: Mapping[str, Draft], trailers: Sequence[Trailer], at: Place | None = None
) -> Iterator[tuple[str, Finding]]:
    """For each file that a revision's general trailers speak over: its path, and a warning.

    `recorded` are the drafts the revision gave a wording, by path. A general trailer names no
    clause, and is taken for all of them; one that only repeats `tabled_by` says nothing new.
    """
    general = [trailer.claim.party for trailer in trailers if trailer.clause is None]
    drafts = {(draft.plan, draft.id) for draft in recorded.values()}
    if not general or len(drafts) < 2:
        return
    lines = listed([f"`Proposed-by: {party}`" for party in general])
    speak = "speaks" if len(general) == 1 else "speak"
    for path, draft in recorded.items():
        tabled_by = [claim.party for claim in draft.tabled_by]
        if set(general) <= set(tabled_by):
            continue
        yield (
            path,
            Finding(
                rule=_RULE,
                severity=REVISIONS[_RULE].severity,
                place=at or Place(line=1, column=1),
                message=(
                    f"{lines} {speak} for every draft of the revision, which has "
                    f"{listed(list(recorded))}. So {draft.id} is credited to {listed(general)}; "
                    f"its `tabled_by` names {listed(tabled_by) if tabled_by else 'nobody'}."
                ),
                hint=(
                    "Record each draft in a revision of its own, or leave the line out where "
                    "`tabled_by` says it, or name the clause: "
                    f"`Proposed-by: {general[0]} [CLAUSE]`."
                ),
            ),
        )
