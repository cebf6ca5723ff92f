"""A script survives being stored, and says and writes each part where it stands."""

import json

from publishing.script.model import (
    Paragraph,
    Piece,
    Question,
    Role,
    Script,
    Sentence,
    plain,
    script_in,
)

SCRIPT = Script(
    "vi",
    (
        Paragraph(Role.HEADLINE, (Sentence((Piece("Mức đóng mới.", "Mức đóng mới."),)),)),
        Paragraph(
            Role.TEXT,
            (
                Sentence(
                    (Piece("Đóng ", "Đóng "), Piece("30%", "ba mươi phần trăm"), Piece(".", "."))
                ),
                Sentence((Piece("Không quá ", "Không quá "), Piece("30%", "ba mươi phần trăm"))),
            ),
        ),
    ),
    profile="north",
    questions=(Question("1-7", "ngày một tháng bảy", ("một đến bảy",), "ambiguous", "Từ 1-7."),),
    notes=("Một ảnh được bỏ qua.",),
)


def test_what_is_stored_is_the_same_script():
    stored = json.loads(json.dumps(SCRIPT.to_data()))

    assert Script.from_data(stored) == SCRIPT
    assert script_in({"extra": {"script": stored}, "language": "vi"}) == SCRIPT


def test_both_forms_can_be_had_of_every_sentence():
    assert SCRIPT.said == "Mức đóng mới.\n\nĐóng ba mươi phần trăm. Không quá ba mươi phần trăm"
    assert [one.written for one in SCRIPT.sentences] == [
        "Mức đóng mới.",
        "Đóng 30%.",
        "Không quá 30%",
    ]


def test_what_is_said_otherwise_is_named_once():
    assert SCRIPT.rewritten == [Piece("30%", "ba mươi phần trăm")]


def test_a_post_from_before_there_were_scripts_is_read_as_it_is_written():
    old = script_in({"text": "Một.\n\nHai.", "language": "vi", "extra": {"repeats": 2}})

    assert old == plain("Một.\n\nHai.", "vi")
    assert old.said == "Một.\n\nHai."
    assert not old.rewritten
