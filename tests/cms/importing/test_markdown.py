from cms.importing import read_document

from .building import LONG, picture


def read(text: str):
    return read_document(("bai.md", text.encode()))


def test_markdown_becomes_blocks():
    item = read(
        f"# Kế hoạch truyền thông\n\n{LONG}\n\n## Nội dung\n\n**Đậm** và [liên kết](https://a.vn).\n\n"
        f"- Một\n- Hai\n\n| Xã | Số |\n|---|---|\n| A | 1 |\n\n> Chỗ dựa của mọi nhà.\n\n{LONG}"
    )
    assert item.title == "Kế hoạch truyền thông"
    assert [block.block for block in item.blocks] == [
        "heading",
        "paragraph",
        "table",
        "quotation",
        "paragraph",
    ]
    assert '<b>Đậm</b> và <a href="https://a.vn">liên kết</a>' in str(item.blocks)
    assert item.blocks[2].value() == {
        "rows": [["Xã", "Số"], ["A", "1"]],
        "header_row": True,
        "caption": "",
    }


def test_the_line_above_a_table_names_it():
    item = read(
        f"# Tiêu đề\n\n{LONG}\n\n{LONG}\n\nBảng 1: Mức đóng\n\n| Xã | Số |\n|---|---|\n| A | 1 |\n"
    )
    assert item.blocks[-1].value()["caption"] == "Bảng 1: Mức đóng"
    assert "Bảng 1" not in item.blocks[-2].value()["html"]


def test_front_matter_gives_title_date_and_author():
    item = read(f'---\ntitle: "Tiêu đề"\ndate: 2026-03-05\nauthor: PV\n---\n\n{LONG}\n\n{LONG}')
    assert (item.title, str(item.date), item.author) == ("Tiêu đề", "2026-03-05", "PV")


def test_html_inside_markdown_is_text():
    assert "<script>" not in str(read(f"# Tiêu đề\n\n{LONG}\n\n<script>alert(1)</script>").blocks)


def test_a_picture_beside_the_file_is_kept(tmp_path):
    (tmp_path / "a.png").write_bytes(picture())
    (tmp_path / "bai.md").write_text(f"# Tiêu đề\n\n{LONG}\n\n![Sơ đồ](a.png)")
    item = read_document(tmp_path / "bai.md")
    assert item.blocks[-1].value()["alt"] == "Sơ đồ"


def test_nothing_of_markdown_is_taken_for_page_furniture():
    item = read(f"# Tiêu đề\n\n{LONG}\n\nĐịa chỉ: 7 Tràng Thi\n")
    assert "7 Tràng Thi" in str(item.blocks)
