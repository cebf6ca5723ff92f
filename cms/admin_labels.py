"""Fields and columns of Wagtail's own that carry no label there.

Django and Wagtail make one out of the name, in English whatever the language: "Link text".
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers, workflows
from wagtail.admin.views.pages.bulk_actions import page_bulk_action
from wagtail.models import Site
from wagtail.sites.views import IndexView
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

LABELS = {
    "link_text": _("Link text"),
    "email_address": _("E-mail address"),
    "subject": _("Subject of the message"),
    "body": _("Text of the message"),
    "phone_number": _("Telephone number"),
    "include_descendants": _("With the pages below"),
    "page": _("Page"),
    "permissions": _("Permissions"),
    "content_types": _("Content types"),
    "role": _("Role"),
}
FORMS = (
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.ExternalLinkChooserForm,
    choosers.PhoneLinkChooserForm,
    page_bulk_action.DefaultPageForm,
    workflows.WorkflowContentTypeForm,
    workflows.WorkflowPageForm,
    PagePermissionsForm,
    RoleForm,
)
SITE_COLUMNS = ("port", "site_name", "root_page")


def name_fields() -> None:
    for form in FORMS:
        for name, field in form.base_fields.items():  # type: ignore[attr-defined]  # set by its metaclass
            field.label = field.label or LABELS.get(name)


def name_site_columns() -> None:
    for column in IndexView.columns:
        if column.name in SITE_COLUMNS:
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
