"""A local copy of province A with a change of the centre to decide, for the world of the matrix."""

from typing import Any

from cms.models import Office, User
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish
from tests.factories.rollouts import BODY, RATE, WHERE, edit
from translations.models import ChangeNotice, Rollout
from translations.rolling import turns
from translations.services import rollouts
from translations.services.local_copies import create_local_copy

PLACES = (
    (RATE, "Muc dong rieng 5520", "Mức đóng là 5%."),
    (WHERE, "Nộp ở số 5.", "Nộp ở đâu cũng được."),
)


def make_followed(office: Office, author: User) -> dict[str, Any]:
    national = make_article(make_centre(), title="Mức đóng toàn quốc", body=BODY)
    publish(national)
    national = type(national).objects.get(pk=national.pk)
    copy = create_local_copy(page=national, office=office, user=author)
    for block, ours, theirs in PLACES:
        edit(type(national).objects.get(pk=copy.pk), block, f"<p>{ours}</p>", author)
        edit(type(national).objects.get(pk=national.pk), block, f"<p>{theirs}</p>", author)
    publish(type(national).objects.get(pk=national.pk))
    for rollout in Rollout.objects.filter(edition=national.edition):
        turns.work_at(rollout.pk)
    notice = ChangeNotice.objects.get(copy__edition__page=copy.pk)
    key = notice.conflicts[1]["key"]
    given = {"choices": {key: "local"}, "seen": rollouts.state_of(notice)}
    rollouts.decide_change(notice=notice, user=author, **given)
    return {"national change": notice.pk}
