"""Pages of the documentation about substance: the rules of each language, and flags in a table."""

import json
from collections.abc import Iterable, Iterator

from planver.compare.substance.lexicon import rule_texts
from planver.model.change import DraftDiff
from planver.render import phrases
from planver.render.markdown import escaped
from planver.render.visible import one_line


def rules_markdown() -> str:
    """Every rule of every language, with its phrases and examples."""
    lines = [
        "# Rules of substance",
        "",
        "Made from the data files in `planver/compare/substance/languages/` by `make docs`; the",
        "tests run every example. How the rules work together stands in",
        "[substance.md](substance.md).",
    ]
    for text in rule_texts():
        language = json.loads(text)
        lines += ["", f"## {language['name']}"]
        for rule in language["rules"]:
            lines += ["", f"### {rule['name'].capitalize()}", "", escaped(rule["says"]), ""]
            for meaning, found in rule["phrases"].items():
                listed = ", ".join(f"`{phrase}`" for phrase in found)
                lines.append(listed if meaning in {"own", "-"} else f"- {meaning}: {listed}")
            lines += ["", "| before | after | told |", "|---|---|---|"]
            examples = [*rule["fires"], *([*pair, "nothing"] for pair in rule["quiet"])]
            lines += (f"| {' | '.join(map(escaped, example))} |" for example in examples)
    return "\n".join(lines) + "\n"


def flags_markdown(diffs: Iterable[DraftDiff]) -> str:
    """All flags of some comparisons, a table for each."""
    lines = [
        "# Flags between the sample drafts",
        "",
        "Every matter of substance that planver tells between three drafts of",
        "[plans/ukraine-2025](../plans/ukraine-2025/README.md), made by `make docs`. What the",
        "kinds mean stands in [substance.md](substance.md). The wording compared is our",
        "paraphrase, not an official text.",
    ]
    for diff in diffs:
        before, after = diff.before.draft, diff.after.draft
        lines += ["", f"## {before.id} to {after.id}", "", "| clause | what happened | told |"]
        lines += ["|---|---|---|", *_rows(diff)]
    return "\n".join(lines) + "\n"


def _rows(diff: DraftDiff) -> Iterator[str]:
    for change in diff.changes:
        if change.flags:
            told = "<br>".join(
                escaped(one_line(phrases.flag(flag, diff.after.draft, diff.before.draft)))
                for flag in change.flags
            )
            yield f"| {phrases.title(change)} | {phrases.what_happened(change)} | {told} |"
