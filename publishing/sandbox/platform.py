"""One request from faults to reply: carried out, written to the ledger, and only then answered."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from publishing.sandbox.call import Body, Call, Options, Prepared
from publishing.sandbox.errors import (
    GraphError,
    new_trace_id,
    service_error,
    unknown_path,
    usage_header,
)
from publishing.sandbox.faults import UNANSWERED_BEFORE, Faults
from publishing.sandbox.identity import identify
from publishing.sandbox.pictures import fetch_picture, read_picture, scrape_title
from publishing.sandbox.reading import read
from publishing.sandbox.request import GraphRequest
from publishing.sandbox.state import Effect, State, text_hash
from publishing.sandbox.writing import delete, write

JSON_TYPE = "application/json; charset=UTF-8"
OLDEST_VERSION, DEFAULT_VERSION = (21, 0), "v25.0"
BAD_GATEWAY = b"<!DOCTYPE html>\n<html><head><title>Error</title></head><body>502</body></html>\n"


@dataclass(frozen=True)
class Reply:
    """``status`` None: the connection is closed without a word. ``delay``: seconds before."""

    status: int | None
    content: bytes = b""
    content_type: str = JSON_TYPE
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


class Platform:
    def __init__(self, state: State, options: Options) -> None:
        self.state = state
        self.options = options

    def handle(self, request: GraphRequest, faults: Faults) -> Reply:
        untouched = faults.has_any(UNANSWERED_BEFORE)
        prepared = Prepared() if untouched else self._prepare(request)
        with self.state.lock:
            effect = Effect()
            if untouched:
                reply = Reply(None, delay=faults.seconds("hang"))
            else:
                reply, effect = self._carry_out(request, faults, prepared)
                reply = spoil(reply, faults, new_trace_id())
            return self._commit(request, faults, effect, reply)

    def refuse(self, request: GraphRequest, error: GraphError) -> Reply:
        """For a request that could not be read."""
        with self.state.lock:
            return self._commit(request, Faults(), Effect(), error_reply(error))

    def _carry_out(
        self, request: GraphRequest, faults: Faults, prepared: Prepared
    ) -> tuple[Reply, Effect]:
        effect = Effect()
        try:
            body, page_id = self._execute(request, faults, prepared, effect)
        except GraphError as error:
            return with_platform_headers(error_reply(error), request), Effect()
        except OSError:  # a picture that the disk does not take
            return with_platform_headers(error_reply(service_error()), request), Effect()
        usage = {"x-business-use-case-usage": usage_header(page_id, 1, 0)} if page_id else {}
        reply = Reply(200, _encode(body), headers=usage)
        return with_platform_headers(reply, request), effect

    def _execute(
        self, request: GraphRequest, faults: Faults, prepared: Prepared, effect: Effect
    ) -> tuple[Body, str]:
        if refusal := faults.refusal(_page_id(request)):
            raise refusal
        caller = identify(self.state, request, effect)
        call = Call(
            self.state, self.options, request, caller, effect, faults, prepared, time.time()
        )
        endpoint = {"GET": read, "POST": write, "DELETE": delete}.get(request.method)
        if endpoint is None or not request.path:
            raise unknown_path("/".join(request.path))
        return endpoint(call), caller.page.id if caller.page else ""

    def _commit(self, request: GraphRequest, faults: Faults, effect: Effect, reply: Reply) -> Reply:
        page_id = _page_id(request) if _page_id(request) in self.state.pages else None
        entry = ledger_entry(request, faults, reply.status, page_id)
        try:
            self.state.commit(entry, effect)
        except OSError:
            # What cannot be kept has not happened; a full disk shows as the platform's failure.
            return with_platform_headers(error_reply(service_error()), request)
        return reply

    def _prepare(self, request: GraphRequest) -> Prepared:
        """Reads pictures and links before the lock is taken: both may be slow."""
        if request.method != "POST" or len(request.path) != 2:
            return Prepared()
        try:
            return self._read_media(request)
        except GraphError as problem:
            return Prepared(problem=problem)

    def _read_media(self, request: GraphRequest) -> Prepared:
        edge, url, link = request.path[1], request.get("url"), request.get("link")
        if edge == "photos" and request.uploads:
            return Prepared(read_picture(request.uploads[0].content))
        if edge == "photos" and url:
            return Prepared(fetch_picture(url))
        if edge == "feed" and link and self.options.scrape_links:
            return Prepared(link_title=scrape_title(link))
        return Prepared()


def ledger_entry(
    request: GraphRequest, faults: Faults, status: int | None, page_id: str | None
) -> dict[str, Any]:
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": request.method,
        "path": "/" + "/".join(request.path),
        "version": request.version,
        "fields": request.redacted(),
        "files": [
            {
                "field": upload.field,
                "filename": upload.filename,
                "size": len(upload.content),
                "sha256": hashlib.sha256(upload.content).hexdigest(),
            }
            for upload in request.uploads
        ],
        "page_id": page_id,
        "body_sha256": text_hash(_text(request)),
        "faults": [str(fault) for fault in faults.chosen],
        "status": status,
    }


def spoil(reply: Reply, faults: Faults, trace_id: str) -> Reply:
    """What becomes of an answer after the deed was done."""
    delay = faults.seconds("slow_commit")
    if faults.get("commit_then_drop"):
        return Reply(None, delay=delay)
    if faults.get("commit_then_500"):
        return replace(error_reply(service_error(), trace_id), headers=reply.headers, delay=delay)
    if faults.get("commit_then_502_html"):
        return Reply(502, BAD_GATEWAY, "text/html; charset=utf-8", delay=delay)
    content = reply.content
    if faults.get("json_without_id") and reply.status == 200:
        content = b"{}"
    if faults.truncation() == "cut":
        content = content[: len(content) // 2]
    return replace(reply, content=content, delay=delay)


def error_reply(error: GraphError, trace_id: str = "") -> Reply:
    headers = dict(error.headers)
    if error.type == "OAuthException" and error.code == 190:
        headers["WWW-Authenticate"] = f'OAuth "Facebook Platform" "invalid_token" "{error.message}"'
    return Reply(error.status, _encode(error.body(trace_id or new_trace_id())), headers=headers)


def with_platform_headers(reply: Reply, request: GraphRequest) -> Reply:
    headers = {
        "facebook-api-version": served_version(request.version),
        "x-fb-trace-id": new_trace_id(),
        "x-fb-rev": "1000000000",
        "Cache-Control": "private, no-cache, no-store, must-revalidate",
        "Pragma": "no-cache",
    }
    return replace(reply, headers=headers | reply.headers)


def served_version(asked: str | None) -> str:
    """Calls to a version that is dead are served by the oldest living one, without a word."""
    if asked is None:
        return DEFAULT_VERSION
    major, minor = asked[1:].split(".")
    return asked if (int(major), int(minor)) >= OLDEST_VERSION else "v21.0"


def _page_id(request: GraphRequest) -> str:
    return request.path[0].partition("_")[0] if request.path else ""


def _text(request: GraphRequest) -> str | None:
    names = [name for name in ("message", "caption") if name in request.fields]
    return request.get(names[0]) if names else None


def _encode(body: Any) -> bytes:
    """ASCII with escapes, as the platform writes."""
    return json.dumps(body, separators=(",", ":")).replace("/", "\\/").encode()
