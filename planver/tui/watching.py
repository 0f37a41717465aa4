"""Noticing that the drafts changed, on disk or in git: a look at times and sizes, no reading."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from msgspec import Struct

from planver.planfile.source import PLAN_SUFFIX
from planver.workflow.drafts import Drafts

Fingerprint = frozenset[tuple[str, int, int]]


class Watched(Struct, frozen=True, kw_only=True):
    """The folders with plan files, and git's own folders with the names of its revisions."""

    folders: tuple[Path, ...]
    git: tuple[Path, ...] = ()

    @classmethod
    def of(cls, drafts: Drafts, folder: Path) -> Self:
        """What the drafts seen from a folder come from."""
        folders = dict.fromkeys((folder, *(path.parent for path in drafts.files())))
        reader = drafts.reader
        git = dict.fromkeys((reader.git_dir, reader.common_dir)) if reader else {}
        return cls(folders=tuple(folders), git=tuple(git))

    def fingerprint(self) -> Fingerprint:
        """Times and sizes of the files; another one means that something changed."""
        return frozenset(_facts(self._files()))

    def _files(self) -> Iterator[Path]:
        for folder in self.folders:
            yield from folder.glob(f"*{PLAN_SUFFIX}")
        for folder in self.git:
            yield from (folder / "HEAD", folder / "packed-refs")
            for above, _, names in os.walk(folder / "refs"):
                yield from (Path(above, name) for name in names)


def _facts(paths: Iterator[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        yield str(path), found.st_mtime_ns, found.st_size
