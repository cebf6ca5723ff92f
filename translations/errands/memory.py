"""A translation memory of another program into ours: all of a file, or nothing of a bad one.

It is read once without writing, so that a bad one changes nothing, and written in short parts, so
that nobody waits for it. Who dies in between is followed by the next at the same place.
"""

import io
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from time import monotonic

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from wagtail.log_actions import log

from translations import log_actions
from translations.errors import NotYours
from translations.memory.keeping import Kept, Pair, keep
from translations.memory.rights import MemoryRights
from translations.memory.tmx import Found, Reader
from translations.models import Errand, ErrandFile
from translations.not_imported import NotImported

PART = 500  # units that are written at once: less than a second
TURN = 10.0  # seconds of a turn; then whatever else waits for the worker comes first


def take_in(errand: Errand) -> bool:
    """Whether there is more. Raises NotImported with a line per problem, Refused, NotYours."""
    began = monotonic()
    languages = errand.options["languages"]
    rights = MemoryRights(errand.user)
    if not all(rights.may_keep(errand.office, code) for code in languages):
        raise NotYours
    content = bytes(ErrandFile.objects.get(errand=errand).content)
    errand.total = errand.total or _checked(content, languages)
    left = islice(Reader(languages).read(io.BytesIO(content)), errand.done, None)
    while some := list(islice(left, PART)):
        if not _keep(errand, some):
            return False  # cancelled, or another worker has it by now
        if monotonic() - began > TURN and errand.done < errand.total:
            return True
    with transaction.atomic():
        if _mine(errand).update(moved_at=Now()):
            data = {"file": errand.name, "counts": errand.counts}
            data |= {"approved": errand.options["approved"]}
            log(errand, log_actions.IMPORT_MEMORY, user=errand.user, data=data)
            ErrandFile.objects.filter(errand=errand).delete()
    return False


def _checked(content: bytes, languages: list[str]) -> int:
    """How much there is to take."""
    reader = Reader(languages)
    total = sum(1 for _found in reader.read(io.BytesIO(content)))
    if reader.problems:
        raise NotImported(reader.problems)
    return total


@transaction.atomic
def _keep(errand: Errand, some: Sequence[Found]) -> bool:
    if not _mine(errand).update(moved_at=Now()):
        return False
    together: dict[tuple[str, bool], list[Pair]] = defaultdict(list)
    for one in some:
        is_approved = errand.options["approved"] and one.approved is not False
        together[one.language, is_approved].append(one.pair)
    for (language, is_approved), pairs in together.items():
        done = keep(pairs, language, office=errand.office, approved=is_approved, by=errand.user)
        done += Kept(*errand.counts.get(language, (0, 0, 0)))
        errand.counts[language] = [done.added, done.approved, done.known]
    errand.done += len(some)
    _mine(errand).update(counts=errand.counts, done=errand.done, total=errand.total)
    return True


def _mine(errand: Errand) -> QuerySet[Errand]:
    return Errand.objects.filter(pk=errand.pk, turn=errand.turn, state=Errand.State.RUNNING)
