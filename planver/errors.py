"""What stops the work. Findings and conflicts are values (`planver.model`), not errors."""


class PlanverError(Exception):
    """Something the user can mend: one sentence, and a hint that says what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class PlanFileError(PlanverError):
    """A plan file that cannot be read as a draft."""


class RepositoryError(PlanverError):
    """git, or a name in it, is not what was expected."""


class ImportTextError(PlanverError):
    """A foreign text that cannot be imported."""
