"""The contents: a tree of points with sign, count of changes and tick; points open to parts."""

from collections.abc import Callable

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from planver.render.redline import numbers
from planver.tui.points import Point, label, points, tally
from planver.tui.reading import Reading

_ROOM = (4, 8)  # cells for a number, at least and at most
_LATER = Text("")  # a label that is made when it is drawn


class Contents(Tree[int], inherit_bindings=False):
    """Points of both drafts; the data of a node is the place of its change."""

    class Chosen(Message):
        """The reader went to a clause in the contents."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, reviewed: Callable[[int], bool], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Text(""), id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = 2
        self.auto_expand = False
        self._reviewed = reviewed
        self._reading: Reading | None = None
        self._shown: frozenset[int] = frozenset()
        self._points: tuple[Point, ...] = ()
        self._homes: dict[int, int] = {}  # place of a change -> index of its point
        self._room = _ROOM[0]
        self._branches: list[TreeNode[int]] = []
        self._led: TreeNode[int] | None = None  # where `go_to` put the cursor, not the reader

    def show(self, reading: Reading) -> None:
        """Show the points of a reading; a new filter only changes the counts."""
        old = self._reading
        self._reading = reading
        self._shown = frozenset(reading.shown)
        if old is None or old.diff is not reading.diff:
            self._grow(reading)
        elif old.shown != reading.shown:
            self.recount()

    def _grow(self, reading: Reading) -> None:
        self.clear()
        self._points = points(reading.diff) if reading.diff.comparable else ()
        self._homes = {at: home for home, point in enumerate(self._points) for at in point.places}
        shown = [reading.diff.changes[point.change] for point in self._points]
        labels = [numbers(change.after or change.before, _ROOM[1]) for change in shown]
        self._room = min(max([_ROOM[0], *map(cell_len, labels)]), _ROOM[1])
        self._branches = [
            self.root.add(_LATER, data=point.change, allow_expand=bool(point.parts))
            for point in self._points
        ]
        self.root.expand()

    def recount(self, place: int | None = None) -> None:
        """Counts and ticks anew: of the point with that change, or of all."""
        branches = self._branches if place is None else [self._branches[self._homes[place]]]
        for node in branches:
            node.refresh()
            for part in node.children:
                part.refresh()

    def go_to(self, place: int) -> None:
        """Put the cursor on a change, or on its point while that is closed."""
        home = self._homes.get(place)
        if home is None:
            return
        node = self._branches[home]
        if node.is_expanded:
            node = next((part for part in node.children if part.data == place), node)
        if node is not self.cursor_node and self.last_line >= 0:  # which numbers the lines
            self._led = node
            self.move_cursor(node)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[int]) -> None:
        """Tell where the reader went, unless it was the redline that led here."""
        event.stop()
        led, self._led = self._led, None
        if event.node is not led and event.node.data is not None and self.has_focus:
            self.post_message(self.Chosen(event.node.data))

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[int]) -> None:
        """A point's parts are listed when it is opened for the first time."""
        event.stop()
        node = event.node
        if node.data is None or node.children or node is self.root:
            return
        for part in self._points[self._homes[node.data]].parts:
            node.add_leaf(_LATER, data=part)

    def render_label(self, node: TreeNode[int], base_style: Style, style: Style) -> Text:
        """A bar at the cursor, the sign that opens a point, then what `points.label` says.

        Labels are made as they are drawn: a plan may have thousands of points.
        """
        bar = "▌" if node is self.cursor_node else " "
        icon = self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE
        told = Text(self._told(node), style)
        return Text.assemble((bar + (icon if node.allow_expand else "  "), base_style), told)

    def _told(self, node: TreeNode[int]) -> str:
        reading, place = self._reading, node.data
        if reading is None or place is None:
            return ""
        change = reading.diff.changes[place]
        entries, room = change.after or change.before, self._room
        number = numbers(entries, room)
        if node.parent is self.root:
            places: tuple[int, ...] = self._points[self._homes[place]].places
        else:
            places = (place,)
            number = entries[0].number if len(entries) == 1 else number
        return label(change, tally(places, self._shown, self._reviewed), number, room)

    def get_label_width(self, node: TreeNode[int]) -> int:  # noqa: ARG002 - textual's signature
        """Labels are cut at the edge of the pane, so nobody needs to measure all of them."""
        return 1

    # Moving, as in every pane.

    def step(self, by: int) -> None:
        """One entry on or back."""
        if by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def page(self, by: int) -> None:
        """One page on or back."""
        if by > 0:
            self.action_page_down()
        else:
            self.action_page_up()

    def start(self) -> None:
        """To the first point."""
        self.action_scroll_home()

    def end(self) -> None:
        """To the last point."""
        self.action_scroll_end()

    def open_point(self, *, opened: bool) -> None:
        """Open or close the point under the cursor; closing goes from a part to its point."""
        node = self.cursor_node
        if node is None:
            return
        if opened:
            node.expand()
        elif node.is_expanded or node.parent in (None, self.root):
            node.collapse()
        else:
            self.move_cursor(node.parent)
