import hashlib
import json
import unicodedata

import pytest

from tests.publishing.sandbox.conftest import PAGE, Client


def error_of(reply):
    return reply.json()["error"]


def upload_two(client, make_picture):
    replies = [client.upload(make_picture(colour)) for colour in ("red", "blue")]
    return [reply.json()["id"] for reply in replies]


def test_a_post_is_answered_with_its_id_and_stays(sandbox, client):
    reply = client.publish("Thẻ bảo hiểm y tế", link="http://127.0.0.1:8000/bai-viet/")

    assert reply.status_code == 200
    assert set(reply.json()) == {"id"}
    [post] = sandbox.posts()
    assert post["id"] == reply.json()["id"]
    assert post["id"].startswith(f"{PAGE}_")
    assert (post["message"], post["link"]) == (
        "Thẻ bảo hiểm y tế",
        "http://127.0.0.1:8000/bai-viet/",
    )


def test_fields_of_the_new_post_come_with_the_reply(client):
    reply = client.publish("Chào", fields="id,permalink_url,created_time,is_published")

    body = reply.json()
    assert list(body) == ["id", "permalink_url", "created_time", "is_published"]
    assert body["created_time"].endswith("+0000")


def test_the_answer_looks_like_the_platforms(client):
    reply = client.publish()

    assert reply.headers["Content-Type"] == "application/json; charset=UTF-8"
    assert reply.headers["facebook-api-version"] == "v25.0"
    assert reply.headers["x-fb-trace-id"]
    [usage] = json.loads(reply.headers["x-business-use-case-usage"])[PAGE]
    assert usage["type"] == "pages"


@pytest.mark.parametrize("fields", [{}, {"message": "   "}, {"published": "true"}])
def test_a_post_of_nothing_is_refused(sandbox, client, fields):
    reply = client.call("POST", f"{PAGE}/feed", data=fields)

    assert (reply.status_code, error_of(reply)["code"]) == (400, 100)
    assert sandbox.posts() == []


def test_an_identical_post_right_after_is_refused_with_506(sandbox, client):
    client.publish("Một lần thôi")

    refused = client.publish("Một lần thôi")

    assert (refused.status_code, error_of(refused)["code"]) == (400, 506)
    assert len(sandbox.posts()) == 1


def test_the_same_words_are_accepted_after_another_post_or_a_deletion(sandbox, client):
    first = client.publish("Nhắc lại").json()["id"]
    client.publish("Bài khác")
    assert client.publish("Nhắc lại").status_code == 200

    client.call("DELETE", first)
    assert len(sandbox.posts()) == 2


def test_duplicates_are_let_through_when_a_test_wants_to_see_them(start_sandbox):
    sandbox = start_sandbox(accept_duplicates=True)

    replies = [Client(sandbox).publish("Hai lần") for _ in range(2)]

    assert [reply.status_code for reply in replies] == [200, 200]
    assert len(sandbox.posts()) == 2


def attach_as_json_list(ids):
    return {"attached_media": json.dumps([{"media_fbid": one} for one in ids])}


def attach_numbered(ids):
    return {f"attached_media[{n}]": json.dumps({"media_fbid": one}) for n, one in enumerate(ids)}


def attach_repeated(ids):
    return {"attached_media": [json.dumps({"media_fbid": one}) for one in ids]}


@pytest.mark.parametrize("encode", [attach_as_json_list, attach_numbered, attach_repeated])
def test_photos_are_attached_in_every_encoding(sandbox, client, make_picture, encode):
    ids = upload_two(client, make_picture)

    reply = client.publish("Hai ảnh", **encode(ids))

    assert reply.status_code == 200
    assert sandbox.posts()[0]["photos"] == ids


def test_photos_are_attached_from_a_json_body(sandbox, client, make_picture):
    ids = upload_two(client, make_picture)
    data = {"message": "Hai ảnh", "attached_media": [{"media_fbid": one} for one in ids]}

    client.call("POST", f"{PAGE}/feed", json=data)

    assert sandbox.posts()[0]["photos"] == ids


def test_a_list_that_a_client_destroyed_is_refused(sandbox, client, make_picture):
    """What facebook-sdk sends for a list of dicts: only the keys."""
    upload_two(client, make_picture)

    reply = client.publish("Hai ảnh", attached_media=["media_fbid", "media_fbid"])

    assert error_of(reply)["code"] == 100
    assert sandbox.posts() == []


def test_a_photo_that_is_in_a_post_cannot_be_attached_again(sandbox, client, make_picture):
    ids = upload_two(client, make_picture)
    client.publish("Lần đầu", **attach_as_json_list(ids))

    reply = client.publish("Lần hai", **attach_as_json_list(ids))

    assert error_of(reply)["error_subcode"] == 1366051
    assert len(sandbox.posts()) == 1


def test_an_unpublished_photo_makes_no_post_and_expires(start_sandbox, make_picture):
    sandbox = start_sandbox(photo_ttl=0)
    client = Client(sandbox)

    uploaded = client.upload(make_picture(), temporary="true", alt_text_custom="Một ô đỏ")
    reply = client.publish("Muộn", **attach_as_json_list([uploaded.json()["id"]]))

    assert set(uploaded.json()) == {"id"}
    assert (error_of(reply)["code"], error_of(reply)["error_subcode"]) == (100, 33)
    assert sandbox.posts() == []
    assert sandbox.state()["photos"][0]["alt_text"] == "Một ô đỏ"


def test_a_published_photo_makes_a_post_with_its_caption(sandbox, client, make_picture):
    body = client.upload(make_picture(), published="true", caption="Chú thích").json()

    assert set(body) == {"id", "post_id"}
    [post] = sandbox.posts()
    assert (post["id"], post["message"], post["photos"]) == (
        body["post_id"],
        "Chú thích",
        [body["id"]],
    )


