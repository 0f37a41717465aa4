"""The provenance of words for programs: ``planver.blame/1``, published as a JSON Schema."""

from collections.abc import Sequence
from importlib import resources

from planver.model.provenance import Appearance, Blame, ClauseBlame, Echo, Run
from planver.render.contract import attribution_object, entry_object, json_text

SCHEMA = "planver.blame/1"


def schema_text() -> str:
    """The JSON Schema of the contract."""
    return resources.files(__package__).joinpath("blame-1.schema.json").read_text("utf-8")


def blame_json(found: Blame) -> str:
    """The clauses with the provenance of their words as JSON text, one object."""
    return json_text(blame_object(found))


def blame_object(found: Blame) -> dict[str, object]:
    """The same as plain values; see the schema for what each key means."""
    appearances = _Appearances()
    clauses = [_clause(blamed, appearances) for blamed in found.clauses]
    return {
        "schema": SCHEMA,
        "plan": found.entry.draft.plan,
        "draft": entry_object(found.entry),
        "appearances": [_appearance(one) for one in appearances.known],
        "clauses": clauses,
    }


class _Appearances:
    """Appearances by number, in the order they are named; equal ones are one object."""

    def __init__(self) -> None:
        self.known: list[Appearance] = []
        self._numbers: dict[int, int] = {}

    def number(self, appearance: Appearance) -> int:
        number = self._numbers.setdefault(id(appearance), len(self.known))
        if number == len(self.known):
            self.known.append(appearance)
        return number


def _clause(blamed: ClauseBlame, appearances: _Appearances) -> dict[str, object]:
    entry = blamed.clause
    return {
        "id": entry.clause.id,
        "path": entry.path,
        "number": entry.number,
        "text": entry.clause.wording,
        "runs": [_run(run, appearances) for run in blamed.runs],
    }


def _run(run: Run, appearances: _Appearances) -> dict[str, object]:
    return {
        "text": run.text,
        "words": run.words,
        "first": appearances.number(run.first),
        "returned": None if run.returned is None else appearances.number(run.returned),
        "also": _also(run.also, appearances),
    }


def _also(echoes: Sequence[Echo], appearances: _Appearances) -> list[dict[str, object]]:
    return [{"text": echo.text, "appearance": appearances.number(echo.at)} for echo in echoes]


def _appearance(one: Appearance) -> dict[str, object]:
    return {
        "drafts": [
            {
                "draft": entry.draft.id,
                "date": entry.draft.date,
                "revision": entry.revision.oid if entry.revision else None,
                "published": entry.draft.published,
            }
            for entry in (*one.gap, one.entry)
        ],
        "clause": {"id": one.clause.clause.id, "path": one.clause.path},
        "by": [attribution_object(made) for made in one.by],
    }
