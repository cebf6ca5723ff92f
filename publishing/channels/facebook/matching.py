"""Finding our post again among those that a page lists."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ...channel import comparable
from ...errors import AmbiguousError

Node = Mapping[str, Any]
ListPage = Callable[..., Any]

FIELDS = (
    "id,message,created_time,is_published,permalink_url,application,"
    "attachments{type,url,unshimmed_url,target,subattachments}"
)
# Two listings that the platform keeps apart: a post is missing only if both lack it.
EDGES = ("feed", "published_posts")
PAGE_SIZE = 100
MOST_PAGES = 50
CLOCK_SKEW = timedelta(minutes=5)


class Verdict(Enum):
    OURS = "ours"
    OTHER = "other"
    DOUBTFUL = "doubtful"  # so like ours that only a person may say that it is not


@dataclass(frozen=True)
class Wanted:
    """What the post that we look for must look like."""

    app_id: str
    message: str
    link: str
    photo_ids: frozenset[str]

    def judge(self, node: Node) -> Verdict:
        same_text = comparable(str(node.get("message", ""))) == comparable(self.message)
        shown = list(_attachments(node))
        if self.photo_ids:
            same_thing = bool(self.photo_ids & {_target(one) for one in shown})
        else:
            same_thing = not self.link or any(_same_address(self.link, one) for one in shown)
        if not same_text and not (same_thing and (self.photo_ids or self.link)):
            return Verdict.OTHER
        ours = str((node.get("application") or {}).get("id", "")) == self.app_id
        published = node.get("is_published", True)
        if ours and published and same_thing and (same_text or self.photo_ids):
            return Verdict.OURS
        return Verdict.DOUBTFUL if same_text or ours else Verdict.OTHER


def search(list_page: ListPage, wanted: Wanted, *, since: datetime) -> Node | None:
    """The post of the page that is `wanted`; None only if it is certainly not there.

    `list_page(edge, **arguments)` returns one page of a listing. Raises AmbiguousError when posts
    are like it without being it, when there are several, or when a listing is not complete.
    """
    for edge in EDGES:
        found = [
            (node, verdict)
            for node in _listed(list_page, edge, since - CLOCK_SKEW)
            if (verdict := wanted.judge(node)) is not Verdict.OTHER
        ]
        ours = [node for node, verdict in found if verdict is Verdict.OURS]
        if len(ours) > 1 or (found and not ours):
            raise AmbiguousError(
                _("Posts very like this one are on the page. Look there, then decide."),
                detail={"posts": [str(node.get("id", "")) for node, _verdict in found][:10]},
            )
        if ours:
            return ours[0]
    return None


def _listed(list_page: ListPage, edge: str, since: datetime) -> Iterator[Node]:
    """All posts since then. Goes on by cursor: the addresses of next pages hold the token."""
    arguments = {"fields": FIELDS, "limit": PAGE_SIZE, "since": int(since.timestamp())}
    seen: set[str] = set()
    for _page in range(MOST_PAGES):
        answer = list_page(edge, **arguments)
        yield from _posts_of(answer)
        paging = answer.get("paging") or {}
        if not paging.get("next"):
            return
        after = str((paging.get("cursors") or {}).get("after", ""))
        if not after or after in seen:
            raise _incomplete()
        seen.add(after)
        arguments["after"] = after
    raise _incomplete()


def _posts_of(answer: Any) -> list[Node]:
    posts = answer.get("data")
    if not isinstance(posts, list) or not all(
        isinstance(post, Mapping) and post.get("id") for post in posts
    ):
        raise _incomplete()
    return posts


def _incomplete() -> AmbiguousError:
    return AmbiguousError(_("Facebook did not list all posts of the page."))


def _attachments(node: Node) -> Iterator[Node]:
    for one in (node.get("attachments") or {}).get("data") or []:
        yield one
        yield from (one.get("subattachments") or {}).get("data") or []


def _target(attachment: Node) -> str:
    return str((attachment.get("target") or {}).get("id", ""))


def _same_address(link: str, attachment: Node) -> bool:
    shown = {str(attachment.get(name, "")) for name in ("unshimmed_url", "url")}
    return _plain(link) in {_plain(one) for one in shown if one}


def _plain(url: str) -> tuple[str, str, str]:
    """Without what changes on the way: scheme, fragment, case of the host, last slash."""
    parts = urlsplit(url)
    return (parts.netloc.lower(), parts.path.rstrip("/"), parts.query)
