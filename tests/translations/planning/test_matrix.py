"""Items beside their languages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Role
from cms.working_time import today
from tests.factories.local_copies import make_copy
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.translations import Booth
from tests.factories.users import make_user
from translations.models import TranslationRequest
from translations.planning import addresses, matrix
from translations.planning.matrix import LATE, NONE, Asked
from translations.planning.standing import Stage
from translations.services import request_translation

pytestmark = pytest.mark.django_db


def found(user, **asked) -> list[int]:
    return list(matrix.found(user, Asked(**asked), today()))


def read(user, **asked) -> matrix.Matrix:
    return matrix.read(user, found(user, **asked), Asked(**asked), today())


def test_every_item_has_a_cell_for_each_language_that_it_is_asked_for_in():
    booth = Booth(languages=["km", "hmn"])
    other = Booth(booth.office, languages=["km"])
    booth.translate()

    table = read(booth.editor)

    assert [item.page.pk for item in table.items] == [other.page.pk, booth.page.pk]
    assert {code for code, _name in table.languages} == {"km", "hmn"}
    cells = table.items[1].cells
    assert cells["km"].standing.stage is Stage.DONE
    assert cells["hmn"].standing.stage is Stage.NEW
    assert "hmn" not in table.items[0].cells
    assert all(len(row) == 2 for _item, row in table.rows)


def test_it_is_narrowed_by_language_stage_person_office_title_and_who_asked():
    booth = Booth(languages=["km", "hmn"], title="Thẻ bảo hiểm y tế")
    other = Booth(booth.office, languages=["km"], title="Lương hưu")
    TranslationRequest.objects.filter(page=other.page).update(assignee=other.translator)
    booth.translate()
    user, one, two = make_user(booth.office.parent, Role.EDITOR), booth.page.pk, other.page.pk

    assert set(found(user)) == {one, two}
    assert found(user, language="hmn") == [one]
    assert found(user, stage=Stage.DONE) == [one]
    assert set(found(user, stage=Stage.NEW)) == {one, two}
    assert found(user, stage=Stage.NEW, language="km") == [two]
    assert found(user, person=other.translator) == [two]
    assert found(user, text="hưu") == [two]
    assert found(user, office=make_province()) == []
    assert found(user, mine=True) == []
    assert found(booth.editor, mine=True) == [one]


def test_cells_lead_to_the_texts_for_those_who_may_see_them_and_others_to_the_item(monkeypatch):
    monkeypatch.setattr(addresses, "of_editor", lambda request, page: f"editor {request}")
    booth = Booth(languages=["km"])
    item = reverse("translations_item", args=[booth.page.pk])

    def address(user) -> str:
        return read(user).items[0].cells["km"].address

    for user in (booth.editor, booth.translator, booth.reviewer, booth.leader):
        assert address(user) == f"editor {booth.request().pk}"
    for role in (Role.SECRETARY, Role.OBSERVER):
        assert address(make_user(booth.office, role)) == item


def test_one_language_leaves_one_column():
    booth = Booth(languages=["km", "hmn"])

    assert [code for code, _name in read(booth.editor, language="km").languages] == ["km"]


def test_what_is_overdue_is_found_by_its_day():
    booth = Booth(languages=["km", "hmn"])
    TranslationRequest.objects.filter(language="km").update(due_on=date(2026, 1, 5))

    assert found(booth.editor, stage=LATE) == [booth.page.pk]
    booth.translate()
    assert found(booth.editor, stage=LATE) == []


def test_live_items_that_nobody_asked_for_are_listed_for_whoever_answers_for_them():
    booth = Booth()
    bare = make_article(booth.office, user=booth.editor, title="Chưa dịch")
    draft = make_article(booth.office, user=booth.editor, title="Nháp")
    publish(bare)

    assert found(booth.editor, stage=NONE) == [bare.pk]
    assert draft.pk not in found(booth.editor, stage=NONE)
    assert found(booth.translator, stage=NONE) == []
    assert found(make_user(make_province(), Role.EDITOR), stage=NONE) == []


def test_nobody_sees_another_offices_items():
    Booth()

    assert found(make_user(make_province(), Role.EDITOR)) == []


def test_the_number_of_queries_does_not_grow_with_items_and_languages():
    booth = Booth(languages=["km"])
    counts = set()
    for languages in (["km"], ["km", "hmn", "rad", "jra"]):
        for _item in range(2):
            more = Booth(booth.office, languages=languages)
            TranslationRequest.objects.filter(page=more.page).update(assignee=more.translator)
        with CaptureQueriesContext(connection) as queries:
            read(booth.editor)
        counts.add(len(queries))

    assert len(counts) == 1
    assert counts.pop() <= 8


def test_local_copies_stand_below_their_item_and_move_up_with_it():
    centre = Booth(make_centre(), languages=["km"])
    Booth(make_province(), languages=["km"])
    copies = [make_copy(centre.page, make_province()) for _number in range(2)]
    for page in copies:
        user = make_user(page.edition.office, Role.EDITOR)
        request_translation(page=page, languages=["km", "hmn"], user=user)

    table = read(make_user(centre.office, Role.EDITOR))

    assert [item.page.pk for item in table.items[:3]] == [centre.page.pk, *(c.pk for c in copies)]
    assert [item.is_copy for item in table.items] == [False, True, True, False]


def test_a_copy_stands_alone_for_those_who_do_not_see_its_item():
    centre = Booth(make_centre(), languages=["km"])
    copy = make_copy(centre.page, make_province())
    editor = make_user(copy.edition.office, Role.EDITOR)
    request_translation(page=copy, languages=["km"], user=editor)

    (item,) = read(editor).items

    assert (item.page.pk, item.is_copy) == (copy.pk, True)
