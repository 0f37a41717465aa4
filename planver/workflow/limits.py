"""What a clone does not hold, so that nobody takes a part of the history for the whole."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planver.repository.reader import Reader


def limits(reader: "Reader | None") -> tuple[str, ...]:
    """A sentence for each reason why wordings of drafts are missing, with how to get them."""
    if reader is None:
        return ()
    told = []
    if reader.shallow:
        told.append(
            "This is a shallow clone: what is older than its history seems to come from the "
            "oldest revisions it has. `git fetch --unshallow` gets the rest."
        )
    if count := _missing(reader):
        them = "1 plan file is" if count == 1 else f"{count} plan files are"
        told.append(
            f"This is a partial clone: {them} not in it, and what came with them seems to come "
            "from later ones. `git fetch --refetch --no-filter` gets the rest."
        )
    return tuple(told)


def _missing(reader: "Reader") -> int:
    """How many wordings of plan files were left out when the repository was cloned."""
    missing = reader.missing()
    if not missing:
        return 0
    from planver.repository.history import history

    return len({found.blob for found in history(reader)} & missing)
