"""The JSON Schema and the checker agree on what a schema can tell."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from planver.planfile.parse import parse, read
from planver.planfile.schema import schema_text

BAD = Path(__file__).parents[2] / "golden/badfiles"
FILES = sorted(BAD.glob("*.plan.yaml"))

# What a schema can tell: the presence, the names and the kinds of keys, words, how ids are spelt.
IN_THE_SCHEMA = {
    "format-version", "missing-key", "unknown-key", "wrong-type", "empty-value", "quote-value",
    "unknown-value", "bad-id", "bad-fingerprint",
}  # fmt: skip
# Partly: that a date is written as one, not that the day exists.
PARTLY = {"bad-date"}
# A schema never sees these: the file is not read at all, or read as the same values.
NOT_READ = {"not-yaml", "not-utf8", "control-character", "several-documents", "empty-file", "tag",
            "merge-key", "duplicate-key", "too-deep", "anchor", "tab"}  # fmt: skip


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json.loads(schema_text())
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


class _Editor(yaml.SafeLoader):
    """Reads values as YAML 1.1 and 1.2 type them, and keys as they are written."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: ARG002
    ) -> dict[Any, Any]:
        return {
            str(key.value): self.construct_object(value, deep=True) for key, value in node.value
        }


_Editor.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[0-9]+e[0-9]+"), list("0123456789")
)


def as_editors_read(data: bytes) -> Any:
    """The values of a file; a bare day, which JSON has no word for, as a list."""
    values = yaml.load(data, Loader=_Editor)  # noqa: S506 - a SafeLoader underneath
    return json.loads(json.dumps(values, default=lambda day: [str(day)]))


def test_it_is_draft_7_and_describes_every_key() -> None:
    schema = json.loads(schema_text())

    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for part in (schema, *schema["definitions"].values()):
        assert all(entry["description"] for entry in part["properties"].values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.removesuffix(".plan.yaml"))
def test_bad_files(file: Path, validator: Any) -> None:
    data = file.read_bytes()
    rules = {found.rule for found in parse(data).findings}
    if rules & (NOT_READ | PARTLY):
        return

    assert validator.is_valid(as_editors_read(data)) == (not rules & IN_THE_SCHEMA)


def test_good_files(lumen: bytes, validator: Any, with_points: Callable[..., bytes]) -> None:
    files = [path.read_bytes() for path in BAD.parents[2].glob("plans/**/*.plan.yaml")]
    more = with_points(
        """\
- id: a
  number: "3 bis"
  heading: H
  origin: {split_from: [x]}
  proposed_by: [alba, {party: bor, confidence: reported}]
- {id: b, text: "", clauses: [{id: c, text: x, closing: y}]}
"""
    )
    for data in (lumen, more, *files):
        assert parse(data).findings == ()
        validator.validate(as_editors_read(data))


VALUES: tuple[Any, ...] = (1, 1.5, True, None, "", "text", "Bad Id", [], [1], ["a"], {}, {"a": 1})
VALUES += ([[]], [{}], ["a", {"party": "a"}], [{"party": 1}], {"id": "a"}, [{"id": "a"}])


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_any_value_under_any_key(lumen: bytes, validator: Any, value: Any) -> None:
    """Every key of the example, in turn, with a value that mostly does not belong there."""
    good = as_editors_read(lumen)
    for holder, key in _keys(good):
        kept, holder[key] = holder[key], value
        try:
            data = json.dumps(good).encode()
            rules = {found.rule for found in read(data).parsed.findings}
            if key not in {"date", "lang", "url"}:
                assert validator.is_valid(good) == (not rules & IN_THE_SCHEMA), (key, rules)
        finally:
            holder[key] = kept


def _keys(value: Any) -> list[tuple[dict[str, Any], str]]:
    if isinstance(value, dict):
        return [(value, key) for key in value] + [e for v in value.values() for e in _keys(v)]
    return [e for v in value for e in _keys(v)] if isinstance(value, list) else []
