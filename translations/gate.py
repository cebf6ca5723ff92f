"""What keeps a page that was built from segments from going out in its language."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Revision

from .buildable import fingerprint_of, gaps_in, page_rows, texts_for
from .errors import Why
from .models import SourceText, SpokenVersion, TranslationBuild, TranslationRequest
from .rows import Row
from .spoken import Hearing, approved_voice, is_heard, versions_of


@dataclass(frozen=True)
class Hindrance:
    """`blocking` ones are mended, the others are told to whoever approves."""

    code: str
    message: str
    blocking: bool = True


def hindrances(page: Page, revision: Revision) -> list[Hindrance]:
    """Of the page as `revision` has it. None of a page that was written in its language by hand.

    A fixed number of queries, however long the page is.
    """
    asked = TranslationRequest.objects.filter(translated_page=page.pk)
    request = asked.select_related("page", "work", "office__parent").first()
    return list(_hindrances(request, revision)) if request else []


def _hindrances(request: TranslationRequest, revision: Revision) -> Iterator[Hindrance]:
    if (of_source := _of_source(request)) is not None:
        yield of_source
        return
    build = TranslationBuild.objects.filter(request=request, revision=revision.pk).last()
    if build is None:
        yield Hindrance(
            "not_built",
            _(
                "This text was not built from its segments. Correct the translation there and press"
                " “Build the page” again."
            ),
        )
        return
    rows = page_rows(request)
    voice = approved_voice(request, rows)
    if build.fingerprint != _fingerprint_now(request, rows, voice):
        yield Hindrance(
            "built_before",
            _(
                "The source or its translation changed after this page was built. Bring the"
                " translation up to date and press “Build the page” again."
            ),
        )
        return
    if voice is None and not _went_without(build) and is_heard(request):
        yield Hindrance("recording_awaited", _awaited(request, rows))
    if build.gaps:
        yield Hindrance("gaps", _told(build), blocking=False)


def _of_source(request: TranslationRequest) -> Hindrance | None:
    source = request.page
    if source is None:
        return Hindrance(
            "no_source", _("The item that this page translates was deleted. It cannot go out.")
        )
    if not source.live:
        message = _("“%(title)s” is not published. Its translation follows when it is.")
        return Hindrance("source_not_live", message % {"title": source.title})
    taken = SourceText.objects.filter(page=source.pk).values_list("revision_id", flat=True).first()
    if taken != source.live_revision_id:
        message = _(
            "“%(title)s” was published in another version since. Build the page again: that shows"
            " which segments are to be translated anew."
        )
        return Hindrance("source_newer", message % {"title": source.title})
    return None


def _fingerprint_now(
    request: TranslationRequest, rows: list[Row], voice: SpokenVersion | None
) -> str:
    texts = texts_for(rows, {gap.segment for gap in gaps_in(rows)})
    source = SourceText.objects.get(page=request.page_id).fingerprint
    return fingerprint_of(source, texts, voice.recording_sha256 if voice else "")


def _went_without(build: TranslationBuild) -> bool:
    """Somebody let it pass, for a reason."""
    return any(gap["why"] == Why.NOT_HEARD for gap in build.gaps)


def _awaited(request: TranslationRequest, rows: list[Row]) -> str:
    """What is to be done next."""
    newest = next(iter(versions_of(request, rows)), None)
    if newest is None:
        return _(
            "This language is heard rather than read: have the translation read aloud, then build the"
            " page again."
        )
    if newest.hearing is Hearing.WAITING:
        return _(
            "A recording waits for a second listener. When it was heard and found right, build the page"
            " again."
        )
    message = _("There is no recording of this text (the last one: %(state)s). Have it read anew.")
    return message % {"state": newest.said}


def _told(build: TranslationBuild) -> str:
    count = len(build.gaps)
    message = ngettext(
        "%(count)s segment is left out or older than its source: %(labels)s. %(person)s let it pass:"
        " %(reason)s",
        "%(count)s segments are left out or older than their source: %(labels)s. %(person)s let them"
        " pass: %(reason)s",
        count,
    )
    labels = ", ".join(gap["label"] for gap in build.gaps[:5]) + ("…" if count > 5 else "")
    named = {"labels": labels, "person": build.user_name, "reason": build.reason}
    return message % {"count": count, **named}
