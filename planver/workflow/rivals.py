"""Drafts that stand in several wordings side by side: on branches, or in files of one folder."""

from collections.abc import Iterable, Iterator, Sequence

from planver.model.history import Entry
from planver.workflow.drafts import Drafts, place


def note_rivals(drafts: Drafts) -> None:
    """Note of each draft with several wordings where they are, for what is told of one of them."""
    shown = {_name(entry): entry for entry in drafts.entries()}
    for rivals in _rivals(drafts):
        draft = rivals[0].draft
        listed = ", ".join(map(place, rivals))
        drafts.notices.append(
            f"The draft {draft.id} stands in {len(rivals)} wordings side by side: {listed}. "
            f"Shown here is {place(shown[_name(rivals[0])])}; compare them by these names."
        )


def _rivals(drafts: Drafts) -> Iterator[Sequence[Entry]]:
    edited = _by_name(drafts.on_disk())
    yield from (entries for entries in edited.values() if len(entries) > 1)
    for (plan, draft_id), entries in _by_name(drafts.recorded()).items():
        if len(entries) > 1 and (plan, draft_id) not in edited:
            standing = drafts.standing(draft_id, plan)
            if len(standing) > 1:
                yield standing


def _by_name(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault(_name(entry), []).append(entry)
    return found


def _name(entry: Entry) -> tuple[str, str]:
    return entry.draft.plan, entry.draft.id
