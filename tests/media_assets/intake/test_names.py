import pytest

from media_assets.intake import names


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("../../etc/passwd", "passwd.png"),
        ("..\\..\\boot.ini", "boot.png"),
        ("anh\u202egnp.exe", "anhgnp.png"),
        ("a\0b\r\n.png", "ab.png"),
        ("CON.png", "tep-CON.png"),
        ("lpt1", "tep-lpt1.png"),
        ("....", "tep.png"),
        ("", "tep.png"),
        ("\u200b\ufeff.png", "tep.png"),
        ("Đường về.JPG", "Duong-ve.png"),
        ("a.php.jpg", "a.php.png"),
        ("-rf.png", "rf.png"),
        ("a...b.png", "a.b.png"),
        ("a.\u200b.b.png", "a.b.png"),
    ],
)
def test_a_stored_name_is_harmless_on_every_system(given, stored):
    assert names.safe(given, "png") == stored


def test_a_stored_name_is_short_and_ends_as_it_should():
    made = names.safe("Ư" * 500 + ".exe", "jpg")

    assert len(made) <= names.LONGEST
    assert made.endswith("U.jpg")


def test_a_shown_name_has_no_mark_that_turns_or_hides_letters():
    assert names.shown("C:\\ảnh\\bìa\u202egnp\u200b.exe") == "bìagnp.exe"


def test_a_long_name_is_shown_with_its_ending():
    shown = names.shown("a" * 300 + ".docx")

    assert len(shown) == names.LONGEST_SHOWN
    assert shown.endswith(".docx")


def test_letters_made_of_several_marks_are_shown_as_one():
    assert names.shown("e\u0302\u0323.png") == "ệ.png"
