"""Dated delegation (uỷ quyền): for a time, another person takes the approving steps of somebody."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..working_time import today
from .user import Membership, Role

SET_NULL, PROTECT = models.SET_NULL, models.PROTECT


class NeverDeleted(Exception):
    """Somebody tried to delete a delegation: it is revoked, and stays to be read."""


class DelegationQuerySet(models.QuerySet):
    def delete(self):
        raise NeverDeleted("a delegation is revoked, never deleted")

    def on(self, day: date):
        """Whose dates say so on that day; `in_force` also asks whether the people still may.

        A day that passed before it was revoked stays a day of it: what was signed then counts.
        """
        over = datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())
        unrevoked = Q(revoked_at=None) | Q(revoked_at__gte=over)
        return self.filter(unrevoked, first_day__lte=day, last_day__gte=day)

    def in_force(self, day: date | None = None):
        """Today's, of people who still hold what they delegate, to people who still belong there.

        A delegation rests on the delegator's own role, so that it is never passed on, and ends
        with it.
        """
        own = Membership.objects.filter(
            user=OuterRef("delegator"), office=OuterRef("office"), role=OuterRef("role")
        )
        return (
            self.on(day or today())
            .filter(delegator__is_active=True, delegate__is_active=True)
            .filter(Exists(own), Exists(_belonging()))
        )


def _belonging():
    """The delegate's membership in the office or in one above it (three levels, as offices have)."""
    line = (
        Q(office=OuterRef("office"))
        | Q(office=OuterRef("office__parent"))
        | Q(office=OuterRef("office__parent__parent"))
    )
    return Membership.objects.filter(line, user=OuterRef("delegate")).exclude(role=Role.OBSERVER)


class Delegation(models.Model):
    """One role in one office, from a day until a day (both included, in Vietnam's time).

    Names are kept as they were: the row outlives its people. Changed only by being revoked.
    """

    office = models.ForeignKey(
        "cms.Office", verbose_name=_("office"), on_delete=PROTECT, related_name="delegations"
    )
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    delegator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("delegator"),
        null=True,
        on_delete=SET_NULL,
        related_name="delegations_given",
    )
    delegator_name = models.CharField(max_length=160)
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("delegate"),
        null=True,
        on_delete=SET_NULL,
        related_name="delegations_received",
    )
    delegate_name = models.CharField(max_length=160)
    first_day = models.DateField(_("from the day"))
    last_day = models.DateField(_("until the end of the day"))
    reason = models.CharField(_("decision number, reason"), max_length=250)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=SET_NULL, related_name="+"
    )
    revoked_by_name = models.CharField(max_length=160, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        indexes = [models.Index(fields=["office", "role"], name="delegation_office_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(delegator=None) | ~Q(delegator=F("delegate")) | Q(delegate=None),
                name="delegation_to_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        days = f"{self.first_day:%d/%m/%Y} – {self.last_day:%d/%m/%Y}"
        return f"{self.delegator_name} → {self.delegate_name}, {days}"

    def delete(self, *args: Any, **kwargs: Any):
        raise NeverDeleted("a delegation is revoked, never deleted")
