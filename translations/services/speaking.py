"""A translation read aloud: brought by one person, heard by a second, shown above the text."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.search import index as search_index

from media_assets.models import Recording
from media_assets.models.rights import PersonRecorded

from .. import review_log
from ..buildable import gaps_in, page_rows
from ..errors import NotReady, Refused
from ..listeners import may_hear
from ..models import Listening, ListeningChoice, SpokenVersion, TranslationRequest
from ..person_names import one_line
from ..planning.voices import tell_heard, tell_listeners
from ..rights import Rights, require
from ..rows import Row, require_open
from ..spoken import Hearing, hearing_of, is_heard, spoken_text, text_hash

LONGEST_TITLE = 255


def keep_spoken_version(
    *,
    request: TranslationRequest,
    user: Any,
    recording: Recording,
    reader_name: str,
    consent_until: date,
    seen: str,
) -> SpokenVersion:
    """Store a recording, which went through intake and is not saved yet, as one of this text.

    `seen` is the hash of the text that was read (`spoken.text_hash`). Raises NotYours, NotReady when
    the text is not approved yet, Refused when it changed since or this is no sound.
    """
    require(may_bring(request, user))
    page = require_open(request)
    reader = one_line(reader_name)
    if not reader:
        raise Refused(_("Write who reads: the name is kept with the recording."))
    if consent_until < timezone.localdate():
        raise Refused(_("The reader's consent is over. Ask again and write the new day."))
    if recording.kind != Recording.Kind.SOUND:
        raise Refused(_("This is a video. Choose a sound, or record it here."))
    with transaction.atomic():
        rows = page_rows(request)
        if gaps := gaps_in(rows):
            raise NotReady(gaps)
        if text_hash(rows) != seen:
            raise Refused(
                _("The text changed while it was recorded. Read it once more and record it anew.")
            )
        recording.title = _title(request, rows)
        recording.language = request.language
        recording.transcript = spoken_text(rows)
        recording.collection = request.office.collection
        recording.uploaded_by_user = user
        recording.save()
        _name_reader(recording, reader, consent_until)
        made = SpokenVersion.objects.create(
            request=request,
            recording=recording,
            recording_sha256=recording.sha256,
            text_hash=seen,
            reader_name=reader,
            consent_until=consent_until,
            user=user,
            user_name=str(user),
            at=timezone.now(),
        )
        data = {"language": request.language, "reason": reader}
        log(page, review_log.RECORDED, user=user, data=data)
        tell_listeners(made)
    search_index.insert_or_update_object(recording)
    return made


def listen(*, version: SpokenVersion, user: Any, is_right: bool, comment: str = "") -> Listening:
    """Say that it says the text, or why it does not; final. Raises NotYours, Refused."""
    request = version.request
    require(may_hear(version, user))
    page = require_open(request)
    comment = comment.strip()
    if not is_right and not comment:
        raise Refused(_("Say what is wrong in the recording, so that it can be read anew."))
    if is_right and hearing_of(version, text_hash(page_rows(request))) is not Hearing.WAITING:
        raise Refused(_("This recording is no longer that of the text. Have it read anew."))
    try:
        with transaction.atomic():
            made = Listening.objects.create(
                spoken_version=version,
                is_right=is_right,
                user=user,
                user_name=str(user),
                at=timezone.now(),
                reason=comment,
            )
            said = review_log.HEARD_RIGHT if is_right else review_log.HEARD_WRONG
            log(page, said, user=user, data={"language": request.language, "reason": comment})
            tell_heard(made)
    except IntegrityError as error:
        raise Refused(_("Somebody listened to it already and decided.")) from error
    return made


def choose_listening(
    *, request: TranslationRequest, user: Any, is_heard_now: bool, reason: str
) -> ListeningChoice | None:
    """Whether people of this office hear the language rather than read it; None: as it was.

    Raises NotYours, Refused without a reason.
    """
    require(Rights(user).may_choose_listening(request))
    if not (reason := reason.strip()):
        raise Refused(_("Say why, so that it can be looked up later."))
    if is_heard(request) == is_heard_now:
        return None
    with transaction.atomic():
        made = ListeningChoice.objects.create(
            office=request.office,
            language=request.language,
            is_heard=is_heard_now,
            user=user,
            user_name=str(user),
            at=timezone.now(),
            reason=reason,
        )
        said = review_log.IS_HEARD if is_heard_now else review_log.IS_READ
        data = {"language": request.language, "reason": reason}
        log(request.office, said, user=user, data=data)
    return made


def may_bring(request: TranslationRequest, user: Any) -> bool:
    """Who may write the translation, or answers for the item."""
    return Rights(user).may_build(request)


def _title(request: TranslationRequest, rows: Iterable[Row]) -> str:
    """In the language of the text: readers see it above the player."""
    title = next((r.translation.text for r in rows if r.segment.slot == "title"), "")
    return (title or str(request.work))[:LONGEST_TITLE]


def _name_reader(recording: Recording, reader: str, consent_until: date) -> None:
    """Known by the voice."""
    PersonRecorded.objects.create(
        recording=recording,
        who=reader,
        basis=PersonRecorded.Basis.CONSENT,
        consent_until=consent_until,
    )
