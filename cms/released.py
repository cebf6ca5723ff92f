"""Which pictures and files the public may fetch: those that a live page shows."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page, ReferenceIndex

from media_assets.models import Attachment, Picture


def is_released(media: Picture | Attachment) -> bool:
    """True if a live page, as it stands in public, refers to it."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(media).filter(base_content_type=pages)
    holders = {int(pk) for pk in references.values_list("object_id", flat=True)}
    return bool(holders) and Page.objects.live().filter(pk__in=holders).exists()


def refuse_unreleased(media: Picture | Attachment, request: HttpRequest) -> None:
    """Raises Http404 for everybody but staff; also the hook that Wagtail calls for documents."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    if not is_released(media):
        raise Http404("Nothing in public refers to it.")
