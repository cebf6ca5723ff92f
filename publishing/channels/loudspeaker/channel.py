"""A commune fetches its bulletins from its own list and says itself what became of them."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from ...airing.bulletin import bulletin_text, unspeakable
from ...airing.reading import reading_seconds
from ...airing.wishes import Wishes
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

LONGEST_SECONDS = 600  # no slot of a commune is longer
LONG_SECONDS = 180


class LoudspeakerChannel(Channel):
    name = "loudspeaker"
    label = _("Commune loudspeakers")
    capabilities: ClassVar[Capabilities] = Capabilities(
        heard=True, revise=True, withdraw=True, confirmed_by_person=True
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("commune_code", _("Code of the commune"), pattern=r"\d{5}", identifies=True),
        Setting("station", _("Name of the station"), required=False),
    )

    def compose(self, content: Content) -> Post:
        text = bulletin_text(content)
        wishes = Wishes.read(content.options)
        days = [day for day in (content.valid_until, wishes.last_day) if day]
        return Post(
            title=content.title,
            text=text,
            language=content.language,
            extra={
                **wishes.to_data(),
                "valid_until": min(days).isoformat() if days else "",
                "reading_seconds": reading_seconds(text, content.language),
                "correction": bool(content.corrections),
            },
        )

    def problems(self, post: Post) -> list[Problem]:
        found: list[Problem] = []
        if not post.text.strip():
            found.append(Problem("empty", _("The bulletin has no text.")))
        if unspeakable(post.text):
            message = _("Nobody can hear an address or a hashtag: say it in words or leave it out.")
            found.append(Problem("unspeakable", message))
        if "{{" in post.text:
            message = _("A placeholder was left over in the bulletin.")
            found.append(Problem("placeholder", message))
        seconds = int(post.extra["reading_seconds"])
        wishes = Wishes.read(post.extra)
        return [*found, *self._length_problems(seconds, wishes), *wishes.problems(seconds)]

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        return Receipt(remote_id=key, final=False)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        return Receipt(remote_id=receipt.remote_id, final=False)

    def withdraw(self, receipt: Receipt) -> None:
        """The commune's list shows no bulletin that was withdrawn: nothing else is to be done."""

    @staticmethod
    def _length_problems(seconds: int, wishes: Wishes) -> list[Problem]:
        if seconds > LONGEST_SECONDS:
            message = _("The bulletin takes more than ten minutes to read. Shorten it.")
            return [Problem("too_long", message)]
        if seconds > LONG_SECONDS and wishes.slot is None:
            message = _(
                "The bulletin takes more than three minutes to read. Consider a shorter one."
            )
            return [Problem("long", message, blocking=False)]
        return []
