"""The one table of commands: bindings, key line, help, palette and docs/keys.md come from it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct


class Where(StrEnum):
    """The screens; a later screen joins when it works."""

    DRAFTS = "drafts"
    REVIEW = "review"
    WHO = "who"
    HISTORY = "clause history"
    HELP = "help"


class Group(StrEnum):
    """Headings of the help, in its order."""

    MOVE = "Moving"
    REVIEW = "Reviewing"
    LOOK = "What is shown"
    DRAFTS = "Drafts"
    TAKE = "Copying and editing"
    APP = "Everywhere"


class Command(Struct, frozen=True, kw_only=True):
    """Something the user can ask for.

    `keys` are single characters or Textual's names (``pagedown``); letters also work by their
    place on a Cyrillic keyboard (`planver.tui.keys`). `footer` orders the key line; 0 is not on it.
    `short` is the label there, if not the usual one.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    group: Group
    help: str
    screens: tuple[Where, ...]
    footer: int = 0
    short: str = ""

    @property
    def action(self) -> str:
        """Textual's name of the action that does it."""
        name = self.id.replace("-", "_")
        return f"app.{name}" if self.group is Group.APP and self.id not in _OWN else name


# Commands of every screen that each screen does in its own way.
_OWN = ("back", "step-back")
_CLAUSE = (Where.WHO, Where.HISTORY)
_PLANS = (Where.DRAFTS, Where.REVIEW, *_CLAUSE)
_ALL = (*_PLANS, Where.HELP)
_REVIEW = (Where.REVIEW,)
_DRAFTS = (Where.DRAFTS,)


def _move(id_: str, keys: tuple[str, ...], label: str, help_: str) -> Command:
    return Command(id=id_, keys=keys, label=label, group=Group.MOVE, help=help_, screens=_ALL)


def _review(
    id_: str,
    keys: tuple[str, ...],
    label: str,
    group: Group,
    help_: str,
    *,
    footer: int = 0,
    short: str = "",
) -> Command:
    return Command(
        id=id_, keys=keys, label=label, group=group, help=help_, screens=_REVIEW, footer=footer,
        short=short,
    )  # fmt: skip


