import http.client
import json
from email.message import Message

import pytest
import requests

from publishing.sandbox.errors import GraphError
from publishing.sandbox.request import parse
from tests.publishing.sandbox.conftest import PAGE, TOKEN


def read(body=b"", content_type=None, target=f"/v25.0/{PAGE}/feed", **headers):
    message = Message()
    if content_type:
        message["content-type"] = content_type
    for name, value in headers.items():
        message[name] = value
    return parse("POST", target, message, body)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"message=Xin+ch%C3%A0o", "application/x-www-form-urlencoded"),
        (b"message=Xin+ch%C3%A0o", None),
        ('{"message": "Xin chào"}'.encode(), "application/json; charset=utf-8"),
        ('{"message": "Xin chào"}'.encode(), None),
        (
            '--b\r\nContent-Disposition: form-data; name="message"\r\n\r\nXin chào\r\n--b--'.encode(),
            'multipart/form-data; boundary="b"',
        ),
    ],
)
def test_every_encoding_says_the_same(body, content_type):
    assert read(body, content_type).get("message") == "Xin chào"


@pytest.mark.parametrize("field", ["source", "source0", "file", "anything"])
def test_a_file_is_found_under_any_field_name(field):
    content = b"\x89PNG\r\n\r\n--b not the end\r\n\x00\xff"
    head = f'--b9\r\nContent-Disposition: form-data; name="{field}"; filename="ảnh; 1.png"\r\n\r\n'
    request = read(head.encode() + content + b"\r\n--b9--\r\n", "multipart/form-data; boundary=b9")

    [upload] = request.uploads

    assert (upload.field, upload.content) == (field, content)


@pytest.mark.parametrize(
    ("target", "path", "version"),
    [
        ("/v25.0/1/feed", ("1", "feed"), "v25.0"),
        ("/v25.0/1/feed/", ("1", "feed"), "v25.0"),
        ("/1_2/", ("1_2",), None),
        ("//v26.0//1", ("1",), "v26.0"),
    ],
)
def test_version_and_trailing_slash_are_optional(target, path, version):
    request = read(target=target)

    assert (request.path, request.version) == (path, version)


def test_query_and_body_are_merged_and_the_body_wins():
    request = read(b"message=body&link=x", target="/1/feed?message=query&fields=id")

    assert request.get("message") == "body"
    assert request.get("fields") == "id"


def test_the_token_is_read_from_query_body_or_header():
    assert read(target="/me?access_token=a").token == "a"
    assert read(b"access_token=b").token == "b"
    assert read(Authorization="Bearer c").token == "c"
    assert read(Authorization="OAuth d").token == "d"


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("True", True), ("1", True), ("False", False), ("0", False)]
)
def test_booleans_come_in_many_spellings(text, value):
    assert read(f"published={text}".encode()).flag("published", not value) is value


def test_a_json_boolean_is_a_boolean():
    request = read(b'{"published": false}', "application/json")

    assert request.flag("published", True) is False


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{not json", "application/json"),
        (b"[1]", "application/json"),
        (b"x", "multipart/form-data"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_code_100(body, content_type):
    with pytest.raises(GraphError) as refused:
        read(body, content_type)

    assert refused.value.code == 100


def test_the_sandbox_reads_a_chunked_body(sandbox, client):
    def chunks():
        yield b'{"message": "t\xe1\xbb\xab'
        yield b'ng ph\xe1\xba\xa7n"}'

    reply = client.call(
        "POST", f"{PAGE}/feed", data=chunks(), headers={"Content-Type": "application/json"}
    )

    assert reply.status_code == 200
    assert client.messages() == ["từng phần"]


def test_one_connection_carries_many_requests(sandbox):
    connection = http.client.HTTPConnection(sandbox.url.removeprefix("http://"), timeout=10)
    for number in range(3):
        body = json.dumps({"message": f"bài {number}", "access_token": TOKEN})
        connection.request("POST", f"/{PAGE}/feed", body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        assert reply.status == 200
        reply.read()
        assert reply.headers["Connection"] is None
    assert len(sandbox.posts()) == 3


def test_a_body_of_unreadable_length_ends_the_connection(sandbox):
    connection = http.client.HTTPConnection(sandbox.url.removeprefix("http://"), timeout=10)
    connection.putrequest("POST", f"/{PAGE}/feed")
    connection.putheader("Content-Length", "many")
    connection.endheaders()

    reply = connection.getresponse()

    assert (reply.status, reply.headers["Connection"]) == (413, "close")


def test_the_token_is_nowhere_in_the_ledger(sandbox, client):
    client.publish()
    client.call("GET", "debug_token", params={"input_token": TOKEN, "appsecret_proof": "abc"})
    requests.get(f"{sandbox.url}/me", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10)
    sandbox.register({"id": "77", "token": "page-token-77", "app_secret": "app-secret-77"})

    text = (sandbox.data_dir / "sandbox-ledger.jsonl").read_text()

    for secret in (TOKEN, "page-token-77", "app-secret-77"):
        assert secret not in text
    assert '"access_token": "[redacted]"' in text
