"""How much each party changed, for programs: ``planver.parties/1``, published as a JSON Schema."""

from importlib import resources

from planver.model.change import Credits
from planver.model.history import Entry
from planver.model.numbering import Numbered
from planver.model.parties import Credit, Parties, PutIn
from planver.model.provenance import Removal
from planver.render.contract import attribution_object, entry_object, json_text
from planver.render.parties import label

SCHEMA = "planver.parties/1"


def schema_text() -> str:
    """The JSON Schema of the contract."""
    return resources.files(__package__).joinpath("parties-1.schema.json").read_text("utf-8")


def parties_json(found: Parties) -> str:
    """The credits with their words as JSON text, one object."""
    return json_text(parties_object(found))


def parties_object(found: Parties) -> dict[str, object]:
    """The same as plain values; see the schema for what each key means."""
    return {
        "schema": SCHEMA,
        "plan": found.entry.draft.plan,
        "draft": entry_object(found.entry),
        "words": found.words,
        "drafts": [entry_object(entry) for entry in found.drafts],
        "not_based": [entry.draft.id for entry in found.apart],
        "credits": [_credit(credit) for credit in found.credits],
    }


def _credit(credit: Credit) -> dict[str, object]:
    return {
        "label": label(credit),
        "parties": list(credit.parties),
        "words": credit.words,
        "returned": credit.returned,
        "removed": credit.removed,
        "standing": credit.standing,
        "alone": credit.alone,
        "clauses": len(credit.clauses),
        "put_in": [_put_in(one) for one in credit.put_in],
        "taken_out": [_taken_out(one) for one in credit.taken_out],
    }


def _put_in(one: PutIn) -> dict[str, object]:
    return {
        "drafts": [_draft(entry) for entry in (*one.at.gap, one.at.entry)],
        "clause": _clause(one.at.clause),
        "words": one.words,
        "returned": one.returned,
        "standing": one.standing,
        "alone": len(one.alone),
        "by": _sides(one.credits),
    }


def _taken_out(one: Removal) -> dict[str, object]:
    return {
        "drafts": [_draft(entry) for entry in (*one.gap, one.entry)],
        "from": _draft(one.base),
        "clause": _clause(one.clause),
        "words": one.words,
        "by": _sides(one.credits),
    }


def _draft(entry: Entry) -> dict[str, object]:
    return {
        "draft": entry.draft.id,
        "date": entry.draft.date,
        "revision": entry.revision.oid if entry.revision else None,
        "published": entry.draft.published,
    }


def _clause(clause: Numbered) -> dict[str, object]:
    return {"id": clause.clause.id, "path": clause.path}


def _sides(sides: Credits) -> list[list[dict[str, object]]]:
    return [[attribution_object(made) for made in side] for side in sides]
