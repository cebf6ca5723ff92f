import logging
import sys

import pytest
from django.conf import settings

from publishing.log_redaction import RedactCommuneTokens, redact

TOKEN = "aBcDeFgHiJkLmNoPqRsTuV"


class Kept(logging.Handler):
    """What a handler writes, line by line."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture
def lines():
    """What a handler with the filter writes, for records of any logger."""
    handler = Kept()
    handler.addFilter(RedactCommuneTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield handler.lines
    logger.removeHandler(handler)


def test_a_token_is_taken_out_of_an_address():
    assert redact(f"GET /loa/{TOKEN}/?co=2 200") == "GET /loa/***/?co=2 200"


def test_other_addresses_stay_readable():
    assert redact("GET /loai-hinh/tin/ 200") == "GET /loai-hinh/tin/ 200"


def test_arguments_of_a_line_are_redacted(lines):
    logging.getLogger("django.request").warning("Not Found: %s", f"/loa/{TOKEN}/")
    assert lines == ["Not Found: /loa/***/"]


def test_the_words_of_an_exception_are_redacted(lines):
    try:
        raise ValueError(f"bad path /loa/{TOKEN}/x/")
    except ValueError:
        logging.getLogger("django.request").error("broken", exc_info=sys.exc_info())
    assert TOKEN not in lines[0]
    assert "ValueError" in lines[0]


def test_every_handler_of_the_settings_has_the_filter():
    handlers = settings.LOGGING["handlers"].values()
    assert all("commune_tokens" in handler["filters"] for handler in handlers)


@pytest.mark.parametrize("name", ["gunicorn.access", "gunicorn.error"])
def test_the_web_server_writes_no_token_whatever_handlers_it_has(name):
    handler, logger = Kept(), logging.getLogger(name)
    logger.addHandler(handler)
    line = {"h": "127.0.0.1", "r": f"GET /loa/{TOKEN}/?co=2 HTTP/1.1", "s": "200"}
    try:
        logger.error('%(h)s "%(r)s" %(s)s', line)
    finally:
        logger.removeHandler(handler)
    assert handler.lines == ['127.0.0.1 "GET /loa/***/?co=2 HTTP/1.1" 200']


@pytest.mark.django_db
def test_the_line_of_a_refused_request_holds_no_token(client, lines):
    client.get(f"/loa/{TOKEN}/")
    assert lines
    assert not [line for line in lines if TOKEN in line]
