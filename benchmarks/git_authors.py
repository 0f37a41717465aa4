"""Who wrote each word according to git: `git blame` by line, and word diffs along the history.

Both read the same plan files, one sentence a line, in the same graph of commits.
"""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.histories import History
from benchmarks.texts import as_plan_file
from planver.compare.tokens import words

_FILE = "plan.plan.yaml"
_SETTINGS = ("-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0")


def by_line(one: History) -> list[int]:
    """The author of each word of the last draft, as `git blame -M -C` tells its line."""
    with tempfile.TemporaryDirectory() as name:
        commits = _commits(one, Path(name))
        places = {oid: place for place, oid in enumerate(commits)}
        told = _git(Path(name), "blame", "-M", "-C", "-s", "-l", "--root", commits[-1], "--", _FILE)
    lines = [(places[line[:40]], line.partition(") ")[2]) for line in told.splitlines()]
    return list(_text_words((author, word) for author, line in lines for word in line.split()))


def by_word(one: History) -> list[int]:
    """The author of each word of the last draft, as word diffs with each parent keep it."""
    authors: list[list[int]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commits = _commits(one, folder)
        for place, stage in enumerate(one.stages):
            text = _git(folder, "show", f"{commits[place]}:{_FILE}").split()
            told = [place] * len(text)
            for up in stage.parents:
                kept = _kept(folder, commits[up], commits[place], authors[up])
                told = [min(pair) for pair in zip(told, kept, strict=True)]
            authors.append(told)
        pairs = zip(authors[-1], text, strict=True)
        return list(_text_words(pairs))


def _kept(folder: Path, before: str, after: str, authors: Sequence[int]) -> list[int]:
    """The author of each word after that stood before; for others a number too large."""
    told = _git(folder, "diff", "--word-diff=porcelain", "-U1000000", before, after, "--", _FILE)
    if not told:
        return list(authors)
    found: list[int] = []
    place = 0
    for line in told.splitlines()[5:]:
        count = len(line[1:].split())
        if line[:1] == " ":
            found += authors[place : place + count]
        elif line[:1] == "+":
            found += [len(authors) + 10**6] * count
        place += count if line[:1] in (" ", "-") else 0
    return found


def _text_words(pairs: Iterator[tuple[int, str]]) -> Iterator[int]:
    """The authors of words of the clauses' text, without the keys of the file around them."""
    inside = False
    waiting = False
    for author, word in pairs:
        if word == "text:":
            inside = waiting = True
        elif word == "-":  # the next clause
            inside = False
        elif waiting:  # the sign of a block of text
            waiting = False
        elif inside:
            yield from [author] * len(words(word).keys)


def _commits(one: History, folder: Path) -> list[str]:
    """Commit the drafts into a new repository in the folder; their ids."""
    _git(folder, "init", "-q")
    made: list[str] = []
    for stage in one.stages:
        blob = _git(folder, "hash-object", "-w", "--stdin", data=as_plan_file(stage.entry.draft))
        tree = _git(folder, "mktree", data=f"100644 blob {blob}\t{_FILE}\n".encode())
        parents = [option for up in stage.parents for option in ("-p", made[up])]
        made.append(_git(folder, "commit-tree", "-m", stage.entry.draft.id, *parents, tree))
    return made


def _git(folder: Path, *arguments: str, data: bytes | None = None) -> str:
    done = subprocess.run(
        ["git", *_SETTINGS, *arguments], cwd=folder, input=data, capture_output=True, check=True
    )
    return done.stdout.decode().strip("\n")
