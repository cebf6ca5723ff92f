"""What a person may do with an item in Wagtail's own screens, superusers included."""

from wagtail.models import PagePermissionTester


class ItemPermissionTester(PagePermissionTester):
    """Nobody publishes, schedules or unpublishes an item by hand, and what is live stays put.

    Submission goes through `cms.approval`, which looks for problems first.
    """

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False

    def can_view_revisions(self) -> bool:
        return self.can_edit()  # an office never reads another's drafts

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return not self._stays() and super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        return not self._stays() and super().can_move()

    def can_move_to(self, destination) -> bool:
        return not self._stays() and super().can_move_to(destination)

    def _stays(self) -> bool:
        return self.page.live or self.page.workflow_in_progress
