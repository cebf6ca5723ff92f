"""What an approver signs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from cms.models import Fact
from cms.versions import move_drafts, replace
from cms.working_time import today
from media_assets.models import Picture
from publishing.package import assemble, fingerprint_of
from publishing.previews import previews_of
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import (
    choose,
    delivered,
    make_communes,
    make_facebook,
    release,
    rewrite,
    set_fact,
)
from tests.factories.pictures import RIGHTS

pytestmark = pytest.mark.django_db


def packed(desk: Desk):
    page = desk.now()
    return assemble(page, page.get_latest_revision())


def fingerprint(desk: Desk) -> str:
    page = desk.now()
    return fingerprint_of(page, page.get_latest_revision())


def test_the_same_package_has_the_same_fingerprint():
    desk = Desk()

    assert fingerprint(desk) == fingerprint(desk)


def test_the_portal_of_the_office_is_always_included():
    desk = Desk()
    choose(desk, [])

    assert [leg.destination.channel for leg in packed(desk).legs] == ["portal"]


def test_without_a_choice_the_rules_propose_the_places_of_the_office():
    desk = Desk()
    page = make_facebook(desk.office)
    make_facebook(desk.office, "Không đề xuất", proposed=False)
    make_facebook(make_province(), "Tỉnh khác")

    assert page in [leg.destination for leg in packed(desk).legs]
    assert len(packed(desk).legs) == 2


def changed_text(desk, facebook):
    rewrite(desk, lead="Tóm tắt khác.")


def changed_fact(desk, facebook):
    set_fact(desk.office, "hotline", "0207 111 1111")


def changed_fact_in_the_body_only(desk, facebook):
    set_fact(desk.office, "figure:dong", "9 %")


def changed_destination_setting(desk, facebook):
    facebook.config = facebook.config | {"page_id": "2002"}
    facebook.save()


def another_destination(desk, facebook):
    choose(desk, [facebook, make_facebook(desk.office, "Trang thứ hai")])


def changed_words_for_one_channel(desk, facebook):
    choose(desk, [facebook], texts={"facebook": {"text": "Lời khác", "options": {}}})


def changed_time(desk, facebook):
    choose(desk, [facebook], go_live_at=timezone.now() + timedelta(hours=2))


def made_urgent(desk, facebook):
    choose(desk, [facebook], urgent=True)


def replaced_cover(desk, facebook):
    other = get_test_image_file(filename="khac.png", colour="red")
    made = Picture(title="Khác", file=other, **RIGHTS)
    replace(of=desk.now().cover, made=made, user=desk.editor)
    move_drafts(made, desk.editor)


def changed_crop(desk, facebook):
    Picture.objects.filter(pk=desk.now().cover_id).update(
        focal_point_x=10, focal_point_y=10, focal_point_width=5, focal_point_height=5
    )


@pytest.mark.parametrize(
    "change",
    [
        changed_text,
        changed_fact,
        changed_fact_in_the_body_only,
        changed_destination_setting,
        another_destination,
        changed_words_for_one_channel,
        changed_time,
        made_urgent,
        replaced_cover,
        changed_crop,
    ],
)
def test_whatever_would_go_out_differently_changes_the_fingerprint(change):
    office = make_province()
    set_fact(office, "hotline", "0207 000 0000")
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    set_fact(office, "figure:dong", "8 %")
    desk = Desk(
        office,
        lead="Gọi {{hotline}}.",
        body=[("paragraph", "<p>Mức đóng {{figure:dong}}.</p>")],
        cover=picture,
        cover_alt="Bìa màu trắng",
    )
    facebook = make_facebook(office)
    choose(desk, [facebook])
    before = fingerprint(desk)

    change(desk, facebook)

    assert fingerprint(desk) != before


def test_an_office_without_a_value_blocks_its_own_variants_and_nobody_elses():
    centre, other = make_centre(), make_province()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre, lead="Gọi {{hotline}}.")
    own, foreign = make_facebook(centre), make_facebook(other, "Facebook tỉnh")
    choose(desk, [own, foreign])

    package = packed(desk)
    legs = {leg.destination: leg for leg in package.legs}

    assert legs[foreign].post is None
    assert "đường dây nóng" in str(legs[foreign].problems[0].message)
    assert "1900 9068" in legs[own].post.text
    assert package.blocking == []


def test_a_missing_value_of_the_own_office_keeps_the_item_back():
    desk = Desk(lead="Gọi {{hotline}}.")

    assert [problem.code for problem in packed(desk).blocking] == ["missing_fact"]


def test_what_goes_out_on_a_later_day_quotes_nothing_that_has_ended_by_then():
    desk = Desk(make_province(), lead="Gọi {{hotline}}")
    fact = set_fact(desk.office, "hotline", "0207 1")
    Fact.objects.filter(pk=fact.pk).update(valid_until=today() + timedelta(days=3))
    place = make_facebook(desk.office)

    kept_back = []
    for days in (None, 2, 4):
        later = days and timezone.now() + timedelta(days=days)
        choose(desk, [place], go_live_at=later)
        kept_back.append(bool(packed(desk).blocking))

    assert kept_back == [False, False, True]


def test_a_national_item_speaks_with_each_offices_own_facts_and_address():
    centre, province = make_centre(), make_province()
    set_fact(centre, "hotline", "1900 9068")
    set_fact(province, "hotline", "0207 000 0000")
    desk = Desk(centre, lead="Gọi {{hotline}}.")
    places = [make_facebook(centre), make_facebook(province, "Facebook tỉnh")]
    choose(desk, places)

    posts = {leg.destination: leg.post for leg in packed(desk).legs}

    assert "1900 9068" in posts[places[0]].text
    assert "0207 000 0000" in posts[places[1]].text
    assert f"/{province.home.slug}/" in posts[places[1]].link


def test_a_sentence_without_its_value_vanishes_and_blocks_nobody():
    centre, province = make_centre(), make_province()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre, lead="Nộp tại nhà.{{if:hotline}} Gọi {{hotline}}.{{end}}")
    places = [make_facebook(centre), make_facebook(province, "Facebook tỉnh")]
    choose(desk, places)

    legs = {leg.destination: leg for leg in packed(desk).legs}

    assert "Nộp tại nhà. Gọi 1900 9068." in legs[places[0]].post.text
    assert "Gọi" not in legs[places[1]].post.text
    assert not legs[places[1]].blocked


def test_a_value_that_brings_a_sentence_back_changes_the_fingerprint():
    desk = Desk(lead="Nộp tại nhà.{{if:hotline}} Có người trực điện thoại.{{end}}")
    before = fingerprint(desk)

    set_fact(desk.office, "hotline", "1900 9068")

    assert fingerprint(desk) != before


def test_only_the_loudspeaker_says_figures_and_telephones_in_words():
    desk = Desk(lead="Gọi {{hotline}}: {{figure:bhyt_coverage}}.")
    set_fact(desk.office, "hotline", "1900 9068")
    set_fact(desk.office, "figure:bhyt_coverage", "93,3 %")
    choose(desk, [make_facebook(desk.office), *make_communes(desk.office, 1)])

    texts = {leg.destination.channel: leg.post.text for leg in packed(desk).legs}

    assert (
        "một chín không không, chín không sáu tám: chín mươi ba phẩy ba phần trăm."
        in (texts["loudspeaker"])
    )
    assert "Gọi 1900 9068: 93,3 %." in texts["facebook"]


def test_a_condition_that_is_left_open_in_a_text_of_a_channel_is_told_in_words():
    desk = Desk()
    place = make_facebook(desk.office)
    choose(desk, [place], texts={"facebook": {"text": "Gọi {{if:hotline}}ngay", "options": {}}})

    (leg,) = (leg for leg in packed(desk).legs if leg.destination == place)

    assert leg.blocked
    assert ["{{if:hotline}}" in str(one.message) for one in leg.problems] == [True]


def test_an_item_whose_last_day_is_over_is_kept_back():
    desk = Desk(valid_until=timezone.localdate() - timedelta(days=1))

    assert [problem.code for problem in packed(desk).blocking] == ["expired"]


def test_equal_posts_are_composed_once():
    desk = Desk()
    choose(desk, make_communes(desk.office, 5))

    posts = {id(leg.post) for leg in packed(desk).legs if leg.destination.channel == "loudspeaker"}

    assert len(posts) == 1


def test_assembling_takes_as_many_queries_for_200_destinations_as_for_one():
    desk = Desk()
    places = make_communes(desk.office, 200)
    counts = []
    for chosen in (places[:1], places):
        choose(desk, chosen)
        packed(desk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            packed(desk)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def another_cover(desk: Desk, colour: str = "red") -> None:
    """A correction that changes text and picture."""
    picture = Picture.objects.create(title="Mới", file=get_test_image_file(colour=colour), **RIGHTS)
    rewrite(desk, lead="Tóm tắt đúng.", cover=picture, cover_alt="Bìa khác màu")


def released(*places, desk: Desk) -> None:
    choose(desk, places)
    release(desk)
    for place in places:
        delivered(place)


def notes_of(package) -> dict:
    return {leg.destination: [one.code for one in leg.problems] for leg in package.legs}


@pytest.fixture
def desk() -> Desk:
    cover = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    return Desk(cover=cover, cover_alt="Bìa màu trắng")


def test_what_stays_in_a_post_that_is_out_is_said_where_it_is_out_only(desk):
    old, new = make_facebook(desk.office), make_facebook(desk.office, "A: trang mới")
    released(old, desk=desk)
    another_cover(desk)
    choose(desk, [new, old])

    package = packed(desk)

    notes = notes_of(package)
    assert (notes[old], notes[new]) == (["pictures_stay"], [])
    assert package.blocking == []
    _portal, first, second = previews_of(package)
    assert [leg.destination for leg in first.legs] == [old]
    assert [leg.destination for leg in second.legs] == [new]
    assert (len(first.problems), second.problems) == (1, [])


def test_a_second_correction_is_compared_with_what_was_first_published(desk):
    page = make_facebook(desk.office)
    released(page, desk=desk)
    another_cover(desk)
    release(desk)
    delivered(page)
    rewrite(desk, lead="Tóm tắt đúng hơn.")

    assert notes_of(packed(desk))[page] == ["pictures_stay"]


def test_the_approver_reads_what_stays(desk, client):
    page = make_facebook(desk.office)
    released(page, desk=desk)
    another_cover(desk)
    step = desk.submit()
    client.force_login(desk.leader)

    shown = client.get(reverse("loa_approve", args=[step.pk])).content.decode()

    assert "Ảnh trên Facebook giữ như cũ" in shown


def test_what_stays_takes_as_many_queries_for_20_pages_as_for_one(desk):
    places = [make_facebook(desk.office, f"Trang {n}") for n in range(20)]
    counts = []
    for out, colour in ((places[:1], "red"), (places, "blue")):
        released(*out, desk=desk)
        another_cover(desk, colour)
        packed(desk)
        with CaptureQueriesContext(connection) as queries:
            assert "pictures_stay" in notes_of(packed(desk))[out[-1]]
        counts.append(len(queries))

    assert counts[0] == counts[1]
