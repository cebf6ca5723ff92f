import csv
from pathlib import Path

import pytest

from publishing.script.model import Piece
from publishing.script.sentences import plain_sentences, sentences_of
from publishing.speech import read

REVIEWED = Path(__file__).parents[1] / "speech" / "reviewed.tsv"


def sentences(text):
    return [one for _start, one in sentences_of(read(text))]


def said(text):
    return [one.said for one in sentences(text)]


def test_both_forms_are_kept_side_by_side():
    (one,) = sentences("Đóng 30% BHXH.")

    assert one.pieces == (
        Piece("Đóng ", "Đóng "),
        Piece("30%", "ba mươi phần trăm"),
        Piece(" ", " "),
        Piece("BHXH", "bảo hiểm xã hội"),
        Piece(".", "."),
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Một. Hai! Ba? Bốn… Năm", ["Một.", "Hai!", "Ba?", "Bốn…", "Năm"]),
        ("Ở TP. Huế. Ở xa.", ["Ở thành phố Huế.", "Ở xa."]),
        ("Bà Nguyễn Thị H. Bà đến.", ["Bà Nguyễn Thị H. Bà đến."]),
        ("Bà con lưu ý. Không mất tiền.", ["Bà con lưu ý.", "Không mất tiền."]),
        ("Xong. 30 ngày sau.", ["Xong.", "Ba mươi ngày sau."]),
        ("Gồm sổ, thẻ, v.v. Nộp ngay.", ["Gồm sổ, thẻ, vân vân.", "Nộp ngay."]),
        ("“Tốt.” Bà nói.", ["“Tốt.”", "Bà nói."]),
        ("Năm 2025. Mức 1.500 đồng.", ["Năm hai nghìn không trăm hai mươi lăm.", "Mức một nghìn năm trăm đồng."]),
        ("Trả (30%). Hết.", ["Trả, ba mươi phần trăm.", "Hết."]),
        ("Hết. 🎉", ["Hết."]),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_it_is_heard_to_end(text, parts):
    assert said(text) == parts


def test_what_is_left_out_is_no_piece():
    (one,) = sentences("Bảo hiểm xã hội (BHXH), an tâm #BHYT")
    assert one.said == "Bảo hiểm xã hội, an tâm"
    assert "BHXH" not in one.written


def test_the_sentences_of_every_reviewed_reading_say_all_of_it():
    """But for capitals where a sentence begins with a number."""
    with REVIEWED.open(encoding="utf-8", newline="") as rows:
        texts = [row[0] for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    assert len(texts) > 300
    for text in texts:
        assert " ".join(said(text)).lower() == read(text).spoken.lower()


def test_what_is_said_as_it_is_written_is_parted_in_other_scripts_too():
    khmer = plain_sentences("សួស្តី។ អរគុណ។")
    assert [one.said for one in khmer] == ["សួស្តី។", "អរគុណ។"]
    assert [one.said for one in plain_sentences("你好。谢谢。")] == ["你好。", "谢谢。"]


def test_a_mark_above_a_letter_is_part_of_its_word():
    """Ê-đê writes vowels for which Unicode has no letter of their own."""
    said = [one.said for one in plain_sentences("Hŏng ƀư̆k kơ̆k. Mnơ̆ng ƀư̆k. Bà H. Niê đến.")]
    assert said == ["Hŏng ƀư̆k kơ̆k.", "Mnơ̆ng ƀư̆k.", "Bà H. Niê đến."]
