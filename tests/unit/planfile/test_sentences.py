"""Where sentences end, and where they only seem to."""

import pytest

from planver.planfile.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        # two sentences each, cut at the bar
        "All firing stops.|Forces withdraw.",
        "Is it agreed?|It is!",
        'He said "No."|She said nothing.',
        "(See the annex.)|The Parties shall comply.",
        "It holds until 2031.|The Parties then meet.",
        "The line runs at 20.5 km.|It is marked.",
        "[All firing stops.]|[Some firing stops.]",
        "Огонь прекращается.|Войска отводятся.",
        "Огонь прекращается в 2031 году.|«Стороны» встречаются.",
        "Вогонь припиняється.|Їхні війська відходять.",
        "یکی شد.|دو شد.",
        "هل اتفقوا؟|نعم.",
        "युद्ध रुके।|सेना हटे।",
        "停火。|撤军。",
        "Wait…|Go on.",
        "One.|— Two.",
        "No.|Never.",
        "First.|¿Segundo?",
    ],
)
def test_two_sentences(text: str) -> None:
    assert sentences(text.replace("|", " ")) == tuple(text.split("|"))


@pytest.mark.parametrize(
    "text",
    [
        "See No. 5 and Art. 5 of the treaty, paras. 3 and 4.",
        "Under Art. Five the Parties, cf. Annex, agree.",
        "J. R. R. Smith, U.S. Envoy, and Gen. Lee signed.",
        "Mr. Smith met Dr. Jones on 4 Jan. 2031.",
        "4. The Parties shall withdraw.",
        "(a) The Parties, e.g. Alba, i.e. the first, shall withdraw.",
        "It is 3.5 percent or 1.000.000 euros.",
        "They stop... and go on.",
        "ст. 5 и п. 3 договора, 5 млн. Рублей, т.е. всё",
        "В. В. Путин и Дж. Байден",
        "停火。撤军。双方同意。",
        "停火。「撤军！」双方同意。",
        "visit example.org today",
        "one sentence without an end",
        "Is this it?!",
    ],
)
def test_one_sentence(text: str) -> None:
    assert sentences(text) == (text,)


def test_spaces_are_normalised_and_no_break_spaces_kept() -> None:
    assert sentences("  One.\n\tTwo\xa0!  Three. ") == ("One.", "Two\xa0!", "Three.")
    assert sentences(" \n ") == ()


def test_long_texts_of_marks_take_no_time() -> None:
    for text in (
        "." * 200_000,
        ". a" * 70_000,
        '."' * 100_000,
        "." + '"' * 200_000,
        "A. " * 70_000,
    ):
        assert " ".join(sentences(text)) == " ".join(text.split(" ")).strip()
