"""The review: contents, redline, and who proposed it.

Concordance and problems become screens beside this one, as who and clause history are; their
commands join the table in `planver.tui.commands` when they work.
"""

from planver.tui.screens.review_clause import ClauseCommands
from planver.tui.screens.review_drafts import DraftCommands
from planver.tui.screens.review_look import LookCommands
from planver.tui.screens.review_take import TakeCommands
from planver.tui.screens.review_walk import WalkCommands


class ReviewScreen(WalkCommands, LookCommands, ClauseCommands, DraftCommands, TakeCommands):
    """A comparison of two drafts, with all its commands."""
