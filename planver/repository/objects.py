"""git objects by id, through one `cat-file --batch` process."""

import os
import re
import subprocess
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from msgspec import Struct

from planver.errors import RepositoryError
from planver.repository.guard import GUARDS, find_git

OID = re.compile(r"[0-9a-f]{40}")

# The plan file's own limit (plan-file.md): nothing larger is ever a draft.
LARGEST_BLOB = 16 * 1024 * 1024

# So many requests fit into a pipe many times over: git is never kept from answering.
_AHEAD = 64


class TreeEntry(Struct, frozen=True, kw_only=True):
    """A name in a tree: `mode` as git writes it (``100644``, ``40000``)."""

    name: str
    mode: str
    oid: str


class Objects:
    """Reads objects by id. Not for sharing between threads; close it after the operation."""

    def __init__(self, cwd: Path, env: Mapping[str, str]) -> None:
        self._cwd = cwd
        self._env = env
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, oid: str) -> tuple[str, bytes] | None:
        """The object's kind (``blob``, ``tree``, ``commit``, ``tag``) and bytes; None if missing.

        Raises RepositoryError where it is larger than LARGEST_BLOB, is not what its id stands for,
        or git stops.
        """
        self._ask(oid)
        return self._answer(oid)

    def read_each(self, oids: Iterable[str]) -> Iterator[tuple[str, tuple[str, bytes] | None]]:
        """Each object as `read` gives it; None wherever that would raise.

        git is asked some objects ahead, so that it unpacks one while another is looked at. Nothing
        else may be read in between.
        """
        window = _AHEAD
        waiting, ahead = iter(oids), deque[str]()
        asked = 0
        try:
            while True:
                ahead.extend(islice(waiting, max(window - len(ahead), 0)))
                if not ahead:
                    return
                try:
                    for oid in islice(ahead, asked, window):
                        self._ask(oid)
                        asked += 1
                    found = self._answer(ahead[0])
                except RepositoryError:
                    # git stopped over one of those it was asked for: from now on one by one.
                    found = self._alone(ahead[0])
                    window = asked = 1
                asked -= 1
                yield ahead.popleft(), found
        finally:
            if asked:  # answers that nobody took must not be taken for others
                self.close()

    def _alone(self, oid: str) -> tuple[str, bytes] | None:
        self.close()
        try:
            return self.read(oid)
        except RepositoryError:
            return None

    def _ask(self, oid: str) -> None:
        if not OID.fullmatch(oid):
            raise RepositoryError(f"Not an object id: {oid!r}.")
        pipe = self._started().stdin
        if pipe is None:  # pragma: no cover - it is asked for when git is started
            raise RepositoryError("git could not be started.")
        try:
            pipe.write(f"{oid}\n".encode())
            pipe.flush()
        except OSError as error:
            raise self._stopped(oid) from error

    def _answer(self, oid: str) -> tuple[str, bytes] | None:
        pipe = self._started().stdout
        if pipe is None:  # pragma: no cover - it is asked for when git is started
            raise RepositoryError("git could not be started.")
        header = pipe.readline().split()
        if header == [oid.encode(), b"missing"]:
            return None
        if len(header) != 3 or header[0] != oid.encode():
            raise self._stopped(oid)
        kind, size = header[1].decode(), int(header[2])
        if size > LARGEST_BLOB:
            self.close()  # the bytes are on their way: ending the process is how not to read them
            raise RepositoryError(
                f"The file with id {oid[:12]} has {size // 2**20} MiB; a plan file has 16 at most.",
                "It is not a plan file, or it was damaged; look at it with `git show`.",
            )
        data = pipe.read(size)
        if len(data) != size or not pipe.read(1):
            raise self._stopped(oid)
        if _id(kind, data) != oid:  # git does not look, and a copied repository may hold anything
            raise RepositoryError(
                f"The object {oid[:12]} is not what its id stands for: it was damaged or replaced.",
                "Do not rely on this repository: check it with `git fsck`, and clone it again.",
            )
        return kind, data

    def tree(self, oid: str) -> Iterator[TreeEntry]:
        """The entries of a tree, in git's order."""
        found = self.read(oid)
        data = found[1] if found and found[0] == "tree" else b""
        start = 0
        while start < len(data):
            blank = data.index(b" ", start)
            nul = data.index(b"\0", blank)
            yield TreeEntry(
                name=os.fsdecode(data[blank + 1 : nul]),
                mode=data[start:blank].decode(),
                oid=data[nul + 1 : nul + 21].hex(),
            )
            start = nul + 21

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # it only reads: there is nothing to lose
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # an unsent request, now without a reader
                    continue
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [find_git(), *GUARDS, "cat-file", "--batch"],
                cwd=self._cwd,
                env=self._env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _stopped(self, oid: str) -> RepositoryError:
        self.close()
        return RepositoryError(
            f"git could not read the object {oid[:12]}.",
            "Check the repository with `git fsck`; in a partial clone, run `git fetch` first.",
        )


def blob_id(data: bytes) -> str:
    """The id git gives these bytes."""
    return _id("blob", data)


def _id(kind: str, data: bytes) -> str:
    from hashlib import sha1  # how git names objects; nothing is kept secret by it

    head = f"{kind} {len(data)}\0".encode()
    return sha1(head + data, usedforsecurity=False).hexdigest()
