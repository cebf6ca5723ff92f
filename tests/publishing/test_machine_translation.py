import json
from datetime import timedelta

import pytest

from publishing.machine_translation import LibreTranslate
from tests.fakes.raw_server import RawServer, answer
from translations.machine import MachineFailed, draft
from translations.unit import Unit

pytestmark = pytest.mark.usefixtures("in_english")
UNITS = [Unit("u1", "Mức đóng ⟨1⟩8%⟨/1⟩"), Unit("u2", "Gọi {{hotline}}")]


@pytest.fixture
def service(settings):
    """A server that gives one answer; its address is in the settings."""

    def start(body, status="200 OK", handler=None):
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        server = RawServer(handler or answer(content, status))
        settings.LOA_LIBRETRANSLATE_URL = server.url
        return server

    return start


def asked(server):
    return json.loads(server.requests[0][1])


def test_all_texts_go_in_one_question_without_their_numbers(service):
    replies = ["Kanmun [X0X][X1X]%[X2X]", "Call [X0X]"]
    with service({"translatedText": replies}) as server:
        made = draft(UNITS, "vi", "km", engine=LibreTranslate())
    assert [one.text for one in made.suggestions] == ["Kanmun ⟨1⟩8%⟨/1⟩", "Call {{hotline}}"]
    assert server.requests[0][0].startswith("POST /translate ")
    assert asked(server) == {
        "q": ["Mức đóng [X0X][X1X]%[X2X]", "Gọi [X0X]"],
        "source": "vi",
        "target": "km",
        "format": "text",
    }


def test_the_key_goes_with_the_question_and_into_no_message(service, settings):
    settings.LOA_LIBRETRANSLATE_KEY = "hidden-key"
    with (
        service({"error": "Invalid API key"}, "403 Forbidden") as server,
        pytest.raises(MachineFailed, match="LOA_LIBRETRANSLATE_KEY") as failed,
    ):
        LibreTranslate().translate(["một"], "vi", "km")
    assert asked(server)["api_key"] == "hidden-key"
    assert "hidden-key" not in str(failed.value)


@pytest.mark.parametrize(
    ("language", "code"), [("yue-hant", "zh-Hant"), ("cjm-latn", "cjm"), ("km", "km")]
)
def test_languages_are_named_as_the_service_names_them(service, language, code):
    with service({"translatedText": ["x"]}) as server:
        LibreTranslate().translate(["một"], "vi", language)
    assert asked(server)["target"] == code


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"error": "hmn is not supported"}, "400 Bad Request", "does not know Hmong"),
        ({"error": "Slowdown"}, "429 Too Many Requests", "too many questions"),
        ({"error": "Cannot translate text"}, "500 Internal Server Error", "500 Cannot translate"),
        ({"translatedText": []}, "200 OK", "no translation"),
        ({"translatedText": [5]}, "200 OK", "no translation"),
        ({"translatedText": "một"}, "200 OK", "no translation"),
        (["translatedText"], "200 OK", "no translation"),
        (b"<html>", "200 OK", "no translation"),
        (b"{", "502 Bad Gateway", "502"),
    ],
)
def test_every_other_answer_is_a_failure_that_says_what_to_do(service, body, status, message):
    with service(body, status), pytest.raises(MachineFailed, match=message):
        LibreTranslate().translate(["một"], "vi", "hmn")


def test_a_service_that_hangs_is_left_at_the_deadline(service, settings):
    settings.LOA_CALL_DEADLINE = timedelta(seconds=0.5)
    with (
        service(b"", handler=lambda connection: connection.recv(1)),
        pytest.raises(MachineFailed, match="does not answer"),
    ):
        LibreTranslate().translate(["một"], "vi", "km")


def test_a_private_address_is_asked_only_when_the_environment_names_it(service, settings):
    settings.LOA_OUTBOUND_EXCEPTIONS = []
    with service({"translatedText": ["x"]}) as server, pytest.raises(MachineFailed):
        LibreTranslate().translate(["một"], "vi", "km")
    assert server.requests == []


def test_without_an_address_nobody_is_asked(settings):
    settings.LOA_LIBRETRANSLATE_URL = ""
    with pytest.raises(MachineFailed, match="LOA_LIBRETRANSLATE_URL"):
        LibreTranslate().translate(["một"], "vi", "km")
