import pytest

from cms.importing import read_document

from .building import LONG

SAVED_PAGE = f"""Vi-du.vn - Nền tảng thông tin

Tăng cường truyền thông về bảo hiểm xã hội

Để hoàn thành chỉ tiêu năm 2026, cơ quan bảo hiểm xã hội tỉnh vừa có văn bản chỉ đạo các đơn vị.

Báo Ví DụBáo Ví Dụ19/10/2025

Trọng tâm, trọng điểm

{LONG}

Cán bộ tuyên truyền cho người dân phường Nam.
Cán bộ tuyên truyền cho người dân phường Nam Thành.

{LONG}

Phấn đấu hoàn thành chỉ tiêu

{LONG}

- Đối với cấp tỉnh: rà soát kế hoạch;

+ Phòng truyền thông;

+ Phòng thu;

- Đối với cấp xã: vận động từng hộ.

MAI HOÀNG

Nguồn: https://vi-du.vn/bai-viet


Bình luận (0)

No data

Cùng chuyên mục

Một tin khác của chuyên mục này
"""


def read(text: str):
    return read_document(("bai.txt", text.encode()))


@pytest.fixture
def saved():
    return read(SAVED_PAGE)


def running(item) -> str:
    return "".join(block.value().get("html", "") for block in item.blocks)


def test_masthead_and_ending_of_a_saved_page_are_recognised(saved):
    assert saved.title == "Tăng cường truyền thông về bảo hiểm xã hội"
    assert saved.lead.startswith("Để hoàn thành chỉ tiêu")
    assert (str(saved.date), saved.author) == ("2025-10-19", "MAI HOÀNG")
    assert saved.source == "Báo Ví Dụ – https://vi-du.vn/bai-viet"


def test_headings_lists_and_paragraphs_are_told_apart(saved):
    assert [block.block for block in saved.blocks] == [
        "heading",
        "paragraph",
        "heading",
        "paragraph",
    ]
    assert [b.value()["text"] for b in saved.blocks if b.block == "heading"] == [
        "Trọng tâm, trọng điểm",
        "Phấn đấu hoàn thành chỉ tiêu",
    ]
    assert running(saved).endswith(
        "<ul><li>Đối với cấp tỉnh: rà soát kế hoạch;<ul><li>Phòng truyền thông;</li><li>Phòng thu;</li></ul></li>"
        "<li>Đối với cấp xã: vận động từng hộ.</li></ul>"
    )


def test_what_is_left_out_of_a_saved_page_is_named(saved):
    said = "\n".join(map(str, saved.warnings))
    for words in ("Nền tảng thông tin", "Bình luận (0)", "Một tin khác", "phường Nam Thành"):
        assert words in said
        assert words not in running(saved)


def test_an_address_in_the_middle_of_a_text_is_no_footer():
    item = read(
        f"Tiêu đề của bài viết\n\n{LONG}\n\nĐịa chỉ: 7 Tràng Thi, Hà Nội\n\n{LONG}\n\n{LONG}"
    )
    assert "7 Tràng Thi" in str(item.blocks)
    assert item.warnings == ()


def test_an_address_block_at_the_end_is_left_out_and_named():
    item = read(
        f"Tiêu đề của bài viết\n\n{LONG}\n\n{LONG}\n\n12 lượt xem\n\n• Address: 7 Tràng Thi\nPhone: 024"
    )
    assert "Tràng Thi" not in str(item.blocks)
    assert "Address: 7 Tràng Thi" in str(item.warnings[0])


def test_lines_without_gaps_are_paragraphs_of_their_own():
    item = read(f"Tiêu đề của bài viết\n{LONG}\n{LONG} Hết.")
    assert running(item).count("<p>") + bool(item.lead) == 2


def test_lines_wrapped_by_hand_are_joined():
    line = "Người dân nộp hồ sơ tại bộ phận một cửa của xã, nhận kết quả"
    item = read(
        "Tiêu đề\n\n" + "\n".join([line] * 4) + " qua ứng dụng.\n\n" + "\n".join([line] * 4)
    )
    assert len((item.lead + running(item)).split(" ".join([line] * 4))) == 3


@pytest.mark.parametrize(
    "heading", ["NỘI DUNG CHÍNH", "I. Mục đích", "Điều 5. Đối tượng áp dụng", "1. Mục đích"]
)
def test_capitals_and_numbers_make_a_heading(heading):
    item = read(f"Tiêu đề của bài viết\n\n{LONG}\n\n{LONG}\n\n{heading}\n\n{LONG}")
    assert [b.value()["text"] for b in item.blocks if b.block == "heading"] == [heading]


@pytest.mark.parametrize(
    ("items", "html"),
    [
        ("- Một;\n- Hai.", "<ul><li>Một;</li><li>Hai.</li></ul>"),
        ("• Một;\n• Hai.", "<ul><li>Một;</li><li>Hai.</li></ul>"),
        ("1) Một;\n2) Hai.", "<ol><li>Một;</li><li>Hai.</li></ol>"),
        ("3. Ba;\n4. Bốn.", "<p>3. Ba;</p><p>4. Bốn.</p>"),
        ("a) Một;\nb) Hai.", "<p>a) Một;</p><p>b) Hai.</p>"),
    ],
)
def test_marks_make_lists_and_numbers_that_others_refer_to_stay(items, html):
    assert running(read(f"Tiêu đề của bài viết\n\n{LONG}\n\n{LONG}\n\n{items}")).endswith(html)


def test_questions_and_answers_are_recognised():
    item = read(
        f"Giải đáp thắc mắc của bạn đọc\n\nHỏi: Ai được hưởng?\nĐáp: Mọi người dân.\n\nHỏi: Khi nào?\n\nTrả lời: {LONG}"
    )
    assert [b.value()["question"] for b in item.blocks if b.block == "question_answer"] == [
        "Ai được hưởng?",
        "Khi nào?",
    ]


def test_markup_in_plain_text_stays_text():
    item = read(
        f"Tiêu đề của bài viết\n\n{LONG}\n\nDùng <b>thẻ</b> & <script>alert(1)</script> trong câu này."
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in running(item)


def test_a_single_long_paragraph_is_no_title():
    item = read(LONG)
    assert (item.title, running(item)) == ("bai", f"<p>{LONG}</p>")


def test_an_icelandic_letter_in_vietnamese_text_becomes_the_letter_it_looks_like():
    assert "Đảng" in running(read(f"Tiêu đề của bài viết\n\n{LONG}\n\nÐảng bộ tỉnh. {LONG}"))
