"""What makes a page pass through approval: its permissions, its workflow, how it is taken down."""

from typing import Any

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, TaskState


class KeptVersions:
    """Mixin before `Page`: autosave never writes over what was published."""

    pk: Any

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """As Wagtail's, but what must be kept is: autosave writes a new revision instead."""
        if overwrite_revision is not None and self._is_kept(overwrite_revision):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def _is_kept(self, revision) -> bool:
        return Page.objects.filter(pk=self.pk, live_revision=revision.pk).exists()


class ApprovedPage(KeptVersions):
    """Mixin before `Page`. Its workflow is always the approval, wherever the page lies."""

    def permissions_for_user(self, user):
        from ..page_permissions import ItemPermissionTester

        return ItemPermissionTester(user, self)

    def get_workflow(self):
        from ..approval.workflow import approval_workflow

        return approval_workflow()

    @property
    def has_workflow(self) -> bool:
        return self.get_workflow() is not None

    def save_revision(self, *args, **kwargs):
        """As Wagtail's. Raises DraftRefused where the draft says what it may not."""
        from ..draft_guards import require_allowed

        require_allowed(self)
        return super().save_revision(*args, **kwargs)

    def _is_kept(self, revision) -> bool:
        """What was submitted is kept too."""
        return super()._is_kept(revision) or TaskState.objects.filter(revision=revision).exists()

    def unpublish(
        self,
        set_expired=False,
        commit=True,
        user=None,
        log_action=True,
        skip_permission_checks=False,
    ):
        """As Wagtail's, with the permission check left to the release service if it says so."""
        return UnpublishPageAction(
            self, set_expired=set_expired, commit=commit, user=user, log_action=log_action
        ).execute(skip_permission_checks=skip_permission_checks)

    setattr(unpublish, "alters_data", True)  # noqa: B010  templates must not call it
