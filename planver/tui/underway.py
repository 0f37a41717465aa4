"""How far something has come that a thread is doing, for the reader who waits for it."""

from time import monotonic

_LONG = 2.0  # seconds after which the reader is told how long it takes already


class Left(Exception):  # noqa: N818 - nothing went wrong: the reader does not wait any more
    """The reader went elsewhere, so nobody wants what is being read."""


class Underway:
    """Something that is being done; told in one thread, read in another."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._come = ""
        self._since = monotonic()

    def told(self, done: str, so_many: int, of: int) -> None:
        """So much is done; while the next is done, or the rest."""
        self._come = f"{so_many:,} of {of:,} {done}" if so_many < of else ""

    @property
    def words(self) -> str:
        """What is done, and how far it has come: by what was told, else by the time it takes."""
        seconds = int(monotonic() - self._since)
        come = self._come or (f"{seconds} seconds" if seconds >= _LONG else "")
        return f"{self._what} … {come}".rstrip()
