"""Characters that do not belong in a negotiated text, and how to speak of them safely."""

import re
import unicodedata

# What YAML cannot carry raw, or takes for a line break although nobody sees one.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_NONCHARACTERS = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)

# Embeddings, overrides and isolates: "shall not" can be made to read "not shall" (Trojan Source,
# CVE-2021-42574). The marks U+200E, U+200F and U+061C reorder nothing but their own place.
_BIDI = "\u202a-\u202e\u2066-\u2069"

# Unicode's Default_Ignorable_Code_Point, and fillers that draw as nothing.
_INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb"
)
_INVISIBLE_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"

CONTROL = f"[{_CONTROL}{_NONCHARACTERS}]"  # a pattern, compiled only where something is wrong

# Signs beyond the first plane are rare, and looking for forty places among them at every letter
# takes eight times as long as asking first whether a letter is one of them.
_BEYOND = "\U00010000-\U0010ffff"
SUSPECT = re.compile(
    f"[\t{_CONTROL}{_BIDI}{_INVISIBLE}{_BEYOND}]"
    f"(?:(?<![{_BEYOND}])|(?<=[{_NONCHARACTERS}{_INVISIBLE_BEYOND}]))"
)

# Persian, and the scripts of South and South-East Asia, spell with these two.
_JOINERS = "\u200c\u200d"
_JOINING_SCRIPTS = (
    ("\u0600", "\u08ff"), ("\u0900", "\u0fff"), ("\u1000", "\u109f"), ("\u1780", "\u18af"),
    ("\ufb50", "\ufdff"), ("\ufe70", "\ufefc"),
)  # fmt: skip

# The most marks a letter may carry in Unicode's Stream-Safe Text Format (UAX #15, section 13).
# Composing takes time that grows with the square of the run, so a longer one is never composed.
MAX_MARKS = 30
_PERHAPS_MARK = re.compile(r"[^\x00-\x7f\w]")


def long_run_of_marks(text: str) -> int | None:
    """Where a letter begins to carry more marks than any language has; None if nowhere."""
    if text.isascii():
        return None
    # A run of so many covers one of every so many places: the others need no look.
    every = MAX_MARKS + 1
    for found in _PERHAPS_MARK.finditer(text[::every]):
        run, start = 0, max(0, found.start() * every - MAX_MARKS)
        for at in range(start, min(start + 2 * every, len(text))):
            run = run + 1 if unicodedata.combining(text[at]) else 0
            if run > MAX_MARKS:
                return at - MAX_MARKS
    return None


def rule_for(character: str, before: str) -> str | None:
    """The rule a suspect character breaks, None where it is at home after the one before it."""
    if character == "\t":
        return "tab"
    if re.match(CONTROL, character):
        return "control-character"
    if re.match(f"[{_BIDI}]", character):
        return "bidi-control"
    if character in _JOINERS and any(low <= before <= high for low, high in _JOINING_SCRIPTS):
        return None
    return "invisible-character"


def name(character: str) -> str:
    """A character one cannot show, as ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    point = f"U+{ord(character):04X}"
    named = unicodedata.name(character, "") or _CONTROL_NAMES.get(character, "")
    return f"{point} {named}" if named else point


_CONTROL_NAMES = {
    "\x00": "NULL", "\x07": "BELL", "\x08": "BACKSPACE", "\t": "TAB", "\n": "LINE FEED",
    "\x0b": "LINE TABULATION", "\x0c": "FORM FEED", "\r": "CARRIAGE RETURN", "\x1b": "ESCAPE",
    "\x7f": "DELETE", "\x85": "NEXT LINE",
}  # fmt: skip


def shown(text: str, limit: int = 60) -> str:
    """Text as a message may quote it: short, on one line, nothing hidden in it."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    hidden = not character.isprintable() or SUSPECT.match(character)
    return f"<{name(character)}>" if hidden else character
