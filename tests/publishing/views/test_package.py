"""The package page, as its editor posts it."""

import errno
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms import approval
from cms.models import ApprovalRule, Role
from publishing.forms.package import PackageForm
from publishing.models import Package
from publishing.services.packages import authors_of
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import (
    choose,
    delivered,
    make_communes,
    make_facebook,
    release,
    set_fact,
)
from tests.factories.portal import make_picture
from tests.factories.users import make_admin_user, make_user

pytestmark = pytest.mark.django_db


def address(desk: Desk) -> str:
    return reverse("publishing_package", args=[desk.page.pk])


def post(client, desk: Desk, **data):
    return client.post(address(desk), {"when": "now", **data})


@pytest.fixture
def desk(client) -> Desk:
    desk = Desk()
    client.force_login(desk.editor)
    return desk


def test_a_package_that_arrives_just_after_the_submission_is_refused_in_words(
    client, desk, monkeypatch
):
    """The screen's own look at the lock was a moment too early."""
    valid = PackageForm.is_valid
    monkeypatch.setattr(PackageForm, "is_valid", lambda form: bool(desk.submit()) and valid(form))

    answer = client.post(address(desk), {"when": "now"}, follow=True)

    assert answer.status_code == 200
    assert not Package.objects.exists()
    assert "gói đăng bị khóa" in " ".join(str(said) for said in answer.context["messages"])


def test_saving_keeps_destinations_words_and_options(client, desk):
    facebook, commune = make_facebook(desk.office), make_communes(desk.office, 1)[0]

    reply = post(
        client,
        desk,
        destinations=[facebook.pk, commune.pk],
        text_facebook="Lời của Facebook",
        bulletin_class="priority",
        repeats="3",
        **{f"leg_text_{facebook.pk}": "Lời riêng"},
    )

    package = Package.objects.get(page=desk.page.pk)
    assert reply.url == address(desk)
    assert set(package.legs.values_list("destination", "text")) == {
        (facebook.pk, "Lời riêng"),
        (commune.pk, ""),
    }
    assert package.texts["facebook"]["text"] == "Lời của Facebook"
    assert package.texts["loudspeaker"]["options"] == {"class": "priority", "repeats": "3"}


def test_who_edits_the_package_counts_as_an_author(client, desk):
    assert authors_of([desk.page])[desk.page.pk] == set()

    post(client, desk)

    assert authors_of([desk.page])[desk.page.pk] == {desk.editor.pk}


def test_a_destination_of_another_office_cannot_be_smuggled_in(client, desk):
    foreign = make_facebook(make_province(), "Trang tỉnh khác")

    reply = post(client, desk, destinations=[foreign.pk])

    assert reply.status_code == 200
    assert not Package.objects.exists()


def test_a_time_that_is_over_is_refused_and_nothing_typed_is_lost(client, desk):
    make_facebook(desk.office)
    yesterday = timezone.localtime() - timedelta(days=1)

    reply = post(
        client,
        desk,
        when="at",
        go_live_at=yesterday.strftime("%Y-%m-%dT%H:%M"),
        text_facebook="Lời chưa lưu",
    )

    assert "Lời chưa lưu" in reply.content.decode()
    assert reply.context["form"].errors["go_live_at"]
    assert not Package.objects.exists()


def test_times_are_entered_in_vietnams_time(client, desk):
    post(client, desk, when="at", go_live_at="2099-01-02T08:00")

    moment = Package.objects.get().go_live_at
    assert moment.isoformat() == "2099-01-02T01:00:00+00:00"


def test_urgency_is_chosen_kept_and_shown_to_the_approver(client, desk):
    post(client, desk, urgent="on")
    assert Package.objects.get().urgent
    assert client.get(address(desk)).context["form"]["urgent"].value() is True

    step = desk.submit()
    client.force_login(desk.leader)
    shown = client.get(reverse("loa_approve", args=[step.pk])).content.decode()

    assert "loa-urgent-mark" in shown


def test_what_is_not_ticked_is_not_urgent(client, desk):
    post(client, desk, urgent="on")
    post(client, desk)
    assert not Package.objects.get().urgent

    step = desk.submit()
    client.force_login(desk.leader)
    shown = client.get(reverse("loa_approve", args=[step.pk])).content.decode()

    assert "loa-urgent-mark" not in shown


def test_in_review_the_package_is_locked(client, desk):
    desk.submit()

    reply = post(client, desk, text_facebook="Sửa lén")

    assert not Package.objects.exists()
    assert "disabled" in reply.content.decode()


def test_the_package_of_a_returned_item_can_be_mended(client, desk):
    facebook = make_facebook(desk.office)
    approval.send_back(task_state=desk.submit(), user=desk.leader, comment="Bỏ bớt nơi đăng.")

    post(client, desk, destinations=[facebook.pk])

    legs = Package.objects.get(page=desk.page.pk).legs
    assert [leg.destination for leg in legs.all()] == [facebook]


def test_an_editor_of_another_office_has_no_business_here(client, desk):
    client.force_login(make_user(make_province(), Role.EDITOR))

    assert client.get(address(desk)).status_code == 302
    assert post(client, desk).status_code == 302
    assert not Package.objects.exists()


def test_html_in_an_items_texts_is_shown_as_text(client):
    desk = Desk(title="<script>alert(1)</script>", lead="<img src=x onerror=alert(1)>")
    make_facebook(desk.office)
    client.force_login(desk.editor)

    page = client.get(address(desk)).content.decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_what_is_already_out_is_marked(client, desk):
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    release(desk)
    delivered(facebook)

    assert str(facebook.pk) in client.get(address(desk)).context["fixed"]


