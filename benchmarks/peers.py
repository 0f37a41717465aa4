"""The tools planver is measured against: how to call each, and how many words it flags."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.processes import output
from benchmarks.texts import as_lines, as_plan_file, as_text, as_xml
from planver.model.draft import Draft
from planver.model.numbering import numbered

# Where `make bench PEERS=1` puts the peers that Python and Node install.
_OWN = Path(__file__).parent.parent / ".venv-peers"
_PLACES = (_OWN / "bin", _OWN / "node_modules" / ".bin")
# Signs no draft has, put around what wdiff and dwdiff flag.
_MARKS = ("-w", "\x01", "-x", "\x02", "-y", "\x01", "-z", "\x02")
_MARKED = re.compile(r"\x01([^\x02]*)\x02")
_TAGGED = re.compile(r"<(?:del|ins)>(.*?)</(?:del|ins)>", re.DOTALL)
_CRITIC = re.compile(r"\{(?:--(.*?)--|\+\+(.*?)\+\+|~~(.*?)~>(.*?)~~)\}", re.DOTALL)
_DIFFLIB = """
import difflib, sys
before, after = (open(name, encoding="utf-8").read().split() for name in sys.argv[1:])
for op, a, b, c, d in difflib.SequenceMatcher(None, before, after).get_opcodes():
    if op != "equal":
        print("-", *before[a:b])
        print("+", *after[c:d])
"""


@dataclass(frozen=True, slots=True)
class Files:
    """The two drafts of a comparison, in the forms the tools read."""

    folder: Path

    def __call__(self, form: str) -> list[str]:
        """The two files of a form: txt, lines, md, xml or plan."""
        return [str(self.folder / f"{side}.{form}") for side in ("before", "after")]

    def write(self, drafts: Sequence[Draft]) -> "Files":
        """Write all forms, and plan files of the drafts as they are."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for side, draft in zip(("before", "after"), drafts, strict=True):
            entries = numbered(draft)
            lines = as_lines(entries)
            forms = {
                "txt": as_text(entries),
                "lines": lines,
                "md": lines.replace("\n", "\n\n"),
                "xml": as_xml(entries),
                "plan.yaml": as_plan_file(draft).decode(),
            }
            for form, text in forms.items():
                (self.folder / f"{side}.{form}").write_text(text, encoding="utf-8")
        return self


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its program, what it is called with, and the form of draft it reads.

    `flagged` counts in its output the words it calls deleted or inserted; None where the output
    tells no words. `source` is how one gets it.
    """

    name: str
    program: str
    options: tuple[str, ...]
    form: str
    flagged: Callable[[str], int] | None
    source: str

    def command(self, files: Files) -> list[str]:
        """To compare a numbered text, or the form it reads instead."""
        return [self.program, *self.options, *files(self.form)]

    def words_flagged(self, files: Files, limit: float) -> int | None:
        """In drafts without numbers, so that none is charged for a number that changed."""
        if self.flagged is None:
            return None
        form = "lines" if self.form == "txt" else self.form
        told = output([self.program, *self.options, *files(form)], limit)
        return None if told is None else self.flagged(told)


def peers() -> tuple[list[Peer], list[Peer]]:
    """The peers that are installed, with where they were found, and those that are missing."""
    found, missing = [], []
    for peer in _peers():
        path = next(filter(None, (shutil.which(peer.program, path=p) for p in _path())), None)
        if path is None:
            missing.append(peer)
        else:
            found.append(replace(peer, program=path))
    return found, missing


def _path() -> Iterator[str | None]:
    yield from map(str, _PLACES)
    yield None  # PATH


def _peers() -> Iterator[Peer]:
    porcelain = ("--no-pager", "diff", "--no-index", "--word-diff=porcelain")
    yield Peer("git diff --no-index --word-diff", "git", porcelain, "txt", _of_git, "git")
    yield Peer("wdiff", "wdiff", _MARKS, "txt", _of_marks, "apt-get install wdiff")
    # Its default algorithm gives up early on long texts and flags most of them.
    best = ("--algorithm=best", *_MARKS)
    yield Peer("dwdiff, best algorithm", "dwdiff", best, "txt", _of_marks, "apt-get install dwdiff")
    yield Peer("difflib, all words", sys.executable, ("-c", _DIFFLIB), "txt", _of_difflib, "Python")
    redlines = ("markdown", "--quiet", "--markdown-style", "none")
    yield Peer("redlines", "redlines", redlines, "txt", _of_tags, "make bench PEERS=1")
    yield Peer("xmldiff (XML)", "xmldiff", (), "xml", None, "make bench PEERS=1")
    pandiff = ("--from=commonmark", "--wrap=none")
    yield Peer(
        "pandiff (Markdown)",
        "pandiff",
        pandiff,
        "md",
        _of_critic,
        "apt-get install pandoc npm, then make bench PEERS=1",
    )


def _count(runs: Iterator[str]) -> int:
    return sum(word != "¶" for run in runs for word in run.split())


def _of_git(told: str) -> int:
    body = told.split("@@", 2)[-1]
    return _count(line[1:] for line in body.splitlines() if line.startswith(("-", "+")))


def _of_marks(told: str) -> int:
    return _count(match[1] for match in _MARKED.finditer(told))


def _of_difflib(told: str) -> int:
    return _count(line[1:] for line in told.splitlines())


def _of_tags(told: str) -> int:
    return _count(match[1] for match in _TAGGED.finditer(told))


def _of_critic(told: str) -> int:
    return _count(part for match in _CRITIC.finditer(told) for part in match.groups() if part)
