"""facebook-sdk's `GraphAPI`, put right from outside; `docs/channels/facebook.md` lists the traps.

The package is unmaintained: it knows no version above 3.1, looks at no HTTP status, mangles lists
and booleans, and puts the token into addresses. Nothing of it is patched; the seams are the
session, the attribute `version` and `request()`.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

import facebook
from django.utils.translation import gettext as _

from . import codes

if TYPE_CHECKING:
    from ...http import Outbound

Answer = dict[str, Any]


class GraphSession:
    """What facebook-sdk takes for its session.

    Sends to our base address, the token in a header (never in an address, which libraries log),
    and keeps the last reply, since the package throws status and headers away.
    """

    def __init__(self, outbound: "Outbound", base_url: str, access_token: str) -> None:
        self._session = outbound.session
        self._base = base_url.rstrip("/") + "/"
        self._headers = {"Authorization": f"Bearer {access_token}"}
        self.status = 0
        self.headers: Mapping[str, str] = {}

    def request(self, method: str, url: str, **options: Any) -> Any:
        self.status, self.headers = 0, {}
        address = self._base + url.removeprefix(facebook.FACEBOOK_GRAPH_URL)
        response = self._session.request(method, address, headers=self._headers, **options)
        self.status, self.headers = response.status_code, response.headers
        return response


class PageGraph(facebook.GraphAPI):
    """The Graph API with one page's token. Raises only what `publishing.errors` names."""

    session: GraphSession

    def __init__(
        self,
        outbound: "Outbound",
        *,
        access_token: str,
        app_secret: str = "",
        base_url: str,
        version: str,
    ) -> None:
        # Without a token of its own the package adds it to no address and to no caller's dict.
        super().__init__(access_token=None, session=GraphSession(outbound, base_url, access_token))
        self.version = version  # the constructor refuses everything that Meta still serves
        self.outbound = outbound
        self._proof = _proof(app_secret, access_token)

    def me(self) -> Answer:
        """Whose token it is: `id` and `name`."""
        return self.get_object("me", fields="id,name")

    def upload(self, page_id: str, picture: BinaryIO, *, alt: str, caption: str) -> Answer:
        """An unpublished photo, which nobody sees and the platform forgets after a day."""
        texts = {"alt_text_custom": alt, "caption": caption}
        with self.outbound.repeatable():
            return self.put_photo(
                picture,
                album_path=f"{page_id}/photos",
                published=False,
                **{name: text for name, text in texts.items() if text},
            )

    def publish(self, page_id: str, fields: Mapping[str, Any]) -> Answer:
        return self.request(
            f"{self.version}/{page_id}/feed", post_args={**fields, "fields": "id,permalink_url"}
        )

    def edit(self, post_id: str, message: str) -> Answer:
        return self.request(f"{self.version}/{post_id}", post_args={"message": message})

    def request(
        self,
        path: str,
        args: Mapping[str, Any] | None = None,
        post_args: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        method: str | None = None,
    ) -> Answer:
        """Every call of the package ends here. An answer without errors, of a good status."""
        query = _encoded(args or {})
        form = None if post_args is None else _encoded(post_args)
        (query if form is None else form).update(self._proof)
        try:
            result = super().request(path, query, form, files, method)
        except facebook.GraphAPIError as error:
            raise self._error(error.result) from None
        except (KeyError, ValueError):  # no content type; JSON that ends too early
            raise self._unclear() from None
        if result is True:
            return {"success": True}
        if not isinstance(result, dict) or self.session.status >= 400:
            raise self._error(result)
        return result

    def _error(self, result: Any) -> Exception:
        error = result.get("error") if isinstance(result, dict) else None
        status, headers = self.session.status, self.session.headers
        if isinstance(error, dict):
            refused = codes.refusal(error, status=status, headers=headers)
            if refused is not None:
                return refused
            return self._unclear(**codes.describe(error))
        if status == 429:
            return codes.throttled(headers)
        return self._unclear()

    def _unclear(self, **detail: Any) -> Exception:
        return self.outbound.unclear(
            _("Facebook answered, but not what became of the call."),
            **{**detail, "status": self.session.status},
        )


def _proof(app_secret: str, access_token: str) -> dict[str, str]:
    """https://developers.facebook.com/docs/graph-api/guides/secure-requests"""
    if not app_secret:
        return {}
    proof = hmac.new(app_secret.encode(), access_token.encode(), hashlib.sha256)
    return {"appsecret_proof": proof.hexdigest()}


def _encoded(values: Mapping[str, Any]) -> dict[str, str]:
    """A new dict of texts: what is no text goes as JSON, as the platform expects."""
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in values.items()
    }
