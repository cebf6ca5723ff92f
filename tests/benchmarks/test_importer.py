"""What reading a saved web page costs, beside parsing it alone."""

import lxml.html

from cms.importing import read_document
from tests.benchmarks.stopwatch import seconds, tell

SENTENCE = "Cơ quan bảo hiểm xã hội hướng dẫn người dân chuẩn bị giấy tờ và nộp hồ sơ đúng hạn. "
MENU = "".join(f'<li><a href="/muc-{n}">Chuyên mục {n}</a></li>' for n in range(60))
RUNS = 5


def page(paragraphs: int) -> bytes:
    """As saved from a website: menu, article, comments, footer."""
    article = "".join(f"<p>Đoạn {n}: {SENTENCE * 4}</p>" for n in range(paragraphs))
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
        <title>Chuẩn bị hồ sơ - Cổng thông tin</title></head><body>
        <header><ul class="menu">{MENU}</ul></header>
        <div id="content"><h1>Chuẩn bị hồ sơ</h1><div class="detail-content">{article}</div></div>
        <div id="comments"><form><textarea></textarea></form></div>
        <footer><p>Địa chỉ: Hà Nội</p></footer></body></html>""".encode()


def measure(paragraphs: int) -> float:
    data = page(paragraphs)
    item = read_document(("trang.html", data))
    assert item.title == "Chuẩn bị hồ sơ"
    body = str([block.value() for block in item.blocks])
    assert [n for n in range(1, paragraphs) if f"Đoạn {n}:" not in body] == []
    reading = seconds(lambda: read_document(("trang.html", data)), times=RUNS)
    parsing = seconds(lambda: lxml.html.document_fromstring(data), times=RUNS)
    tell(
        f"page of {paragraphs} paragraphs ({len(data) // 1024} KB): read in {reading * 1000:.0f} ms, "
        f"parsed by lxml in {parsing * 1000:.1f} ms; {reading / parsing:.0f} times"
    )
    return reading


def test_reading_grows_with_the_page_and_no_faster():
    small, large = measure(40), measure(400)

    assert large < small * 10 * 3
