"""The chapter of hard cases: two texts, what planver shows, and why."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct, convert

from planver.compare.diff import compare
from planver.model.change import DraftDiff
from planver.model.history import Entry
from planver.render.redline import Look
from planver.render.screen import comparison
from planver.workflow.reading import read_file
from planver.workflow.selection import Selection, fold_cosmetic, select

SOURCE = Path(__file__).parents[1] / "tests" / "golden" / "tricky-cases.toml"
WIDTH = 88

_INTRO = """\
# Tricky cases

Drafts do not change the way programs like them to. This chapter shows the hard cases one by one:
what the matter is, two short drafts, and what planver makes of them. All texts are invented.

The answers are those of `planver diff BEFORE AFTER --format terminal --color never`, without the
names of the drafts. The signs are explained in the [README](../README.md#how-to-read-a-comparison);
on a terminal, `{-went-}` is struck out and `{+came+}` underlined, and `¶` is where a line or a
clause ends. Numbered texts have no ids, so their clauses are paired by the words alone.

Every case is also a test: the page is made by `make docs` from `tests/golden/tricky-cases.toml`,
where what planver must say of each is written by hand.
"""


class Case(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two texts, what is to be told of them, and why; `by_words` where ids are to be ignored."""

    title: str
    why: str
    before: str
    after: str
    told: str
    by_words: str | None = None


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cases on one matter."""

    title: str
    cases: tuple[Case, ...]


def parts() -> tuple[Part, ...]:
    """The chapter, as written down."""
    return convert(tomllib.loads(SOURCE.read_text("utf-8"))["parts"], tuple[Part, ...])


def name(side: str, text: str) -> str:
    """What the file of a side is called: a plan file begins with its format."""
    return f"{side}.plan.yaml" if text.startswith("planver:") else f"{side}.txt"


def compared(case: Case, *, use_ids: bool = True) -> DraftDiff:
    """The two texts, read from files and compared as `planver diff` does."""
    with TemporaryDirectory() as folder:
        before, after = (
            _entry(Path(folder) / name(side, text), text)
            for side, text in (("before", case.before), ("after", case.after))
        )
    return compare(before, after, use_ids=use_ids)


def shown(diff: DraftDiff) -> str:
    """What `planver diff` says on a terminal without colours, below the names of the drafts."""
    places, folded = fold_cosmetic(diff, select(diff, Selection()))
    rows = comparison(diff, places, Look(width=WIDTH, spelled=True, context=0), folded)
    lines = ["".join(span.text for span in row).rstrip() for row in rows]
    title_and_drafts = 3
    return "\n".join(lines[title_and_drafts:]).strip("\n")


def tricky_cases_markdown() -> str:
    """The page."""
    chapter = parts()
    lines = [_INTRO]
    for part in chapter:
        lines.append(f"- {part.title}")
        lines += (f"  - [{case.title}](#{_anchor(case.title)})" for case in part.cases)
    for part in chapter:
        lines += ["", f"## {part.title}"]
        for case in part.cases:
            lines += _case(case)
    return "\n".join(lines) + "\n"


def _entry(path: Path, text: str) -> Entry:
    path.write_text(text, encoding="utf-8")
    return read_file(path, path.name)[0]


def _anchor(title: str) -> str:
    """What a heading is called in links to it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _case(case: Case) -> Iterator[str]:
    yield from ("", f"### {case.title}", "", case.why.strip())
    yield from _block("**Before**", case.before)
    yield from _block("**After**", case.after)
    yield from _block("**planver shows**", shown(compared(case)))
    if case.by_words is not None:
        yield from _block("**With `--ignore-ids`**", shown(compared(case, use_ids=False)))


def _block(title: str, text: str) -> Iterator[str]:
    language = "yaml" if text.startswith("planver:") else "text"
    yield from ("", title, "", f"```{language}", text.strip("\n"), "```")
