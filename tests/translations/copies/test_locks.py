"""What the centre locked stays as it was, whichever way a copy is saved."""

import json

import pytest
from django.test import Client

from cms.draft_guards import DraftRefused, objections
from cms.models import ArticlePage, Role
from tests.factories.following import BODY, copy_of, edition_of, make_copy, make_editor, revise
from tests.factories.following import make_national as national
from tests.factories.offices import make_centre, make_province
from translations.copies.following import detach
from translations.copies.locks import unlocked
from translations.services import set_rules

pytestmark = pytest.mark.django_db
CHANGED = [BODY[0], {**BODY[1], "value": "<p>Mức đóng là 9 %.</p>"}, BODY[2]]
GONE = [BODY[0], BODY[2]]
NEW = {"type": "paragraph", "value": "<p>Ở tỉnh.</p>", "id": "khoi-moi"}


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def source():
    page = national()
    rules = {"khoi-2": ("locked", "Theo luật"), "field:title": ("locked", "")}
    set_rules(page=page, rules=rules, user=make_editor(make_centre()))
    return page


@pytest.fixture
def page(source, office):
    return make_copy(source, office)


@pytest.mark.parametrize("body", [CHANGED, GONE], ids=["changed", "removed"])
def test_a_locked_block_is_neither_changed_nor_removed(page, body):
    with pytest.raises(DraftRefused, match="Theo luật"):
        revise(page, live=False, body=body)
    assert page.revisions.count() == 1


def test_a_locked_field_stays(page):
    with pytest.raises(DraftRefused, match="Trung ương khóa"):
        revise(page, live=False, title="Khác")


@pytest.mark.parametrize(
    "body",
    [[BODY[1], BODY[0], BODY[2]], [BODY[0], NEW, BODY[1]], [{**BODY[0], "id": "x"}, BODY[1]]],
    ids=["moved", "between", "others"],
)
def test_around_a_locked_block_everything_is_free(page, body):
    assert revise(page, live=False, body=body, lead="Khác").revisions.count() == 2


def test_what_the_editor_writes_anew_is_no_change(page):
    keyed = '<p data-block-key="k1">Mức đóng là 8 %.</p>'
    body = [BODY[0], {**BODY[1], "value": keyed}, BODY[2]]
    draft = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.body = json.dumps(body)
    assert objections(draft) == []


def test_the_editor_says_it_beside_the_field_and_keeps_what_was_typed(page, office):
    client = Client()
    client.force_login(make_editor(office))
    answer = client.post(f"/admin/pages/{page.pk}/edit/", _form(page, paragraph="Mức 9 %."))
    assert answer.status_code == 200
    form = answer.context["form"]
    assert "Trung ương khóa" in str(form.errors["body"])
    assert "Mức 9 %." in str(form.instance.body[1].value)
    assert page.revisions.count() == 1


def test_the_editor_saves_what_is_free(page, office):
    client = Client()
    client.force_login(make_editor(office))
    answer = client.post(f"/admin/pages/{page.pk}/edit/", _form(page, lead="Khác"))
    assert answer.status_code == 302
    assert page.revisions.count() == 2


def test_an_earlier_version_that_breaks_a_later_lock_is_not_put_back(office):
    source = national()
    page = revise(make_copy(source, office), live=False, body=CHANGED)
    old = page.latest_revision
    page = revise(page, live=False, body=BODY)
    rules = {"khoi-2": ("locked", "")}
    set_rules(page=source, rules=rules, user=make_editor(make_centre()))
    with pytest.raises(DraftRefused):
        old.as_object().save_revision()


def test_what_was_changed_before_it_was_locked_does_not_stop_its_editor(office):
    source = national()
    page = revise(make_copy(source, office), live=False, body=CHANGED)
    rules = {"khoi-2": ("locked", "")}
    set_rules(page=source, rules=rules, user=make_editor(make_centre()))
    assert revise(page, live=False, lead="Khác").lead == page.lead
    again = [BODY[0], {**BODY[1], "value": "<p>Mức đóng là 10 %.</p>"}, BODY[2]]
    with pytest.raises(DraftRefused):
        revise(page, live=False, body=again)


def test_a_form_that_is_older_than_the_centres_change_is_saved(page, office):
    """What came meanwhile is brought into it afterwards; nobody touched the locked place."""
    seen = page.latest_revision_id
    edition = edition_of(page)
    with unlocked():
        revise(page, live=False, body=CHANGED)
    edition.base_content = {**edition.base_content, "body": CHANGED}
    edition.save()
    client = Client()
    client.force_login(make_editor(office))
    address, form = f"/admin/pages/{page.pk}/edit/", _form(page, lead="Khác")
    assert client.post(address, form).status_code == 200
    assert client.post(address, {**form, "loaded_revision_id": "9" * 18}).status_code == 200
    assert client.post(address, {**form, "loaded_revision_id": str(seen)}).status_code == 302


def test_the_centres_own_change_is_written_in(page):
    with unlocked():
        assert revise(page, live=False, body=CHANGED).revisions.count() == 2


def test_a_detached_copy_and_one_whose_item_is_gone_have_no_locks(page, office, source):
    detach(copy=copy_of(page), reason="Khác hẳn", user=make_editor(office, Role.LEADER))
    assert revise(page, live=False, body=CHANGED).revisions.count() == 2
    other = make_copy(source, make_province())
    edition = edition_of(other)
    edition.source = None
    edition.save()
    assert revise(other, live=False, body=CHANGED).revisions.count() == 2


def test_what_is_no_copy_costs_one_query(django_assert_num_queries, source):
    draft = source.get_latest_revision_as_object()
    with django_assert_num_queries(1):
        assert objections(draft) == []


def _form(page, paragraph="Mức đóng là 8 %.", lead="Tóm tắt của bài viết."):
    def text(words):
        block = {"key": "k1", "text": words, "type": "unstyled", "depth": 0}
        block |= {"inlineStyleRanges": [], "entityRanges": []}
        return json.dumps({"blocks": [block], "entityMap": {}})

    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    blocks = {
        "body-0-value-text": "Mức đóng",
        "body-0-value-level": "2",
        "body-1-value": text(paragraph),
        "body-2-value": text("Gọi {{hotline}}."),
    }
    for number, block in enumerate(BODY):
        blocks |= {
            f"body-{number}-id": block["id"],
            f"body-{number}-type": block["type"],
            f"body-{number}-order": str(number),
            f"body-{number}-deleted": "",
        }
    return {
        "title": page.title,
        "lead": lead,
        "genre": "news",
        "body-count": "3",
        "legal_basis-count": "0",
        "corrections-count": "0",
        **blocks,
        **{f"comments-{name}": "0" for name in counts},
    }
