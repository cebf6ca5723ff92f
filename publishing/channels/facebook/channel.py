"""A Facebook page, by the Graph API. See `docs/channels/facebook.md`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...channel import (
    Capabilities,
    Channel,
    Checkpoint,
    Content,
    Picture,
    Post,
    Problem,
    Receipt,
    Setting,
)
from ...errors import AuthError, ChannelError, PermanentError, TransientError
from .addresses import is_elsewhere, post_id
from .client import Answer, PageGraph
from .codes import AlreadyPosted, Gone
from .matching import Wanted, search
from .photos import PhotoBook
from .problems import problems_of, what_stays
from .text import compose_text

STARTED = "started"


class FacebookChannel(Channel):
    name = "facebook"
    label = gettext_lazy("Facebook")
    capabilities: ClassVar[Capabilities] = Capabilities(
        text_limit=63_206,
        pictures=10,
        picture_bytes=4 * 1024 * 1024,
        pictures_in=("social",),
        pieces=("square",),
        link=True,
        find=True,
        revise=True,
        withdraw=True,
        absence_proven_after=settings.LOA_FACEBOOK_ABSENCE,
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "page_id",
            gettext_lazy("Page ID"),
            help=gettext_lazy("Digits only; on Facebook under “About” → “Page transparency”."),
            pattern=r"\d{1,20}",
            identifies=True,
        ),
        Setting(
            "app_id",
            gettext_lazy("App ID"),
            help=gettext_lazy(
                "Digits only: the app that the access token was made with. Posts are found again "
                "by it."
            ),
            pattern=r"\d{1,20}",
        ),
        Setting(
            "access_token",
            gettext_lazy("Page access token"),
            secret=True,
            help=gettext_lazy(
                "A long-lived token of the page itself, with pages_manage_posts and "
                "pages_read_engagement."
            ),
            pattern=r"[\x21-\x7e]{10,1000}",
        ),
        Setting(
            "app_secret",
            gettext_lazy("App secret"),
            secret=True,
            required=False,
            help=gettext_lazy("Only if the app demands proof of its secret with every call."),
            pattern=r"[\x21-\x7e]{10,200}",
        ),
    )

    what_to_copy = gettext_lazy(
        "This address does not name the number of the post, without which Loa could neither correct"
        " it nor take it down. Click the time below the page's name on Facebook and copy the address"
        " that opens, such as https://www.facebook.com/PAGE/posts/NUMBER. If it holds “pfbid”"
        " instead of a number, read the number of the post (Post ID) in Meta Business Suite and put"
        " it there."
    )

    @property
    def public_address(self) -> str:
        """On the stand-in, pages are shown at its own address."""
        real = "//graph.facebook.com" in settings.GRAPH_API_BASE_URL
        base = "https://www.facebook.com/" if real else settings.GRAPH_API_BASE_URL
        return f"{base}{self.config['page_id']}" if self.config.get("page_id") else ""

    def remote_id_from(self, address: str) -> str:
        return post_id(address, str(self.config.get("page_id", "")))

    def is_elsewhere(self, address: str) -> bool:
        own = urlsplit(settings.GRAPH_API_BASE_URL).hostname or ""
        return is_elsewhere(address, str(self.config.get("page_id", "")), own_host=own)

    @cached_property
    def graph(self) -> PageGraph:
        """Raises AuthError while a setting is missing."""
        if not all(self.config.get(one.name) for one in self.settings if one.required):
            raise AuthError(_("This page is not connected yet. Reconnect it with its token."))
        assert self.http is not None, "publishing needs the network"
        return PageGraph(
            self.http,
            access_token=self.config["access_token"],
            app_secret=self.config.get("app_secret", ""),
            base_url=settings.GRAPH_API_BASE_URL,
            version=settings.GRAPH_API_VERSION,
        )

    def compose(self, content: Content) -> Post:
        pictures = () if content.options.get("form") == "link" else _pictures(content)
        return Post(
            text=compose_text(content, with_link=bool(pictures)),
            title=content.title,
            link=content.url,
            pictures=pictures,
            language=content.language,
        )

    def problems(self, post: Post) -> list[Problem]:
        return problems_of(post, self.capabilities)

    def revisable(self, old: Post, new: Post) -> list[Problem]:
        return what_stays(old, new)

    def identify(self) -> str:
        page = self.graph.me()
        if str(page.get("id")) != str(self.config["page_id"]):
            raise AuthError(
                _("This token belongs to “%(name)s” and not to the page with this ID.")
                % {"name": page.get("name", "")}
            )
        return str(page.get("name", ""))

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        """Photos first, unpublished and repeatable; the post is the one irreversible step."""
        graph, photos = self.graph, PhotoBook(checkpoint)
        fields = {"message": post.text, **self._shown(post, photos)}
        if STARTED not in checkpoint.data:
            checkpoint.save({STARTED: datetime.now(UTC).isoformat()})
        try:
            answer = graph.publish(self.config["page_id"], fields)
        except AlreadyPosted as error:
            return self._adopt(error, post, key=key, checkpoint=checkpoint)
        except PermanentError as error:
            if not photos.reused:
                raise
            photos.refuse(post.pictures)
            raise TransientError(
                _("Facebook no longer takes the uploaded pictures; they will be sent again."),
                detail=error.detail,
            ) from None
        return self._receipt(answer)

    def find(
        self, post: Post, *, key: str, since: datetime, checkpoint: Checkpoint
    ) -> Receipt | None:
        wanted = Wanted(
            app_id=str(self.config.get("app_id", "")),
            message=post.text,
            link="" if post.pictures else post.link,
            photo_ids=PhotoBook(checkpoint).ids if post.pictures else frozenset(),
        )
        node = search(self._list_page, wanted, since=since)
        return None if node is None else self._receipt(node)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        """The text only: the right words must reach the reader, whatever stays (`revisable`)."""
        self._succeeded(self.graph.edit(receipt.remote_id, post.text))
        return Receipt(receipt.remote_id, receipt.address)

    def withdraw(self, receipt: Receipt) -> None:
        try:
            self._succeeded(self.graph.delete_object(receipt.remote_id))
        except Gone:
            # The platform says the same of posts that this token may not see.
            self.identify()

    def _shown(self, post: Post, photos: PhotoBook) -> dict[str, Any]:
        if post.pictures:
            ids = [self._photo_id(picture, photos) for picture in post.pictures]
            return {"attached_media": [{"media_fbid": photo_id} for photo_id in ids]}
        return {"link": post.link} if post.link else {}

    def _photo_id(self, picture: Picture, photos: PhotoBook) -> str:
        if known := photos.usable(picture):
            return known
        assert self.http is not None
        caption = " – ".join(part for part in (picture.caption, picture.credit) if part)
        with self.http.open_picture(picture) as file:
            answer = self.graph.upload(
                self.config["page_id"], file, alt=picture.alt, caption=caption
            )
        photo_id = str(answer.get("id", ""))
        if not photo_id:
            raise TransientError(_("Facebook took a picture without saying its number."))
        photos.add(picture, photo_id)
        return photo_id

    def _adopt(
        self, error: AlreadyPosted, post: Post, *, key: str, checkpoint: Checkpoint
    ) -> Receipt:
        """“Already there”: ours from an earlier attempt, or else nobody knows."""
        since = datetime.fromisoformat(checkpoint.data[STARTED])
        try:
            receipt = self.find(post, key=key, since=since, checkpoint=checkpoint)
        except ChannelError:
            receipt = None
        if receipt is None:
            raise error
        return receipt

    def _list_page(self, edge: str, **arguments: Any) -> Answer:
        return self.graph.get_connections(self.config["page_id"], edge, **arguments)

    def _receipt(self, node: Mapping[str, Any]) -> Receipt:
        post_id = str(node.get("id", ""))
        if not post_id:
            raise self._unclear()
        address = str(node.get("permalink_url") or f"https://www.facebook.com/{post_id}")
        return Receipt(post_id, address)

    def _succeeded(self, answer: Answer) -> None:
        if answer.get("success") is not True:
            raise self._unclear()

    def _unclear(self) -> ChannelError:
        assert self.http is not None
        return self.http.unclear(_("Facebook answered, but not what became of the call."))


def _pictures(content: Content) -> tuple[Picture, ...]:
    """A designed piece or the cover, then those of the body, each once, as many as fit."""
    cover = () if content.cover is None else (content.cover,)
    covers = tuple(content.piece.values()) or cover
    once: dict[str, Picture] = {}
    for picture in (*covers, *content.pictures):
        once.setdefault(picture.sha256, picture)
    return tuple(once.values())[: FacebookChannel.capabilities.pictures]