COMMANDS: tuple[Command, ...] = (
    _review(
        "next-change", ("n",), "next change", Group.MOVE, "Go to the next change.", footer=1,
        short="next",
    ),
    _review("previous-change", ("N",), "previous change", Group.MOVE, "Go to the change before."),
    _review(
        "next-unreviewed", ("u",), "next unreviewed", Group.MOVE,
        "Go to the next change you have not marked as reviewed; after the last, start again.",
    ),
    _move("down", ("j", "down"), "down", "One line on, or one entry in a list."),
    _move("up", ("k", "up"), "up", "One line back, or one entry in a list."),
    _move("page-down", ("space", "pagedown"), "page down", "One page on."),
    _move("page-up", ("pageup", "backspace"), "page up", "One page back."),
    _move("start", ("g", "home"), "start", "Go to the start."),
    _move("end", ("G", "end"), "end", "Go to the end."),
    _review(
        "next-pane", ("tab",), "next pane", Group.MOVE,
        "Go from the contents to the redline, and on to who proposed it.",
    ),
    _review("previous-pane", ("shift+tab",), "previous pane", Group.MOVE, "The same, backwards."),
    _review(
        "open-point", ("right",), "open a point", Group.MOVE,
        "In the contents: list the parts of the point.",
    ),
    _review(
        "close-point", ("left",), "close a point", Group.MOVE,
        "In the contents: list only the point itself.",
    ),
    _review(
        "read", ("enter",), "read it", Group.MOVE,
        "In the contents: go to this clause in the redline.",
    ),
    _review(
        "reviewed", ("r",), "reviewed", Group.REVIEW,
        "Mark the change as reviewed and go to the next; on a reviewed change, take the mark away. "
        "The mark goes by itself when either wording changes.", footer=2,
    ),
    _review(
        "filter", ("f",), "filter", Group.REVIEW,
        "Show only some changes: by kind, party, substance, or words.", footer=4,
    ),
    _review(
        "search", ("/", "ctrl+f"), "search", Group.REVIEW,
        "Search the wording of all clauses, before and after; capitals do not matter.", footer=5,
    ),
    _review("next-hit", (".", "f3"), "next hit", Group.REVIEW, "Go to the next clause found."),
    _review(
        "previous-hit", (",", "shift+f3"), "previous hit", Group.REVIEW,
        "Go to the clause found before.",
    ),
    _review(
        "clear", ("escape",), "clear", Group.REVIEW,
        "From a pane over the redline, go back to the redline; else forget the search; without "
        "one, take the filter off.",
    ),
    _review(
        "side-by-side", ("s",), "side by side", Group.LOOK,
        "Before and after in two columns, or back to one text.", footer=3,
        short="columns",
    ),
    _review("marked-up", ("1",), "marked up", Group.LOOK, "Struck and underlined words."),
    _review("clean-after", ("2",), "after, clean", Group.LOOK, "Only the wording after."),
    _review("clean-before", ("3",), "before, clean", Group.LOOK, "Only the wording before."),
    _review(
        "more-context", ("+", "="), "more context", Group.LOOK,
        "Show more unchanged clauses around each change, up to all of them.",
    ),
    _review("less-context", ("-",), "less context", Group.LOOK, "Show fewer unchanged clauses."),
    _review(
        "cosmetic", ("z",), "cosmetic changes", Group.LOOK,
        "Show or fold the changes that are cosmetic only: spacing, punctuation, style of signs. "
        "A fold says how many they are; a comma can matter, so look once.",
    ),
    _review(
        "provenance", ("i",), "who proposed it", Group.LOOK,
        "Show or hide who proposed the change, on what record, and what parties say about it.",
    ),
    Command(
        id="who", keys=("b",), label="who", group=Group.LOOK,
        screens=(Where.REVIEW, Where.HISTORY), footer=7,
        help="Show where each word of the clause comes from, as it is after: which draft first had "
        "it, who put it there, and on what record.",
    ),
    Command(
        id="history", keys=("h",), label="clause history", group=Group.LOOK,
        screens=(Where.REVIEW, Where.WHO), footer=8, short="history",
        help="Tell the story of the clause through all drafts: every wording it had, what changed, "
        "who proposed it, and what parties say about it.",
    ),
    _review(
        "drafts", ("v",), "drafts", Group.DRAFTS,
        "Show all drafts of the plan and choose two to compare.", footer=6,
    ),
    _review("swap", ("x",), "swap sides", Group.DRAFTS, "Make before after, and after before."),
    _review(
        "next-draft", (")",), "next draft", Group.DRAFTS,
        "Compare the next draft of the history with the one it is based on.",
    ),
    _review(
        "previous-draft", ("(",), "previous draft", Group.DRAFTS, "The same, one draft earlier."
    ),
    Command(
        id="compare", keys=("enter",), label="compare", group=Group.DRAFTS, screens=_DRAFTS,
        help="Compare this draft with the one marked as before, or else with the one it is "
        "based on.", footer=1,
    ),
    Command(
        id="mark-before", keys=("b",), label="mark as before", group=Group.DRAFTS, screens=_DRAFTS,
        help="Mark this draft as before; once before and after are marked, they are compared.",
        footer=2,
    ),
    Command(
        id="mark-after", keys=("a",), label="mark as after", group=Group.DRAFTS, screens=_DRAFTS,
        help="Mark this draft as after.", footer=3,
    ),
    Command(
        id="reload", keys=("R",), label="reload", group=Group.DRAFTS, screens=_PLANS, footer=9,
        help="Read the drafts again, from disk and from git.",
    ),
    _review(
        "copy", ("y",), "copy clause", Group.TAKE, "Copy the wording of the clause as it is after."
    ),
    _review(
        "cite", ("Y",), "copy as citation", Group.TAKE,
        "Copy the change with both wordings, the drafts, who proposed it, and the source.",
    ),
    _review(
        "edit", ("e",), "edit", Group.TAKE,
        "Open the plan file of the draft in your editor: $VISUAL or $EDITOR, else nano or vi.",
    ),
    Command(
        id="help", keys=("?", "f1"), label="help", group=Group.APP, screens=_PLANS,
        help="Show all keys.",
    ),
    Command(
        id="command-palette", keys=("ctrl+p",), label="all commands", group=Group.APP,
        screens=_PLANS, help="Find a command by its name.",
    ),
    Command(
        id="colours", keys=("t",), label="colours", group=Group.APP, screens=_PLANS,
        help="Dark, light, or the colours of the terminal.",
    ),
    Command(
        id="back", keys=("q",), label="back", group=Group.APP, screens=_ALL,
        help="Go back: from a pane over the redline to the redline, else to the screen before; "
        "from the first screen, leave planver. Ctrl+Q and Ctrl+C leave from anywhere.",
    ),
    Command(
        id="step-back", keys=("escape",), label="back", group=Group.APP,
        screens=(Where.DRAFTS, *_CLAUSE, Where.HELP), help="The same, but never leave planver.",
    ),
)  # fmt: skip

FOOTER_SIZE = 6


def on_screen(where: Where) -> Iterator[Command]:
    """The commands of a screen, in the order of the table."""
    return (command for command in COMMANDS if where in command.screens)


def in_footer(where: Where) -> tuple[Command, ...]:
    """The commands worth a place in the key line, the most wanted first."""
    wanted = (command for command in on_screen(where) if command.footer)
    return tuple(sorted(wanted, key=lambda command: command.footer))[:FOOTER_SIZE]


def by_group(commands: Sequence[Command]) -> Iterator[tuple[Group, tuple[Command, ...]]]:
    """The groups that have commands, each with them."""
    for group in Group:
        members = tuple(command for command in commands if command.group is group)
        if members:
            yield group, members


def command(command_id: str) -> Command | None:
    """The command with that id."""
    return next((known for known in COMMANDS if known.id == command_id), None)


def default_keys() -> Mapping[str, tuple[str, ...]]:
    """Keys by command id, as they come."""
    return {known.id: known.keys for known in COMMANDS}
