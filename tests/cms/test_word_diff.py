"""What changed, word by word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.word_diff import Piece, as_html, changed_share, excerpt, word_diff, words_in

texts = st.text(alphabet="ab ế,.\n⟨⟩9", max_size=40)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in word_diff(before, after) if piece.kind != "same"]


@given(texts)
def test_words_joined_are_the_text_again(text):
    assert "".join(words_in(text)) == text


@given(texts, texts)
def test_kept_and_inserted_pieces_are_the_new_text(before, after):
    pieces = word_diff(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "deleted") == after


@given(texts, texts)
def test_kept_and_deleted_pieces_are_the_old_words(before, after):
    old = "".join(piece.text for piece in word_diff(before, after) if piece.kind != "inserted")

    assert old.split() == before.split()


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("đóng trước ngày 25", "đóng trước ngày 20", [("deleted", "25"), ("inserted", "20")]),
        ("Mức 4,5% lương", "Mức 5% lương", [("deleted", "4,5"), ("inserted", "5")]),
        (
            "Luật 41/2024/QH15",
            "Luật 58/2014/QH13",
            [("deleted", "41/2024/QH15"), ("inserted", "58/2014/QH13")],
        ),
        ("tiền lương.", "tiền lương cơ sở.", [("inserted", " cơ sở")]),
        ("nghỉ việc ngay", "nghỉ ngay", [("deleted", "việc ")]),
        ("", "mới", [("inserted", "mới")]),
        ("⟨đậm⟩a⟨/đậm⟩", "⟨đậm⟩b⟨/đậm⟩", [("deleted", "a"), ("inserted", "b")]),
    ],
)
def test_vietnamese_words_and_numbers_change_as_wholes(before, after, found):
    assert changes(before, after) == found


def test_a_rewritten_phrase_reads_as_one_change():
    assert changes("người lao động nghỉ", "người làm việc nghỉ") == [
        ("deleted", "lao động"),
        ("inserted", "làm việc"),
    ]


def test_letters_encoded_otherwise_are_the_same_words():
    text = "Bảo hiểm y tế"

    assert changes(text, unicodedata.normalize("NFD", text)) == []


def test_a_text_of_many_pages_is_compared_in_bounded_time():
    before = " ".join(f"chữ{n}" for n in range(6000))
    after = " ".join(f"từ{n}" for n in range(6000))

    assert [piece.kind for piece in word_diff(before, after)] == ["deleted", "inserted"]


def test_one_word_in_a_long_text_is_still_found():
    words = [f"chữ{n}" for n in range(20000)]
    after = [*words[:9000], "mới", *words[9000:]]

    assert changes(" ".join(words), " ".join(after)) == [("inserted", "mới ")]


def test_markup_in_a_text_is_shown_as_text():
    html = as_html(word_diff("a", "<script>alert(1)</script>"))

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_each_change_is_said_aloud_and_struck_out_or_underlined():
    html = as_html([Piece("deleted", "cũ"), Piece("inserted", "mới")])

    assert html.count('class="w-sr-only"') == 2
    assert "<del>" in html
    assert "<ins>" in html


def test_an_excerpt_keeps_words_around_each_change_and_leaves_out_the_rest():
    before = " ".join(f"a{n}" for n in range(100))
    after = before.replace("a50", "mới")

    shown = "".join(piece.text for piece in excerpt(word_diff(before, after), words=3))

    assert shown == "… a48 a49 a50mới a51 a52 …"


@pytest.mark.parametrize(
    ("pairs", "share"),
    [
        ([("một hai ba bốn", "một hai ba năm")], 0.25),
        ([("một hai", "một hai"), ("ba bốn", "ba năm")], 0.25),
        ([("một hai", "một hai ba")], 0.5),
        ([("một hai", "một, hai.")], 0),
        ([("", "mới tinh")], 1),
        ([("một", "hai ba bốn năm")], 1),
        ([], 0),
    ],
)
def test_the_share_counts_words_over_all_texts(pairs, share):
    assert changed_share(pairs) == share
