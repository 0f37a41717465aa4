"""How the roles of text look: blue and orange, underlined and struck, never red against green.

Colours only repeat what underline, strike and the signs in the gutter say. Contrast with the
background of the theme is at least 4.5:1 (WCAG 2.2, 1.4.3); a test computes it.
"""

from collections.abc import Mapping
from functools import cache

from rich.style import Style

from planver.render.layout import Role

# Themes `t` goes through: dark, light, the terminal's own colours on dark and on light.
THEME_NAMES = {
    "textual-dark": "dark",
    "textual-light": "light",
    "ansi-dark": "those of the terminal, on dark",
    "ansi-light": "those of the terminal, on light",
}
THEMES = tuple(THEME_NAMES)

_DARK = {
    "insert": "#79c0ff", "delete": "#ffa657", "party": "#7ad0d0", "flag": "#ffd75f",
    "quiet": "#a0a0a0", "note": "#b8b8b8",
}  # fmt: skip
_LIGHT = {
    "insert": "#0a4a8f", "delete": "#8a3b00", "party": "#0b5a5a", "flag": "#6b4500",
    "quiet": "#4d4d4d", "note": "#404040",
}  # fmt: skip
# The sixteen colours of a terminal have no orange.
_ANSI_DARK = {
    "insert": "bright_blue", "delete": "yellow", "party": "cyan", "flag": "bright_yellow",
    "quiet": "default", "note": "default",
}  # fmt: skip
_ANSI_LIGHT = {**_ANSI_DARK, "insert": "blue", "delete": "magenta", "flag": "magenta"}


@cache
def role_styles(*, dark: bool, ansi: bool) -> Mapping[Role, Style]:
    """Styles for one kind of theme; they set no background."""
    colours = {
        (True, False): _DARK, (False, False): _LIGHT,
        (True, True): _ANSI_DARK, (False, True): _ANSI_LIGHT,
    }[dark, ansi]  # fmt: skip
    return {
        Role.TEXT: Style(),
        Role.QUIET: Style(color=colours["quiet"], dim=ansi),
        Role.DELETE: Style(color=colours["delete"], strike=True),
        Role.INSERT: Style(color=colours["insert"], underline=True),
        Role.MOVED: Style(color=colours["insert"], underline2=True),
        Role.MARK: Style(bold=True),
        Role.NUMBER: Style(bold=True),
        Role.SIGN: Style(bold=True),
        Role.PARTY: Style(color=colours["party"]),
        Role.NOTE: Style(color=colours["note"], italic=True),
        Role.FLAG: Style(color=colours["flag"], bold=True),
        Role.TITLE: Style(bold=True),
    }


CURSOR = Style(bold=True)
HIT = Style(reverse=True)
