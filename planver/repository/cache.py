"""What was worked out once about a repository, kept in its git directory to be had again quickly.

Disposable: whoever deletes it loses nothing but time. And never believed blindly: every file in it
is signed with a key that this user's planver keeps elsewhere, over what it holds, its name, and the
planver that wrote it. What was cut off or altered, what another version wrote, and what came along
with a repository from somebody else has no such signature, and counts as not there.
"""

import os
import stat
import sys
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path

from planver import __version__

# So much is kept in one file, and so many files of a kind; the oldest make room for the newest.
LARGEST = 64 * 1024 * 1024
_FILES = 8
_FOLDER = "planver"
_SIGNATURE = 32

# What a process that was killed left half written goes when something is kept an hour later.
_LEFT_OVER_SECONDS = 3600


class Cache:
    """The cache of one repository; `common_dir` is its git directory. Never raises."""

    def __init__(self, common_dir: Path) -> None:
        self._folder = common_dir / _FOLDER

    def read(self, kind: str, name: str = "") -> bytes | None:
        """What was kept under that name; None where there is nothing that can be trusted."""
        found = _read(self._path(kind, name), LARGEST + _SIGNATURE)
        if found is None or (key := _usable_key()) is None:
            return None
        signature, data = found[:_SIGNATURE], found[_SIGNATURE:]
        return data if compare_digest(signature, _sign(key, kind, name, data)) else None

    def write(self, kind: str, name: str, data: bytes) -> None:
        """Keep something under a name, where that can be done; else nothing happens."""
        if len(data) > LARGEST or (key := _usable_key()) is None:
            return
        with suppress(OSError):
            if not self._folder.is_symlink():
                self._folder.mkdir(exist_ok=True)
                path = self._path(kind, name)
                _write(path, _sign(key, kind, name, data) + data)
                self._make_room(kind, path.stat().st_mtime)

    def _path(self, kind: str, name: str) -> Path:
        return self._folder / (f"{kind}-{name}" if name else kind)

    def _make_room(self, kind: str, now: float) -> None:
        for path in self._folder.glob(f".{kind}*"):
            if path.lstat().st_mtime < now - _LEFT_OVER_SECONDS:
                path.unlink(missing_ok=True)
        dated = [(path.lstat().st_mtime, path) for path in self._folder.glob(f"{kind}-*")]
        # Files dated later than what was just kept are from before the clock was set back.
        dated.sort(key=lambda one: (one[0] <= now, one))
        for _, path in dated[:-_FILES]:
            path.unlink(missing_ok=True)


def _usable_key() -> bytes | None:
    """This user's key; None where there is none, or nobody can tell which planver is running."""
    return _key() if _version() else None


def _sign(key: bytes, kind: str, name: str, data: bytes) -> bytes:
    signed = blake2b(key=key, digest_size=_SIGNATURE)
    for part in (_version(), kind.encode(), name.encode(), data):
        signed.update(len(part).to_bytes(8, "big"))
        signed.update(part)
    return signed.digest()


@cache
def _version() -> bytes:
    """The planver that is running, down to each of its files; empty where that cannot be told.

    And the Python: what counts as a letter in a number goes by its tables.
    """
    package = Path(__file__).parents[1]
    files = sorted(package.rglob("*.py"))
    signed = blake2b(f"{__version__} {sys.version}\n".encode(), digest_size=_SIGNATURE)
    try:
        for path in files:
            facts = path.stat()
            told = f"{path.relative_to(package)} {facts.st_size} {facts.st_mtime_ns}\n"
            signed.update(told.encode(errors="surrogateescape"))
    except OSError:  # planver is being replaced right now
        return b""
    return signed.digest() if files else b""  # none where it runs from an archive


@cache
def _key() -> bytes | None:
    """This user's key, made where there is none; None where none can be kept."""
    from platformdirs import user_cache_path  # 20 ms, which only who has a cache pays

    path = user_cache_path("planver", appauthor=False) / "key"
    if not path.is_absolute():  # nobody's home is known
        return None
    found = _read(path, _SIGNATURE, secret=True)
    if found is None or len(found) != _SIGNATURE:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, os.urandom(_SIGNATURE))
        found = _read(path, _SIGNATURE, secret=True)
    return found if found is not None and len(found) == _SIGNATURE else None


def _read(path: Path, largest: int, *, secret: bool = False) -> bytes | None:
    """The bytes of a real file, at most so many; None where there is none.

    Of a `secret` that others may read, None too: Windows alone tells nothing of that in the mode.
    """
    try:
        facts = path.lstat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > largest:
            return None
        if secret and os.name != "nt" and facts.st_mode & 0o077:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _write(path: Path, data: bytes) -> None:
    """Put a file in place, for its owner alone; whoever reads sees the old one or the new one.

    It is not forced to the disk: what a crash leaves of it bears no valid signature.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
