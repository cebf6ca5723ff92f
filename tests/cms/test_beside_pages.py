"""No row beside a live page changes what its readers get."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Locale, Page, Site

from cms import facts
from cms.going_live import NotApproved
from cms.models import Edition, Fact, Role, Work
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import set_fact
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def edition(**fields) -> Edition:
    return Edition.objects.get(page=make_article(make_centre(), **fields))


@pytest.mark.parametrize("name", ["office", "work", "locale"])
def test_a_live_item_keeps_its_office_work_and_language(name):
    one = edition(live=True)
    others = {
        "office": make_province,
        "work": lambda: Work.objects.create(kind="article", title="Khác"),
        "locale": lambda: Locale.objects.get_or_create(language_code="en")[0],
    }
    setattr(one, name, others[name]())

    with pytest.raises(NotApproved, match="đang đăng"):
        one.save()


def test_the_edition_of_a_draft_may_get_another_office():
    one = edition()
    one.office = make_province()

    one.save()

    assert Edition.objects.get(pk=one.pk).office == one.office


def test_the_base_of_a_local_copy_may_change_while_it_is_live():
    one = edition(live=True)
    one.base_content = {"title": "Khác"}

    one.save()

    assert Edition.objects.get(pk=one.pk).base_content == {"title": "Khác"}


def test_a_language_with_live_items_keeps_its_code():
    edition(live=True)
    language = Locale.objects.get(language_code="vi")
    language.language_code = "en"

    with pytest.raises(NotApproved):
        language.save()


def test_a_language_without_items_may_get_another_code():
    edition(live=True)
    language = Locale.objects.create(language_code="en")
    language.language_code = "km"

    language.save()

    assert Locale.objects.filter(language_code="km").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("value", "1900"), ("state", "refused"), ("valid_until", date(2035, 1, 1))],
)
def test_a_fact_in_force_is_never_edited(name, value):
    fact = set_fact(make_centre(), "hotline", "0207 000 0000")
    setattr(fact, name, value)

    with pytest.raises(NotApproved, match="hotline"):
        fact.save()


def test_a_proposal_is_not_put_in_force_by_saving_it():
    fact = Fact.objects.create(office=make_centre(), key="hotline", value="1900")
    fact.state = Fact.State.IN_FORCE

    with pytest.raises(NotApproved):
        fact.save()


def test_a_leader_puts_another_value_in_force():
    office = make_centre()
    old = set_fact(office, "hotline", "0207 000 0000")
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
    new = facts.propose_fact(office=office, key="hotline", value="1900", user=editor)

    facts.approve_fact(fact=new, user=leader)

    old.refresh_from_db()
    assert (old.state, new.state) == (Fact.State.REPLACED, Fact.State.IN_FORCE)


def test_no_second_portal_answers_in_the_place_of_the_one_that_holds_items():
    item = make_article(make_centre(), live=True)

    with pytest.raises(NotApproved, match="Chỉ có một cổng thông tin"):
        Site.objects.create(hostname="testserver", root_page=item.get_parent())


def test_the_portal_may_move_to_another_host():
    make_article(make_centre(), live=True)
    site = Site.objects.get()
    site.hostname = "khac.example.vn"

    site.save()

    assert Site.objects.get().hostname == "khac.example.vn"


def test_another_portal_may_be_made_before_anything_is_live():
    make_article(make_centre())

    Site.objects.create(hostname="khac.example.vn", root_page=make_centre().home)

    assert Site.objects.count() == 2


@pytest.mark.parametrize(
    "delete", [lambda one: one.delete(), lambda one: one.work.editions.all().delete()]
)
def test_the_edition_of_a_live_item_is_not_deleted_alone(delete):
    one = edition(live=True)

    with pytest.raises(NotApproved, match="đang đăng"), transaction.atomic():
        delete(one)

    assert Edition.objects.filter(pk=one.pk).exists()


def test_the_edition_of_a_draft_may_go_and_goes_with_its_page():
    draft, other = edition(), edition()

    draft.delete()
    Page.objects.get(pk=other.page_id).delete()

    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "delete", [lambda fact: fact.delete(), lambda fact: fact.office.facts.all().delete()]
)
def test_a_fact_in_force_is_not_deleted_but_replaced(delete):
    fact = set_fact(make_centre(), "hotline", "0207 000 0000")

    with pytest.raises(NotApproved, match=r"hotline.*Hãy đề nghị"), transaction.atomic():
        delete(fact)

    assert Fact.objects.in_force().filter(pk=fact.pk).exists()


def test_a_proposal_may_be_deleted():
    fact = Fact.objects.create(office=make_centre(), key="hotline", value="1900")

    fact.delete()

    assert not Fact.objects.exists()


@pytest.mark.parametrize("live", [True, False])
def test_a_language_with_items_is_not_deleted(live):
    edition(live=live)
    Locale.objects.create(language_code="en")

    with pytest.raises(ProtectedError):
        Locale.objects.get(language_code="vi").delete()

    assert Locale.objects.filter(language_code="vi").exists()


def test_a_language_without_pages_may_go():
    edition(live=True)

    Locale.objects.create(language_code="en").delete()

    assert not Locale.objects.filter(language_code="en").exists()
