"""Promise 1, walked: no route makes anything public that no approval covers, or changes it."""

import json

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.utils import translation
from django.utils.html import strip_tags

from cms.going_live import NotApproved

from . import by_code, by_screen, in_the_house  # noqa: F401  each adds its routes to the table
from .edge import differences, public
from .routes import ROUTES, Route
from .world import SECRET, World

pytestmark = pytest.mark.django_db
VIETNAMESE = set("ăâđêôơưáàảãạếềểễệốồổỗộớờởỡợứừửữựạảấầẩẫậắằẳẵặịọụỳỵỷỹ")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_route_leaves_to_the_public_what_was_approved(route: Route, world: World, before):
    with translation.override("vi"):
        said = _drive(route, world)
    after = public(world.token)

    if route.decided:
        assert _what_stands(after, world) == _what_stands(before, world)
    else:
        assert differences(before, after) == []
    assert SECRET not in "\n".join(after.values())
    if route.refused:
        assert VIETNAMESE & set(said.lower()), f"no word in Vietnamese on what to do: {said!r}"


def _drive(route: Route, world: World) -> str:
    """What the person is told: the refusal, or the messages of the screen."""
    try:
        with transaction.atomic():
            answer = route.drive(world)
    except NotApproved as refusal:
        return str(refusal)
    if answer is None:
        return ""
    assert answer.status_code < 500, f"{route.name} answers {answer.status_code}"
    return _told(answer)


def _told(answer) -> str:
    messages = [str(one) for one in get_messages(answer.wsgi_request)]
    text = answer.content.decode()
    if "json" in answer.get("Content-Type", ""):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return " ".join([*messages, strip_tags(text)])


def _what_stands(edge, world: World) -> dict[str, str]:
    """Of a decided route: every post, and the words of the item."""
    posts = {key: value for key, value in edge.items() if key.startswith(("delivery", "release"))}
    page = world.page("item")
    own = edge.get(page.url or "", "")
    assert "Lời đã duyệt" in own, "the approved item does not answer any more"
    return posts | {"title": page.title, "lead": page.lead, "body": str(page.body.raw_data)}
