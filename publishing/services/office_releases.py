"""A release for one office alone: its posts and its page with the facts of today.

It stands beside the release that put the item's version in force, and replaces it nowhere else. Its
leader answers for it: the text was approved before, and the values by themselves.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.approval import NotYours, Refused
from cms.approval.record import record
from cms.models import Approval, Office, Role, User

from ..delivery.tidying import tidy
from ..delivery.wake import wake_on_commit
from ..disclosure import still_open
from ..log_actions import RELEASE_FOR_OFFICE
from ..models import Release
from ..national import ask_offices
from ..nodders import standing_for
from ..office_package import OfficePackage, Pair, compose_for_office
from ..office_places import Places
from ..release_rows import plan_deliveries, write_office_release
from ..sealed_releases import NotSealed, differences, record_of
from .kept_answers import keep_answers
from .stating import state_facts_anew
from .turns import keep_media, keep_places, keep_revision, take_turn


@transaction.atomic
def release_for_office(
    *, release: Release, office: Office, user: User, reason: str, wrong: Collection[Pair] = ()
) -> Release:
    """What `release` put in force, again for the places of `office` that say something else than its
    sheet, or had nothing to say. `wrong`: keys with the values before that were wrong: a dated correction
    names these.

    Raises NotYours for whoever is no leader of the office, Refused where nothing is to be done.
    """
    standing = standing_for(office, user)
    if standing is None:
        raise NotYours
    take_turn(release.work_id)
    keep_places()
    base = _in_force(release)
    assert base.revision_id is not None
    keep_media(keep_revision(base.revision_id))
    made = compose_for_office(base, office, wrong=wrong)
    _refuse(made, base)
    done = write_office_release(
        made.assembly, base, office=office, user=user, reason=reason, wrongly=made.wrongly
    )
    assert done.page is not None
    record(
        Approval.Decision.APPROVED,
        page=done.page.specific,
        user=user,
        revision=done.revision,
        step=Role.LEADER,
        fingerprint=done.fingerprint,
        comment=done.reason,
        office_code=office.code,
        **standing.as_recorded(),
    )
    log(
        done.page.specific,
        RELEASE_FOR_OFFICE,
        user=user,
        revision=done.revision,
        data={"office": str(office), "reason": done.reason, "release": done.pk},
    )
    speak_beside(done, made.before, user)
    return done


def speak_beside(release: Release, before: Places, user: User) -> None:
    """Let what was just written go, beside the version in force; that one speaks elsewhere."""
    tidy(work_id=release.work_id)  # before asking what is out: no worker can send it between
    plan_deliveries(release)
    keep_answers(release, before, user)
    ask_offices(release)  # of places that the office does not answer for itself
    state_facts_anew(release)
    wake_on_commit(release.pk)


def _in_force(release: Release) -> Release:
    """As it is now and was sealed. Raises Refused."""
    rows = Release.objects.versions().select_related("page", "revision", "work", "office")
    base = rows.filter(pk=release.pk, state=Release.State.IN_FORCE).first()
    if base is None or base.page is None or base.revision is None or not base.page.live:
        raise Refused(
            _("A newer version is out by now, or it was taken down: look at the list again.")
        )
    try:
        sealed = record_of(base)
    except NotSealed as error:
        raise Refused(str(error)) from error
    if sealed is not None and any(differences(base, sealed)):
        raise Refused(_("The release is not as it was approved. Tell the system administrator."))
    return base


def _refuse(made: OfficePackage, base: Release) -> None:
    assembly = made.assembly
    if made.is_empty:
        raise Refused(_("All of it says what the sheet says, or a value is still missing."))
    if assembly.page_hash != base.content.get("page_hash"):
        raise Refused(
            _(
                "A picture or file of the item changed since it was approved: have it approved again."
            )
        )
    if why := made.why_nothing_goes:
        raise Refused(why)
    found = still_open(assembly.page, base.fingerprint, assembly.searched.found)
    if found:
        raise Refused(str(found[0].message))
