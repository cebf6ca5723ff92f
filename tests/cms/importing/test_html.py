import base64
import unicodedata

import pytest

from cms.importing import read_document
from media_assets.intake.pictures import normalise

from .building import LONG, page, picture, windows_1258
from .test_legacy_fonts import TCVN3_CODES, encoded

ARTICLE = f"""
<header class="site-header"><img src="trang_files/logo.png"><ul class="menu"><li><a href="/">Trang chủ</a></li>
<li><a href="/a">Giới thiệu</a></li><li><a href="/b">Tin tức</a></li></ul></header>
<div class="breadcrumb"><a href="/">Trang chủ</a> › <a href="/t">Tin tức</a></div>
<div id="content"><h1 class="title">Tăng cường tuyên truyền tới người dân</h1>
<div class="date">05/03/2026 08:00 AM</div><div class="share"><a>Facebook</a><a>Zalo</a></div>
<div class="detail-content">
<p class="sapo"><strong>BHXH tỉnh vừa ban hành kế hoạch tuyên truyền tới từng hộ dân trong năm 2026.</strong></p>
<p>Các đơn vị
<a href="https://example.vn/van-ban" onclick="x()">ra quân đồng loạt</a> vào tháng 5.<script>bad()</script></p>
<table align="center"><tr><td><img src="./trang_files/a.jpg"></td></tr>
<tr><td><em>Cán bộ tư vấn cho người dân (Ảnh: BHXH tỉnh)</em></td></tr></table>
<p><b>Nhiều hình thức phù hợp</b></p>
<p>{LONG}<br><br>Cán bộ đến từng nhà.&nbsp;<a href="javascript:alert(1)">Xem</a></p>
<img src="https://other.example/p.jpg"><img src="../../etc/passwd">
<table border=1><tr><th>Xã</th><th>Số người</th></tr>
<tr><td rowspan=2>Xã A</td><td>120</td></tr><tr><td>130</td></tr></table>
<iframe src="https://www.youtube.com/embed/x"></iframe>
<p>{LONG}</p><p style="text-align:right"><strong>Hoàng Mai</strong></p></div>
<div class="tags">Từ khóa: <a>BHXH</a></div>
<div class="tin-lien-quan"><h3>Các tin khác</h3><ul><li><a href="1">Tin thứ nhất của tỉnh</a></li></ul></div>
<div id="comments"><form><textarea></textarea></form><p>Bình luận (0)</p></div></div>
<footer><p>Địa chỉ: 7 Tràng Thi, Hà Nội</p></footer>
"""
HEAD = "<title>Tăng cường tuyên truyền tới người dân - Cổng thông tin</title>"
FURNITURE = "Trang chủ|Facebook|Từ khóa|Các tin khác|Bình luận|Địa chỉ|bad()|alert".split("|")


@pytest.fixture
def saved_page(tmp_path):
    path = tmp_path / "trang.html"
    path.write_bytes(page(ARTICLE, HEAD))
    (tmp_path / "trang_files").mkdir()
    (tmp_path / "trang_files" / "a.jpg").write_bytes(picture("JPEG"))
    (tmp_path / "trang_files" / "logo.png").write_bytes(picture())
    return read_document(path)


def html_of(item) -> str:
    return str([block.value() for block in item.blocks])


def test_the_article_of_a_saved_page_is_found_and_its_furniture_left_out(saved_page):
    assert saved_page.title == "Tăng cường tuyên truyền tới người dân"
    assert saved_page.lead.startswith("BHXH tỉnh vừa ban hành")
    assert (str(saved_page.date), saved_page.author) == ("2026-03-05", "Hoàng Mai")
    assert [word for word in FURNITURE if word in html_of(saved_page)] == []


def test_the_structure_of_a_page_becomes_blocks(saved_page):
    assert [block.block for block in saved_page.blocks] == [
        "paragraph", "picture", "heading", "paragraph", "table", "paragraph",
    ]  # fmt: skip
    assert '<a href="https://example.vn/van-ban">ra quân đồng loạt</a>' in html_of(saved_page)
    assert "<p>Cán bộ đến từng nhà. Xem</p>" in html_of(saved_page)


def test_a_picture_in_the_files_folder_comes_with_its_caption(saved_page):
    (kept,) = saved_page.pictures.values()
    assert (kept.name, kept.data) == ("picture-1.jpg", normalise(picture("JPEG")).content)
    value = saved_page.blocks[1].value()
    assert (value["caption"], value["credit"]) == ("Cán bộ tư vấn cho người dân", "BHXH tỉnh")


def test_remote_missing_and_embedded_things_are_named_and_never_fetched(saved_page):
    said = "\n".join(map(str, saved_page.warnings))
    for name in ("https://other.example/p.jpg", "../../etc/passwd", "youtube.com/embed/x"):
        assert name in said


