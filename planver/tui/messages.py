"""What worker threads and widgets tell the screens; only their handlers touch widgets."""

from typing import TYPE_CHECKING

from textual.message import Message

from planver.errors import PlanverError
from planver.tui.loading import Comparison, Overview

if TYPE_CHECKING:
    from planver.tui.following import Traced


class Compared(Message):
    """A comparison is ready."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison


class Listed(Message):
    """The drafts are known."""

    def __init__(self, overview: Overview) -> None:
        super().__init__()
        self.overview = overview


class Checked(Message):
    """What `check` says about each draft, in the order of the overview."""

    def __init__(self, verdicts: tuple[str, ...]) -> None:
        super().__init__()
        self.verdicts = verdicts


class Followed(Message):
    """A clause was followed through the drafts."""

    def __init__(self, traced: "Traced") -> None:
        super().__init__()
        self.traced = traced


class Failed(Message):
    """Something could not be done; the error says what, and what to do next."""

    def __init__(self, error: PlanverError) -> None:
        super().__init__()
        self.error = error


class DraftsChanged(Message):
    """The drafts on disk or in git are no longer those on the screen."""
