"""What every channel that reaches loudspeakers composes, whatever carries it there."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from ..channel import Channel, Content, Post, Problem, Setting
from ..script.ear import unspeakable
from ..script.model import KEY, script_in
from ..script.timing import seconds
from .bulletin import problems_of, script_of
from .wishes import Wishes

LONGEST_SECONDS = 600  # no slot of a commune is longer
LONG_SECONDS = 180
WHOLE_OFFICE, NAMED = "office", "codes"
# Of a system that feeds stations of many communes; `publishing.source_systems` reads them.
COVERS = Setting(
    "covers",
    _("Feeds the communes"),
    required=False,
    kind="choice",
    choices=(
        ("", _("None: it is one station")),
        (WHOLE_OFFICE, _("All of this office and the offices below")),
        (NAMED, _("Those with the codes below")),
    ),
)
COVERED_CODES = Setting(
    "covered_codes",
    _("Codes of communes that it feeds"),
    required=False,
    pattern=r"\d{5}(?:[ ,]+\d{5})*",
    help=_("Five digits each, with spaces between them."),
)


class BulletinChannel(Channel):
    """A bulletin: the text as it is said, and what is wished of it on air in `extra`.

    One text and one set of wishes serve all of them (`words_of`).
    """

    words_of: ClassVar[str] = "loudspeaker"
    keyed: ClassVar[bool] = True

    def compose(self, content: Content) -> Post:
        script = script_of(content)
        wishes = Wishes.read(content.options)
        days = [day for day in (content.valid_until, wishes.last_day) if day]
        return Post(
            title=content.title,
            text=script.said,
            language=content.language,
            extra={
                **wishes.to_data(),
                "valid_until": min(days).isoformat() if days else "",
                "reading_seconds": seconds(script),
                "correction": bool(content.corrections),
                KEY: script.to_data(),
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
        found += problems_of(script_in(post.to_data()))
        took = int(post.extra["reading_seconds"])
        wishes = Wishes.read(post.extra)
        return [*found, *self._length_problems(took, wishes), *wishes.problems(took)]

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
