"""Everything that reads plans, for worker threads: each call opens its own `Drafts`."""

from pathlib import Path

from msgspec import Struct

from planver.errors import PlanverError
from planver.model.change import DraftDiff, Node
from planver.model.finding import Severity
from planver.model.history import Entry
from planver.model.progress import Progress, unseen
from planver.render.phrases import listed, plural
from planver.tui.watching import Watched
from planver.workflow.check import Checked, check
from planver.workflow.compare import compare_entries
from planver.workflow.drafts import Drafts, place
from planver.workflow.history import draft_graph
from planver.workflow.lineage import base_of


class Asked(Struct, frozen=True, kw_only=True):
    """Two drafts by the names they were asked for; without `before`, the one `after` goes back to.

    `exact` are names for just these wordings, for a name that branches disagree about.
    """

    before: str | None
    after: str
    exact: tuple[str, str] | None = None


def asked_for(before: Entry, after: Entry) -> Asked:
    """The names of two drafts of the graph."""
    return Asked(before=_name(before), after=_name(after), exact=(place(before), place(after)))


def _name(entry: Entry) -> str:
    return f"{entry.draft.plan}/{entry.draft.id}"


class Comparison(Struct, frozen=True, kw_only=True):
    """A comparison, the plan file of the after draft if it stands on disk, and what to watch."""

    diff: DraftDiff
    file: Path | None
    watched: Watched


class Overview(Struct, frozen=True, kw_only=True):
    """The drafts of every plan here, and the plan files that cannot be read as drafts."""

    plans: tuple[tuple[Node, ...], ...]
    unreadable: tuple[str, ...]
    watched: Watched

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All drafts, plan after plan."""
        return tuple(node for nodes in self.plans for node in nodes)


def load_comparison(
    folder: Path, plan: str | None, asked: Asked, told: Progress = unseen
) -> Comparison:
    """Compare two drafts. Raises PlanverError where a name stands for no draft, or for several."""
    with Drafts(folder, plan, told) as drafts:
        before, after = sides(drafts, asked)
        return Comparison(
            diff=compare_entries(drafts, before, after),
            file=_file(drafts, folder, after),
            watched=Watched.of(drafts, folder),
        )


def sides(drafts: Drafts, asked: Asked) -> tuple[Entry, Entry]:
    """The drafts asked for, before and after, as they are now. Raises PlanverError as above."""
    after = _entry(drafts, asked.after, asked.exact[1] if asked.exact else None)
    if asked.before is None:
        return base_of(drafts, after, asked.after), after
    return _entry(drafts, asked.before, asked.exact[0] if asked.exact else None), after


def _entry(drafts: Drafts, name: str, exact: str | None) -> Entry:
    try:
        return drafts.entry(name)
    except PlanverError:
        if exact is None:
            raise
        return drafts.entry(exact)


def _file(drafts: Drafts, folder: Path, entry: Entry) -> Path | None:
    """Where the draft can be edited: its file, if it is there with just this content."""
    if entry.path is None:
        return None
    if entry.revision is None:
        return folder / entry.path
    reader = drafts.reader
    if reader is None or reader.top is None:
        return None
    recorded = reader.blob_at(entry.revision.oid, entry.path)
    path = reader.top / entry.path
    on_disk = path.is_file() and recorded is not None
    return path if on_disk and path.read_bytes() == recorded else None


def load_overview(folder: Path, plan: str | None, told: Progress = unseen) -> Overview:
    """The drafts here. Raises PlanverError where there are none."""
    with Drafts(folder, plan, told) as drafts:
        unreadable = tuple(_refusals(drafts, folder))
        try:
            graph = draft_graph(drafts)
        except PlanverError as error:
            if unreadable:
                raise PlanverError(unreadable[0], error.hint) from error
            raise
        return Overview(
            plans=tuple(graph.values()),
            unreadable=unreadable,
            watched=Watched.of(drafts, folder),
        )


def _refusals(drafts: Drafts, folder: Path) -> list[str]:
    if not drafts.files():
        return []
    return [
        f"{checked.name} cannot be shown as a draft ({verdict(checked)}); "
        f"`planver check {checked.name}` says what is wrong."
        for checked in check(drafts, (), folder)
        if not checked.sound
    ]


def load_verdicts(folder: Path, plan: str | None, entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """What `check` says about each draft, in a few words."""
    verdicts: list[str] = []
    with Drafts(folder, plan) as drafts:
        for entry in entries:
            try:
                found = check(drafts, (place(entry),), folder)
            except PlanverError:
                verdicts.append("not checked")
            else:
                verdicts.append(verdict(found[0]) if found else "not checked")
    return tuple(verdicts)


def verdict(checked: Checked) -> str:
    """``2 errors and 1 warning``, or that nothing is wrong."""
    counts = [
        plural(count, str(severity))
        for severity in (Severity.ERROR, Severity.WARNING)
        if (count := sum(1 for finding in checked.findings if finding.severity is severity))
    ]
    return listed(counts) if counts else "no findings"
