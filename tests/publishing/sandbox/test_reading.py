import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.publishing.sandbox.conftest import PAGE, TOKEN, Client

READ_BACK = (
    "id,message,created_time,is_published,permalink_url,application,status_type,"
    "attachments{type,url,unshimmed_url,title,target{id},media,subattachments{target{id}}}"
)


def only(reply):
    [post] = reply.json()["data"]
    return post


def test_a_link_post_is_read_back_with_all_that_identifies_it(sandbox, client):
    link = "http://127.0.0.1:8000/the-bhyt/?a=1"
    post_id = client.publish("Thẻ BHYT", link=link).json()["id"]

    post = only(client.feed(fields=READ_BACK))

    assert (post["id"], post["message"], post["is_published"]) == (post_id, "Thẻ BHYT", True)
    assert post["application"]["id"] == "900000000000001"
    assert post["permalink_url"] == f"{sandbox.url}/{PAGE}/posts/{post_id.split('_')[1]}"
    [attachment] = post["attachments"]["data"]
    assert attachment["unshimmed_url"] == link
    assert attachment["url"].startswith("https://l.facebook.com/l.php?u=http%3A%2F%2F127")
    assert requests.get(post["permalink_url"], timeout=10).status_code == 200


def test_photos_are_read_back_by_the_ids_of_their_uploads(client, make_picture):
    ids = [client.upload(make_picture(colour)).json()["id"] for colour in ("red", "blue", "green")]
    media = {f"attached_media[{n}]": f'{{"media_fbid":"{one}"}}' for n, one in enumerate(ids)}
    client.publish("Ba ảnh", **media)

    [album] = only(client.feed(fields=READ_BACK))["attachments"]["data"]

    assert album["type"] == "album"
    assert [one["target"]["id"] for one in album["subattachments"]["data"]] == ids


def test_a_single_photo_is_its_own_attachment(client, make_picture):
    photo_id = client.upload(make_picture(), published="true").json()["id"]

    [attachment] = only(client.feed(fields=READ_BACK))["attachments"]["data"]

    assert (attachment["type"], attachment["target"]["id"]) == ("photo", photo_id)
    image = attachment["media"]["image"]
    assert (image["height"], image["width"]) == (30, 40)
    assert requests.get(image["src"], timeout=10).content == make_picture()


def test_feed_shows_unpublished_posts_and_the_other_listings_do_not(client):
    client.publish("Nháp", published="False")
    client.publish("Công khai", published="1")

    feed = client.feed(fields="message,is_published").json()["data"]

    assert [(post["message"], post["is_published"]) for post in feed] == [
        ("Công khai", True),
        ("Nháp", False),
    ]
    assert client.messages("published_posts") == client.messages("posts") == ["Công khai"]


def test_an_unpublished_post_is_published_by_an_edit(client):
    post_id = client.publish("Nháp", published="0").json()["id"]

    client.call("POST", post_id, data={"is_published": "true"})

    assert client.messages("published_posts") == ["Nháp"]


def test_a_scheduled_post_waits_in_its_own_listing(client):
    moment = int(time.time()) + 3600
    client.publish("Hẹn giờ", published="false", scheduled_publish_time=moment)

    post = only(client.feed("scheduled_posts", fields="message,scheduled_publish_time"))

    assert post["scheduled_publish_time"] == moment
    assert client.messages("posts") == []
    too_soon = client.publish("Sớm", published="false", scheduled_publish_time=moment - 3500)
    assert too_soon.json()["error"]["code"] == 100


def test_pages_of_a_listing_follow_each_other_to_the_end(client):
    wanted = [f"bài {n}" for n in range(7)]
    for message in wanted:
        client.publish(message)

    body, seen = client.feed(limit=3).json(), []
    for _ in range(5):
        seen += [post["message"] for post in body["data"]]
        if "next" not in body["paging"]:
            break
        body = requests.get(body["paging"]["next"], timeout=10).json()

    assert seen == wanted[::-1]
    assert "previous" in body["paging"]


def test_the_address_of_the_next_page_carries_what_the_caller_asked(client):
    for n in range(2):
        client.publish(f"bài {n}")

    query = parse_qs(urlsplit(client.feed(limit=1, fields="id").json()["paging"]["next"]).query)

    assert (query["limit"], query["fields"], query["access_token"]) == (["1"], ["id"], [TOKEN])
    assert query["after"]


def test_going_back_leads_to_the_page_before(client):
    for n in range(4):
        client.publish(f"bài {n}")
    second = requests.get(client.feed(limit=2).json()["paging"]["next"], timeout=10).json()

    first = requests.get(second["paging"]["previous"], timeout=10).json()

    assert [post["message"] for post in first["data"]] == ["bài 3", "bài 2"]


def test_since_and_until_bound_a_listing(client):
    client.publish("Bây giờ")
    now = int(time.time())

    assert client.messages(since=now - 60, until=now + 60) == ["Bây giờ"]
    assert client.messages(since=now + 60) == []
    assert client.messages(until="2020-01-01T00:00:00+0000") == []


@pytest.mark.parametrize("limit", ["101", "0", "-1", "nhiều"])
def test_a_limit_beyond_the_platforms_is_refused(client, limit):
    assert client.feed(limit=limit).json()["error"]["code"] == 100


@pytest.mark.parametrize("fields", ["id,colour", "attachments{colour}", "id,{", "attachments{type"])
def test_fields_that_do_not_exist_or_parse_are_refused(client, fields):
    client.publish()

    assert client.feed(fields=fields).json()["error"]["code"] == 100


def test_one_post_is_read_by_its_id_and_not_by_anothers_token(sandbox, client):
    post_id = client.publish("Của tôi").json()["id"]
    stranger = Client(sandbox, "sandbox-token-999", "999")

    assert client.call("GET", post_id, params={"fields": "message"}).json()["message"] == "Của tôi"
    refused = stranger.call("GET", post_id).json()["error"]
    assert (refused["code"], refused["error_subcode"]) == (100, 33)
    assert refused["type"] == "GraphMethodException"


def test_a_photo_is_read_with_its_alternative_text_and_its_post(client, make_picture):
    made = client.upload(make_picture(), published="true", alt_text_custom="Ô đỏ").json()
    params = {"fields": "alt_text_custom,page_story_id,images"}

    photo = client.call("GET", made["id"], params=params).json()

    assert (photo["alt_text_custom"], photo["page_story_id"]) == ("Ô đỏ", made["post_id"])
    assert requests.get(photo["images"][0]["source"], timeout=10).content == make_picture()


def test_only_photos_that_the_public_sees_are_listed(client, make_picture):
    client.upload(make_picture("red"))
    shown = client.upload(make_picture("blue"), published="true").json()["id"]

    assert only(client.feed("photos", type="uploaded"))["id"] == shown


def test_a_page_tells_its_name(sandbox):
    sandbox.register({"id": "55", "name": "BHXH thử nghiệm", "token": "t-55"})
    client = Client(sandbox, "t-55", "55")

    assert client.call("GET", "55").json() == {"name": "BHXH thử nghiệm", "id": "55"}
    assert client.call("GET", "me", params={"fields": "name,link"}).json()["link"].endswith("/55")


def test_an_unknown_object_is_code_100_subcode_33(client):
    client.publish()

    refused = client.call("GET", "404404").json()["error"]

    assert (refused["code"], refused["error_subcode"]) == (100, 33)
    assert "404404" in refused["message"]
    assert refused["fbtrace_id"]
