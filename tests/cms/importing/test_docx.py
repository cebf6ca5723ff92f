import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE

from cms.importing import ImportRefused, read_document

from .building import LONG, bold, picture, repacked, saved, set_in, word


def read(document: Document | bytes):
    data = document if isinstance(document, bytes) else saved(document)
    return read_document(("bai-viet.docx", data))


def kinds(item) -> list[str]:
    return [block.block for block in item.blocks]


def values(item, kind: str) -> list[dict]:
    return [block.value() for block in item.blocks if block.block == kind]


@pytest.fixture
def rich():
    document = docx.Document()
    document.add_paragraph("Thêm quyền lợi bảo hiểm y tế cho người dân", style="Title")
    document.add_paragraph("Thứ Năm, 05/03/2026")
    bold(document, "Người tham gia không phải làm thủ tục mới khi đi khám chữa bệnh ở tuyến xã.")
    document.add_heading("Quyền lợi mới", 1)
    paragraph = document.add_paragraph("Theo quy định, ")
    paragraph.add_run("người tham gia").bold = True
    paragraph.add_run(" được hưởng khi khám tại cơ sở y tế cấp cơ bản.")
    document.add_paragraph("Học sinh, sinh viên", style="List Bullet")
    document.add_paragraph("Hộ gia đình", style="List Bullet")
    document.add_picture(io.BytesIO(picture()))
    document.add_paragraph().add_run("Người dân làm thủ tục. Ảnh: BHXH Việt Nam").italic = True
    bold(document, "Mức đóng")
    document.add_paragraph(LONG)
    table = document.add_table(3, 3)
    cells = [
        ["Thành viên", "Tỷ lệ", "Ghi chú"],
        ["Thứ nhất", "4,5%", "lương cơ sở"],
        ["Thứ hai", "70%", ""],
    ]
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    document.add_heading("Các bước đăng ký", 2)
    document.add_paragraph("Chuẩn bị giấy tờ.", style="List Number")
    document.add_paragraph("Nộp tại bộ phận một cửa.", style="List Number")
    bold(document, "Hỏi: Tôi có phải đổi thẻ không?")
    document.add_paragraph("Đáp: Không. Thẻ cũ vẫn dùng được.")
    document.add_paragraph("Chỗ dựa của mọi nhà.\n— Một người tham gia", style="Quote")
    document.add_paragraph(LONG)
    document.add_paragraph("Hoàng Mai")
    return read(document)


def test_title_lead_date_and_byline_of_a_word_file_are_recognised(rich):
    assert rich.title == "Thêm quyền lợi bảo hiểm y tế cho người dân"
    assert rich.lead.startswith("Người tham gia không phải")
    assert str(rich.date) == "2026-03-05"
    assert (rich.author, rich.language) == ("Hoàng Mai", "vi")
    assert rich.warnings == ()


def test_every_structure_of_a_word_file_becomes_its_block(rich):
    assert kinds(rich) == [
        "heading", "paragraph", "picture", "heading", "paragraph", "table", "heading", "steps",
        "question_answer", "quotation", "paragraph",
    ]  # fmt: skip


def test_styled_and_bold_headings_get_levels_without_gaps(rich):
    assert [(v["level"], v["text"]) for v in values(rich, "heading")] == [
        (2, "Quyền lợi mới"),
        (3, "Mức đóng"),
        (3, "Các bước đăng ký"),
    ]


def test_bold_words_and_lists_stay_in_the_running_text(rich):
    html = values(rich, "paragraph")[0]["html"]
    assert "<b>người tham gia</b>" in html
    assert html.endswith("<ul><li>Học sinh, sinh viên</li><li>Hộ gia đình</li></ul>")


def test_a_picture_brings_its_caption_and_credit(rich):
    (value,) = values(rich, "picture")
    assert (value["caption"], value["credit"]) == ("Người dân làm thủ tục", "BHXH Việt Nam")
    kept = rich.pictures[value["ref"]]
    assert (kept.name, kept.data) == ("picture-1.png", picture())


def test_cells_merged_over_rows_are_repeated_in_each(rich):
    (value,) = values(rich, "table")
    assert value["header_row"] is True
    assert [row[2] for row in value["rows"]] == ["Ghi chú", "lương cơ sở", "lương cơ sở"]


def test_steps_questions_and_quotations_are_told_apart(rich):
    assert values(rich, "steps") == [{"items": ["Chuẩn bị giấy tờ.", "Nộp tại bộ phận một cửa."]}]
    (answer,) = values(rich, "question_answer")
    assert answer["question"] == "Tôi có phải đổi thẻ không?"
    assert answer["answer_html"] == "<p>Không. Thẻ cũ vẫn dùng được.</p>"
    (quotation,) = values(rich, "quotation")
    assert quotation == {"text": "Chỗ dựa của mọi nhà.", "attribution": "Một người tham gia"}


@pytest.mark.parametrize("name", ["Đầu đề 2", "Tiêu đề 2"])
def test_headings_are_known_by_the_names_of_vietnamese_word(name):
    document = docx.Document()
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Bài viết có đề mục", style="Title")
    document.add_paragraph(LONG)
    document.add_paragraph("Đề mục của bài", style=style)
    document.add_paragraph(LONG)
    assert [v["text"] for v in values(read(document), "heading")] == ["Đề mục của bài"]


