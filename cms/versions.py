"""New versions of pictures, files and recordings, and the drafts that go over to them.

A version is a row of its own. Live pages and waiting releases name the row that was approved, and
nothing here changes a row's file, so they keep the approved bytes until they are approved again.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.core.files.base import ContentFile, File
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import Page

from media_assets.models import Attachment, Picture, Recording, sha256_of

from .approval import is_in_review, open_amendment
from .log_actions import NEW_VERSION, USE_VERSION
from .models import User
from .version_uses import Draft, Media, drafts, waiting_revisions
from .versions_in_pages import exchange

M = TypeVar("M", bound=Media)

# What a version does not share with the one that it is made of.
OWN = frozenset({"id", "family", "version", "superseded", "created_at", "uploaded_by_user"})
OF_THE_FILE = frozenset({"file", "sha256", "poster"})  # stored anew with it
OF_THE_PIXELS = (
    *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    "crops",
)
OF_A_PERSON = ("who", "age", "basis", "consent_until", "guardian_agreed", "child_agreed")
# Of a page: what was read of it is saved again, so it has to be so still.
AS_READ = ("latest_revision_id", "live", "live_revision_id", "path", "url_path")
SEEN_LATELY = timedelta(minutes=10)  # a browser in the background reports seldom

IN_REVIEW = gettext_lazy("in review: take it back, or let it be decided first")
CORRECTED = gettext_lazy("returned with corrections: answer them first")
WAITING = gettext_lazy("approved and waiting for its time: it goes out as it was approved")
BEING_EDITED = gettext_lazy("somebody is writing in it now")
LOCKED = gettext_lazy("locked")
NOT_YOURS = gettext_lazy("its own office has to choose the new version")


class VersionRefused(Exception):
    """Nothing was changed. The message says why and what to do."""


@dataclass(frozen=True)
class Left:
    """A page whose draft still names an older version."""

    page: Page
    why: Any


@dataclass
class Moved:
    """What became of the drafts that named an older version."""

    moved: list[Page] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def newest_of(media: M) -> M:
    return media if not media.superseded else media.versions.get(superseded=False)


def replace(*, of: M, made: M, user: User) -> M:
    """`made`, another file, becomes the newest version. Raises VersionRefused."""
    if isinstance(made, Picture) and (made.width, made.height) == (of.width, of.height):
        for name in OF_THE_PIXELS:  # they fit a picture of the same size only
            setattr(made, name, getattr(of, name))
    return _add(of, made, user)


@transaction.atomic
def _add(of: M, made: M, user: User) -> M:
    rows = type(of)._base_manager
    made.family = of.family or uuid.uuid4()
    made.uploaded_by_user = user
    made.collection_id = of.collection_id
    # Without save(): nothing that readers see of it changes.
    if not rows.filter(pk=of.pk, superseded=False).update(family=made.family, superseded=True):
        raise VersionRefused(_meanwhile())
    last = rows.filter(family=made.family).aggregate(last=Max("version"))["last"]
    made.version = last + 1
    _measure(made)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise VersionRefused(_meanwhile()) from error
    if not isinstance(made, Recording):
        made.tags.set(of.tags.all())
    log(instance=made, action=NEW_VERSION, user=user, data={"version": made.version})
    return made


@transaction.atomic
def use_again(*, version: M, user: User) -> M:
    """The same file with all that was said of it, as the newest version. Raises VersionRefused."""
    stored: Any = version.file
    newest = newest_of(version)
    kept = [one.attname for one in type(version)._meta.concrete_fields if one.name not in OWN]
    values = {name: getattr(version, name) for name in kept if name not in OF_THE_FILE}
    made = type(version)(**values)
    try:
        with stored.storage.open(stored.name) as file:
            content = File(file, name=version.filename)
            if version.sha256 and sha256_of(content) != version.sha256:
                raise VersionRefused(_lost())
            made.file = content  # from here on pictures are measured
            _copy_poster(version, made)
            _add(newest, made, user)
    except FileNotFoundError as error:
        raise VersionRefused(_lost()) from error
    if not isinstance(version, Attachment):
        for person in version.persons.all():
            made.persons.create(**{name: getattr(person, name) for name in OF_A_PERSON})
    return made


def move_drafts(newest: Media, user: User) -> Moved:
    """Every draft that names an older version names this one, in a new revision; none is published.

    What may not or should not change now stays, and is told; this can be asked for again.
    """
    older = set(newest.versions.exclude(pk=newest.pk).values_list("pk", flat=True))
    waiting = waiting_revisions()
    found = Moved()
    for draft in drafts(type(newest), older):
        why = _move(draft, older, newest, user, waiting)
        if why is None:
            found.moved.append(draft.page)
        else:
            found.left.append(Left(draft.page, why))
    return found


@transaction.atomic
def _move(draft: Draft, older: Iterable[int], newest: Any, user: User, waiting: set[int]) -> Any:
    """Why it stays; None: it names the newest version now."""
    page, content = draft.page, draft.content
    as_read = Page.objects.filter(pk=page.pk, **{name: getattr(page, name) for name in AS_READ})
    # By an UPDATE: it keeps the row until the end, so nobody saves a draft in between, nor submits,
    # publishes or moves the page.
    if not as_read.update(latest_revision=page.latest_revision_id):
        return BEING_EDITED
    if why := _why_it_stays(page, user, waiting):
        return why
    exchange(content, type(newest), frozenset(older), newest)
    if not page.live:
        content.save(clean=False)  # as the editor does with a page that nobody reads yet
    content.save_revision(user=user, log_action=USE_VERSION, clean=False)
    return None


def _why_it_stays(page: Page, user: User, waiting: set[int]) -> Any:
    if is_in_review(page):
        return IN_REVIEW
    if open_amendment(page):
        return CORRECTED
    if page.latest_revision_id in waiting:
        return WAITING
    if not page.permissions_for_user(user).can_edit():
        return NOT_YOURS
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        return LOCKED
    return BEING_EDITED if _is_being_edited(page) else None


def _is_being_edited(page: Page) -> bool:
    """A revision of ours would be a conflict for whoever has unsaved words there."""
    sessions = EditingSession.objects.filter(
        content_type=page.content_type_id,
        object_id=str(page.pk),
        is_editing=True,
        last_seen_at__gt=timezone.now() - SEEN_LATELY,
    )
    return sessions.exists()


def _measure(made: Any) -> None:
    """Size and hash, as Wagtail's own forms do; recordings are measured when they come in."""
    if isinstance(made, Picture):
        made._set_image_file_metadata()
    elif isinstance(made, Attachment):
        made._set_document_file_metadata()


def _copy_poster(version: Any, made: Any) -> None:
    """Each row has its own, which goes with it. Raises VersionRefused, FileNotFoundError."""
    stored = getattr(version, "poster", None)
    if not stored:
        return
    with stored.storage.open(stored.name) as file:
        poster = ContentFile(file.read(), stored.name.rpartition("/")[2])
    if sha256_of(poster) != version.poster_sha256:
        raise VersionRefused(_lost())
    made.poster = poster


def _meanwhile() -> str:
    return _(
        "Somebody made a newer version in the meantime. Look at it first; replace it if it is not"
        " what you want."
    )


def _lost() -> str:
    return _("The file of this version is missing or damaged. Replace the file with a good one.")
