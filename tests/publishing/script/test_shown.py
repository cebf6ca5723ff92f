import pytest

from publishing.script.model import Paragraph, Piece, Role, Script, Sentence
from publishing.script.shown import ShownPiece, shown


def test_what_is_written_stands_above_what_is_said_where_they_differ():
    pieces = (Piece("Gọi ", "Gọi "), Piece("1900", "một chín không không"), Piece(" (", ", "))
    (paragraph,) = shown(Script("vi", (Paragraph(Role.TEXT, (Sentence(pieces),)),))).paragraphs
    (sentence,) = paragraph.sentences

    assert [(one.said, one.above) for one in sentence.pieces] == [
        ("Gọi ", ""),
        ("một chín không không", "1900"),
        (", ", ""),
    ]


@pytest.mark.parametrize(
    ("said", "above", "head"),
    [
        ("ba trăm ba mươi nghìn đồng một tháng", "330.000 đồng/tháng", "ba trăm ba mươi"),
        ("ba", "03", "ba"),
        ("bảo hiểm xã hội", "BHXH", "bảo"),
        ("một hai ba bốn năm sáu bảy tám", "x" * 90, "một hai ba bốn năm sáu bảy"),
    ],
)
def test_what_is_written_stands_over_about_as_many_words_and_none_is_broken(said, above, head):
    piece = ShownPiece(said, above)
    assert piece.head == head
    assert piece.head + piece.rest == said


def test_a_slot_is_marked_behind_the_last_sentence_that_fits():
    ten_seconds = Sentence((Piece("bà " * 27, "bà " * 27),))
    made = shown(Script("vi", (Paragraph(Role.TEXT, (ten_seconds,) * 4),)))

    assert [one.slots for one in made.paragraphs[0].sentences] == [(), (30,), (), ()]
    assert (made.slot, made.seconds) == (60, 42)


def test_a_written_form_that_no_telephone_is_wide_enough_for_ends_in_dots():
    site = Piece(f"https://a.vn/{'x' * 90}", "a chấm vê en")
    (paragraph,) = shown(Script("vi", (Paragraph(Role.TEXT, (Sentence((site,)),)),))).paragraphs
    (piece,) = paragraph.sentences[0].pieces
    assert (piece.above[:13], piece.above[-2:], len(piece.above)) == ("https://a.vn/", "x…", 41)


def test_a_sentence_for_more_than_one_breath_is_counted_where_it_stands():
    long, short = (Sentence((Piece(one, one),)) for one in ("bà " * 41, "bà " * 40))
    (paragraph,) = shown(Script("vi", (Paragraph(Role.TEXT, (long, short)),))).paragraphs
    assert [one.too_long for one in paragraph.sentences] == [41, 0]
