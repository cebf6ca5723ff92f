"""The nine measured traps of facebook-sdk, and recorded replies of the platform."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import facebook
import pytest
import responses

from publishing.channels.facebook.client import PageGraph
from publishing.errors import AmbiguousError, AuthError, PermanentError, TransientError
from publishing.http import NamedBytes, Outbound
from tests.fakes.raw_server import RawServer, answer

pytestmark = pytest.mark.usefixtures("in_english")

BASE = "http://127.0.0.1:8001/"
TOKEN = "EAATOKENoftheVerySecretKind0123456789"
JSON = ["Content-Type: application/json; charset=UTF-8"]


def graph(base_url=BASE, **options):
    outbound = Outbound(deadline=timedelta(seconds=10), exceptions=["127.0.0.1"])
    options = {"access_token": TOKEN, "version": "v25.0", **options}
    return PageGraph(outbound, base_url=base_url, **options)


@pytest.fixture
def platform():
    with responses.RequestsMock() as mock:
        yield mock


def form(call):
    body = call.request.body
    return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}


def test_lists_of_dicts_and_booleans_arrive_as_json(platform):
    platform.post(f"{BASE}v25.0/1/feed", json={"id": "1_2"})
    photos = [{"media_fbid": "7"}, {"media_fbid": "8"}]
    graph().publish("1", {"message": "Chào", "attached_media": photos, "published": True})
    sent = form(platform.calls[0])
    assert sent["attached_media"] == '[{"media_fbid": "7"}, {"media_fbid": "8"}]'
    assert sent["published"] == "true"
    assert sent["message"] == "Chào"


@pytest.mark.parametrize("status", [500, 503, 404])
def test_a_bad_status_without_an_error_is_no_success(platform, status):
    platform.post(f"{BASE}v25.0/1/feed", json={"message": "down"}, status=status)
    with pytest.raises(AmbiguousError) as caught:
        graph().publish("1", {"message": "Chào"})
    assert caught.value.detail["status"] == status


@pytest.mark.parametrize("kind", ["text/html", "text/javascript"])
def test_an_answer_of_another_kind_says_nothing_of_what_happened(platform, kind):
    platform.post(f"{BASE}v25.0/1/feed", body="<html>502</html>", status=502, content_type=kind)
    platform.get(f"{BASE}v25.0/me", body="<html>502</html>", status=502, content_type=kind)
    with pytest.raises(AmbiguousError):
        graph().publish("1", {"message": "Chào"})
    with pytest.raises(TransientError):
        graph().me()


def test_an_answer_without_content_type_says_nothing_of_what_happened():
    with RawServer(answer(b'{"id":"1_2"}')) as server, pytest.raises(AmbiguousError):
        graph(server.url).publish("1", {"message": "Chào"})


def test_json_that_ends_too_early_says_nothing_of_what_happened():
    with RawServer(answer(b'{"id":"1_', headers=JSON)) as server, pytest.raises(AmbiguousError):
        graph(server.url).publish("1", {"message": "Chào"})


def test_a_read_that_was_answered_unclearly_may_be_repeated():
    with RawServer(answer(b'{"id":"1_', headers=JSON)) as server, pytest.raises(TransientError):
        graph(server.url).me()


def test_the_token_is_in_no_address_and_no_message(platform):
    photo = re.compile(rf"{BASE}v25\.0/1/photos.*")
    platform.get(f"{BASE}v25.0/me", json={"id": "1"})
    platform.delete(f"{BASE}v25.0/1_2", json={"success": True})
    platform.post(photo, json={"id": "7"})
    one = graph(app_secret="appsecret-123")
    one.me()
    one.delete_object("1_2")
    one.upload("1", NamedBytes(b"jpeg", "anh.jpg"), alt="", caption="")
    for call in platform.calls:
        assert TOKEN not in call.request.url
        assert call.request.headers["Authorization"] == f"Bearer {TOKEN}"
    with pytest.raises(TransientError) as caught:
        graph("http://127.0.0.1:9/").me()
    assert TOKEN not in f"{caught.value!r} {caught.value.detail} {caught.value.__context__!r}"


def test_the_callers_arguments_are_left_alone(platform):
    platform.post(f"{BASE}v25.0/1_2", json={"success": True})
    one, fields = graph(), {"message": "Chào"}
    for _ in range(2):
        one.request("v25.0/1_2", post_args=fields)
    assert fields == {"message": "Chào"}
    assert not any("access_token" in f"{call.request.url}{form(call)}" for call in platform.calls)


def test_the_token_is_sent_once_and_each_page_has_its_own(platform):
    platform.get(f"{BASE}v25.0/me", json={"id": "1"})
    for token in ("token-of-page-1", "token-of-page-2"):
        graph(access_token=token).me()
    for call, token in zip(platform.calls, ("token-of-page-1", "token-of-page-2"), strict=True):
        assert call.request.headers["Authorization"] == f"Bearer {token}"
        assert "access_token" not in call.request.url


def test_all_that_the_platform_says_of_an_error_is_kept(platform):
    error = {
        "message": "(#100) Invalid parameter",
        "type": "OAuthException",
        "code": 100,
        "error_subcode": 99,
        "error_user_msg": "Ảnh không hợp lệ.",
        "fbtrace_id": "AbC",
    }
    platform.post(f"{BASE}v25.0/1/feed", json={"error": error}, status=400)
    with pytest.raises(PermanentError, match="Ảnh không hợp lệ") as caught:
        graph().publish("1", {"message": "Chào"})
    assert caught.value.detail == {
        "code": 100,
        "subcode": 99,
        "trace": "AbC",
        "message": "Ảnh không hợp lệ.",
        "status": 400,
    }


def test_a_token_that_the_platform_quotes_is_not_kept(platform):
    error = {"message": f"Malformed access token {TOKEN}", "code": 190}
    platform.get(f"{BASE}v25.0/me", json={"error": error}, status=400)
    with pytest.raises(AuthError) as caught:
        graph().me()
    assert TOKEN not in f"{caught.value} {caught.value.detail}"


def test_a_call_arrives_once_when_the_platform_hangs_up():
    with RawServer(lambda connection: connection.close()) as server:
        with pytest.raises(AmbiguousError):
            graph(server.url).publish("1", {"message": "Chào"})
        with pytest.raises(TransientError):
            graph(server.url).upload("1", NamedBytes(b"x", "a.jpg"), alt="", caption="")
    assert len(server.requests) == 2


@pytest.mark.parametrize("version", ["v25.0", "v26.0", "v30.0"])
def test_versions_that_the_package_does_not_know_are_used(platform, version):
    platform.get(f"{BASE}{version}/me", json={"id": "1"})
    assert graph(version=version).me() == {"id": "1"}


def test_every_call_ends_although_the_package_sets_no_time_limit():
    with RawServer(lambda connection: connection.recv(1)) as server:
        outbound = Outbound(deadline=timedelta(seconds=1.5), exceptions=["127.0.0.1"])
        one = PageGraph(outbound, access_token=TOKEN, base_url=server.url, version="v25.0")
        with pytest.raises(AmbiguousError):
            one.publish("1", {"message": "Chào"})


def test_the_package_address_is_replaced_for_this_client_only(platform):
    platform.get("http://127.0.0.1:8001/under/v25.0/me", json={"id": "1"})
    assert graph("http://127.0.0.1:8001/under").me() == {"id": "1"}
    assert facebook.FACEBOOK_GRAPH_URL == "https://graph.facebook.com/"


def test_the_proof_of_the_app_secret_goes_with_every_call(platform):
    platform.get(f"{BASE}v25.0/me", json={"id": "1"})
    platform.post(f"{BASE}v25.0/1/feed", json={"id": "1_2"})
    one = graph(app_secret="app-secret-456")
    one.me()
    one.publish("1", {"message": "Chào"})
    proof = parse_qs(urlsplit(platform.calls[0].request.url).query)["appsecret_proof"][0]
    assert re.fullmatch("[0-9a-f]{64}", proof)
    assert form(platform.calls[1])["appsecret_proof"] == proof


def test_an_upload_has_its_name_and_texts(platform):
    platform.post(f"{BASE}v25.0/1/photos", json={"id": "7"})
    graph().upload("1", NamedBytes(b"jpeg-bytes", "anh-bia.jpg"), alt="Mẹ và bé", caption="")
    body = platform.calls[0].request.body
    assert b'name="source"; filename="anh-bia.jpg"' in body
    assert "Mẹ và bé".encode() in body
    assert b'name="published"\r\n\r\nfalse' in body
    assert b'name="caption"' not in body


def test_true_alone_is_success(platform):
    platform.delete(f"{BASE}v25.0/1_2", json=True)
    assert graph().delete_object("1_2") == {"success": True}
