"""Words that moved inside a clause."""

from planver.compare.words import diff_words
from planver.model.change import Edit, Op

PHRASE = "within thirty days of signature"


def moved(before: str, after: str) -> list[Edit]:
    """The edits that are ends of a move; both texts are spelled to the letter."""
    edits = diff_words(before, after).edits
    assert "".join(edit.text for edit in edits if edit.op is not Op.INSERT) == before
    assert "".join(edit.text for edit in edits if edit.op is not Op.DELETE) == after
    return [edit for edit in edits if edit.moved]


def test_a_phrase_that_moved_is_told_at_both_ends() -> None:
    before = f"The Parties shall {PHRASE} publish all maps of the minefields they know of."
    after = f"The Parties shall publish all maps of the minefields they know of {PHRASE}."
    gone, came = moved(before, after)
    assert (gone.op, gone.text.strip(), gone.moved) == (Op.DELETE, PHRASE, 1)
    assert (came.op, came.text.strip(), came.moved) == (Op.INSERT, PHRASE, 1)
    assert not gone.cosmetic


def test_a_phrase_may_begin_a_sentence_at_one_end() -> None:
    before = f"{PHRASE.capitalize()}, the Parties shall publish all maps of the minefields."
    after = f"The Parties shall publish all maps of the minefields {PHRASE}."
    gone, came = moved(before, after)
    assert gone.text == PHRASE.capitalize()
    assert came.text.strip() == PHRASE


def test_what_was_reworded_on_the_way_did_not_move() -> None:
    before = f"The Parties shall {PHRASE} publish all maps of the minefields they know of."
    after = "The Parties shall publish all maps of the minefields within one year of signature."
    assert moved(before, after) == []


def test_a_few_small_words_do_not_make_a_move() -> None:
    before = "In the name of the Council we all meet here on the first day of every other month."
    after = "We all meet here on the first day of every other month in the name of peace."
    assert moved(before, after) == []


def test_only_the_moved_part_of_an_edit_is_marked() -> None:
    kept = "each Party tells the mission where its mines lie and clears them at its own cost"
    before = f"Gladly {PHRASE} then {kept} as agreed."
    after = f"Now {kept} but only {PHRASE} and no later."
    gone, came = moved(before, after)
    assert gone.text.strip() == came.text.strip() == PHRASE
    texts = [edit.text.strip() for edit in diff_words(before, after).edits]
    assert "Gladly" in texts
    assert "then" in texts
    assert "and no later" in texts


def test_two_moves_are_numbered_in_the_order_of_the_after_text() -> None:
    kept = "all prisoners of war are freed on both sides without any condition"
    other = "at the crossing of Velm"
    before = f"{PHRASE} we say that {kept} {other}"
    after = f"{other} we say that {kept} {PHRASE}"
    assert [(edit.op, edit.moved, edit.text.strip()) for edit in moved(before, after)] == [
        (Op.DELETE, 2, PHRASE),
        (Op.INSERT, 1, other),
        (Op.DELETE, 1, other),
        (Op.INSERT, 2, PHRASE),
    ]


def test_words_that_stand_often_are_moved_once_each() -> None:
    kept = "all prisoners of war are freed on both sides without any condition at all"
    before = f"{PHRASE} x {PHRASE} y {kept}"
    after = f"{kept} {PHRASE}"
    gone, came = moved(before, after)
    assert gone.moved == came.moved == 1


def test_parts_of_a_clause_that_changed_places_are_moved() -> None:
    one = "Alba withdraws its guns to the northern bank."
    two = "Bor opens the crossings at Velm and at Tarn for all civilians who want to leave."
    gone, came = moved(f"{one}\n{two}", f"{two}\n{one}")
    assert gone.text.strip() == came.text.strip() == one
