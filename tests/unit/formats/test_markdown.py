"""Markdown sources; `markdown_tree` is in conftest."""

import subprocess
import sys
from collections.abc import Callable
from textwrap import dedent

from planver.formats.markdown import read_markdown

Draw = Callable[[str], str]


def check(draw: Draw, source: str, expected: str) -> None:
    assert draw(source) == dedent(expected).strip("\n")


def test_written_numbers_of_lists_are_kept(markdown_tree: Draw) -> None:
    check(
        markdown_tree,
        """
        1. One
        2. Two
        4. Four
           - first
           - second

             more of it
        5. Five
        """,
        """
        1. One
        2. Two
        4. Four
          - first
          - second more of it
        5. Five
        """,
    )


def test_markers_unknown_to_markdown(markdown_tree: Draw) -> None:
    check(
        markdown_tree,
        """
        § 1 The Parties shall:

        (a) stop *firing*;
        (b) withdraw:

            (i) tanks;
            (ii) guns.

        § 2 **Prisoners.** All return.
        """,
        """
        § 1 The Parties shall:
          (a) stop firing;
          (b) withdraw:
            (i) tanks;
            (ii) guns.
        § 2 <Prisoners> All return.
        """,
    )


def test_numbered_headings(markdown_tree: Draw) -> None:
    check(
        markdown_tree,
        """
        # The plan

        ## 3. Territory
        The line holds.

        1. One
        2. Two

        ## 4. **Security**

        ### 4.1 Forces

        They withdraw.
        """,
        """
        3. <Territory> The line holds.
          1. One
          2. Two
        4. <Security>
          4.1 <Forces> They withdraw.
        """,
    )
    assert read_markdown("# The plan\n\n## 3. Territory\n").title == "The plan"


def test_unnumbered_headings_nest_by_level(markdown_tree: Draw) -> None:
    check(
        markdown_tree,
        """
        # The plan

        ## Security
        Forces withdraw.

        ### Monitors
        They watch.

        ## Territory
        The line holds.
        """,
        """
        ~ <Security> Forces withdraw.
          ~ <Monitors> They watch.
        ~ <Territory> The line holds.
        """,
    )


def test_lists_that_begin_anew_stand_below_their_heading(markdown_tree: Draw) -> None:
    check(
        markdown_tree,
        """
        ## Security

        1. One
        2. Two

        ## Territory

        1. Three
        """,
        """
        ~ <Security>
          1. One
          2. Two
        ~ <Territory>
          1. Three
        """,
    )


def test_strong_labels_and_escaped_numbers(markdown_tree: Draw) -> None:
    check(
        markdown_tree,
        """
        **1. Ceasefire.** The Parties stop.

        2\\. __Prisoners:__ All return.

        3. **All** of them.
        """,
        """
        1. <Ceasefire> The Parties stop.
        2. <Prisoners> All return.
        3. All of them.
        """,
    )


def test_quoted_markdown_and_labels_alone(markdown_tree: Draw) -> None:
    check(
        markdown_tree,
        """
        > 1.
        >    The Parties stop.
        > 2. They talk.
        """,
        """
        1. The Parties stop.
        2. They talk.
        """,
    )


def test_links_code_and_html_lose_nothing() -> None:
    outline = read_markdown("1. See [the map](https://x.org/a_b) &amp; `code` <b>bold</b>.\n")
    assert outline.points[0].text == "See [the map](https://x.org/a_b) &amp; `code` <b>bold</b>."


def test_footnotes_of_markdown() -> None:
    outline = read_markdown("1. The forces[^1] leave.\n\n[^1]: As counted.\n")
    assert outline.footnotes == ("[^1]: As counted.",)


def test_very_deep_nesting_loses_nothing() -> None:
    outline = read_markdown("- " * 200 + "deep\n")
    assert "deep" in repr(outline)


def test_the_parser_is_loaded_only_when_used() -> None:
    program = (
        "import sys; import planver.formats.markdown, planver.formats.plaintext; "
        "sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
