"""The calls to a station's system, signed. `docs/channels/stationhttps.md` says what it answers."""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ...airing.signing import SIGNATURE, TIMESTAMP, signature
from ...errors import AuthError, PermanentError, RateLimited

if TYPE_CHECKING:
    from ...http import Outbound

Answer = dict[str, Any]
LONGEST_PAUSE = timedelta(hours=6)


class Station:
    """One station. Raises only what `publishing.errors` names."""

    def __init__(
        self,
        outbound: "Outbound",
        *,
        address: str,
        secret: str,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._http, self._secret, self._clock = outbound, secret, clock
        self._base = address.rstrip("/")

    def put(self, data: bytes, key: str) -> Answer:
        """Hand over a bulletin. Sent twice with the same key, it is one."""
        answer = self._call("POST", "", data, key)
        return {} if answer is None else self._of(answer, key)

    def get(self, key: str) -> Answer | None:
        """None: the station has no bulletin of this Id."""
        answer = self._call("GET", f"/{key}", b"", key)
        return None if answer is None else self._of(answer, key)

    def cancel(self, key: str) -> None:
        """Succeeds where there is none."""
        self._call("DELETE", f"/{key}", b"", key)

    def name(self) -> str:
        """What the station calls itself."""
        answer = self._call("GET", "", b"", "")
        if answer is None:
            raise PermanentError(_("At this address no station answers. Check the address."))
        return str(answer.get("Station", ""))

    def _call(self, method: str, path: str, body: bytes, key: str) -> Answer | None:
        url = self._base + path
        moment = int(self._clock())
        whole = urlsplit(url).path or "/"
        signed = signature(self._secret, moment=moment, method=method, path=whole, body=body)
        headers = {TIMESTAMP: str(moment), SIGNATURE: signed, "Accept": "application/json"}
        if body:
            headers["Content-Type"] = "application/json; charset=utf-8"
        if key:
            headers["Idempotency-Key"] = key
        response = self._http.session.request(method, url, data=body or None, headers=headers)
        return self._read(method, response)

    def _read(self, method: str, response: Any) -> Answer | None:
        status = response.status_code
        detail = {"status": status}
        if status in (401, 403):
            raise AuthError(_("The station refused our signature. Enter its secret again."))
        if status == 429:
            raise RateLimited(_("The station asks to wait."), retry_after=_pause(response))
        if status in (404, 410) and method != "POST":
            return None
        if 400 <= status < 500:
            raise PermanentError(
                _("The station refused the bulletin (%(status)s). Ask whoever runs it.") % detail,
                detail=detail,
            )
        if status >= 500:
            raise self._http.unclear(_("The station had a fault (%(status)s).") % detail, **detail)
        if status == 204 and method == "DELETE":
            return {}
        return self._json(response)

    def _json(self, response: Any) -> Answer:
        try:
            answer = json.loads(response.content)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._http.unclear(_("The station's answer could not be read."))
        return answer

    def _of(self, answer: Answer, key: str) -> Answer:
        if str(answer.get("Id", "")) != key:
            raise self._http.unclear(_("The station answered about another bulletin."))
        return answer


def _pause(response: Any) -> timedelta | None:
    written = str(response.headers.get("Retry-After", ""))
    if not (written.isascii() and written.isdecimal() and len(written) < 8):
        return None
    return min(timedelta(seconds=int(written)), LONGEST_PAUSE)
