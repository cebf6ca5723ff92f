"""What others may do something about when a translation has come so far."""

from django.dispatch import Signal

# A translated page was built, now or before: `request`, `page` (the translated one) and `user`.
# Sent within the transaction: whoever raises keeps the page from being built. What a receiver gives
# back is a list of sentences for whoever pressed the button, or nothing.
page_built = Signal()

# An office made a page of its own of a national item: `copy` (its row), `page` (the new one, a
# draft), `source` (the national page) and `user`. Sent within the transaction.
copy_made = Signal()

# A national change was taken into a local copy: its row `copy`, its `page`, the new `revision`, the
# `notice` of its office's inbox, and whether the national approval covers it (`covered`). Sent within
# the transaction of taking it in. Whoever publishes it gives back something true; who raises Refused
# or NotApproved undoes what receivers did, and leaves it to the office, which reads the reason.
copy_merged = Signal()

# The office of `copy` did not act on the critical change of `notice` in time; its `page` is live.
# `action` is one of `AtDeadline`. Sent within the transaction, once.
copy_overdue = Signal()

# An office suspended following for its `copy` (its row, with day and reason). Sent within the
# transaction.
copy_suspended = Signal()