def test_pictures_outside_the_folder_of_the_page_are_never_read(tmp_path):
    (tmp_path / "secret.png").write_bytes(picture())
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    source = f'<h1>Bài viết</h1><p>{LONG}</p><img src="../secret.png"><img src="link.png"><img src="file:///etc/hosts">'
    (folder / "a.html").write_bytes(page(source))
    item = read_document(folder / "a.html")
    assert (item.pictures, len(item.warnings)) == ({}, 3)


def test_a_picture_inside_the_page_is_kept():
    address = "data:image/png;base64," + base64.b64encode(picture()).decode()
    item = read_document(
        ("a.html", page(f"<h1>Bài viết</h1><p>{LONG}</p><p><img src='{address}' alt='Sơ đồ'></p>"))
    )
    (kept,) = item.pictures.values()
    assert kept.data == picture()
    assert item.blocks[-1].value()["alt"] == "Sơ đồ"


@pytest.mark.parametrize(
    "data",
    [
        page(ARTICLE, HEAD).replace(b"charset=utf-8", b"charset=windows-1252"),
        b"\xef\xbb\xbf" + page(ARTICLE, HEAD),
        page(ARTICLE, HEAD).decode().encode("utf-16"),
        windows_1258(page(ARTICLE, HEAD).decode().replace("utf-8", "windows-1258")),
        windows_1258(page(ARTICLE, HEAD).decode().replace("utf-8", "iso-8859-1")),
        unicodedata.normalize("NFD", page(ARTICLE, HEAD).decode()).encode(),
        encoded(page(ARTICLE, HEAD).decode(), TCVN3_CODES)
        .replace("utf-8", "x-user-defined")
        .encode("latin-1", "replace"),
    ],
    ids=["lies-1252", "bom", "utf-16", "1258", "1258-as-latin", "nfd", "tcvn3"],
)
def test_the_same_page_reads_alike_in_every_encoding(data):
    item = read_document(("trang.html", data))
    assert item.title == "Tăng cường tuyên truyền tới người dân"
    assert "nộp hồ sơ tại bộ phận một cửa" in html_of(item)


@pytest.mark.parametrize(
    "wrapper",
    [
        '<form id="aspnetForm"><div>{}</div></form>',
        '<div class="content-with-sidebar">{}</div>',
        '<div class="entry-content entry-content-read-more">{}</div>',
        "<article class='post tag-news'>{}</article>",
        "<main>{}</main>",
        "<table><tr><td>{}</td></tr></table>",
        "<div class='related'>{}</div>",
    ],
)
def test_text_is_found_whatever_a_page_calls_its_parts(wrapper):
    body = wrapper.format(f"<p>{LONG}</p><p>{LONG} Hết.</p>")
    item = read_document(
        ("a.html", page(f"<div class='menu'>Trang chủ</div><h1>Bài viết của tỉnh</h1>{body}"))
    )
    assert item.title == "Bài viết của tỉnh"
    assert "Hết." in html_of(item)
    assert "Trang chủ" not in html_of(item)


def test_the_title_of_the_page_decides_between_several_first_headings():
    head = "<title>Kế hoạch truyền thông năm 2026 | Cổng thông tin</title>"
    body = (
        f"<h1>Cổng thông tin</h1><main><h1>Kế hoạch truyền thông năm 2026</h1><p>{LONG}</p></main>"
    )
    assert read_document(("a.html", page(body, head))).title == "Kế hoạch truyền thông năm 2026"


def test_a_list_that_goes_on_keeps_its_numbers():
    body = f"<h1>Bài viết</h1><p>{LONG}</p><ol><li>Một</li><li>Hai</li></ol><p>{LONG}</p><ol start=3><li>Ba</li></ol>"
    assert "<p>3. Ba</p>" in html_of(read_document(("a.html", page(body))))


def test_figures_quotes_and_nested_lists_are_kept():
    address = "data:image/png;base64," + base64.b64encode(picture()).decode()
    body = f"""<article><h1>Bài viết</h1><p>{LONG}</p>
    <figure><img src="{address}"><figcaption>Buổi tư vấn</figcaption></figure>
    <blockquote><p>Chỗ dựa của mọi nhà.</p><p>— Một người tham gia</p></blockquote>
    <ul><li>Cấp tỉnh<ul><li>Phòng</li></ul></li><li>Cấp xã</li></ul></article>"""
    item = read_document(("a.html", page(body)))
    assert [block.block for block in item.blocks[-3:]] == ["picture", "quotation", "paragraph"]
    assert item.blocks[-3].value()["caption"] == "Buổi tư vấn"
    assert item.blocks[-2].value()["attribution"] == "Một người tham gia"
    assert "<li>Cấp tỉnh<ul><li>Phòng</li></ul></li>" in html_of(item)
