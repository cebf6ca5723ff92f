"""News that the site reacts to."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from modelsearch.index import remove_object
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.signals import workflow_cancelled

from .approval.record import record
from .editions import ensure_edition, office_around
from .models import Approval, HomePage, ItemPage, Membership, Office, SectionPage
from .permissions import sync_office_permissions, sync_user_groups
from .unindexed import is_unindexed


@receiver(post_save)
def give_new_item_its_edition(sender, instance, created, raw, **kwargs) -> None:
    if created and not raw and isinstance(instance, Page) and getattr(instance, "is_item", False):
        ensure_edition(instance)


@receiver(post_save)
def tell_search_of_a_saved_item(sender, instance, raw=False, **kwargs) -> None:
    """As it does itself for pages that are no items; nothing is looked up for a draft."""
    if isinstance(instance, ItemPage) and not raw and not is_unindexed():
        named = (instance._meta.app_label, instance._meta.model_name, str(instance.pk))
        insert_or_update_object_task.enqueue(*named)


@receiver(post_delete)
def tell_search_of_a_deleted_item(sender, instance, **kwargs) -> None:
    if isinstance(instance, ItemPage):
        remove_object(instance)


@receiver(post_save, sender=Office)
def give_office_its_groups(instance, raw=False, **kwargs) -> None:
    if not raw:
        sync_office_permissions(instance)


@receiver(post_save, sender=SectionPage)
def give_writers_the_new_section(instance, created, raw=False, **kwargs) -> None:
    if not created or raw or not _is_a_root_of_its_own(instance):
        return
    if office := office_around(instance):  # else made before its office, whose saving does the same
        sync_office_permissions(office)


def _is_a_root_of_its_own(section: SectionPage) -> bool:
    """As `own_roots` has it: below an office's page writers have their rights by that page."""
    return issubclass(section.get_parent().specific_class, HomePage)


@receiver(pre_save, sender=Membership)
def remember_whose_role_it_was(instance, raw=False, **kwargs) -> None:
    """It may be handed to somebody else."""
    known = not raw and instance.pk is not None
    rows = Membership.objects.select_related("user").filter(pk=instance.pk) if known else ()
    instance.held_before_by = [row.user for row in rows]


@receiver(post_save, sender=Membership)
@receiver(post_delete, sender=Membership)
def give_people_the_groups_of_their_roles(instance, raw=False, **kwargs) -> None:
    if not raw:
        for user in {instance.user, *getattr(instance, "held_before_by", ())}:
            sync_user_groups(user)


@receiver(workflow_cancelled)
def record_that_an_item_was_taken_back(instance, user=None, **kwargs) -> None:
    """Wagtail's own button for it included."""
    page = instance.content_object.specific
    if not getattr(page, "is_item", False):
        return
    step = instance.current_task_state.task.specific.role if instance.current_task_state else ""
    record(Approval.Decision.TAKEN_BACK, page=page, user=user, workflow_state=instance, step=step)