def test_a_missing_fact_is_said_beside_the_preview(client):
    desk = Desk(lead="Gọi {{hotline}}.")
    client.force_login(desk.editor)
    assert "đường dây nóng" in client.get(address(desk)).content.decode()

    set_fact(desk.office, "hotline", "0207 000 0000")

    assert "0207 000 0000" in client.get(address(desk)).content.decode()


def test_what_was_typed_is_saved_on_the_way_to_submitting(client, desk):
    facebook = make_facebook(desk.office)

    reply = post(client, desk, destinations=[facebook.pk], text_facebook="Lời mới", next="submit")

    assert reply.url == reverse("loa_submit", args=[desk.page.pk])
    assert Package.objects.get(page=desk.page.pk).texts["facebook"]["text"] == "Lời mới"


def test_a_picture_that_cannot_be_stored_is_told_in_words_and_approves_nothing(client, monkeypatch):
    desk = Desk(cover=make_picture(), cover_alt="Tranh")
    step, shown = desk.submit(), desk.shown()
    monkeypatch.setattr("publishing.frozen.tempfile.mkstemp", no_room)
    client.force_login(desk.leader)
    approve = reverse("loa_approve", args=[step.pk])
    posted = {"approve": "1", "fingerprint": shown}

    for reply in (client.get(approve), client.post(approve, posted)):
        assert reply.status_code == 409
        assert "quản trị" in reply.content.decode()
    assert not desk.now().live
    client.force_login(desk.editor)
    assert client.get(address(desk)).status_code == 409


def no_room(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_place_without_a_post_is_not_told_to_go_out_elsewhere_when_nothing_does(client):
    desk = Desk(lead="Gọi {{hotline}}.")
    client.force_login(desk.editor)

    shown = client.get(address(desk)).content.decode()

    assert "Các nơi khác vẫn đăng" not in shown
    assert f"Chưa trình duyệt được: {desk.office} chưa có số liệu cho đường dây nóng" in shown


@pytest.mark.parametrize("words", ["a\0b", "Ư" * 20_001])
@pytest.mark.parametrize("field", ["text_facebook", "leg_text_{}"])
def test_words_that_cannot_be_kept_are_refused_at_the_form(client, desk, field, words):
    place = make_facebook(desk.office)

    reply = post(client, desk, destinations=[place.pk], **{field.format(place.pk): words})

    assert reply.status_code == 200
    assert "errorlist" in reply.content.decode()
    assert not Package.objects.filter(page=desk.page.pk).exists()


# --- what the screen of an item in approval asks of the database, its package included ----------

MOST_ASKED = 50


def asked_by_approval(client, desk, destinations) -> list[str]:
    """By the second look of a leader at an item that goes to these."""
    choose(desk, destinations)
    step = desk.submit()
    client.force_login(make_admin_user(desk.office, Role.LEADER))
    screen = reverse("loa_approve", args=[step.pk])
    client.get(screen)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(screen)
    assert answer.context["fingerprint"]
    return [one["sql"] for one in queries]


def test_the_screen_of_an_approver_asks_for_nothing_twice(client, desk):
    make_centre()
    ApprovalRule.objects.create(role=Role.SECTION_HEAD, condition="never", office=desk.office)
    sql = asked_by_approval(client, desk, [make_facebook(desk.office)])
    for table in ("cms_approvalrule", "cms_edition", "wagtailcore_workflowstate"):
        assert len([one for one in sql if f'FROM "{table}"' in one]) <= 2, table
    assert len(sql) <= MOST_ASKED


def test_more_destinations_cost_the_approval_no_query_more(client, desk):
    few = asked_by_approval(
        client, desk, [make_facebook(desk.office), *make_communes(desk.office, 1)]
    )
    other, provinces = Desk(make_province()), [make_province() for _number in range(4)]
    places = [make_facebook(office) for office in (other.office, *provinces)]
    many = asked_by_approval(client, other, [*places, *make_communes(other.office, 40)])
    assert len(many) <= len(few)


def test_ticking_many_places_by_the_button_keeps_what_was_typed_and_saves_nothing(client):
    desk = Desk(make_centre())
    client.force_login(desk.editor)
    own = make_facebook(desk.office, "Trang trung ương")
    places = [make_facebook(make_province(), f"Trang {n}") for n in range(5)]

    reply = post(
        client,
        desk,
        choose="tick",
        in_channel="facebook",
        text_facebook="Lời chưa lưu",
        **{f"leg_text_{own.pk}": "Lời riêng chưa lưu"},
    )

    shown = reply.content.decode()
    assert reply.context["ticked"] == {str(place.pk) for place in [own, *places]}
    assert "Lời chưa lưu" in shown
    assert "Lời riêng chưa lưu" in shown
    assert not Package.objects.exists()


def test_it_is_said_beforehand_which_offices_wait_and_which_take_nothing(client):
    desk = Desk(make_centre())
    client.force_login(desk.editor)
    asks, refuses = make_province(name="BHXH tỉnh Hỏi"), make_province(name="BHXH tỉnh Không")
    places = [
        make_facebook(asks, "Trang Hỏi", national_posts="nod", nod_hours=4),
        make_facebook(refuses, "Trang Không", national_posts="never"),
    ]
    choose(desk, places)

    shown = client.get(address(desk)).content.decode()

    assert "chờ đơn vị đồng ý" in shown
    assert "không nhận bài của trung ương" in shown.lower()
    assert "BHXH tỉnh Hỏi: 1 nơi" in shown


def test_the_page_takes_as_many_queries_for_many_offices_as_for_few(client):
    desk = Desk(make_centre())
    client.force_login(desk.editor)
    counts = []
    for number in (2, 12):
        places = [make_facebook(make_province(), national_posts="nod") for _n in range(number)]
        choose(desk, places)
        client.get(address(desk))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(desk))
        counts.append(len(queries))

    assert counts[0] == counts[1]
