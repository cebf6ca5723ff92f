"""The rows: what the platform does with the first call of each page, and with its listings.

After that the platform works, as it mostly does.
"""

from dataclasses import dataclass

from tests.fakes.workers import Pace

PAUSE = 6  # seconds that a throttled page asks for
LATE = 3  # seconds until a post shows; less than the absence that counts as proved


@dataclass(frozen=True)
class Mode:
    """`posting` and `listing` are faults of `docs/sandbox.md`; `looks` None: every listing.

    `{longer}` stands for more seconds than a call may take.
    """

    name: str
    meaning: str
    posting: str = ""
    listing: str = ""
    looks: int | None = 1
    keeper: bool = False  # somebody has to reconnect the page
    person: bool = False  # somebody has to look at the page and decide
    refused: bool = False  # never to be published in this form

    def fault(self, pace: Pace, *, held: float = 0) -> str:
        """At posting; `held`: and no answer within these seconds, so that the call is in flight."""
        fault = self.posting.format(longer=pace.deadline + 1)
        first = fault.partition(":")[0]
        if not held or first in {"hang", "slow_commit", "late_commit"}:
            return fault
        if first == "drop_before":
            return f"hang:{held}"
        return "+".join(filter(None, (f"slow_commit:{held}", fault)))


MODES = (
    Mode("none", "the platform works"),
    Mode("drop_before", "closes the connection, posts nothing", "drop_before"),
    Mode("hang", "never answers, posts nothing", "hang:{longer}"),
    Mode("http_500_before", "error 500, code 2; posts nothing", "http_500_before"),
    Mode("throttled", "80001: says in its headers how long to wait", f"throttled:{PAUSE / 60}"),
    Mode("expired_token", "190: the token is no longer good", "expired_token", keeper=True),
    Mode("duplicate_506", "says that the post is there already; it is not", "duplicate_506"),
    Mode("blocked_368", "blocks the page for hours", "blocked_368", keeper=True),
    Mode("refused_100", "refuses this post for good", "refused_100", refused=True),
    Mode("commit_then_drop", "posts, then closes the connection", "commit_then_drop"),
    Mode("commit_then_500", "posts, then error 500, code 2", "commit_then_500"),
    Mode("commit_then_502_html", "posts, then a page of HTML", "commit_then_502_html"),
    Mode("slow_commit", "posts, answers after our timeout", "slow_commit:{longer}"),
    Mode("late_commit", "posts only after our timeout", "late_commit:{longer}"),
    Mode(
        "late_visibility",
        "posts, loses the answer, shows the post seconds later",
        f"late_visibility:{LATE}+commit_then_drop",
    ),
    Mode("json_without_id", "posts, answers without a number", "json_without_id"),
    Mode(
        "truncated_listing:paged",
        "posts, loses the answer, lists in pages",
        "commit_then_drop",
        "truncated_listing:paged",
        looks=2,
    ),
    Mode(
        "truncated_listing:silent",
        "posts, loses the answer, leaves it out of one of its two listings without a word",
        "commit_then_drop",
        "truncated_listing:silent",
    ),
    Mode(
        "truncated_listing:cut",
        "posts, loses the answer, every listing breaks off",
        "commit_then_drop",
        "truncated_listing:cut",
        looks=None,
        person=True,
    ),
    Mode(
        "hang, listing cut",
        "never answers, posts nothing, every listing breaks off",
        "hang:{longer}",
        "truncated_listing:cut",
        looks=None,
        person=True,
    ),
    Mode(
        "token expires meanwhile",
        "posts, loses the answer; the listing says 190",
        "commit_then_drop",
        "expired_token",
        keeper=True,
    ),
    Mode(
        "normalised_message",
        "posts, loses the answer, shows the text in other bytes",
        "normalised_message+commit_then_drop",
    ),
)
BY_NAME = {mode.name: mode for mode in MODES}
