"""Reading a repository: names, blobs, paths and staged files. The hot path, guarded and light.

One reader per operation and per thread; user input reaches git only through `resolve`.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from msgspec import Struct

from planver.errors import RepositoryError
from planver.planfile.source import PLAN_SUFFIX
from planver.repository.guard import call, environment, refusal, unsupported
from planver.repository.objects import OID, Objects

REGULAR = ("100644", "100755")
SYMLINK = "120000"

# git knows the empty tree by this id in every SHA-1 repository: what a first commit changes from.
EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


class StagedFile(Struct, frozen=True, kw_only=True):
    """A file as it stands in the index; `mode` as git writes it (``120000`` is a symlink)."""

    path: str
    mode: str
    oid: str


class Reader:
    """A repository, open for one operation."""

    def __init__(
        self, *, cwd: Path, env: dict[str, str], top: Path | None, git_dir: Path, common_dir: Path
    ) -> None:
        self.top = top
        self.git_dir = git_dir
        self.common_dir = common_dir
        # What one operation need not compute twice (the walk of the history, parsed blobs).
        self.memo: dict[object, Any] = {}
        self._cwd = cwd
        self._env = env
        self._objects = Objects(cwd, env)

    @classmethod
    def open(cls, path: Path, *, at_hook: bool = False) -> "Reader":
        """The repository around `path` (a file or folder, which need not exist any more).

        `top` is its work tree, None where it has none (bare). `at_hook` takes the index and the
        objects git names in a hook's environment, with `path` the hook's own folder.
        Raises RepositoryError outside a repository, and for SHA-256 and reftable ones.
        """
        folder = _existing_folder(path)
        env = environment(at_hook=at_hook)

        def ask(*arguments: str) -> bytes:
            answer = call(["rev-parse", *arguments], cwd=folder, env=env)
            if answer.code != 0:
                raise refusal(answer, folder)
            return answer.out.removesuffix(b"\n")

        # The path comes last, since it may itself hold line breaks.
        form, inside, git_dir = ask(
            "--show-object-format", "--is-inside-work-tree", "--absolute-git-dir"
        ).split(b"\n", 2)
        if form != b"sha1":
            raise unsupported("SHA-256 object ids")
        common_dir = Path(folder, os.fsdecode(ask("--git-common-dir"))).resolve()
        if (common_dir / "reftable").is_dir():
            raise unsupported("reftable references")
        top = Path(os.fsdecode(ask("--show-toplevel"))) if inside == b"true" else None
        return cls(
            cwd=folder if at_hook else top or folder,
            env=env,
            top=top,
            git_dir=Path(os.fsdecode(git_dir)),
            common_dir=common_dir,
        )

    @property
    def shallow(self) -> bool:
        """Whether older revisions were left out when the repository was cloned."""
        return (self.common_dir / "shallow").exists()

    @property
    def boundary(self) -> frozenset[str]:
        """Ids of the oldest revisions of a shallow clone: what they changed is not known."""
        try:
            listed = (self.common_dir / "shallow").read_text("ascii", "replace")
        except FileNotFoundError:
            return frozenset()
        return frozenset(listed.split())

    def missing(self) -> frozenset[str]:
        """Ids of the objects that a partial clone left out. None is fetched to find out."""
        if not any((self.common_dir / "objects" / "pack").glob("*.promisor")):
            return frozenset()
        listed = self.git("rev-list", "--objects", "--all", "--missing=print")
        lines = listed.decode("ascii", "replace").splitlines()
        return frozenset(line[1:] for line in lines if line.startswith("?"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End git's process. Reading on starts another."""
        self._objects.close()

    def git(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        """Run one reading command of git, guarded; its output. Raises RepositoryError."""
        answer = call(arguments, cwd=self._cwd, env=self._env, stdin=stdin)
        if answer.code != 0:
            raise refusal(answer, self.top or self.git_dir)
        return answer.out

    def resolve(self, name: str) -> str | None:
        """The id of the commit a name stands for (branch, tag, id, ``HEAD~2``), or None."""
        if "\0" in name:
            return None
        answer = call(
            ["rev-parse", "--verify", "-q", "--end-of-options", name + "^{commit}"],
            cwd=self._cwd,
            env=self._env,
        )
        oid = answer.out.decode("ascii", "replace").strip()
        return oid if answer.code == 0 and OID.fullmatch(oid) else None

    def blob(self, oid: str) -> bytes:
        """A blob's bytes. Raises RepositoryError where it is missing, no blob, or over 16 MiB."""
        found = self._objects.read(oid)
        if found is None or found[0] != "blob":
            raise RepositoryError(
                f"There is no file with the id {oid[:12]} in this repository.",
                "Check the repository with `git fsck`; in a partial clone, run `git fetch` first.",
            )
        return found[1]

    def commit(self, oid: str) -> bytes:
        """The bytes of a commit, as git keeps them. Raises RepositoryError where it is missing."""
        found = self._objects.read(oid)
        if found is None or found[0] != "commit":
            raise RepositoryError(f"There is no revision {oid[:12]} in this repository.")
        return found[1]

    def blobs(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """Blobs' bytes, None where one is missing, no blob, or over 16 MiB; quicker than singly.

        Nothing else may be read before the last has come.
        """
        for oid, found in self._objects.read_each(oids):
            yield oid, found[1] if found and found[0] == "blob" else None

    def blob_at(self, commit: str, path: str) -> bytes | None:
        """The bytes of the file at `path` (from the top, with ``/``) in a commit.

        None where there is none, or it is not a regular file. `commit` is a full id.
        """
        oid = self.blob_id(commit, path)
        return None if oid is None else self.blob(oid)

    def blob_id(self, commit: str, path: str) -> str | None:
        """The id of the regular file at `path` in a commit, None where there is none."""
        oid, mode = self._tree_of(commit), "40000"
        for name in path.split("/"):
            if mode != "40000":
                return None
            entry = next((entry for entry in self._objects.tree(oid) if entry.name == name), None)
            if entry is None:
                return None
            oid, mode = entry.oid, entry.mode
        return oid if mode in REGULAR else None

    def plan_paths(self, commit: str) -> tuple[str, ...]:
        """The paths of all plan files in a commit (regular files; a symlink is none)."""
        listed = self.git("ls-tree", "-r", "-z", "--full-tree", "--end-of-options", _oid(commit))
        found = []
        for entry in listed.split(b"\0")[:-1]:
            facts, _, path = entry.partition(b"\t")
            if path.endswith(PLAN_SUFFIX.encode()) and facts[:6].decode() in REGULAR:
                found.append(os.fsdecode(path))
        return tuple(found)

    def staged(self) -> tuple[StagedFile, ...]:
        """Every plan file in the index, symlinks included; entries still in conflict are not."""
        listed = self.git("ls-files", "-s", "-z", "--full-name")
        found = []
        for entry in listed.split(b"\0")[:-1]:
            facts, _, path = entry.partition(b"\t")
            mode, oid, stage = facts.decode().split(" ")
            if stage == "0" and path.endswith(PLAN_SUFFIX.encode()):
                found.append(StagedFile(path=os.fsdecode(path), mode=mode, oid=oid))
        return tuple(found)

    def staged_since(self, base: str | None) -> tuple[StagedFile, ...]:
        """The staged plan files that are not in `base` as they are; all of them where it is None.

        `base` is the full id of a commit. Deleted files are not listed.
        """
        changed = self.git(
            "diff-index", "--cached", "--name-only", "-z", "--no-renames", "--no-ext-diff",
            "--no-textconv", "--no-relative", "--diff-filter=d", "--ita-invisible-in-index",
            "-O/dev/null",
            _oid(base) if base else EMPTY_TREE, "--",
        )  # fmt: skip
        paths = {os.fsdecode(path) for path in changed.split(b"\0")}
        return tuple(staged for staged in self.staged() if staged.path in paths)

    def plan_files(self) -> tuple[Path, ...]:
        """The plan files in the work tree, tracked or not, ignored ones and links left out."""
        if self.top is None:
            return ()
        listed = self.git("ls-files", "-z", "-c", "-o", "--exclude-standard", "--deduplicate")
        paths = {
            self.top / os.fsdecode(name)
            for name in listed.split(b"\0")
            if name.endswith(PLAN_SUFFIX.encode())
        }
        return tuple(sorted(path for path in paths if path.is_file() and not path.is_symlink()))

    def _tree_of(self, commit: str) -> str:
        return self.commit(commit)[len("tree ") : len("tree ") + 40].decode()


def is_plan_path(path: str) -> bool:
    """Whether a path names a plan file."""
    return path.endswith(PLAN_SUFFIX)


def _existing_folder(path: Path) -> Path:
    absolute = path.absolute()
    return next(place for place in (absolute, *absolute.parents) if place.is_dir())


def _oid(text: str) -> str:
    if not OID.fullmatch(text):
        raise RepositoryError(f"Not a revision id: {text!r}.")
    return text
