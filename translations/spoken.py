"""Recordings as the version that counts, in languages that are heard rather than read. Reads only."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.approval.steps import line_of
from cms.models import Edition

from .buildable import gaps_in, page_rows
from .errors import Gap, Why
from .marks import readable
from .models import ListeningChoice, SpokenVersion, TranslationRequest
from .rows import Row
from .unit import Kind

FOR_SEARCH_ENGINES = frozenset({"seo_title", "search_description"})


class Hearing(StrEnum):
    """How far a spoken version is."""

    WAITING = "waiting"
    RIGHT = "right"
    REFUSED = "refused"
    STALE = "stale"
    LOST = "lost"


SAID = {
    Hearing.WAITING: gettext_lazy("waits for a second listener"),
    Hearing.RIGHT: gettext_lazy("heard and found right"),
    Hearing.REFUSED: gettext_lazy("refused by the second listener"),
    Hearing.STALE: gettext_lazy("out of date: the text changed after it was recorded"),
    Hearing.LOST: gettext_lazy("the file was deleted from the library"),
}


@dataclass(frozen=True)
class Spoken:
    version: SpokenVersion
    hearing: Hearing

    @property
    def said(self) -> str:
        return str(SAID[self.hearing])

    @property
    def is_waiting(self) -> bool:
        return self.hearing is Hearing.WAITING


def is_heard(request: TranslationRequest) -> bool:
    """What the office said last of this language; else what the one above it said."""
    line = [office.pk for office in line_of(request.office)]
    rows = ListeningChoice.objects.filter(office__in=line, language=request.language)
    said = dict(rows.order_by("pk").values_list("office_id", "is_heard"))
    return next((said[office] for office in line if office in said), False)


def text_hash(rows: Iterable[Row]) -> str:
    """Of what is read aloud: the translations alone, in reading order, whatever their source was."""
    texts = [row.translation.text for row in rows if _is_read(row)]
    return sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def spoken_text(rows: Iterable[Row]) -> str:
    """As its reader has it before their eyes, without marks; the transcript of the recording."""
    texts = (readable(row.translation.text) for row in rows if _is_read(row))
    return "\n".join(filter(None, texts))


def _is_read(row: Row) -> bool:
    """Neither what only search engines are told, nor the name of an icon."""
    segment = row.segment
    shown = segment.slot not in FOR_SEARCH_ENGINES and segment.kind != Kind.CHOICE
    return shown and bool(row.translation.text)


def approved_voice(request: TranslationRequest, rows: Sequence[Row]) -> SpokenVersion | None:
    """The newest that a second person found right, of exactly these texts, all of them approved.

    Of a local copy also that of the national item, if it says the same to the last word.
    """
    if gaps_in(rows):
        return None
    heard = SpokenVersion.objects.filter(
        Q(request=request.pk) | Q(request__in=_national(request)),
        text_hash=text_hash(rows),
        listening__is_right=True,
    )
    same_file = heard.filter(recording__sha256=F("recording_sha256"))
    return same_file.select_related("recording").order_by("pk").last()


def _national(request: TranslationRequest) -> QuerySet[TranslationRequest]:
    """Of the item that a local copy was made from, into the same language."""
    copy = Edition.objects.filter(page=request.page_id, kind=Edition.Kind.LOCAL_COPY)
    return TranslationRequest.objects.filter(
        language=request.language, page__edition__in=copy.values("source")
    )


def gaps_without(voice: SpokenVersion | None, request: TranslationRequest) -> list[Gap]:
    """What is missing where a recording is awaited and there is none."""
    if voice is not None or not is_heard(request):
        return []
    return [Gap(None, _("Recording"), "", Why.NOT_HEARD)]


def gaps_to_build(request: TranslationRequest) -> list[Gap]:
    """What the page misses: words, and the recording where it is awaited."""
    rows = page_rows(request)
    return [*gaps_in(rows), *gaps_without(approved_voice(request, rows), request)]


def versions_of(request: TranslationRequest, rows: Sequence[Row]) -> list[Spoken]:
    """Newest first; one query."""
    made = SpokenVersion.objects.filter(request=request.pk).select_related("recording", "listening")
    present = text_hash(rows)
    found = list(made.order_by("-pk"))
    for one in found:
        one.request = request
    return [Spoken(one, hearing_of(one, present)) for one in found]


def hearing_of(version: SpokenVersion, present: str) -> Hearing:
    """`present` is the hash of the text as it is now."""
    if version.recording is None or version.recording.sha256 != version.recording_sha256:
        return Hearing.LOST
    if version.text_hash != present:
        return Hearing.STALE
    listening = getattr(version, "listening", None)
    if listening is None:
        return Hearing.WAITING
    return Hearing.RIGHT if listening.is_right else Hearing.REFUSED
