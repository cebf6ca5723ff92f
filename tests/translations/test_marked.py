"""A translation goes into a page with exactly the marks of its source."""

import pytest

from translations.marked import MarksBroken, Sentence, fits, stored

SOURCE = Sentence(
    'Xem <a href="/x">hướng dẫn</a> ⟨mới⟩',
    "Xem ⟨1⟩hướng dẫn⟨/1⟩ ⟨2/⟩mới⟨3/⟩",
    {"1": '<a href="/x">', "2": "⟨", "3": "⟩"},
)


def test_marks_become_the_tags_of_the_source_wherever_they_were_moved():
    made = stored(SOURCE, "⟨2/⟩New⟨3/⟩ ⟨1⟩guide & more⟨/1⟩", rich=True)

    assert made == '⟨New⟩ <a href="/x">guide &amp; more</a>'


def test_plain_text_is_not_escaped():
    source = Sentence("Hỏi ⟨A⟩", "Hỏi ⟨1/⟩A⟨2/⟩", {"1": "⟨", "2": "⟩"})

    assert stored(source, "Q & ⟨1/⟩A⟨2/⟩ <x>", rich=False) == "Q & ⟨A⟩ <x>"


@pytest.mark.parametrize(
    "text",
    [
        "guide",
        "⟨1⟩guide⟨/1⟩",
        "⟨1⟩guide ⟨2/⟩new⟨3/⟩",
        "⟨/1⟩guide⟨1⟩ ⟨2/⟩new⟨3/⟩",
        "⟨1⟩a⟨/1⟩ ⟨1⟩guide⟨/1⟩ ⟨2/⟩new⟨3/⟩",
        "⟨1⟩guide⟨/1⟩ ⟨2/⟩new⟨3/⟩ ⟨4/⟩",
    ],
)
def test_a_mark_too_many_too_few_or_crossed_is_refused(text):
    assert not fits(SOURCE.text, text)
    with pytest.raises(MarksBroken):
        stored(SOURCE, text, rich=True)


def test_no_tag_can_be_typed():
    source = Sentence("Chào", "Chào")

    assert stored(source, "<script>x</script>", rich=True) == "&lt;script&gt;x&lt;/script&gt;"
