import json
import re
from html.parser import HTMLParser

import pytest
import requests

from tests.publishing.sandbox.conftest import PAGE, TOKEN, Client

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def browse(sandbox, path=""):
    return requests.get(f"{sandbox.url}/{path}", headers=BROWSER, timeout=10)


def parts_of(html):
    """The names of all tags and of all attributes, as a browser reads them."""
    tags, attributes = set(), set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.add(tag)
            attributes.update(name for name, _ in attrs)

    Reader().feed(html)
    return tags, attributes


def post_path(post_id):
    return "{}/posts/{}".format(*post_id.split("_"))


def test_an_empty_sandbox_says_so(sandbox):
    reply = browse(sandbox)

    assert reply.status_code == 200
    assert "Chưa có trang nào" in reply.text
    assert "Trang mô phỏng." in reply.text


def test_a_page_without_posts_says_so(sandbox):
    sandbox.register({"id": "55", "name": "BHXH thử nghiệm", "token": "t"})

    assert '<a class="row" href="/55">' in browse(sandbox).text
    assert "Chưa có bài đăng" in browse(sandbox, "55").text


def test_a_post_is_shown_with_text_link_and_address(sandbox, client):
    post_id = client.publish("Dòng một\n\nXem http://a.vn/x?a=1&b=2.", link="http://a.vn/x").json()[
        "id"
    ]

    text = browse(sandbox, PAGE).text

    assert "Dòng một\n\nXem" in text
    assert '<a href="http://a.vn/x?a=1&amp;b=2"' in text
    assert 'class="link" href="http://a.vn/x"' in text
    assert f'href="/{post_path(post_id)}"' in text


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', 'http://a.vn/"onmouseover="x'],
)
def test_markup_in_a_text_stays_text(sandbox, client, text):
    sandbox.register({"id": PAGE, "name": text, "token": TOKEN})
    client.publish(text, link="http://a.vn/'><b>")

    for path in ("", PAGE, post_path(sandbox.posts()[0]["id"])):
        page = browse(sandbox, path)
        tags, attributes = parts_of(page.text)
        assert not tags & {"script", "img", "b"}
        assert not {name for name in attributes if name.startswith("on")}
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_pictures_are_shown_with_their_alternative_text(sandbox, client, make_picture):
    photo = client.upload(make_picture(), alt_text_custom='Thẻ "mới"').json()["id"]
    client.publish("Ảnh", attached_media=json.dumps([{"media_fbid": photo}]))

    text = browse(sandbox, PAGE).text

    assert f'<img src="/_sandbox/photos/{photo}" alt="Thẻ &quot;mới&quot;"' in text
    picture = browse(sandbox, f"_sandbox/photos/{photo}")
    assert (picture.headers["Content-Type"], picture.content) == ("image/png", make_picture())


def test_an_edited_post_is_marked(sandbox, client):
    post_id = client.publish("Sai").json()["id"]
    assert "Đã chỉnh sửa" not in browse(sandbox, PAGE).text

    client.call("POST", post_id, data={"message": "Đúng"})

    text = browse(sandbox, post_path(post_id)).text
    assert "Đã chỉnh sửa" in text
    assert "Sai" not in text


def test_a_deleted_post_is_a_page_that_says_so(sandbox, client):
    post_id = client.publish("Sẽ gỡ").json()["id"]
    client.call("DELETE", post_id)

    gone = browse(sandbox, post_path(post_id))

    assert gone.status_code == 404
    assert "Nội dung này hiện không xem được" in gone.text
    assert "Sẽ gỡ" not in browse(sandbox, PAGE).text


@pytest.mark.parametrize("hidden", [{"published": "false"}, {"fault": "late_visibility:30"}])
def test_what_the_public_may_not_see_is_not_there(sandbox, client, hidden):
    post_id = client.publish("Chưa công khai", **hidden).json()["id"]

    assert "Chưa công khai" not in browse(sandbox, PAGE).text
    assert browse(sandbox, post_path(post_id)).status_code == 404


def test_the_same_address_answers_a_program_with_json(sandbox, client):
    client.publish()

    assert Client(sandbox).call("GET", PAGE).json()["id"] == PAGE
    assert browse(sandbox, PAGE).headers["Content-Type"] == "text/html; charset=utf-8"


def test_nothing_comes_from_elsewhere(sandbox, client):
    client.publish("Không gọi ra ngoài")

    pages = browse(sandbox, PAGE).text + browse(sandbox, "_sandbox/wall.css").text

    assert re.findall(r"(?:src|href)=\"(?:https?:)?//|url\(|@import", pages) == []
