"""Putting wrapped lines together again: spaces within a paragraph, newlines between paragraphs."""

from msgspec import Struct, field

from planver.formats.evidence import ends_sentence


class Prose(Struct):
    """Text under construction. Hyphens at line ends stay: only a person knows if they belong."""

    paragraphs: list[list[str]] = field(default_factory=list)

    def add(self, text: str, *, after_blank: bool) -> None:
        """Go on with the paragraph, or begin one after a blank line.

        A blank line inside a sentence (a page break, a double-spaced copy) begins no paragraph.
        """
        if not text:
            return
        broken = self.paragraphs and text[0].islower() and not ends_sentence(self.last)
        if not self.paragraphs or (after_blank and not broken):
            self.paragraphs.append([])
        self.paragraphs[-1].append(text)

    def take(self, other: "Prose") -> None:
        """Move the paragraphs of another text to the end of this one."""
        self.paragraphs += other.paragraphs
        other.paragraphs = []

    @property
    def last(self) -> str:
        return self.paragraphs[-1][-1] if self.paragraphs else ""

    def __bool__(self) -> bool:
        return bool(self.paragraphs)

    def __str__(self) -> str:
        return "\n".join(" ".join(" ".join(lines).split()) for lines in self.paragraphs)
