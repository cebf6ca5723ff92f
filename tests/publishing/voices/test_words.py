from dataclasses import replace

from publishing.voices.words import words_hash
from tests.factories.bulletin_sounds import make_script


def test_another_word_another_order_and_another_language_are_other_words():
    script = make_script("Một. Hai.", "Ba.")
    others = [
        make_script("Một. Hai.", "Bốn."),
        make_script("Ba.", "Một. Hai."),
        make_script("Một. Hai. Ba."),
        make_script("Một. Hai.", "Ba.", language="km"),
    ]
    assert len({words_hash(one) for one in [script, *others]}) == 5


def test_what_nobody_hears_changes_nothing():
    script = make_script("Một.")
    assert words_hash(script) == words_hash(replace(script, profile="south", notes=("Ảnh bỏ",)))
