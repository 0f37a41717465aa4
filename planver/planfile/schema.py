"""The JSON Schema (draft-07) editors check and complete plan files with.

It is made from the table of the format and shipped as a file. What it cannot say, the rules do:
references, uniqueness across the file, pairs of brackets, real dates, layout and characters.
"""

from typing import Any

from planver.planfile.forms import FINGERPRINT
from planver.planfile.reading import Role
from planver.planfile.shapes import ClaimKeys, Keys, Kind, ListOf, Shape
from planver.planfile.values import Choice, FormatVersion, Line, Prose

_NAME = "plan-1.schema.json"


def schema_text() -> str:
    """The text of plan-1.schema.json as it ships with planver."""
    from importlib import resources

    return resources.files("planver.planfile").joinpath(_NAME).read_text(encoding="utf-8")


def build_schema() -> str:
    """The text plan-1.schema.json must have; a test holds the two together."""
    import json

    from planver.planfile import table

    parts: dict[str, Any] = {}
    root = _keys(table.FILE, parts)
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "https://planver.example/plan-1.schema.json",
        "title": "planver plan file, format 1",
        "description": "One draft of a negotiated text, complete in itself.",
        **root,
        "definitions": parts,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _keys(kind: Kind, parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of a set of keys; sets of keys inside it go to `parts`."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key.name for key in kind.keys.values() if key.required],
        "properties": {
            key.name: {"description": key.about, **_shape(key.shape, parts)}
            for key in kind.keys.values()
        },
    }


def _shape(shape: Shape, parts: dict[str, Any]) -> dict[str, Any]:
    match shape:
        case FormatVersion():
            return {"const": 1}
        case Line(role):
            return {"type": "string", "minLength": 1, **_FORMS.get(role, {})}
        case Prose(may_be_empty=may_be_empty):
            return {"type": "string"} if may_be_empty else {"type": "string", "minLength": 1}
        case Choice(words):
            return {"enum": [word.value for word in words]}
        case ListOf(item, least):
            bound = {"minItems": least} if least else {}
            return {"type": "array", **bound, "items": _shape(item, parts)}
        case ClaimKeys(kind):
            return {"anyOf": [_shape(Line(Role.PARTY), parts), _reference(kind, parts)]}
        case Keys(kind):
            return {"allOf": [_reference(kind, parts)]}
        case _:
            raise TypeError(f"no schema for {shape}")


def _reference(kind: Kind, parts: dict[str, Any]) -> dict[str, Any]:
    name = kind.noun.partition(" ")[2]
    if name not in parts:
        parts[name] = {}  # a clause holds clauses: the name must be known before its keys are
        parts[name] = _keys(kind, parts)
    return {"$ref": f"#/definitions/{name}"}


_SLUG = {"pattern": "^[a-z][a-z0-9-]*$"}
_FORMS: dict[Role | None, dict[str, str]] = {
    Role.PLAN_ID: _SLUG,
    Role.DRAFT_ID: _SLUG,
    Role.CLAUSE_ID: _SLUG,
    Role.PARTY_ID: _SLUG,
    Role.SOURCE_ID: _SLUG,
    Role.ANY_CLAUSE: _SLUG,
    Role.BASE: _SLUG,
    Role.DATE: {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Role.SIGNER: {"pattern": f"^{FINGERPRINT.pattern}$"},
}


def keys_markdown() -> str:
    """The keys of every part of a plan file, as the tables of docs/plan-file.md."""
    from planver.planfile import table

    parts = (
        table.FILE, table.DRAFT, table.SOURCE, table.PARTY, table.CLAIM, table.CLAUSE,
        table.ALTERNATIVE, table.ORIGIN, table.REPORT, table.POSITION,
    )  # fmt: skip
    lines: list[str] = []
    for kind in parts:
        lines += [
            f"### {kind.noun[0].upper()}{kind.noun[1:]}",
            "",
            "| key | what it says |",
            "|---|---|",
        ]
        for key in kind.keys.values():
            name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
            lines.append(f"| {name} | {key.about} |")
        lines.append("")
    return "\n".join(lines)
