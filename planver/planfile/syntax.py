"""What is wrong with a file that is not YAML, said so that one can mend it."""

import re
from typing import TYPE_CHECKING

from planver.model.finding import Place
from planver.planfile.rules import Findings
from planver.planfile.source import Source

if TYPE_CHECKING:
    import yaml

_FIRST_CONTENT = re.compile(r"^ *[^ #\n]", re.MULTILINE)

_QUOTE = "Put the whole text in quotes, or on a line of its own, indented, after `>-`."

# What PyYAML's two parsers say, and what it means. First match wins.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon stands here where a text has already begun.",
        _QUOTE + " If it is a key, check that it is indented like its neighbours.",
    ),
    (
        "unknown escape|hexadecimal|escape character|escape code",
        "A backslash inside double quotes begins something unknown.",
        "Write \\\\ for a backslash, or use single quotes.",
    ),
    (
        "quoted scalar",
        "A quotation mark that was opened is never closed.",
        "Close it; a mark inside the text is written \\\" or, between ' marks, ''.",
    ),
    (
        "flow sequence|flow mapping|flow node|',' or|flow context",
        "A list in [ ] or keys in { } are not closed, or are closed too early.",
        "Check the brackets and commas; put a text that begins with [ or { after `>-`.",
    ),
    (
        "cannot start any token|alphabetic or numeric|'!'|URI|tag",
        "A value begins with a sign that has a meaning of its own.",
        _QUOTE,
    ),
    (
        "block scalar|indentation indicator|chomping",
        "After `>` or `|` only `-` may stand on the line.",
        "Write `>-` and put the text on the next lines, indented.",
    ),
    (
        "sequence entries are not allowed|did not find expected '-'|expected <block end>, but",
        "This line does not line up with the ones above it.",
        "Give lines that belong together the same number of spaces in front.",
    ),
    (
        "block mapping|block collection|block sequence|expected key",
        "This line does not line up with the ones above it.",
        "Give lines that belong together the same spaces in front, and end a key with `: `.",
    ),
    (
        "expected ':'|simple key",
        "This line is no `key: value` line and is not indented as part of the text above.",
        "Indent it further than the key it belongs to, or give it a key.",
    ),
    (
        "document start|directive",
        "Something stands here that does not belong to the list of keys before it.",
        "Check how this line is indented; keys of the file begin in the first column.",
    ),
)
_OTHERWISE = (
    "From here on the file cannot be read as lists and `key: value` lines.",
    "Look at this line and the one before: a colon, a quotation mark or the indentation is off.",
)
_TAB = (
    "A tab in this line keeps the file from being read on.",
    "Use spaces only; set your editor to write spaces for the tab key.",
)

# A value such as `[All] firing` or `"All" firing`, up to where the parser gave up.
_CLOSED_EARLY = r"""(?x)
    [ ]* (-[ ]+)* ([\w-]+:[ ]+)?
    (\[[^\[\]]*\] | \{[^{}]*\} | "[^"]*" | '[^']*') [ ]* [^ #,]$
"""
_GOES_ON = (
    "The text goes on after the closing bracket or quotation mark it began with.",
    "Put a text that begins with a bracket or a quotation mark on lines of its own after `>-`.",
)


def check_directives(source: Source, findings: Findings) -> None:
    """Report a line such as ``%YAML 1.1`` before the first key."""
    match = _FIRST_CONTENT.search(source.text)
    if match and match.group() == "%":
        findings.add(
            "directive",
            source.place(match.end() - 1),
            "A line that begins with % gives orders to the program that reads the file.",
            "Delete the line: a plan file needs none.",
        )


def report(error: "yaml.MarkedYAMLError | None", source: Source, findings: Findings) -> None:
    """Put the parser's complaint on the list in plain words."""
    mark = (error.problem_mark or error.context_mark) if error else None
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message, hint = _meaning(f"{error.context or ''} {error.problem or ''}" if error else "")
    opened = error.context_mark if error and error.context_mark is not mark else None
    if opened and opened.line != line and message.endswith("never closed."):
        message = f"{message[:-1]}; it stands in line {opened.line + 1}."
    begun = source.line(line + 1)[: column + 1]
    if "\t" in begun:
        message, hint = _TAB
    elif re.match(_CLOSED_EARLY, begun):
        message, hint = _GOES_ON
    findings.add("not-yaml", Place(line=line + 1, column=column + 1), message, hint)


def _meaning(complaint: str) -> tuple[str, str]:
    for pattern, message, hint in _MEANINGS:
        if re.search(pattern, complaint):
            return message, hint
    return _OTHERWISE
