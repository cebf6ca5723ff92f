"""Keeps the tokens of commune links out of every log line. Loaded with the settings: no models."""

import logging
import re

_LINK = re.compile(r"(/loa/)[^/\s?#\"']+")
_FORMATTER = logging.Formatter()
# They have handlers of their own, which no settings of ours reach.
_WEB_SERVER = ("gunicorn.access", "gunicorn.error")


def redact(text: str) -> str:
    """`/loa/<token>/…` becomes `/loa/***/…`."""
    return _LINK.sub(r"\1***", text)


class RedactCommuneTokens(logging.Filter):
    """A filter of handlers, so that it sees the lines of every logger that passes them on."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "/loa/" in message:
            record.msg, record.args = redact(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _FORMATTER.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        return True


def redact_web_server() -> None:
    """Its lines, too: it writes the address of every request if it is asked for an access log."""
    for name in _WEB_SERVER:
        logging.getLogger(name).addFilter(RedactCommuneTokens())
