"""Whose token it is: pages, apps and the secret proof of an app."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass, replace
from typing import Any

from publishing.sandbox.errors import (
    GraphError,
    invalid_parameter,
    proof_invalid,
    proof_missing,
    token_expired,
    token_invalid,
    token_missing,
)
from publishing.sandbox.request import GraphRequest
from publishing.sandbox.state import Effect, Grant, Page, State

USER_TOKEN = "sandbox-user-token"  # noqa: S105 - opens nothing but this stand-in
USER_ID = "100000000000001"
DEFAULT_APP_ID = "900000000000001"
PAGE_TOKEN = re.compile(r"^sandbox-token-(\d{1,20})(-[\w.-]+)?$")
APP_TOKEN = re.compile(r"^\d{1,20}\|.+$")


@dataclass(frozen=True)
class Caller:
    """``page`` is None for the token of a person or of an app."""

    page: Page | None
    app_id: str
    kind: str  # PAGE, USER or APP, as debug_token names them


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def secret_proof(app_secret: str, token: str) -> str:
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def identify(state: State, request: GraphRequest, effect: Effect) -> Caller:
    """A page that is seen for the first time is added to ``effect``. Raises GraphError."""
    if not request.token:
        raise token_missing()
    caller, grant = resolve(state, request.token, effect)
    if grant is not None and grant.proof is not None:
        _check_proof(request.get("appsecret_proof"), grant.proof)
    return caller


def resolve(state: State, token: str, effect: Effect) -> tuple[Caller, Grant | None]:
    if token == USER_TOKEN:
        return Caller(None, DEFAULT_APP_ID, "USER"), None
    if APP_TOKEN.match(token):
        return Caller(None, token.partition("|")[0], "APP"), None
    page, grant = _find_grant(state, token, effect)
    if grant.revoked:
        raise token_expired()
    return Caller(page, grant.app_id, "PAGE"), grant


def _find_grant(state: State, token: str, effect: Effect) -> tuple[Page, Grant]:
    digest = token_hash(token)
    for page in state.pages.values():
        if grant := page.grant(digest):
            return page, grant
    named = PAGE_TOKEN.match(token)
    if named is None:
        raise token_invalid()
    known = state.pages.get(named[1]) or new_page(named[1])
    if known.registered:
        raise token_invalid()
    grant = Grant(digest, DEFAULT_APP_ID)
    opened = replace(known, grants=(*known.grants, grant))
    effect.records.append(opened)
    return opened, grant


def _check_proof(given: str, wanted: str) -> None:
    if not given:
        raise proof_missing()
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        raise proof_invalid()


def registered_page(state: State, data: dict[str, Any]) -> Page:
    """The page named anew, with one more token if there is one. Raises GraphError.

    Without a token the page stays open to the tokens of its name.
    """
    page_id = str(data.get("id") or "")
    if not page_id.isdecimal() or not page_id.isascii():
        raise invalid_parameter("A page needs a numeric id.")
    known = state.pages.get(page_id) or new_page(page_id)
    page = replace(known, name=str(data.get("name") or known.name))
    token = str(data.get("token") or "")
    return _with_token(page, token, data) if token else page


def new_page(page_id: str) -> Page:
    return Page(page_id, f"Trang mô phỏng {page_id}")


def _with_token(page: Page, token: str, data: dict[str, Any]) -> Page:
    """A token that is registered again keeps being revoked."""
    old = page.grant(token_hash(token))
    secret = str(data.get("app_secret") or "")
    grant = Grant(
        token_hash(token),
        str(data.get("app_id") or DEFAULT_APP_ID),
        secret_proof(secret, token) if secret else None,
        revoked=old.revoked if old else False,
    )
    others = (one for one in page.grants if one is not old)
    return replace(page, registered=True, grants=(*others, grant))


def with_revoked(page: Page, revoked: bool) -> Page:
    """Every token that the page knows now; one that comes later is good, as after reconnecting.

    The token of the page's name is among them although nobody may have used it yet.
    """
    grants = page.grants
    default = token_hash(f"sandbox-token-{page.id}")
    if not page.registered and page.grant(default) is None:
        grants = (*grants, Grant(default, DEFAULT_APP_ID))
    return replace(page, grants=tuple(replace(grant, revoked=revoked) for grant in grants))


def debug_token(state: State, request: GraphRequest, effect: Effect) -> dict[str, Any]:
    try:
        caller, _ = resolve(state, request.get("input_token"), effect)
    except GraphError as error:
        problem = {"code": error.code, "message": error.message, "subcode": error.subcode}
        return {"data": {"error": problem, "is_valid": False, "scopes": []}}
    owner = caller.page.id if caller.page else USER_ID
    return {
        "data": {
            "app_id": caller.app_id,
            "type": caller.kind,
            "application": "Loa sandbox",
            "data_access_expires_at": 0,
            "expires_at": 0,
            "is_valid": True,
            "profile_id": owner,
            "user_id": USER_ID,
            "scopes": ["pages_show_list", "pages_read_engagement", "pages_manage_posts"],
        }
    }


def accounts(state: State) -> list[dict[str, Any]]:
    """``access_token`` only of pages open to the token of their name: others are kept as hashes."""
    shown = []
    for page in state.pages.values():
        token = {} if page.registered else {"access_token": f"sandbox-token-{page.id}"}
        shown.append(
            token
            | {"name": page.name, "id": page.id, "tasks": ["CREATE_CONTENT", "MODERATE", "ANALYZE"]}
        )
    return shown
