"""A file that somebody brought: kept, looked at, then confirmed or dropped. Nothing is half imported."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .. import log_actions
from ..errands.reporting import lines_of
from ..errors import Refused
from ..exchange import read
from ..exchange.reading import LARGEST
from ..glossary.entries import Compared, entry_of
from ..models import Errand, ErrandFile, TranslationRequest
from ..rights import Rights, require
from ..rows import require_open
from .exchanging import Checked, check_file, import_file
from .glossary import compare_file, import_terms

MOST_BYTES = LARGEST
LONGEST_NAME = 120
Kind, State = Errand.Kind, Errand.State


@transaction.atomic
def bring_translation(
    *, request: TranslationRequest, user: Any, name: str, content: bytes
) -> Errand:
    """It waits for its person to confirm it. Raises NotYours, Refused."""
    require(Rights(user).may_write(request))
    require_open(request)
    return _kept(Kind.TRANSLATION, user, name, content, request=request)


@transaction.atomic
def bring_glossary(*, user: Any, name: str, content: bytes) -> Errand:
    return _kept(Kind.GLOSSARY, user, name, content)


def content_of(errand: Errand) -> bytes:
    """Raises Refused where its time is over."""
    file = ErrandFile.objects.filter(errand=errand).first()
    if file is None:
        raise Refused(_("This file is not kept any more. Import it again."))
    return bytes(file.content)


def check_translation(*, errand: Errand) -> Checked:
    """What confirming would do. Raises Refused."""
    assert errand.request is not None
    require_open(errand.request)
    return check_file(request=errand.request, read=read(content_of(errand), name=errand.name))


@transaction.atomic
def confirm_translation(*, errand: Errand, user: Any, seal: str) -> int:
    """How many texts were taken. Raises NotYours, Refused, Conflict; then nothing was."""
    asked = errand.request
    assert asked is not None
    require(errand.user_id == user.pk and Rights(user).may_write(asked))
    require_open(asked)
    content = content_of(errand)
    _end(errand)
    done = import_file(
        request=asked,
        user=user,
        read=read(content, name=errand.name),
        name=errand.name,
        seal=seal,
    )
    _keep_report(errand, {"taken": done.taken}, lines_of(done.problems))
    log(asked.page, log_actions.IMPORT_FILE, user=user, data=_told(errand, asked, done.taken))
    return done.taken


def check_glossary(*, errand: Errand, user: Any) -> Compared:
    """Raises NotYours, NotImported, both kinds of Refused."""
    return compare_file(content=content_of(errand), name=errand.name, user=user)


def seal_of(found: Compared) -> str:
    """Of all that would be done, and of what it would be done to."""
    before = [(entry_of(term), entry) for term, entry in found.changed]
    return hashlib.sha256(repr((found.new, before)).encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def confirm_glossary(*, errand: Errand, user: Any, seal: str) -> Compared:
    """Raises as `check_glossary`, Refused where the glossary is another one by now."""
    require(errand.user_id == user.pk)
    content = content_of(errand)
    if seal != seal_of(check_glossary(errand=errand, user=user)):
        raise Refused(
            _("Somebody changed the glossary meanwhile. Look at the list again, then confirm.")
        )
    _end(errand)
    found = import_terms(content=content, name=errand.name, user=user)
    counts = {"new": len(found.new), "changed": len(found.changed), "known": found.known}
    _keep_report(errand, counts, [])
    return found


def _kept(kind: str, user: Any, name: str, content: bytes, **fields: Any) -> Errand:
    now = timezone.now()
    errand = Errand.objects.create(
        kind=kind, state=State.UPLOADED, user=user, name=safe_name(name),
        created_at=now, moved_at=now, **fields,
    )  # fmt: skip
    ErrandFile.objects.create(errand=errand, content=content, size=len(content))
    return errand


def safe_name(name: str) -> str:
    """What every database and screen takes."""
    return "".join(letter for letter in name if letter.isprintable())[:LONGEST_NAME] or "?"


def _end(errand: Errand) -> None:
    """Once: whoever presses twice is told."""
    rows = Errand.objects.filter(pk=errand.pk, state=State.UPLOADED)
    if not rows.update(state=State.DONE, ended_at=timezone.now()):
        raise Refused(_("This file was dealt with already. Nothing was done twice."))


def _keep_report(errand: Errand, counts: dict[str, int], report: list[list[object]]) -> None:
    Errand.objects.filter(pk=errand.pk).update(counts=counts, report=report)
    ErrandFile.objects.filter(errand=errand).delete()


def _told(errand: Errand, asked: TranslationRequest, taken: int) -> dict[str, Any]:
    return {"file": errand.name, "taken": taken, "languages": [asked.language]}
