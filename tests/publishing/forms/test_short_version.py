"""“Make a short version” on the package page."""

import pytest
from django.urls import reverse

from publishing.airing.wishes import SLOTS
from publishing.models import Package, Release
from publishing.package import assemble
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_communes, release, rewrite, set_fact

pytestmark = pytest.mark.django_db
LEAD = " ".join(f"Câu thứ {n} nói về lương hưu của bà con ở khắp mọi nơi." for n in range(40))


@pytest.fixture
def desk(client):
    desk = Desk(make_centre(), title="Tăng lương hưu", lead=LEAD)
    set_fact(desk.office, "hotline", "1900 9068")
    client.force_login(desk.editor)
    choose(desk, make_communes(desk.office, 1))
    return desk


def save(client, desk, text="", follow=False, **data):
    communes = Package.objects.get(page=desk.page.pk).legs.values_list("destination_id", flat=True)
    sent = {"when": "now", "destinations": list(communes), "text_loudspeaker": text, **data}
    return client.post(reverse("publishing_package", args=[desk.page.pk]), sent, follow=follow)


def make(client, desk, slot=60, **data):
    return save(client, desk, short="make", short_slot=str(slot), **data)


def wish(desk):
    return Package.objects.get(page=desk.page.pk).texts.get("loudspeaker", {})


def bulletins(desk):
    page = desk.now()
    legs = assemble(page, page.get_latest_revision()).legs
    return {leg.destination.office.code: leg for leg in legs if leg.destination.channel != "portal"}


def shown(client, desk):
    return client.get(reverse("publishing_package", args=[desk.page.pk]))


def test_it_is_offered_for_the_slots_that_the_whole_is_too_long_for(client, desk):
    offer = shown(client, desk).context["shortening"]

    assert offer.seconds > 120
    assert offer.slots == [slot for slot in SLOTS if slot < offer.seconds]
    assert offer.is_too_long == (offer.seconds > 180)


def test_what_fits_the_shortest_slot_is_not_shortened(client):
    desk = Desk(title="Tin ngắn", lead="Một câu.")
    client.force_login(desk.editor)
    choose(desk, make_communes(desk.office, 1))

    page = shown(client, desk)
    assert page.context["shortening"].slots == []
    assert 'name="short"' not in page.content.decode()


@pytest.mark.parametrize("slot", [60, 120])
def test_it_fits_its_slot_and_keeps_greeting_headline_and_hotline(client, desk, slot):
    assert make(client, desk, slot).status_code == 302

    lines = wish(desk)["text"].split("\n")
    assert lines[0].endswith("bản tin của {{office_name}}.")
    assert lines[1] == "Tăng lương hưu."
    assert lines[2].startswith("Câu thứ 0 nói về")
    assert "{{hotline}}" in lines[-1]
    post = bulletins(desk)["VN"].post
    assert 0.5 * slot < post.extra["reading_seconds"] <= slot
    assert desk.office.name in post.text
    assert "một chín không không" in post.text


def test_it_is_the_editor_s_text_to_change_and_to_take_back(client, desk):
    make(client, desk)
    changed = wish(desk)["text"].replace("Câu thứ", "Điều thứ")
    save(client, desk, text=changed)
    assert bulletins(desk)["VN"].post.text.count("Điều thứ") > 0
    assert shown(client, desk).context["shortening"].made_for == 60

    save(client, desk, text=changed, short="whole")
    assert "text" not in wish(desk) or not wish(desk)["text"]
    assert "short" not in wish(desk)
    assert "Câu thứ ba mươi chín" in bulletins(desk)["VN"].post.text


def test_it_is_asked_about_again_when_the_item_says_something_else(client, desk):
    make(client, desk)
    assert not bulletins(desk)["VN"].blocked

    rewrite(desk, lead="Một điều khác.")
    assert [one.code for one in bulletins(desk)["VN"].problems if one.blocking] == ["text_behind"]


def test_nothing_goes_out_before_it_is_approved_and_then_exactly_that(client, desk):
    make(client, desk)
    said = bulletins(desk)["VN"].post.text
    assert not Release.objects.exists()

    made = release(desk)
    bulletin = made.deliveries.get(destination__channel="loudspeaker")
    assert bulletin.variant.post.data["text"] == said


def test_in_review_it_is_locked(client, desk):
    desk.submit()
    make(client, desk)

    assert not wish(desk).get("text")


def test_words_that_are_not_saved_yet_are_not_taken_away(client, desk):
    page = make(client, desk, text="Lời tôi vừa viết.")

    assert page.status_code == 200
    assert page.context["form"]["text_loudspeaker"].value() == "Lời tôi vừa viết."
    assert "chưa lưu" in page.context["form"].errors["text_loudspeaker"][0]
    assert not wish(desk).get("text")


def test_own_words_are_not_shortened(client, desk):
    save(client, desk, text=LEAD)

    assert shown(client, desk).context["shortening"].slots == []
    assert make(client, desk, text=LEAD).status_code == 200
    assert wish(desk)["text"] == LEAD


@pytest.mark.parametrize("slot", ["", "x", "45", "600", "-1"])
def test_a_slot_that_is_not_offered_is_refused(client, desk, slot):
    page = make(client, desk, slot)

    assert page.status_code == 200
    assert page.context["form"].errors["text_loudspeaker"]
    assert not wish(desk).get("text")


def test_where_nothing_fits_it_says_so(client, desk):
    page = make(client, desk, 30)

    assert "khung 30 giây không còn đủ" in page.context["form"].errors["text_loudspeaker"][0]


def test_each_office_is_named_and_none_has_more_to_say_than_the_slot_holds(client, desk):
    province = make_province()
    set_fact(province, "hotline", "02693 824 456, 02693 824 457, 02693 824 458")
    own = [leg.destination for leg in Package.objects.get(page=desk.page.pk).legs.all()]
    choose(desk, [*make_communes(province, 1), *own])
    make(client, desk, 60)

    legs = bulletins(desk)
    for office in (desk.office, province):
        post = legs[office.code].post
        assert post.extra["reading_seconds"] <= 60
    assert "{{" not in legs[province.code].post.text
    assert "không hai sáu chín ba" in legs[province.code].post.text
