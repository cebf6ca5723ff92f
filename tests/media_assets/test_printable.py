"""Nothing of a text is left out on paper, and nothing hides there."""

import pytest

from media_assets.printable import LONGEST, has_numbers, printable, printable_data


@pytest.mark.parametrize(
    "text", ["Được hưởng: 75 %\nĐắk Lắk", "👉 ✅ 🇻🇳 ☎️ ★", "ប្រជាជន", "ꪼꪕ", "ĕŏč"]
)
def test_what_can_be_drawn_stays_as_it_is(text):
    assert printable(text) == text
    assert not has_numbers(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("a\u200bb", "a[U+200B]b"),
        ("\x00", "[U+0000]"),
        ("\ue000", "[U+E000]"),
        ("한", "[U+D55C]"),
    ],
)
def test_what_cannot_be_seen_stands_as_its_number(text, shown):
    assert printable(text) == shown
    assert has_numbers({"a": [{"b": text}]})


def test_a_word_longer_than_a_line_may_break():
    word = "a" * (3 * LONGEST)
    assert printable(word) != word
    assert printable(word).replace("\u200b", "") == word


def test_a_long_run_of_khmer_is_left_to_the_typesetter_which_knows_its_words():
    """A break within a syllable would tear its marks off, and show them on dotted circles."""
    run = "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាព" * 4
    assert printable(run) == run
    assert printable(f"{run}{'a' * LONGEST}").startswith(run)


def test_a_long_word_breaks_between_letters_and_never_before_a_mark():
    parts = printable("ê̆" * (2 * LONGEST)).split("\u200b")
    assert len(parts) > 1
    assert {part[0] for part in parts} == {"ê"}


def test_the_marks_of_words_that_khmer_is_written_with_stay_and_no_others():
    assert printable("មនុស្ស\u200bទាំងអស់") == "មនុស្ស\u200bទាំងអស់"
    assert not has_numbers("មនុស្ស\u200bទាំងអស់")
    assert printable("មនុស្ស\u200b1") == "មនុស្ស[U+200B]1"


def test_addresses_keep_their_own_places_to_break():
    address = "https://loa.example.vn/tin-tuc/tro-cap-huu-tri-xa-hoi-cho-nguoi-tu-75-tuoi/"
    assert printable(address) == address


def test_names_of_files_and_checksums_are_left_alone():
    data = {"file": "한" * 3, "fingerprint": "a" * 64, "checksum": "b" * 64, "words": ["한"]}
    assert printable_data(data) == data | {"words": ["[U+D55C]"]}
