"""People and what they may do where."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 160  # what ledgers keep; the parts of a name may have 150 characters each


class Role(models.TextChoices):
    EDITOR = "editor", _("Editor")
    POLICY_REVIEWER = "policy_reviewer", _("Policy reviewer")
    SECTION_HEAD = "section_head", _("Head of section")
    LEADER = "leader", _("Approving leader")
    TRANSLATOR = "translator", _("Translator")
    LANGUAGE_REVIEWER = "language_reviewer", _("Language reviewer")
    SECRETARY = "secretary", _("Editorial secretary")
    DUTY_EDITOR = "duty_editor", _("Duty editor")
    CHANNEL_KEEPER = "channel_keeper", _("Channel keeper")
    GRASSROOTS_OFFICER = "grassroots_officer", _("Grassroots officer")
    OBSERVER = "observer", _("Observer")


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of Wagtail, untyped
    """A civil servant with a login. Commune radio staff have none: they hold a link."""

    position = models.CharField(_("position"), max_length=120, blank=True)

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are written; no longer than the ledgers keep."""
        whole = f"{self.last_name} {self.first_name}".strip() or self.username
        return whole[:LONGEST_NAME]

    def __str__(self) -> str:
        return self.get_full_name()


class Membership(models.Model):
    """One role of one user in one office; languages narrow the roles of translators."""

    user = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships"
    )
    office = models.ForeignKey(
        "cms.Office",
        verbose_name=_("office"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    is_deputy = models.BooleanField(
        _("deputy"),
        default=False,
        help_text=_("A deputy takes the same steps; the log says that it was the deputy."),
    )
    languages = models.JSONField(
        _("languages"), default=list, blank=True, help_text=_("Empty means every language.")
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "office", "role"], name="membership_once_per_user_office_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.office}"

    def clean(self) -> None:
        """Raises ValidationError. An empty field means an empty list, not no value at all."""
        self.languages = self.languages or []
        listed = isinstance(self.languages, list)
        if not listed or not all(isinstance(code, str) for code in self.languages):
            raise ValidationError({"languages": _('Write codes of languages like this: ["vi"].')})
