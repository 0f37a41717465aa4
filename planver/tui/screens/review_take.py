"""Taking text along: copying, citing, editing."""

import subprocess

from textual.app import SuspendNotSupported

from planver.errors import PlanverError
from planver.render import phrases
from planver.tui.citation import citation, clause_text
from planver.tui.clipboard import copy
from planver.tui.editor import command_for
from planver.tui.screens.review_base import ReviewBase


class TakeCommands(ReviewBase):
    """Commands that hand text to something else."""

    def action_copy(self) -> None:
        """Copy the clause."""
        if self.change is not None:
            self._copy(clause_text(self.change), phrases.title(self.change))

    def action_cite(self) -> None:
        """Copy the change as a citation."""
        if self.change is not None and self.reading is not None:
            text = citation(self.change, self.reading.diff)
            self._copy(text, f"A citation of {phrases.title(self.change).lower()}")

    def _copy(self, text: str, what: str) -> None:
        self.status.say(f"{what} copied {copy(text, self.app.copy_to_clipboard)}.")

    def action_edit(self) -> None:
        """Open the plan file of the after draft in the user's editor, then read it again."""
        if self.comparison is None:
            return
        file, draft = self.comparison.file, self.comparison.diff.after.draft
        if file is None:
            self.status.say(
                f"{draft.id} stands only in git, not in a file here, so it cannot be edited."
            )
            return
        shown = self.change.after if self.change else ()
        try:
            command = command_for(file, shown[0].clause.id if shown else None)
            with self.app.suspend():
                subprocess.run(command, check=False)
        except PlanverError as error:
            self.status.say(f"{error.message} {error.hint}")
            return
        except (OSError, SuspendNotSupported) as error:
            self.status.say(f"The editor could not be started: {error}.")
            return
        self.compare(self.asked)
