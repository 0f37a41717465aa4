"""How a single value is written: plain where that is safe, else in double quotes."""

import re

from planver.planfile.characters import CONTROL, SUSPECT

# Everything some YAML reader, 1.1 or 1.2, would take for something other than text
# (https://yaml.org/type/ and https://yaml.org/spec/1.2.2/#103-core-schema).
_TYPED_WORDS = {"~", "=", "<<"} | {
    written(word)
    for word in ("null", "yes", "no", "true", "false", "on", "off")
    for written in (str.lower, str.capitalize, str.upper)
}
_TYPED_FIGURES = r"""(?xa)
      [-+]? ( 0b[01_]+ | 0o[0-7]+ | 0x[0-9a-fA-F_]+ | [0-9][0-9_]* )
    | [-+]? [0-9][0-9_]* ( : [0-5]?[0-9] )+ ( \. [0-9_]* )?
    | [-+]? ( [0-9][0-9_]* ( \. [0-9_]* )? | \. [0-9][0-9_]* ) ( [eE] [-+]? [0-9]+ )?
    | [-+]? \. ( inf|Inf|INF ) | \. ( nan|NaN|NAN )
    | \d{4}-\d\d-\d\d
    | \d{4}-\d\d?-\d\d? ( [Tt] | [ \t]+ ) \d\d? : \d\d : \d\d ( \. \d* )?
      ( [ \t]* ( Z | [-+]\d\d? ( : \d\d )? ) )?
"""

# A value that begins so, or holds this, would be read as layout.
_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|\.\.\.")
_UNSAFE_INSIDE = re.compile(r":[ ]|:$|[ ]\#|[ ]$|\n", re.VERBOSE)
# Sentences are quoted there even where they need not be: whoever edits one may add a comma.
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}:?#]|[ ].*[.!;]$", re.VERBOSE)


def looks_typed(value: str) -> bool:
    """Whether YAML would take the bare value for a number, a date, a truth value or nothing."""
    if not value or value in _TYPED_WORDS:
        return True
    # Compiled only where it is needed: hardly any text begins like a figure.
    return value[0] in "+-.0123456789" and bool(re.fullmatch(_TYPED_FIGURES, value))


def inline(value: str, *, flow: bool = False) -> str:
    """The value on one line; `flow` inside ``[ ]`` or ``{ }``, where more signs have a meaning."""
    if (
        looks_typed(value)
        or _UNSAFE_START.match(value)
        or _UNSAFE_INSIDE.search(value)
        or SUSPECT.search(value)
        or (flow and _UNSAFE_IN_FLOW.search(value))
    ):
        return _quoted(value)
    return value


def _quoted(value: str) -> str:
    value = value.replace("\\", "\\\\").replace('"', '\\"')
    value = value.replace("\n", "\\n").replace("\t", "\\t")
    return f'"{SUSPECT.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    point = ord(match.group())
    return f"\\u{point:04X}" if point < 0x10000 else f"\\U{point:08X}"


def block(value: str) -> tuple[str, list[str]] | None:
    """A text as the header and the lines of a block, or None where no block can carry it exactly.

    Folded (`>-`) wherever that keeps the text; where spaces stand in a row, literal (`|-`).
    """
    if re.search(CONTROL, value) or "\t" in value or not value.strip("\n"):
        return None
    paragraphs = value.split("\n")
    if not (paragraphs[0] and paragraphs[-1]):
        return None
    if any(line.startswith(" ") or line.endswith(" ") for line in paragraphs):
        return None
    if "  " in value:
        return "|-", paragraphs
    return ">-", _folded(paragraphs)


def _folded(paragraphs: list[str]) -> list[str]:
    from planver.planfile.sentences import sentences  # only who writes needs it

    lines: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        if index:
            lines.append("")
        lines.extend(sentences(paragraph))
    return lines
