"""Data of the house that the administrator keeps, in the group "Cài đặt"."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .models import ApprovalRule, Audience, Membership, Office, Topic


class OfficeViewSet(ModelViewSet):
    model = Office
    icon = "home"
    menu_label = _("Offices")
    form_fields = (
        "code level parent name name_en slug valid_from valid_until home collection".split()
    )
    list_display = ["name", "code", "level", "parent"]
    list_filter = ["level"]
    search_fields = ["name", "name_en", "code"]
    copy_view_enabled = False


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
