"""Data of the house that the administrator keeps, in the group "Cài đặt"."""

from django.core.exceptions import ValidationError
from django.forms import ModelForm, modelform_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.images.widgets import AdminImageChooser

from media_assets.models import Picture

from .models import ApprovalRule, Audience, Membership, Office, Topic
from .office_logos import problems_as_logo


class OfficeForm(WagtailAdminModelForm):
    def clean_logo(self) -> Picture | None:
        logo: Picture | None = self.cleaned_data["logo"]
        if logo is not None and "logo" in self.changed_data:
            problems = list(problems_as_logo(logo, timezone.localdate()))
            if problems:
                raise ValidationError(problems)
        return logo


class OfficeViewSet(ModelViewSet):
    model = Office
    icon = "home"
    menu_label = _("Offices")
    form_fields = (
        "code level parent name name_en slug valid_from valid_until home collection logo".split()
    )
    list_display = ["name", "code", "level", "parent"]
    list_filter = ["level"]
    search_fields = ["name", "name_en", "code"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> "type[ModelForm[Office]]":
        return modelform_factory(
            Office,
            form=OfficeForm,
            formfield_callback=self.formfield_for_dbfield,
            fields=self.form_fields,
            widgets={"logo": AdminImageChooser},
        )


class MembershipViewSet(ModelViewSet):
    model = Membership
    icon = "group"
    menu_label = _("Roles of people")
    form_fields = ["user", "office", "role", "is_deputy", "languages"]
    list_display = ["user", "office", "role", "is_deputy"]
    list_filter = ["role", "office"]
    copy_view_enabled = False


class ApprovalRuleViewSet(ModelViewSet):
    model = ApprovalRule
    icon = "tasks"
    menu_label = _("Approval rules")
    form_fields = ["office", "kind", "role", "condition"]
    list_display = ["__str__", "office", "kind"]
    copy_view_enabled = False


class TopicViewSet(ModelViewSet):
    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    form_fields = ["name", "name_en", "slug", "sort_order"]
    list_display = ["name", "slug", "sort_order"]
    copy_view_enabled = False


class AudienceViewSet(ModelViewSet):
    model = Audience
    icon = "user"
    menu_label = _("Audiences")
    form_fields = ["name", "name_en", "slug", "sort_order"]
    list_display = ["name", "slug", "sort_order"]
    copy_view_enabled = False


class HouseViewSetGroup(ModelViewSetGroup):
    """Shown to those who have Django's model permissions: administrators."""

    menu_label = _("House data")
    menu_icon = "cogs"
    menu_order = 900
    items = (
        OfficeViewSet,
        MembershipViewSet,
        ApprovalRuleViewSet,
        TopicViewSet,
        AudienceViewSet,
    )
