"""Files on disk: written whole or not at all."""

import os
import tempfile
from pathlib import Path

from planver.errors import PlanverError


def write_atomic(path: Path, data: bytes, *, replace: bool) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, never a part.

    Keeps the permissions of a file it replaces. Raises PlanverError where the file exists and
    `replace` is False, where it is a symlink, and where it cannot be written.
    """
    if path.is_symlink():
        raise PlanverError(f"{path} is a link; planver writes only real files.")
    if path.exists() and not replace:
        raise PlanverError(
            f"{path} already exists.", "Choose another name with --output, or add --force."
        )
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(path.stat().st_mode if path.exists() else 0o644)
            if replace:
                temporary.replace(path)
            else:
                path.hardlink_to(temporary)  # fails where somebody else was faster
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise PlanverError(
            f"{path} cannot be written: {error.strerror}.", "Nothing was changed."
        ) from error
