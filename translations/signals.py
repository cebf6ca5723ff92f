"""What others may do something about when a translation has come so far."""

from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal

# A translated page was built, now or before: `request`, `page` (the translated one) and `user`.
# Sent within the transaction: whoever raises keeps the page from being built. What a receiver gives
# back is a list of sentences for whoever pressed the button, or nothing.
page_built = Signal()

# An office made a page of its own of a national item: `copy` (its row), `page` (the new one, a
# draft), `source` (the national page) and `user`. Sent within the transaction.
copy_made = Signal()


@dataclass(frozen=True)
class Merged:
    """A national change that was taken into a local copy: its row `copy`, its `page`, the new
    `revision`, the `notice` of its office's inbox, and whether the national approval covers it."""

    copy: Any
    page: Any
    revision: Any
    notice: Any
    covered: bool


# A national change was taken into local copies of its item: `merged`, a sequence of `Merged`. Sent
# within the transaction of taking it in. Whoever publishes some gives back the primary keys of their
# rows; why others are not is said in their notices. Who raises undoes all of it: then each copy is
# taken in, and sent, by itself, and who raises Refused or NotApproved then leaves that copy to its
# office, which reads the reason.
copies_merged = Signal()

# The office of `copy` did not act on the critical change of `notice` in time; its `page` is live.
# `action` is one of `AtDeadline`. Sent within the transaction, once.
copy_overdue = Signal()

# An office suspended following for its `copy` (its row, with day and reason). Sent within the
# transaction.
copy_suspended = Signal()
