"""The platform's errors: envelope, codes and HTTP statuses.

Codes and envelope: https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from typing import Any


@dataclass
class GraphError(Exception):
    """An answer of the platform that refuses the request; nothing was committed."""

    message: str
    code: int
    status: int = 400
    type: str = "OAuthException"
    subcode: int | None = None
    title: str | None = None
    user_message: str | None = None
    is_transient: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def body(self, trace_id: str) -> dict[str, Any]:
        error: dict[str, Any] = {"message": self.message, "type": self.type, "code": self.code}
        if self.subcode is not None:
            error["error_subcode"] = self.subcode
        error["is_transient"] = self.is_transient
        if self.title is not None:
            error["error_user_title"] = self.title
        if self.user_message is not None:
            error["error_user_msg"] = self.user_message
        error["fbtrace_id"] = trace_id
        return {"error": error}


def new_trace_id() -> str:
    return "A" + secrets.token_urlsafe(16)


def invalid_parameter(
    text: str, *, subcode: int | None = None, user_message: str | None = None
) -> GraphError:
    title = "Invalid parameter" if user_message else None
    return GraphError(
        f"(#100) {text}", 100, subcode=subcode, title=title, user_message=user_message
    )


def neither_message_nor_link() -> GraphError:
    return invalid_parameter(
        "Invalid parameter",
        subcode=1349125,
        user_message="A post needs a message, a link or attached media.",
    )


def unknown_object(method: str, object_id: str) -> GraphError:
    return GraphError(
        f"Unsupported {method.lower()} request. Object with ID '{object_id}' does not exist, "
        "cannot be loaded due to missing permissions, or does not support this operation. "
        "Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api",
        100,
        type="GraphMethodException",
        subcode=33,
    )


def unknown_field(name: str, node_type: str) -> GraphError:
    return GraphError(
        f"(#100) Tried accessing nonexisting field ({name}) on node type ({node_type})", 100
    )


def unknown_path(path: str) -> GraphError:
    return GraphError(f"Unknown path components: /{path}", 2500)


def token_missing() -> GraphError:
    return GraphError("An access token is required to request this resource.", 104)


def token_invalid() -> GraphError:
    return GraphError("Invalid OAuth access token - Cannot parse access token", 190)


def token_expired() -> GraphError:
    return GraphError(
        "Error validating access token: Session has expired on Thursday, 01-Jan-26 00:00:00 PST. "
        "The session must be renewed.",
        190,
        subcode=463,
    )


def proof_missing() -> GraphError:
    return GraphError(
        "API calls from the server require an appsecret_proof argument",
        100,
        type="GraphMethodException",
    )


def proof_invalid() -> GraphError:
    return GraphError(
        "Invalid appsecret_proof provided in the API argument", 100, type="GraphMethodException"
    )


def not_permitted() -> GraphError:
    return GraphError(
        "(#200) If posting to a page, requires both pages_read_engagement and "
        "pages_manage_posts as an admin with sufficient administrative permission",
        200,
        status=403,
    )


def not_our_post() -> GraphError:
    return GraphError(
        "(#200) An app can only update a Page post if the post was made using that app.",
        200,
        status=403,
    )


def duplicate_post() -> GraphError:
    return GraphError(
        "(#506) Duplicate status message",
        506,
        subcode=1455006,
        title="Duplicate Status Update",
        user_message="This status update is identical to the last one you posted.",
    )


def photos_already_posted() -> GraphError:
    return invalid_parameter(
        "Invalid parameter", subcode=1366051, user_message="These photos were already posted."
    )


def refused_for_good() -> GraphError:
    return invalid_parameter(
        "Invalid parameter", user_message="This post cannot be published on this Page."
    )


def throttled(page_id: str, minutes: float) -> GraphError:
    """``minutes`` is what the platform calls ``estimated_time_to_regain_access``: whole ones there."""
    return GraphError(
        "(#80001) There have been too many calls to this Page account. Wait a bit and "
        "try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.",
        80001,
        is_transient=True,
        headers={"x-business-use-case-usage": usage_header(page_id, 100, minutes)},
    )


def blocked(subcode: int = 1390008) -> GraphError:
    return GraphError(
        "The action attempted has been deemed abusive or is otherwise disallowed",
        368,
        subcode=subcode,
        title="You can't use this feature right now",
        user_message="We limit how often you can post or do other things in a given time.",
    )


def not_a_picture() -> GraphError:
    return GraphError("(#324) Missing or invalid image file", 324)


def picture_too_big() -> GraphError:
    return GraphError(
        "Invalid parameter",
        100,
        subcode=1366046,
        title="Can't Read Files",
        user_message="Your photos couldn't be uploaded. Photos should be less than 4 MB.",
    )


def link_not_scraped(link: str) -> GraphError:
    return GraphError(
        "Invalid parameter",
        100,
        subcode=1609005,
        title="Link couldn't be scraped",
        user_message=f"The link could not be read by the platform: {link}",
    )


def service_error() -> GraphError:
    """The answer that says nothing about what happened: it is also given after a commit."""
    return GraphError(
        "An unexpected error has occurred. Please retry your request later.",
        2,
        status=500,
        is_transient=True,
    )


def usage_header(page_id: str, percent: int, minutes: float) -> str:
    """Percentages of the allowance, and minutes until it is open again."""
    usage = {
        "type": "pages",
        "call_count": percent,
        "total_cputime": min(percent, 25),
        "total_time": min(percent, 25),
        "estimated_time_to_regain_access": minutes,
    }
    return json.dumps({page_id: [usage]})
