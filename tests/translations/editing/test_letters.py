"""The palette: what no Vietnamese keyboard writes."""

from translations.editing.letters import letters_of


def test_letters_of_the_registry_are_offered_once_each():
    texts = [letter.text for letter in letters_of("rad")]

    assert "ƀ" in texts
    assert len(texts) == len(set(texts))


def test_a_mark_that_stands_alone_is_shown_on_a_circle_and_written_without_it():
    marks = [letter for letter in letters_of("mtq") if letter.shown.startswith("◌")]

    assert marks
    assert all(letter.shown == "◌" + letter.text for letter in marks)


def test_a_language_with_digits_of_its_own_offers_them_too():
    texts = [letter.text for letter in letters_of("km")]

    assert {"ក", "៥"} <= set(texts)
    assert "5" not in texts


def test_letters_are_named_for_those_who_hear_them():
    (letter,) = [one for one in letters_of("rad") if one.text == "ƀ"]

    assert letter.name == "latin small letter b with stroke"
