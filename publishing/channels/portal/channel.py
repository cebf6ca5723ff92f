"""The portal goes live in Loa's own transaction; this channel only confirms it over HTTP.

An old version answers 200 too, so the page is recognised by the revision marker that it carries.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from ...channel import Capabilities, Channel, Checkpoint, Content, Post, Problem, Receipt
from ...correction_wording import written
from ...errors import TransientError

GONE = (404, 410)
FRESH: Mapping[str, str] = {"Cache-Control": "no-cache"}


class PortalChannel(Channel):
    name = "portal"
    label = _("Portal")
    capabilities: ClassVar[Capabilities] = Capabilities(
        cover_in=("share", "lead"),
        pictures_in=("inline",),
        pieces=("share", "square"),
        editable_text=False,
        link=True,
        revise=True,
        withdraw=True,
    )

    def compose(self, content: Content) -> Post:
        corrections = [written(one, content.language) for one in content.corrections]
        return Post(
            title=content.title,
            text="\n\n".join([*corrections, content.lead]),
            link=content.url,
            language=content.language,
            extra={"marker": content.marker, **_piece(content)},
        )

    def problems(self, post: Post) -> list[Problem]:
        if post.link:
            return []
        return [Problem("no_address", _("The page has no address yet: save it first."))]

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        return self._confirmed(post)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        return self._confirmed(post)

    def withdraw(self, receipt: Receipt) -> None:
        status, _text = self._read(receipt.address)
        if status not in GONE:
            raise TransientError(str(_("The page still answers.")), detail={"status": status})

    def _confirmed(self, post: Post) -> Receipt:
        status, text = self._read(post.link)
        if status != 200:
            raise TransientError(str(_("The page does not answer yet.")), detail={"status": status})
        marker = str(post.extra["marker"])
        if marker not in text:
            raise TransientError(str(_("The page still shows an older version.")))
        return Receipt(remote_id=marker, address=post.link)

    def _read(self, url: str) -> tuple[int, str]:
        assert self.http is not None, "the portal is asked over HTTP"
        reply = self.http.get(url, headers=FRESH)
        return reply.status, reply.text


def _piece(content: Content) -> dict[str, object]:
    """Which drawings the page offers; others than infographics have none."""
    forms = {name: picture.sha256 for name, picture in content.piece.items()}
    return {"piece": forms} if forms else {}
