"""Plan files: bytes to draft and back, the rules they keep, and their schema.

Everything is imported here, and not when first asked for: `dump`, `parse` and `reformat` are also
the names of rooms, and a room imported later would take the place of its function.
"""

from planver.planfile.dump import dump
from planver.planfile.parse import Parsed, parse
from planver.planfile.reformat import reformat
from planver.planfile.rules import RULES, Rule, rules_markdown
from planver.planfile.schema import schema_text

__all__ = ["RULES", "Parsed", "Rule", "dump", "parse", "reformat", "rules_markdown", "schema_text"]
