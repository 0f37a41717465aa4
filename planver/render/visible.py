"""Text from files, names and messages is untrusted on a terminal: show what would act on it.

Every shell passes text through `visible` before it reaches a screen: control characters, escape
sequences and bidirectional or invisible characters come out as ``<U+001B>`` and do nothing.
"""

import re

# Controls but line break (C0, DEL, C1), soft hyphen, Arabic letter mark, zero-width and directional
# characters, line and paragraph separators, invisible operators, BOM, annotations, surrogates,
# formats of shorthand and music, tags. The zero-width joiners stay: Persian and Indic spelling
# needs them. Compiled where it is first needed: most texts are printable.
ACTING = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every acting character spelled out; line breaks stay."""
    return "\n".join(map(_spelled, text.split("\n")))


def _spelled(line: str) -> str:
    if line.isprintable():  # as nearly all lines are, and this is known at a glance
        return line
    return re.sub(ACTING, lambda match: f"<U+{ord(match.group()):04X}>", line)


def one_line(text: str) -> str:
    """The same on one line, for names and labels."""
    return visible(" ".join(text.split("\n")))
