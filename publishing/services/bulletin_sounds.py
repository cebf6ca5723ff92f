"""A bulletin read aloud by a person: brought by one, heard by a second. Machines: let out by leaders."""

from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.search import index as search_index

from cms.models import Office, User
from media_assets.models import Licence, MadeByAI, Recording
from media_assets.models.rights import PersonRecorded
from translations.person_names import one_line

from .. import log_actions
from ..models import BulletinSound, MachineVoiceChoice, Release, SoundHearing, StoredPost
from ..nodders import offices_led_by
from ..script.model import Script, script_in
from ..voices.choices import choice_for
from ..voices.ordering import LONGEST_TITLE, wake
from ..voices.people import People
from ..voices.sound_rights import bringing_for, may_hear
from ..voices.words import words_hash

State, Kind = BulletinSound.State, BulletinSound.Kind


class SoundRefused(Exception):
    """The message is for whoever asked."""


def bring_reading(
    *,
    user: User,
    release: Release,
    post: StoredPost,
    recording: Recording,
    reader_name: str,
    consent_until: date,
    seen: str,
) -> BulletinSound:
    """Keep a recording of exactly this released post; one not saved yet comes from intake.

    `seen` is the hash of the words that stood on the screen. Raises PermissionDenied, SoundRefused.
    """
    office = bringing_for(user, release, post)
    if office is None:
        raise PermissionDenied
    reader, script = one_line(reader_name), script_in(post.data)
    _refuse(release, recording, reader, consent_until, is_seen=words_hash(script) == seen)
    with transaction.atomic():
        if recording.pk is None:
            _into_library(recording, script, str(post), office, user)
            PersonRecorded.objects.create(
                recording=recording,
                who=reader,
                basis=PersonRecorded.Basis.CONSENT,
                consent_until=consent_until,
            )
        sound = BulletinSound.objects.create(
            text_hash=seen,
            language=script.language,
            office=office,
            kind=Kind.PERSON,
            title=str(post)[:LONGEST_TITLE],
            script=script.to_data(),
            provider=People.id,
            voice=recording.sha256,
            recording=recording,
            recording_sha256=recording.sha256,
            reader_name=reader,
            consent_until=consent_until,
            ordered_by=user,
            ordered_by_name=str(user),
        )
        log(sound, log_actions.BRING_READING, user=user, data={"reader": reader})
        wake(sound)
        transaction.on_commit(partial(search_index.insert_or_update_object, recording), robust=True)
    return sound


def hear_reading(
    *, user: User, sound: BulletinSound, is_right: bool, comment: str = ""
) -> SoundHearing:
    """Say that it says the bulletin, or why it does not; final. Raises PermissionDenied, SoundRefused."""
    if not may_hear(user, sound):
        raise PermissionDenied
    comment = comment.strip()
    if sound.state != State.READY:
        raise SoundRefused(_("It is not ready to be heard yet. Wait a moment."))
    if not is_right and not comment:
        raise SoundRefused(_("Say what is wrong in the recording, so that it can be read anew."))
    try:
        with transaction.atomic():
            heard = SoundHearing.objects.create(
                sound=sound,
                is_right=is_right,
                user=user,
                user_name=str(user),
                at=timezone.now(),
                reason=comment,
            )
            action = log_actions.HEAR_READING if is_right else log_actions.REFUSE_READING
            log(sound, action, user=user, data={"reason": comment})
    except IntegrityError as error:
        raise SoundRefused(_("Somebody listened to it already and decided.")) from error
    return heard


def choose_machine_voice(
    *, user: User, office: Office, goes_out: bool, says_label: bool, reason: str
) -> MachineVoiceChoice | None:
    """Whether machine voices reach the office's communes; None: as it was.

    Raises PermissionDenied unless the user leads it, SoundRefused without a reason.
    """
    if office.pk not in offices_led_by(user):
        raise PermissionDenied
    if not (reason := reason.strip()):
        raise SoundRefused(_("Say why, so that it can be looked up later."))
    before = choice_for(office)
    said = (before.goes_out, before.says_label) if before else (False, True)
    if said == (goes_out, says_label) or not (goes_out or said[0]):
        return None
    with transaction.atomic():
        made = MachineVoiceChoice.objects.create(
            office=office,
            goes_out=goes_out,
            says_label=says_label,
            user=user,
            user_name=str(user),
            at=timezone.now(),
            reason=reason,
        )
        data = {"goes_out": goes_out, "says_label": says_label, "reason": reason}
        log(office, log_actions.CHOOSE_MACHINE_VOICE, user=user, data=data)
    return made


def _refuse(
    release: Release, recording: Recording, reader: str, consent_until: date, *, is_seen: bool
) -> None:
    if release.state not in (Release.State.SCHEDULED, Release.State.IN_FORCE):
        raise SoundRefused(
            _("This bulletin was replaced or taken down. Read the one in its place.")
        )
    if not is_seen:
        raise SoundRefused(
            _("The text changed while it was recorded. Read it once more and record it anew.")
        )
    if not reader:
        raise SoundRefused(_("Write who reads: the name is kept with the recording."))
    if consent_until < timezone.localdate():
        raise SoundRefused(_("The reader's consent is over. Ask again and write the new day."))
    if recording.kind != Recording.Kind.SOUND:
        raise SoundRefused(_("This is a video. Choose a sound, or record it here."))
    if recording.made_by_ai == MadeByAI.MADE:
        raise SoundRefused(
            _(
                "No person speaks in it: it was made by AI. Let a person read, or use a machine voice."
            )
        )
    if recording.licence == Licence.UNKNOWN:
        raise SoundRefused(
            _(
                "Nobody knows what allows the use of this recording. Choose another, or record it here."
            )
        )


def _into_library(
    recording: Recording, script: Script, title: str, office: Office, user: User
) -> None:
    recording.title = title[:LONGEST_TITLE]
    recording.language = script.language
    recording.transcript = script.said
    recording.collection = office.collection
    recording.uploaded_by_user = user
    recording.save()
