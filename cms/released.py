"""Who may fetch which pictures and files: the public, those that a live page shows."""

from itertools import chain

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from media_assets.models import Attachment, Picture

from .approval.steps import STEPS, line_of
from .models import Edition, Membership, Office, User
from .version_uses import drafts, waiting_for_release
from .visibility import offices_of


def is_released(media: Picture | Attachment) -> bool:
    """True if a live page, as it stands in public, refers to it."""
    return Page.objects.live().filter(pk__in=_holders(media)).exists()


def refuse_unreleased(media: Picture | Attachment, request: HttpRequest) -> None:
    """Raises Http404 for all who may not see it; also the hook that Wagtail calls for documents."""
    if is_released(media):
        return
    if not request.user.is_authenticated or not may_see_unreleased(request.user, media):
        raise Http404("Nothing in public refers to it.")


def may_see_unreleased(user: User, media: Picture | Attachment) -> bool:
    """Those who may choose it, and whoever has a role in its office or the offices above.

    Its office is that of its collection. An item that shows it counts for the people of the item's
    office only within one line of offices; elsewhere just for those who approve the item, since
    anybody's page may name any file. It counts for the version that it shows, or shows next: what
    another office makes of the picture afterwards is that office's own.
    """
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(media))
    if policy.user_has_permission_for_instance(user, "choose", media):
        return True
    roles = Membership.objects.filter(user=user)
    owners = list(_owners(media))
    if roles.filter(office__in=_lines_of(owners)).exists():
        return True
    if _may_by_borrowing(roles, owners, _holders(media)):
        return True
    # After all else, since to find what drafts name takes long.
    return _may_by_borrowing(roles, owners, _drafts(media, user))


def _may_by_borrowing(roles: QuerySet[Membership], owners: list[Office], pages: set[int]) -> bool:
    shown_by = Edition.objects.filter(page__in=pages).values("office")
    borrowers = list(Office.objects.filter(pk__in=shown_by))
    related = [each for each in borrowers if any(_in_one_line(each, own) for own in owners)]
    if roles.filter(office__in=_lines_of(related)).exists():
        return True
    return roles.filter(office__in=_lines_of(borrowers), role__in=STEPS).exists()


def _owners(media: Picture | Attachment) -> QuerySet[Office]:
    return Office.objects.filter(collection__in=media.collection.get_ancestors(inclusive=True))


def _in_one_line(one: Office, other: Office) -> bool:
    return one in line_of(other) or other in line_of(one)


def _lines_of(offices: list[Office]) -> set[int]:
    return {above.pk for office in offices for above in line_of(office)}


def _holders(media: Picture | Attachment) -> set[int]:
    """Pages whose stored content refers to it; what only a newer draft shows is not known here."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(media).filter(base_content_type=pages)
    return {int(pk) for pk in references.values_list("object_id", flat=True)}


def _drafts(media: Picture | Attachment, user: User) -> set[int]:
    """Pages that show this very version next. Showing another version of it is no right to this.

    Of drafts only those that can give this person a right.
    """
    kind, asked = type(media), {media.pk}
    theirs = Edition.objects.filter(office__in=offices_of(user)).values("page")
    found = drafts(kind, asked, among=Page.objects.filter(pk__in=theirs))
    waiting = (page for page, _names in waiting_for_release(kind, asked))
    return {page.pk for page in chain((draft.page for draft in found), waiting)}