def test_a_picture_that_is_no_picture_is_refused_with_324(sandbox, client):
    reply = client.upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    assert (reply.status_code, error_of(reply)["code"]) == (400, 324)
    assert sandbox.state()["photos"] == []


def test_a_picture_above_4_mb_is_refused(client, make_picture):
    reply = client.upload(make_picture() + b"\0" * 4 * 1024 * 1024)

    assert (error_of(reply)["code"], error_of(reply)["error_subcode"]) == (100, 1366046)


def test_a_picture_is_fetched_from_this_machine_only(sandbox, client, make_picture):
    kept = client.upload(make_picture()).json()["id"]
    near = {"url": f"{sandbox.url}/_sandbox/photos/{kept}", "published": "false"}
    far = {"url": "http://192.0.2.1/anh.png", "published": "false"}

    assert client.call("POST", f"{PAGE}/photos", data=near).status_code == 200
    assert error_of(client.call("POST", f"{PAGE}/photos", data=far))["code"] == 324


def test_a_link_is_scraped_only_when_switched_on(start_sandbox, client):
    strict = start_sandbox(data_dir=client.sandbox.data_dir / "strict", scrape_links=True)
    dead = "http://127.0.0.1:9/khong-co"

    assert client.publish("Có đường dẫn", link=dead).status_code == 200
    refused = Client(strict).publish("Có đường dẫn", link=dead)
    assert error_of(refused)["error_subcode"] == 1609005
    assert Client(strict).publish("Có thật", link=f"{strict.url}/").status_code == 200
    title = Client(strict).feed(fields="attachments{title}").json()["data"][0]["attachments"]
    assert title["data"][0]["title"] == "Các trang – Trang mô phỏng"


@pytest.mark.parametrize(
    ("link", "subcode"),
    [
        ("javascript:alert(1)", 2061006),
        ("http://[", 2061006),
        ("https://www.facebook.com/x", 1609008),
    ],
)
def test_a_link_outside_the_web_is_refused(client, link, subcode):
    assert error_of(client.publish("Đường dẫn", link=link))["error_subcode"] == subcode


def test_a_text_beyond_the_limit_is_refused(sandbox, client):
    assert error_of(client.publish("a" * 63_207))["code"] == 100
    assert client.publish("a" * 63_206).status_code == 200


def test_an_edit_changes_the_text_and_is_repeatable(sandbox, client):
    post_id = client.publish("Sai").json()["id"]

    replies = [client.call("POST", f"{post_id}/", data={"message": "Đúng"}) for _ in range(2)]

    assert [reply.json() for reply in replies] == [{"success": True}] * 2
    assert client.messages() == ["Đúng"]


def test_only_the_app_that_made_a_post_may_edit_it(sandbox):
    for app in ("1", "2"):
        sandbox.register({"id": "55", "token": f"token-of-app-{app}", "app_id": app})
    first, second = (Client(sandbox, f"token-of-app-{app}", "55") for app in ("1", "2"))
    post_id = first.publish("Của ứng dụng 1").json()["id"]

    refused = second.call("POST", post_id, data={"message": "Sửa"})

    assert (refused.status_code, error_of(refused)["code"]) == (403, 200)
    assert first.messages() == ["Của ứng dụng 1"]


def test_a_deleted_post_is_gone_and_a_second_deletion_says_so(sandbox, client):
    post_id = client.publish("Sẽ gỡ").json()["id"]

    assert client.call("DELETE", f"{post_id}/").json() == {"success": True}
    again = client.call("DELETE", post_id)

    assert (error_of(again)["code"], error_of(again)["error_subcode"]) == (100, 33)
    assert client.messages() == []
    assert [post["deleted"] for post in sandbox.posts(deleted=True)] == [True]


def test_a_page_token_publishes_nowhere_else(sandbox, client):
    sandbox.register({"id": "55", "token": "t-55"})

    reply = client.call("POST", "55/feed", data={"message": "Nhầm trang"})

    assert (reply.status_code, error_of(reply)["code"]) == (403, 200)
    assert sandbox.posts() == []


def test_the_ledger_names_effect_post_and_hash_of_the_text(sandbox, client):
    text = unicodedata.normalize("NFD", "Bảo hiểm xã hội")
    post_id = client.publish(text).json()["id"]
    client.call("POST", post_id, data={"message": "Đã sửa"})
    client.call("DELETE", post_id)
    client.publish("")

    lines = sandbox.ledger(method="POST") + sandbox.ledger(method="DELETE")

    expected = hashlib.sha256("Bảo hiểm xã hội".encode()).hexdigest()
    assert lines[0]["body_sha256"] == expected
    assert [line["effect"] for line in lines] == ["created", "edited", "none", "deleted"]
    assert {line["post_id"] for line in lines} == {post_id, None}
    assert [line["status"] for line in lines] == [200, 200, 400, 200]
    assert [line["n"] for line in sandbox.ledger()] == [1, 2, 3, 4]


def test_two_posters_at_once_are_both_kept_once(sandbox, client, run_together):
    def poster(name):
        return lambda: [client.publish(f"{name} {n}").json()["id"] for n in range(10)]

    results = run_together(poster("một"), poster("hai"))

    ids = [one for result in results for one in result]
    assert len(set(ids)) == 20
    assert sorted(post["id"] for post in sandbox.posts()) == sorted(ids)
    assert [line["n"] for line in sandbox.ledger()] == list(range(1, 21))


def test_identical_posts_at_once_leave_one(sandbox, client, run_together):
    replies = run_together(*[client.publish] * 4)

    assert sorted(reply.status_code for reply in replies) == [200, 400, 400, 400]
    assert len(sandbox.posts()) == 1
