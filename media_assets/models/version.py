"""Versions of a file: each is a row of its own, whose file never changes after it was stored."""

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class FileStays(Exception):
    """Another file was to take the place of a stored one: that is a new version."""


# Wagtail's models, into which it is mixed, have no types; a typed base beside them confuses mypy.
if TYPE_CHECKING:

    class _Model: ...

else:
    _Model = models.Model


class Versioned(_Model):
    """Mixin before `Checksummed`.

    `family`: shared by the versions of one thing; empty while there is but one. Pages refer to a
    version, so what was approved keeps its bytes; libraries list those that are not `superseded`.
    """

    family = models.UUIDField(null=True, editable=False, db_index=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    superseded = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises FileStays. Waits for a release that shows it: what may change is asked after that."""
        with transaction.atomic():
            if not self._state.adding and self._is_exchanged():  # type: ignore[attr-defined]  # of a model
                raise FileStays(str(self))
            super().save(*args, **kwargs)  # type: ignore[misc]  # likewise

    def _is_exchanged(self) -> bool:
        rows = type(self)._base_manager.select_for_update(no_key=True)  # type: ignore[attr-defined]  # likewise
        stored = rows.filter(pk=self.pk).values_list("file", flat=True).first()  # type: ignore[attr-defined]  # likewise
        file: Any = self.file  # type: ignore[attr-defined]  # likewise
        return bool(stored) and (not file or not file._committed or file.name != stored)

    @property
    def versions(self) -> Any:
        """All of them, the newest first."""
        rows = type(self)._base_manager.order_by("-version")  # type: ignore[attr-defined]  # likewise
        return rows.filter(family=self.family) if self.family else rows.filter(pk=self.pk)  # type: ignore[attr-defined]  # likewise


def one_newest(name: str) -> list[models.UniqueConstraint]:
    """Whoever comes second with a new version is told."""
    return [
        models.UniqueConstraint(
            fields=["family"], condition=Q(superseded=False), name=f"{name}_one_newest_version"
        ),
        models.UniqueConstraint(fields=["family", "version"], name=f"{name}_each_version_once"),
    ]


def the_one_before_is_newest_again(instance: Any, **kwargs: Any) -> None:
    """After the newest version was deleted; what this row knew of that may be out of date."""
    if not isinstance(instance, Versioned) or not instance.family:
        return
    left = instance.versions.first()
    if left is not None and left.superseded:
        type(left)._base_manager.filter(pk=left.pk).update(superseded=False)


post_delete.connect(the_one_before_is_newest_again)
