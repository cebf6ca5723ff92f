"""One function a button."""

from .asking import ask, settle
from .building import Built, build_page
from .deciding import approve, mark_translated, reopen, review
from .local_copies import create_local_copy
from .planning import Plan, assign_translations, request_translations, take_translation
from .requesting import assign_translation, request_translation, withdraw_request
from .resetting import reset_places
from .ruling import set_rules
from .sending_back import send_back
from .taking import Taken, declare_minor_edit, take_back_minor_edit, take_source
from .writing import Draft, save_draft, save_drafts

__all__ = [
    "Built",
    "Draft",
    "Plan",
    "Taken",
    "approve",
    "ask",
    "assign_translation",
    "assign_translations",
    "build_page",
    "create_local_copy",
    "declare_minor_edit",
    "mark_translated",
    "reopen",
    "request_translation",
    "request_translations",
    "reset_places",
    "review",
    "save_draft",
    "save_drafts",
    "send_back",
    "set_rules",
    "settle",
    "take_back_minor_edit",
    "take_source",
    "take_translation",
    "withdraw_request",
]