def test_a_style_based_on_a_heading_is_a_heading():
    document = docx.Document()
    own = document.styles.add_style("Kiểu của phòng", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("Bài viết có đề mục", style="Title")
    document.add_paragraph("Đề mục của bài", style=own)
    document.add_paragraph(LONG)
    assert [v["text"] for v in values(read(document), "heading")] == ["Đề mục của bài"]


def test_text_in_the_fonts_of_tcvn3_becomes_unicode_and_says_so():
    document = docx.Document()
    set_in(document.add_paragraph().add_run("Th«ng b¸o vÒ b¶o hiÓm x· héi"), ".VnTimeH")
    paragraph = document.add_paragraph()
    set_in(
        paragraph.add_run("Ng\u00adêi d©n tham gia ®\u00adîc h\u00adëng nhiÒu quyÒn lîi "),
        ".VnTime",
    )
    set_in(paragraph.add_run("theo quy định mới."), "Times New Roman")
    item = read(document)
    assert item.title == "THÔNG BÁO VỀ BẢO HIỂM XÃ HỘI"
    assert "Người dân tham gia được hưởng nhiều quyền lợi theo quy định mới." in str(item.blocks)
    assert len(item.warnings) == 1


def test_a_vni_letter_split_over_two_runs_is_joined():
    document = docx.Document()
    document.add_paragraph("Bài viết thử", style="Title")
    paragraph = document.add_paragraph()
    set_in(paragraph.add_run("Baûo hieåm xaõ hoäi thoâng ba"), "VNI-Times")
    set_in(paragraph.add_run("ùo ngöôøi daân."), "VNI-Times").bold = True
    assert "thông bá<b>o người dân.</b>" in str(read(document).blocks)


def test_unicode_text_in_an_old_font_is_left_alone():
    document = docx.Document()
    set_in(document.add_paragraph().add_run("Bảo hiểm xã hội Việt Nam thông báo"), ".VnTime")
    assert read(document).title == "Bảo hiểm xã hội Việt Nam thông báo"


def test_an_old_font_that_cannot_be_converted_is_refused_by_name():
    document = docx.Document()
    set_in(document.add_paragraph().add_run("¶¶x ÖÖk ®®z ¹¹w ¸¸q ×××h"), ".VnTime")
    with pytest.raises(ImportRefused) as refused:
        read(document)
    assert refused.value.reason_code == "legacy_font"
    assert ".VnTime" in str(refused.value)


def test_the_head_and_foot_of_an_official_letter_are_left_out_and_named():
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "BẢO HIỂM XÃ HỘI VIỆT NAM\nSố: 68/KH-BHXH"
    head.cell(0, 1).text = "Độc lập - Tự do - Hạnh phúc\nHà Nội, ngày 10 tháng 01 năm 2026"
    bold(document, "KẾ HOẠCH")
    bold(document, "Truyền thông, tư vấn chính sách năm 2026")
    document.add_paragraph("Căn cứ Luật Bảo hiểm xã hội năm 2024;")
    bold(document, "I. MỤC ĐÍCH, YÊU CẦU")
    bold(document, "1. Mục đích")
    for text in ("- Nâng cao nhận thức của người dân.", "- Tạo sự đồng thuận.", "+ Ở cấp xã;"):
        document.add_paragraph(text)
    document.add_paragraph("Bước 1: Rà soát đối tượng.")
    document.add_paragraph("Bước 2: Gửi thông báo.")
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;"
    foot.cell(0, 1).text = "KT. TỔNG GIÁM ĐỐC"
    item = read(document)
    assert item.title == "Kế hoạch Truyền thông, tư vấn chính sách năm 2026"
    assert (str(item.date), item.lead) == ("2026-01-10", "")
    assert kinds(item) == ["paragraph", "heading", "heading", "paragraph", "steps"]
    assert "<li>Tạo sự đồng thuận.<ul><li>Ở cấp xã;</li></ul></li>" in str(item.blocks)
    assert "Nơi nhận" in str(item.warnings[0])


def test_a_metafile_picture_is_left_out_and_named():
    document = docx.Document()
    document.add_paragraph("Bài viết có ảnh", style="Title")
    document.add_picture(io.BytesIO(picture()))
    data = repacked(saved(document), {"word/media/image1.png": b"\x01\x00\x00\x00 EMF"})
    item = read(data)
    assert (item.pictures, len(item.warnings)) == ({}, 1)


def test_moved_text_of_tracked_changes_is_kept_once():
    run = "<w:r><w:t>{}</w:t></w:r>"
    moved = (
        f'<w:p><w:moveFrom w:id="1" w:author="a">{run.format("Đoạn chuyển")}</w:moveFrom></w:p>'
        f'<w:p><w:moveTo w:id="2" w:author="a">{run.format("Đoạn chuyển")}</w:moveTo></w:p></w:body>'
    )
    data = word(("Bài viết thử nghiệm", "Title"), LONG)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    changed = repacked(data, {"word/document.xml": body.replace("</w:body>", moved).encode()})
    assert str(read(changed).blocks).count("Đoạn chuyển") == 1


def test_a_file_without_any_title_takes_its_name_and_says_so():
    item = read_document(
        ("thong-bao_so 5.docx", word(("Một", "List Bullet"), ("Hai", "List Bullet")))
    )
    assert item.title == "thong bao so 5"
    assert len(item.warnings) == 1


def test_nothing_of_a_short_word_file_is_taken_for_page_furniture():
    item = read(
        word("Danh sách phòng ban", "Phòng thứ sáu", "Phòng thứ bảy", "Địa chỉ: 7 Tràng Thi")
    )
    assert values(item, "paragraph") == [
        {"html": "<p>Phòng thứ sáu</p><p>Phòng thứ bảy</p><p>Địa chỉ: 7 Tràng Thi</p>"}
    ]
