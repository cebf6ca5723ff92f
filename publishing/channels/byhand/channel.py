"""Text to copy and pictures to download; what a person says of it is the receipt."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from ...channel import (
    Capabilities,
    Channel,
    Checkpoint,
    Content,
    Post,
    Problem,
    Receipt,
    Setting,
)
from ...correction_wording import written


class ByHandChannel(Channel):
    name = "byhand"
    label = _("Posted by hand")
    capabilities: ClassVar[Capabilities] = Capabilities(
        pictures=20,
        pictures_in=("social",),
        pieces=("square", "portrait", "story", "zalo"),
        link=True,
        revise=True,
        withdraw=True,
        confirmed_by_person=True,
        removed_by_person=True,
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("platform", _("Platform (for example Zalo, TikTok, notice board)")),
        Setting(
            "address",
            _("Address of the page or account"),
            required=False,
            kind="url",
            identifies=True,
        ),
        Setting("instructions", _("What to watch for when posting"), required=False),
    )

    def compose(self, content: Content) -> Post:
        corrections = [written(one, content.language) for one in content.corrections]
        body = content.edited_text or f"{content.title}\n\n{content.lead}".strip()
        covers = [content.cover] if content.cover else []
        pictures = [*(content.piece.values() or covers), *content.pictures]
        return Post(
            title=content.title,
            text="\n\n".join([*corrections, body]),
            link=content.url,
            pictures=tuple(pictures[: self.capabilities.pictures]),
            language=content.language,
        )

    def problems(self, post: Post) -> list[Problem]:
        found = []
        if not post.text.strip():
            found.append(Problem("empty", _("There is no text to post.")))
        if "{{" in post.text:
            found.append(Problem("placeholder", _("A placeholder was left over in the text.")))
        return found

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        return Receipt(remote_id=key, final=False)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        return Receipt(remote_id=receipt.remote_id, address=receipt.address, final=False)

    def withdraw(self, receipt: Receipt) -> None:
        """A person removes it and says so: the delivery waits for that (`removed_by_person`)."""
