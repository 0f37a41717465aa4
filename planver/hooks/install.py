"""Put planver's hooks into a repository, take them out again, and tell how things stand.

Only small `sh` wrappers are installed. A hook that was there is kept beside ours, runs first, and
comes back when ours are taken out.
"""

import os
import shlex
import sys
import tempfile
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from planver.errors import RepositoryError
from planver.repository.guard import RECORDED_GIT, call, environment, find_git
from planver.repository.reader import Reader

HOOKS = ("pre-commit", "pre-merge-commit", "commit-msg")
KEPT = ".planver-kept"
MARKER = "# planver hook: written by `planver hooks install`, do not edit"

# Builtins of sh only: a hook may be started with an empty PATH.
_WRAPPER = """\
#!/bin/sh
{marker}
if [ -x "$0{kept}" ]; then
    "$0{kept}" "$@" || exit $?
fi
python={python}
if [ ! -x "$python" ]; then
    echo "planver: error: the Python that planver was installed with is gone: $python" >&2
    echo "hint: Run: planver hooks install. To commit without it: git commit --no-verify" >&2
    exit 2
fi
{recorded}={git}
export {recorded}
exec "$python" -I -m planver.hooks.run {name} "$@"
"""


class State(StrEnum):
    """How one hook stands. An outdated one is ours, written for another Python or git."""

    ABSENT = "absent"
    INSTALLED = "installed"
    OUTDATED = "outdated"
    FOREIGN = "foreign"


class HookStatus(Struct, frozen=True, kw_only=True):
    """One hook; `kept` is a foreign hook that runs before ours, if there is one."""

    name: str
    path: Path
    state: State
    kept: Path | None


def status(directory: Path) -> tuple[HookStatus, ...]:
    """How the hooks of the repository around `directory` stand; raises RepositoryError."""
    folder = _folder(directory)
    return tuple(_status(folder, name) for name in HOOKS)


def install(directory: Path) -> tuple[HookStatus, ...]:
    """Install all hooks, or bring them up to date; how they stand then.

    Raises RepositoryError, before anything is changed, where `core.hooksPath` is set, where the
    folder of the hooks is a link, or where a foreign hook cannot be kept.
    """
    folder = _folder(directory)
    _refuse_link(folder)
    _refuse_other_folder(directory, folder)
    before = [_status(folder, name) for name in HOOKS]
    for hook in before:
        if hook.state is State.FOREIGN and hook.kept is not None:
            raise RepositoryError(
                f"{hook.path} is not planver's, and an earlier hook is kept beside it already.",
                f"Look at both, then delete or rename {hook.kept}.",
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for hook in before:
            if hook.state is State.FOREIGN:
                hook.path.rename(_kept(hook.path))
            if hook.state is not State.INSTALLED:
                _write(hook.path, _wrapper(hook.name))
    except OSError as error:
        raise _unwritable(folder, error) from error
    return status(directory)


def uninstall(directory: Path) -> tuple[HookStatus, ...]:
    """Take our hooks out and put back what was kept; foreign hooks stay. How they stand then."""
    folder = _folder(directory)
    _refuse_link(folder)
    try:
        for name in HOOKS:
            hook = _status(folder, name)
            if hook.state in (State.INSTALLED, State.OUTDATED):
                hook.path.unlink()
                if hook.kept is not None:
                    hook.kept.rename(hook.path)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return status(directory)


def _folder(directory: Path) -> Path:
    """Where git looks for hooks, as `git rev-parse --git-path hooks` tells it.

    That command is not asked: the guards shut out `core.hooksPath`, and without it the answer is
    this folder, in linked worktrees and submodules too.
    """
    with Reader.open(directory) as reader:
        return reader.common_dir / "hooks"


def _refuse_link(folder: Path) -> None:
    """Raise where the hooks stand elsewhere: a copied repository must not choose where."""
    if folder.is_symlink():
        raise RepositoryError(
            f"{folder} is a link; planver changes hooks only in a real folder.",
            "Put a folder in its place, with the hooks that are wanted, and run this again.",
        )


def _refuse_other_folder(directory: Path, folder: Path) -> None:
    """Raise where git takes its hooks from elsewhere: other repositories may share them."""
    with Reader.open(directory) as reader:
        top = reader.top or reader.git_dir
        answer = call(
            ["config", "--show-scope", "--type=path", "-z", "--get-all", "core.hooksPath"],
            cwd=top,
            env=environment(),
        )
    scoped = answer.out.split(b"\0")[:-1]
    values = [
        os.fsdecode(value)
        for scope, value in zip(scoped[::2], scoped[1::2], strict=True)
        if scope != b"command"  # our own guard
    ]
    if values and values[-1] and Path(top, values[-1]).resolve() != folder.resolve():
        lines = " and ".join(f"`planver.hooks.run {name}`" for name in HOOKS)
        raise RepositoryError(
            f"git takes its hooks from {values[-1]} here (core.hooksPath), not from this "
            "repository.",
            f"Unset it (git config --unset core.hooksPath) and run this again, or let the hooks "
            f'there call {lines} with "$@", each by {sys.executable} -I -m.',
        )


def _status(folder: Path, name: str) -> HookStatus:
    path = folder / name
    kept = _kept(path)
    return HookStatus(
        name=name,
        path=path,
        state=_state(path, _wrapper(name)),
        kept=kept if os.path.lexists(kept) else None,
    )


def _state(path: Path, wanted: bytes) -> State:
    if not os.path.lexists(path):
        return State.ABSENT
    if path.is_symlink() or not path.is_file():
        return State.FOREIGN
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RepositoryError(f"{path} cannot be read: {error.strerror}.") from error
    if MARKER.encode() not in data:
        return State.FOREIGN
    return State.INSTALLED if data == wanted and os.access(path, os.X_OK) else State.OUTDATED


def _kept(path: Path) -> Path:
    return path.with_name(path.name + KEPT)


def _wrapper(name: str) -> bytes:
    text = _WRAPPER.format(
        marker=MARKER,
        kept=KEPT,
        python=shlex.quote(sys.executable),
        git=shlex.quote(find_git()),
        recorded=RECORDED_GIT,
        name=name,
    )
    return os.fsencode(text)


def _write(path: Path, data: bytes) -> None:
    """Write beside and rename, so that git never starts half a hook.

    Under a name nobody can know beforehand: a link that stands ready would be written through.
    """
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.planver-", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        beside.chmod(0o755)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _unwritable(folder: Path, error: OSError) -> RepositoryError:
    return RepositoryError(
        f"The hooks in {folder} cannot be changed: {error.strerror}.",
        "Ask whoever owns the repository.",
    )
