"""One function a button."""

from .building import Built, build_page
from .deciding import approve, mark_translated, reopen, review
from .requesting import assign_translation, request_translation, withdraw_request
from .taking import Taken, declare_minor_edit, take_source
from .writing import Draft, save_draft, save_drafts

__all__ = [
    "Built",
    "Draft",
    "Taken",
    "approve",
    "assign_translation",
    "build_page",
    "declare_minor_edit",
    "mark_translated",
    "reopen",
    "request_translation",
    "review",
    "save_draft",
    "save_drafts",
    "take_source",
    "withdraw_request",
]
