"""Text to nodes: PyYAML's parser, and every guard a hostile file calls for.

The events of the parser are taken one by one instead of composing a graph: what the format
forbids (anchors, references, tags, a second document) is seen as it passes and is never followed,
nesting is cut off where it becomes absurd, and it takes a third of the time of `yaml.compose`.
"""

from collections.abc import Callable, Iterator
from typing import Any

from planver.model.finding import Place
from planver.planfile import syntax
from planver.planfile.characters import SUSPECT, shown
from planver.planfile.nodes import Alias, Mapping, Node, Scalar, Sequence, place_of
from planver.planfile.rules import Findings
from planver.planfile.source import Source, has_stacked_marks, report_character

# PyYAML's type stubs call every mark and anchor optional; events of a parser always have them.
_Event = Any

# Twelve levels of clauses take two levels of layout each; the rest is for lists inside a clause.
MAX_NESTING = 36
MAX_VALUES = 1_500_000


def compose(source: Source, findings: Findings, *, pure: bool = False) -> Node | None:
    """The root node of a file, or None where there is none to be had.

    `pure` takes PyYAML's Python parser even where its C parser is installed.
    """
    # Not at the top: PyYAML takes 15 ms to import, and drafts from the cache need none of it.
    import yaml

    syntax.check_directives(source, findings)
    use_c = yaml.__with_libyaml__ and not pure
    loader = (yaml.CSafeLoader if use_c else yaml.SafeLoader)(source.text)
    builder = _Builder(source, findings)
    try:
        return builder.build(loader.get_event)
    except _StopReading:
        return None
    except yaml.MarkedYAMLError as error:
        syntax.report(error, source, findings)
        return None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The Python parser trips over escapes and version numbers that are out of range.
        syntax.report(None, source, findings)
        return None
    finally:
        loader.dispose()


class _StopReading(Exception):  # noqa: N818 - not an error: a finding says what was wrong
    """The rest of the file is not worth reading."""


class _Builder:
    """Builds the nodes from events. One use."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._findings = findings
        self._documents = 0
        self._values = 0
        self._referred: set[str] = set()
        self._top = Sequence([])
        self._open: list[Sequence | Mapping] = [self._top]

    def build(self, next_event: Callable[[], _Event]) -> Node | None:
        handlers = self._handlers()
        while event := next_event():
            handle = handlers.get(type(event))
            if handle is not None:
                handle(event)
        return self._top.children[0] if self._top.children else None

    def _handlers(self) -> dict[type, Callable[[Any], None]]:
        import yaml

        return {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: self._open_sequence,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def _document(self, event: _Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._findings.add(
                "several-documents",
                _place(event),
                "A second document begins here.",
                "Keep one draft per file: move what follows to a file of its own, or take the "
                "line `---` out.",
            )
            raise _StopReading

    def _scalar(self, event: _Event) -> None:
        mark, end = event.start_mark, event.end_mark.index
        node = Scalar(event.value, not event.style, mark.index, end, mark.line + 1, mark.column + 1)
        self._add(node, event)
        if event.style == '"':
            self._check_escapes(node)

    def _open_sequence(self, event: _Event) -> None:
        mark = event.start_mark
        self._push(
            Sequence([], mark.index, 0, mark.line + 1, mark.column + 1, bool(event.flow_style)),
            event,
        )

    def _open_mapping(self, event: _Event) -> None:
        mark = event.start_mark
        self._push(
            Mapping([], mark.index, 0, mark.line + 1, mark.column + 1, bool(event.flow_style)),
            event,
        )

    def _push(self, node: Sequence | Mapping, event: _Event) -> None:
        self._add(node, event)
        if len(self._open) > MAX_NESTING:
            self._findings.add(
                "too-deep",
                place_of(node),
                "The file is nested far too deep here.",
                "Clauses may nest at most 12 deep; look for brackets or dashes too many.",
            )
            raise _StopReading
        self._open.append(node)

    def _close(self, event: _Event) -> None:
        self._open.pop().end = event.end_mark.index

    def _alias(self, event: _Event) -> None:
        mark = event.start_mark
        node = Alias(mark.index, event.end_mark.index, mark.line + 1, mark.column + 1)
        self._append(node)
        if event.anchor in self._referred:
            return  # one finding for each name: a file of references would drown all else
        self._referred.add(event.anchor)
        self._findings.add(
            "anchor",
            place_of(node),
            f"`*{shown(event.anchor)}` refers to another part of the file.",
            "Write the words out here; if the text really begins with *, put it in quotes.",
        )

    def _append(self, node: Node) -> None:
        self._open[-1].children.append(node)
        self._values += 1
        if self._values > MAX_VALUES:
            self._findings.add(
                "too-many-values",
                place_of(node),
                f"The file has more than {MAX_VALUES:,} keys and values.",
                "Is this a plan file? Look for something repeated by mistake.",
            )
            raise _StopReading

    def _add(self, node: Node, event: _Event) -> None:
        self._append(node)
        if event.anchor is not None:
            self._findings.add(
                "anchor",
                place_of(node),
                f"`&{shown(event.anchor)}` marks a part of the file to refer to.",
                "Take the mark out; if the text really begins with &, put it in quotes.",
            )
        if event.tag is not None:
            self._findings.add(
                "tag",
                place_of(node),
                f"`{shown(_short_tag(event.tag))}` gives the value a type of its own.",
                "Take it out; if the text really begins with !, put it in quotes.",
            )

    def _check_escapes(self, node: Scalar) -> None:
        """Report what an escape such as ``\\u202E`` hides; raw characters are found elsewhere."""
        raw = self._source.text[node.start : node.end]
        if "\\" not in raw:
            return
        has_stacked_marks(node.value, self._source, self._findings, place_of(node))
        written = set(SUSPECT.findall(raw))
        for match in SUSPECT.finditer(node.value):
            character = match.group()
            if character not in written and character != "\t":
                before = node.value[match.start() - 1 : match.start()]
                where = "An escape in this text stands for"
                report_character(self._findings, character, before, place_of(node), where)
            if self._findings.full:
                return


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _place(event: _Event) -> Place:
    mark = event.start_mark
    return Place(line=mark.line + 1, column=mark.column + 1)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the file."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        if isinstance(current, Sequence | Mapping):
            stack.extend(reversed(current.children))
