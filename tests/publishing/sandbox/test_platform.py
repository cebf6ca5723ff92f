"""The client library that Loa uses, unchanged, against the stand-in."""

import io
import json

import facebook
import pytest

from tests.publishing.sandbox.conftest import PAGE, TOKEN


@pytest.fixture
def graph(sandbox, monkeypatch):
    monkeypatch.setattr(facebook, "FACEBOOK_GRAPH_URL", f"{sandbox.url}/")
    graph = facebook.GraphAPI(TOKEN, timeout=10)
    graph.version = "v25.0"
    return graph


def test_a_post_is_made_edited_read_and_deleted(graph):
    made = graph.put_object(PAGE, "feed", message="Xin chào", fields="id,permalink_url")
    edited = graph.request(f"{graph.version}/{made['id']}", post_args={"message": "Đã sửa"})
    read = graph.get_object(made["id"], fields="message,is_published")
    deleted = graph.delete_object(made["id"])

    assert set(made) == {"id", "permalink_url"}
    assert edited == deleted == {"success": True}
    assert (read["message"], read["is_published"]) == ("Đã sửa", True)


def test_photos_in_two_steps(sandbox, graph, make_picture):
    ids = [
        graph.put_photo(io.BytesIO(make_picture(colour)), f"{PAGE}/photos", published="false")["id"]
        for colour in ("red", "blue")
    ]

    media = json.dumps([{"media_fbid": one} for one in ids])
    graph.put_object(PAGE, "feed", message="Hai ảnh", attached_media=media)

    assert sandbox.posts()[0]["photos"] == ids


def test_a_list_of_dicts_arrives_destroyed_and_is_refused(graph, make_picture):
    photo = graph.put_photo(io.BytesIO(make_picture()), f"{PAGE}/photos", published=False)

    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.put_object(PAGE, "feed", message="Ảnh", attached_media=[{"media_fbid": photo["id"]}])

    assert refused.value.code == 100


def test_all_pages_of_a_listing_are_walked(graph):
    for n in range(5):
        graph.put_object(PAGE, "feed", message=f"bài {n}")

    posts = graph.get_all_connections(PAGE, "feed", limit=2, fields="message")

    assert [post["message"] for post in posts] == [f"bài {n}" for n in range(4, -1, -1)]


def test_the_version_is_read_from_the_header(graph):
    assert graph.get_version() == "25.0"


def test_an_error_carries_the_whole_envelope(graph):
    graph.put_object(PAGE, "feed", message="Một lần")

    with pytest.raises(facebook.GraphAPIError) as refused:
        graph.put_object(PAGE, "feed", message="Một lần")

    error = refused.value.result["error"]
    assert (error["code"], error["type"], error["error_subcode"]) == (
        506,
        "OAuthException",
        1455006,
    )
    assert error["error_user_title"]
    assert error["error_user_msg"]
    assert error["fbtrace_id"]
    assert error["is_transient"] is False


def test_an_edge_servers_page_looks_like_an_error_without_code(sandbox, graph):
    sandbox.faults({"mode": "commit_then_502_html", "match": {"method": "POST"}})

    with pytest.raises(facebook.GraphAPIError) as failed:
        graph.put_object(PAGE, "feed", message="Đã lên")

    assert failed.value.code is None
    assert len(sandbox.posts()) == 1
