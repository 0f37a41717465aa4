"""Hunks made to read as phrases."""

import pytest

from tests.unit.compare.test_words import marked


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # Kept function words between two replacements go with them.
        (
            "The land remains under the administration of Bor for now and for all time",
            "The land is put under an administration of both for now and for all time",
            (
                "The land [-remains-]{+is put+} under [-the-]{+an+} administration of"
                " [-Bor-]{+both+} for now and for all time"
            ),
        ),
        (
            "Half of the profits from the mine go to the Bank, and half to Alba.",
            "Half of the profits of the fund are paid to the poor, and half to Alba.",
            (
                "Half of the profits [-from the mine go-]{+of the fund are paid+} to the"
                " [-Bank-]{+poor+}, and half to Alba."
            ),
        ),
        # An insertion begins and ends where a phrase does.
        (
            "the museums, the archives and the church",
            "the museums, the libraries, the archives and the church",
            "the museums,{+ the libraries,+} the archives and the church",
        ),
        (
            "forces of Bor and their allies",
            "forces of Alba and of Bor and their allies",
            "forces{+ of Alba and+} of Bor and their allies",
        ),
        (
            "It stops. It holds.",
            "It stops. Nobody moves. It holds.",
            "It stops.{+ Nobody moves.+} It holds.",
        ),
        (
            "It stops at noon.",
            "It stops at noon. Nobody moves.",
            "It stops at noon.{+ Nobody moves.+}",
        ),
        ("a, b", "a, c, b", "a,{+ c,+} b"),
        # A sentence behind a replacement is told apart from it.
        (
            "See Annex 2. No new law.",
            "See Annex 4. It is final. No new law.",
            "See Annex [-2-]{+4+}.{+ It is final.+} No new law.",
        ),
        (
            "See Annex 4. It is final. No new law.",
            "See Annex 2. No new law.",
            "See Annex [-4-]{+2+}.[- It is final.-] No new law.",
        ),
        # A word with a hyphen and a figure with its groups change as a whole.
        ("a cease-fire now", "a cease-work now", "a [-cease-fire-]{+cease-work+} now"),
        ("600 000 men", "800 000 men", "[-600 000-]{+800 000+} men"),
        # A long kept word stays where only little changed around it.
        (
            "withdraw heavy weapons at once",
            "move heavy guns at once",
            "[-withdraw-]{+move+} heavy [-weapons-]{+guns+} at once",
        ),
        # A long word is rather found again than two short ones.
        (
            "each side of the council names one man",
            "each side council of the names one man",
            "each side[- of the-] council{+ of the+} names one man",
        ),
        # An insertion beside a deletion does not slide into it.
        ("x a a b y", "x b c c y", None),
    ],
)
def test_phrases(before: str, after: str, expected: str | None) -> None:
    told = marked(before, after)
    assert expected is None or told == expected
