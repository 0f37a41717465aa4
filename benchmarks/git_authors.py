"""Who wrote each word according to git: `git blame` by line, and word diffs along the history.

Both read the same plan files, one sentence a line, in the same graph of commits; both are helped
over renames, the first by git itself, the second by being told where each file was.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.histories import History
from benchmarks.repositories import git, save
from planver.compare.tokens import words


def by_line(one: History) -> list[int]:
    """The author of each word of the last draft, as `git blame -M -C` tells its line."""
    with tempfile.TemporaryDirectory() as name:
        commits = save(one, Path(name))
        places = {oid: place for place, oid in enumerate(commits)}
        told = git(Path(name), "blame", "-M", "-C", "-s", "-l", "--root", "--", one.paths[-1])
    lines = [(places[line[:40]], line.partition(") ")[2]) for line in told.splitlines()]
    return list(_text_words((author, word) for author, line in lines for word in line.split()))


def by_word(one: History) -> list[int]:
    """The author of each word of the last draft, as word diffs with each parent keep it."""
    authors: list[list[int]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [":".join(pair) for pair in zip(save(one, folder), one.paths, strict=True)]
        for place, stage in enumerate(one.stages):
            text = git(folder, "show", files[place]).split()
            told = [place] * len(text)
            for up in stage.parents:
                kept = _kept(folder, files[up], files[place], authors[up])
                told = [min(pair) for pair in zip(told, kept, strict=True)]
            authors.append(told)
        pairs = zip(authors[-1], text, strict=True)
        return list(_text_words(pairs))


def _kept(folder: Path, before: str, after: str, authors: Sequence[int]) -> list[int]:
    """The author of each word after that stood before; for others a number too large."""
    told = git(folder, "diff", "--word-diff=porcelain", "-U1000000", before, after)
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
