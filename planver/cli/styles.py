"""How the roles of text look on a terminal.

Blue and orange, underlined and struck: told apart by colour-blind readers and without colours.
"""

from rich.style import Style
from rich.text import Text

from planver.render.layout import Line, Role

STYLES = {
    Role.TEXT: Style(),
    Role.QUIET: Style(dim=True),
    Role.DELETE: Style(color="dark_orange", strike=True),
    Role.INSERT: Style(color="dodger_blue1", underline=True),
    Role.MOVED: Style(color="dodger_blue1", underline2=True),
    Role.MARK: Style(bold=True),
    Role.NUMBER: Style(bold=True),
    Role.SIGN: Style(bold=True),
    Role.PARTY: Style(color="cyan"),
    Role.NOTE: Style(italic=True, dim=True),
    Role.FLAG: Style(bold=True, color="yellow"),
    Role.TITLE: Style(bold=True),
}


def styled_text(row: Line) -> Text:
    """A row as rich text; its words are never read as markup."""
    text = Text(end="")
    for span in row:
        text.append(span.text, STYLES[span.role])
    return text
