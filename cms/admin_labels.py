"""Fields of Wagtail's own forms that carry no label there.

Django would make one out of the field's name, in English whatever the language: "Link text".
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.admin.views.pages.bulk_actions import page_bulk_action

LABELS = {
    "link_text": _("Link text"),
    "email_address": _("E-mail address"),
    "subject": _("Subject of the message"),
    "body": _("Text of the message"),
    "phone_number": _("Telephone number"),
    "include_descendants": _("With the pages below"),
}
FORMS = (
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.ExternalLinkChooserForm,
    choosers.PhoneLinkChooserForm,
    page_bulk_action.DefaultPageForm,
)


def name_fields() -> None:
    for form in FORMS:
        for name, field in form.base_fields.items():  # type: ignore[attr-defined]  # set by its metaclass
            field.label = field.label or LABELS.get(name)
