"""Files on disk: written whole or not at all."""

import os
import stat
from pathlib import Path

from planver.errors import PlanverError
from planver.planfile.source import MAX_BYTES


def write_atomic(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part.

    Keeps the permissions of a file it replaces; a new one gets those the umask allows. Raises
    PlanverError where the file exists and `replace` is False, where it is a symlink, and where it
    cannot be written.
    """
    try:
        if path.is_symlink():
            raise PlanverError(f"{path} is a link; planver writes only real files.")
        there = path.exists()
        if there and not replace:
            raise PlanverError(
                f"{path} already exists.", "Choose another name with --output, or add --force."
            )
        _write(
            path, data, mode=stat.S_IMODE(path.stat().st_mode) if there else None, new=not replace
        )
    except OSError as error:
        raise PlanverError(
            f"{path} cannot be written: {error.strerror}.", "Nothing was changed."
        ) from error


def _write(path: Path, data: bytes, *, mode: int | None, new: bool) -> None:
    """Write beside, under a name nobody can know beforehand, and put it in place."""
    temporary = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    # tempfile would take every right from a new file, whatever the umask.
    handle = _create(temporary, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        if new:
            _put_where_nothing_is(temporary, path)
        else:
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _put_where_nothing_is(temporary: Path, path: Path) -> None:
    """Give the file its name. Raises FileExistsError where somebody else was faster."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A file system without hard links: take the name, which only one can, then replace it.
        os.close(_create(path, 0o600))
        try:
            temporary.replace(path)
        except BaseException:
            path.unlink()
            raise


def _create(path: Path, mode: int) -> int:
    """A handle on a new file; a link or a file that is there is never opened."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)


def is_file(path: Path) -> bool:
    """Whether there is a regular file; names no file system could hold are simply none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read(path: Path, shown: str | None = None) -> bytes:
    """The bytes of a regular file, at most one more than a plan file may have.

    `shown` is how people named it. Raises PlanverError where it cannot be read, or is no regular
    file (a pipe would never end).
    """
    name = shown or str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PlanverError(f"{name} is not a file.", "Name a plan file or a text.")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise PlanverError(f"{name} cannot be read: {error.strerror}.", _look(path)) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no file can be called that"
        raise PlanverError(f"{name} cannot be read: {reason}.") from error


def _look(path: Path) -> str:
    """What to do where there is no such file: look, or take the one of a name like it."""
    from planver.render.phrases import did_you_mean

    try:
        names = sorted(one.name for one in path.parent.iterdir())
    except OSError:
        names = []
    return f"{did_you_mean(path.name, names)}Look at its name, and at the folder you are in."
