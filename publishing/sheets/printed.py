"""A bulletin in the words of its sheet, for the printed page, Word and plain text alike.

Headings are Vietnamese, which announcers read whatever language they announce.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from cms.languages import BY_CODE, DEFAULT

from ..airing.wishes import CLASSES, EVERY_DAY, PRIORITY, Time, Wishes, length
from ..script.model import Piece, Role, Sentence
from .hard_words import hard_words
from .marks import slot_marks
from .sheet import SHORT, Sheet, Standing

SENTENCE_END, PARAGRAPH_END = "▮", "▮▮"
_ROLES = {
    Role.GREETING: gettext_lazy("Greeting"),
    Role.CORRECTION: gettext_lazy("Correction"),
    Role.HEADLINE: gettext_lazy("Headline"),
    Role.TEXT: gettext_lazy("Text"),
    Role.CLOSING: gettext_lazy("Closing words"),
}
_STANDINGS = {
    Standing.WAITING: gettext_lazy("It has not reached the stations yet: do not play it before."),
    Standing.OVER: gettext_lazy("Replaced, taken down or out of date: do not play it."),
    Standing.DRAFT: gettext_lazy("Nobody approved it yet: do not play it."),
}
_DAYS = ("", "T2", "T3", "T4", "T5", "T6", "T7", "CN")


def printed(sheet: Sheet) -> dict[str, Any]:
    """Everything that stands on it, as JSON; the same for whoever asks."""
    with override(DEFAULT):
        return {
            "words": _words(),
            "office": sheet.approval.issuer,
            "title": sheet.title,
            "lang": _lang(sheet.script.language),
            "banners": list(_banners(sheet)),
            "emergency": sheet.wishes.is_emergency,
            "stop": str(_STANDINGS.get(sheet.standing, "")),
            "about": [list(row) for row in _about(sheet)],
            "paragraphs": list(_paragraphs(sheet)),
            "rewritten": bool(sheet.script.rewritten),
            "hard": [[one.written, one.said] for one in hard_words(sheet.script)],
            "notes": list(sheet.script.notes),
            "short": sheet.text_hash[:SHORT],
        }


def _banners(sheet: Sheet) -> Iterator[dict[str, str]]:
    if sheet.wishes.is_emergency:
        text = _("Play it at once, before everything else.")
        yield {"kind": "emergency", "name": _("EMERGENCY"), "text": text}
    if sheet.is_correction:
        text = _("It replaces the bulletin before. Do not read the old one any more.")
        yield {"kind": "correction", "name": _("CORRECTION"), "text": text}
    if sheet.wishes.klass == PRIORITY:
        text = _("To be played before ordinary bulletins.")
        yield {"kind": "priority", "name": _("PRIORITY"), "text": text}


def _about(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Label and value; what nobody wished or knows is left out."""
    language = sheet.script.language
    yield _("Class"), str(CLASSES[sheet.wishes.klass])
    yield _("Time to read"), _("about %(time)s") % {"time": length(sheet.seconds)}
    if sheet.wishes.slot:
        yield _("Slot"), length(sheet.wishes.slot)
    yield _("Play"), _repeats(sheet.wishes)
    if sheet.wishes.times:
        yield _("Wanted at"), "; ".join(map(_airtime, sheet.wishes.times))
    if validity := _validity(sheet):
        yield _("Valid"), validity
    if language != DEFAULT:
        yield _("Language"), BY_CODE[language].name_vi if language in BY_CODE else language
    yield _("Issued by"), sheet.approval.issuer
    if sheet.approval.approver:
        at = sheet.approval.at
        moment = f", {timezone.localtime(at):%H:%M %d/%m/%Y}" if at else ""
        yield _("Approved by"), f"{sheet.approval.approver}{moment}"


def _repeats(wishes: Wishes) -> str:
    times = ngettext("once", "%(n)s times", wishes.repeats) % {"n": wishes.repeats}
    if wishes.repeats > 1 and wishes.pause:
        return _("%(times)s, pause %(pause)s between") % {
            "times": times,
            "pause": length(wishes.pause),
        }
    return times


def _airtime(wish: Time) -> str:
    if wish.days == EVERY_DAY:
        return wish.clock
    return f"{wish.clock} ({', '.join(_DAYS[day] for day in wish.days)})"


def _validity(sheet: Sheet) -> str:
    first, last = sheet.wishes.first_day, sheet.last_day
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}
    if last:
        return _("to the end of %(day)s") % {"day": _day(last)}
    return _("from %(day)s") % {"day": _day(first)} if first else ""


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _paragraphs(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """`end` is the pause behind a sentence, `slots` the slots that end there."""
    marks, at = slot_marks(sheet), 0
    last = sum(len(one.sentences) for one in sheet.script.paragraphs) - 1
    before: Role | None = None
    for paragraph in sheet.script.paragraphs:
        sentences = []
        for number, sentence in enumerate(paragraph.sentences, 1):
            end = PARAGRAPH_END if number == len(paragraph.sentences) else SENTENCE_END
            slots = [_("end of %(time)s") % {"time": length(s)} for s in marks.get(at, [])]
            sentences.append(
                {"pieces": _pieces(sentence), "end": "" if at == last else end, "slots": slots}
            )
            at += 1
        label = "" if paragraph.role == before else str(_ROLES[paragraph.role])
        before = paragraph.role
        yield {"role": paragraph.role.value, "label": label, "sentences": sentences}


def _pieces(sentence: Sentence) -> list[dict[str, str]]:
    """`written` empty where it is said as it is written; no spaces at either end."""
    shown = [_piece(one) for one in sentence.pieces if one.said]
    if shown:
        shown[0]["said"] = shown[0]["said"].lstrip()
        shown[-1]["said"] = shown[-1]["said"].rstrip()
    return shown


def _piece(piece: Piece) -> dict[str, str]:
    return {"written": piece.written.strip() if piece.rewritten else "", "said": piece.said}


def _lang(code: str) -> str:
    """For the breaking of lines; what the typesetter does not know, it breaks at spaces."""
    first = (BY_CODE[code].bcp47 if code in BY_CODE else code).partition("-")[0]
    return first if first.isascii() and first.isalpha() and len(first) in (2, 3) else DEFAULT


def _words() -> dict[str, str]:
    return {
        "sheet": _("Announcer's sheet"),
        "legend": _("%(mark)s pause between sentences · %(marks)s longer pause between paragraphs")
        % {"mark": SENTENCE_END, "marks": PARAGRAPH_END},
        "legend_written": _("small and grey: as it is written, not read aloud"),
        "hard": _("Look at these before you read"),
        "as_written": _("As written"),
        "as_said": _("As said"),
        "notes": _("What is not read"),
        "end": _("End of the bulletin"),
        "word_for_word": _("Read it word for word. If something is wrong, call the office first."),
        "agreed": _("Leader of the commune: to be played"),
        "reader": _("Announcer"),
        "played": _("Played on … at …, … times"),
        "day": _("Day … month … year …"),
        "sign": _("(Signature, full name)"),
        "short": _("Code of the words"),
        "of_page": _("Page"),
        "numbered": _("Signs that cannot be printed or seen stand as their number, [U+…]."),
    }
