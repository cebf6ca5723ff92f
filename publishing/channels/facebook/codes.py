"""What the Graph API's error codes mean for a delivery.

https://developers.facebook.com/docs/graph-api/guides/error-handling
https://developers.facebook.com/docs/graph-api/overview/rate-limiting
"""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...errors import (
    AmbiguousError,
    AuthError,
    ChannelError,
    PermanentError,
    RateLimited,
    TransientError,
)

# Without a header that says how long; calling on while throttled lengthens the block.
THROTTLE = timedelta(minutes=15)
BLOCK = timedelta(hours=6)


class AlreadyPosted(AmbiguousError):
    """The platform has this post already: perhaps ours, whose answer was lost."""


class Gone(PermanentError):
    """No such post for this account: deleted, or not ours to see."""


class Meaning(NamedTuple):
    kind: type[ChannelError]
    text: Promise


WAIT = Meaning(RateLimited, _("Facebook asks us to wait before the next call."))
BLOCKED = Meaning(
    AuthError,
    _(
        "Facebook has blocked posting on this page. Log in to Facebook as its manager, do what "
        "Facebook asks there, then reconnect the page here."
    ),
)
SLOWED = Meaning(RateLimited, _("Facebook limits how often this page may post for some hours."))
TOKEN = Meaning(
    AuthError,
    _("Facebook no longer accepts the credentials of this page. Reconnect it with a new token."),
)
PERMISSION = Meaning(
    AuthError,
    _(
        "Whoever connected this page may no longer post on it. Reconnect it with the token of a "
        "person who may."
    ),
)
DUPLICATE = Meaning(
    AlreadyPosted, _("Facebook says that the same post is there already. Check the page.")
)
VERSION = Meaning(
    AuthError,
    _(
        "Facebook no longer serves the configured version of its interface. Tell the "
        "administrator (GRAPH_API_VERSION), then reconnect the page."
    ),
)
PICTURE = Meaning(
    PermanentError, _("Facebook refused a picture of this post. Replace it, then publish again.")
)
LINK = Meaning(PermanentError, _("Facebook refuses the link of this post."))
SCRAPE = Meaning(
    TransientError,
    _("Facebook could not read the page that this post links to. Nothing was posted."),
)
GONE = Meaning(Gone, _("The post is no longer on the page."))
OTHERS = Meaning(PermanentError, _("Facebook lets a post be changed only by the app that made it."))

# Codes whose call was certainly not carried out, and what they mean.
CODES: dict[int, Meaning] = {
    3: PERMISSION,
    4: WAIT,
    10: PERMISSION,
    17: WAIT,
    32: WAIT,
    102: TOKEN,
    104: TOKEN,
    190: TOKEN,
    283: PERMISSION,
    **dict.fromkeys(range(200, 300), PERMISSION),
    324: PICTURE,
    341: WAIT,
    368: BLOCKED,
    506: DUPLICATE,
    613: WAIT,
    2635: VERSION,
    80001: WAIT,
    1366046: PICTURE,
    1366051: DUPLICATE,
    1609005: SCRAPE,
    1609008: LINK,
    2061006: LINK,
}
# Subcodes that say more than their code.
SUBCODES: dict[tuple[int, int], Meaning] = {
    (100, 33): GONE,
    (100, 1366046): PICTURE,
    (100, 1366051): DUPLICATE,
    (100, 1609005): SCRAPE,
    (100, 1609008): LINK,
    (100, 2061006): LINK,
    (368, 1390008): SLOWED,
    (368, 1404082): DUPLICATE,
}
# What the platform tells by words only.
PHRASES: dict[str, Meaning] = {
    "made using that app": OTHERS,
    "appsecret_proof": TOKEN,
}
# Said also of calls that were carried out: no answer at all.
UNCLEAR = {1, 2}
_LONG_WORDS = re.compile(r"[A-Za-z0-9_|-]{24,}")


def meaning_of(error: Mapping[str, Any]) -> Meaning | None:
    """None for codes that are not known."""
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    text = str(error.get("message", ""))
    for phrase, meaning in PHRASES.items():
        if phrase in text:
            return meaning
    return SUBCODES.get((code, subcode)) or CODES.get(subcode) or CODES.get(code)


def refusal(
    error: Mapping[str, Any], *, status: int, headers: Mapping[str, str]
) -> ChannelError | None:
    """The error that stands for a Graph error; None when it does not say what happened."""
    meaning = meaning_of(error)
    code = _number(error.get("code"))
    detail = {**describe(error), "status": status}
    if meaning is None:
        if status >= 500 or code in UNCLEAR or code == 0:
            return None
        return PermanentError(
            str(_("Facebook refused the call: %(reason)s")) % {"reason": detail["message"]},
            detail=detail,
        )
    if issubclass(meaning.kind, RateLimited):
        wait = _wait_of(headers) or (BLOCK if meaning is SLOWED else THROTTLE)
        return meaning.kind(str(meaning.text), retry_after=wait, detail=detail)
    return meaning.kind(str(meaning.text), detail=detail)


def throttled(headers: Mapping[str, str]) -> ChannelError:
    """For an edge server that says so by the HTTP status alone."""
    return RateLimited(
        str(WAIT.text), retry_after=_wait_of(headers) or THROTTLE, detail={"status": 429}
    )


def describe(error: Mapping[str, Any]) -> dict[str, Any]:
    """For the attempt's record. Messages may quote a token: long words are cut out."""
    said = str(error.get("error_user_msg") or error.get("message") or "")
    return {
        "code": _number(error.get("code")),
        "subcode": _number(error.get("error_subcode")),
        "trace": str(error.get("fbtrace_id", ""))[:60],
        "message": _LONG_WORDS.sub("…", said)[:300],
    }


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _wait_of(headers: Mapping[str, str]) -> timedelta | None:
    """Minutes in the usage header of the page; seconds in the standard one."""
    minutes = [0.0]
    try:
        usage = json.loads(headers.get("x-business-use-case-usage", "{}"))
        for entries in usage.values():
            minutes += [float(entry.get("estimated_time_to_regain_access", 0)) for entry in entries]
    except (ValueError, TypeError, AttributeError):
        minutes = [0.0]
    seconds = headers.get("retry-after", "")
    wait = max(max(minutes) * 60, float(seconds) if seconds.isdecimal() else 0)
    return timedelta(seconds=wait) if wait else None
