import logging
import sys

import pytest
from django.conf import settings

from publishing.log_redaction import RedactCommuneTokens, redact

TOKEN = "aBcDeFgHiJkLmNoPqRsTuV"


@pytest.fixture
def lines():
    """What a handler with the filter writes, for records of any logger."""
    written = []

    class Kept(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    handler = Kept()
    handler.addFilter(RedactCommuneTokens())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield written
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


@pytest.mark.django_db
def test_the_line_of_a_refused_request_holds_no_token(client, lines):
    client.get(f"/loa/{TOKEN}/")
    assert lines
    assert not [line for line in lines if TOKEN in line]
