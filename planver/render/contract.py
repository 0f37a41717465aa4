"""The JSON contract of a comparison, ``planver.diff/1``; published as ``diff-1.schema.json``."""

import json
import re
from collections.abc import Sequence
from importlib import resources

from planver.model.change import Attribution, ClauseChange, DraftDiff, Edit, Flag, Matter
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.render.visible import ACTING

SCHEMA = "planver.diff/1"


def schema_text() -> str:
    """The JSON Schema of the contract."""
    return resources.files(__package__).joinpath("diff-1.schema.json").read_text("utf-8")


def diff_json(diff: DraftDiff, shown: Sequence[int] | None = None) -> str:
    """The comparison as JSON text, one object, UTF-8 kept readable.

    With `shown`, only the changes at those places; the counts stay those of the whole.
    """
    return json_text(diff_object(diff, shown))


def json_text(value: object) -> str:
    """A value as JSON, readable in every script."""
    told = json.dumps(value, ensure_ascii=False, indent=1)
    # JSON may carry DEL, C1 controls and invisible characters raw; a terminal would act on them.
    return re.sub(ACTING, lambda match: json.dumps(match.group())[1:-1], told)


def diff_object(diff: DraftDiff, shown: Sequence[int] | None = None) -> dict[str, object]:
    """The comparison as plain values; see the schema for what each key means."""
    changes = diff.changes if shown is None else [diff.changes[at] for at in shown]
    unpublished = [
        side
        for side, entry in (("before", diff.before), ("after", diff.after))
        if not entry.draft.published
    ]
    return {
        "schema": SCHEMA,
        "plan": diff.after.draft.plan,
        "before": entry_object(diff.before),
        "after": entry_object(diff.after),
        "relation": str(diff.relation),
        "between": [entry.draft.id for entry in diff.between],
        "unpublished": unpublished,
        "counts": {str(kind): count for kind, count in diff.counts().items()},
        "cosmetic": len(diff.cosmetic),
        "changes": [_change(change) for change in changes],
    }


def entry_object(entry: Entry) -> dict[str, object]:
    """A draft and where it was found."""
    draft = entry.draft
    return {
        "draft": draft.id,
        "plan": draft.plan,
        "revision": entry.revision.oid if entry.revision else None,
        "path": entry.path,
        "date": draft.date,
        "tabled_by": [claim.party for claim in draft.tabled_by],
        "tabling": [
            {
                "party": claim.party,
                "confidence": str(claim.confidence),
                "source": claim.source,
                "note": claim.note,
            }
            for claim in draft.tabled_by
        ],
        "wording": str(draft.wording),
        "reported": [
            {
                "text": report.text,
                "source": report.source,
                "confidence": str(report.confidence),
                "clauses": list(report.clauses),
            }
            for report in draft.reported
        ],
    }


def _change(change: ClauseChange) -> dict[str, object]:
    told: dict[str, object] = {
        "kinds": [str(kind) for kind in change.kinds],
        "before": clauses_object(change.before),
        "after": clauses_object(change.after),
        "basis": str(change.basis) if change.basis else None,
        "confidence": change.confidence,
        "similarity": change.similarity,
        "cosmetic": change.cosmetic,
        "edits": [_edit(edit) for edit in change.edits],
        "substance": [_flag(flag) for flag in change.flags],
        "proposed_by": [attribution_object(made) for made in change.proposed_by],
    }
    if not (change.before and change.after):
        told["possible"] = [
            {"path": possible.path, "confidence": possible.confidence}
            for possible in change.possible
        ]
    return told


def _edit(edit: Edit) -> dict[str, object]:
    told: dict[str, object] = {"op": str(edit.op), "text": edit.text}
    if edit.cosmetic:
        told["cosmetic"] = True
    if edit.moved is not None:
        told["moved"] = edit.moved
    return told


def clauses_object(clauses: Sequence[Numbered]) -> list[dict[str, object]]:
    """Clauses with their numbers and all of their own words."""
    return [
        {
            "id": entry.clause.id,
            "path": entry.path,
            "number": entry.number,
            "text": entry.clause.wording,
            "status": str(entry.clause.status),
        }
        for entry in clauses
    ]


def _flag(flag: Flag) -> dict[str, object]:
    told: dict[str, object] = {"kind": str(flag.kind), "before": flag.before, "after": flag.after}
    if flag.sense is not None:
        told["sense"] = str(flag.sense)
    if flag.party is not None:
        told["party"] = flag.party
    if flag.note is not None or flag.kind is Matter.RED_LINE:
        told["note"] = flag.note
    return told


def attribution_object(made: Attribution) -> dict[str, object]:
    """A claim about who put words or a change forward."""
    return {
        "party": made.party,
        "basis": str(made.basis),
        "draft": made.draft,
        "revision": made.revision,
        "confidence": str(made.confidence),
        "source": made.source,
        "note": made.note,
    }
