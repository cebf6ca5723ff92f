"""From "Trình duyệt" to the last approval: one function per button.

The rule behind all of it: a step is approved together with the hash of what its approver was shown,
and nothing finishes unless every step approved the same, present content.
"""

from .amendments import (
    TextsRefused,
    accept_corrections,
    decline_corrections,
    open_amendment,
    return_with_corrections,
    withdraw_corrections,
)
from .authors import authors_since_last_approval
from .deciding import verify_approved
from .errors import ContentChanged, NotReady, NotYours, Refused
from .policy_question import policy_words
from .readiness import problems
from .services import (
    approve,
    current_step,
    is_in_review,
    look_up_state,
    may_submit,
    may_take_back,
    returned_because,
    send_back,
    submit_for_approval,
    take_back,
)

__all__ = [
    "ContentChanged",
    "NotReady",
    "NotYours",
    "Refused",
    "TextsRefused",
    "accept_corrections",
    "approve",
    "authors_since_last_approval",
    "current_step",
    "decline_corrections",
    "is_in_review",
    "look_up_state",
    "may_submit",
    "may_take_back",
    "open_amendment",
    "policy_words",
    "problems",
    "return_with_corrections",
    "returned_because",
    "send_back",
    "submit_for_approval",
    "take_back",
    "verify_approved",
    "withdraw_corrections",
]
