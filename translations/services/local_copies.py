"""A province makes a page of its own of a national item."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page

from cms.editions import CopyOf, copying
from cms.languages import DEFAULT
from cms.models import Edition, ItemPage, Office, SectionPage
from cms.turns import take_turns

from .. import log_actions
from ..copies.rights import may_make
from ..copies.sections import shelf_for
from ..errors import Refused
from ..local_content import Content, content_of, content_of_page, with_content
from ..models import LocalCopy
from ..rights import require
from ..signals import copy_made

# Not of its source: nobody approved, planned or locked anything here yet.
_NEW = {
    "go_live_at": None,
    "expire_at": None,
    "expired": False,
    "locked": False,
    "locked_at": None,
    "locked_by_id": None,
}


def create_local_copy(
    *, page: Page, office: Office, user: Any, section: SectionPage | None = None
) -> ItemPage:
    """A draft in the office's part of the tree that says what the live national item says.

    It lies in `section`, or in the office's section that answers the national one, else in the
    nearest; under the same address where that is free. Nothing becomes public. A version that goes
    live in the same moment is either in it, or is rolled out to it.
    Raises NotYours; Refused with what to do.
    """
    require(may_make(user, office))
    source: ItemPage = page.specific
    try:
        with transaction.atomic():
            source = _held(source)
            _refuse_others_than_live_national(source)
            existing = copy_at(source, office)
            if existing is not None:
                raise Refused(_has_one(existing, office))
            return _made(source, office, user, section)
    except IntegrityError as error:
        if (existing := copy_at(source, office)) is None:
            raise
        raise Refused(_has_one(existing, office)) from error
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def copy_at(page: ItemPage, office: Office) -> Edition | None:
    """The office's own edition of the item, in its language."""
    return (
        Edition.objects.filter(
            work=page.edition.work_id, office=office, locale=page.edition.locale_id
        )
        .select_related("page")
        .first()
    )


def why_not_copied(page: ItemPage) -> str:
    """Why no local copy is made of this item; empty if one may be."""
    if not getattr(page, "is_item", False) or not page.has_edition:
        return _("This is no item.")
    edition = page.edition
    is_national = edition.kind == Edition.Kind.ORIGINAL and edition.office.is_centre
    if not is_national:
        return _("Local copies are made of the centre's items only.")
    if page.locale.language_code != DEFAULT:
        return _(
            "Local copies are made of the Vietnamese item. Its translations are asked for afterwards."
        )
    if not page.live:
        return _("“%(title)s” is not published. A local copy is made when it is.") % {
            "title": page.title
        }
    return ""


def _held(page: ItemPage) -> ItemPage:
    """As it is now; nothing of its work goes live or is taken down until the end of the transaction."""
    if getattr(page, "has_edition", False):
        take_turns([page.edition.work_id])
    return type(page)._default_manager.get(pk=page.pk)


def _refuse_others_than_live_national(page: ItemPage) -> None:
    if why := why_not_copied(page):
        raise Refused(why)


def _has_one(edition: Edition, office: Office) -> str:
    message = _(
        "%(office)s has its own copy of this item already: “%(title)s”. Go on with that one."
    )
    return message % {"office": office, "title": edition.page.title}


def _made(source: ItemPage, office: Office, user: Any, section: SectionPage | None) -> ItemPage:
    shelf = shelf_for(source, office, section)
    if shelf is None:
        raise Refused(
            _(
                "%(office)s has no section for it. Make one under “Section and office pages”, then make"
                " the local copy."
            )
            % {"office": office}
        )
    content = _live_content(source)
    with copying(CopyOf(source.edition, office, content)):
        page = _page(source, content, shelf.section, user)
    copy = LocalCopy.objects.create(
        edition=page.edition, base_revision_id=source.live_revision_id, created_by=user
    )
    data = {"source": source.title}
    log(page, log_actions.MAKE_COPY, user=user, revision=page.latest_revision, data=data)
    copy_made.send(LocalCopy, copy=copy, page=page, source=source, user=user)
    return page


def _live_content(source: ItemPage) -> Content:
    revision = source.live_revision
    return content_of(revision) if revision is not None else content_of_page(source)


def _page(source: ItemPage, content: Content, section: SectionPage, user: Any) -> ItemPage:
    draft = with_content(source, content)
    made: ItemPage = CopyPageAction(
        draft,
        to=section,
        update_attrs={
            **_NEW,
            "draft_title": draft.title,
            "slug": find_available_slug(section, source.slug),
            "locale": source.locale,
        },
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=True,
        user=user,
        log_action=None,
    ).execute(skip_permission_checks=True)
    return type(made).objects.get(pk=made.pk)
