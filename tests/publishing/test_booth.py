import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import Office
from publishing.booth import readings_in
from publishing.models import SpokenWord
from publishing.package import assemble
from publishing.script.model import Role, script_in
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_communes, set_fact

pytestmark = pytest.mark.django_db


def bulletins(desk):
    page = desk.now()
    assembly = assemble(page, page.get_latest_revision())
    return {leg.destination: leg for leg in assembly.legs if leg.destination.channel != "portal"}


def script_of(desk, place):
    return script_in(bulletins(desk)[place].post.to_data())


def written_for(text, *, readings=None):
    return {"loudspeaker": {"text": text, "options": {}, "readings": readings or {}}}


def test_what_is_said_is_approved_and_both_forms_go_with_it():
    desk = Desk(make_centre())
    (commune,) = make_communes(desk.office, 1)
    choose(desk, [commune], texts=written_for("Đóng 30% BHXH."))

    leg = bulletins(desk)[commune]
    assert leg.post.text == "Đóng ba mươi phần trăm bảo hiểm xã hội."
    assert [one.written for one in script_of(desk, commune).rewritten] == ["30%", "BHXH"]
    assert not leg.blocked


def test_the_hotline_is_said_digit_by_digit_and_ends_the_bulletin_where_there_is_one():
    desk = Desk(make_centre())
    set_fact(desk.office, "hotline", "1900 9068")
    province = make_province()
    own, other = *make_communes(desk.office, 1), *make_communes(province, 1)
    choose(desk, [own, other])

    closing = script_of(desk, own).paragraphs[-1]
    assert closing.role == Role.CLOSING
    assert "gọi số một chín không không, chín không sáu tám." in closing.said
    assert "1900 9068" in closing.sentences[0].written
    assert "gọi số" not in script_of(desk, other).said
    assert province.name.split()[-1] in script_of(desk, other).paragraphs[0].sentences[-1].written


def test_a_doubt_blocks_its_office_until_it_is_settled_for_the_item():
    desk = Desk(make_centre())
    (commune,) = make_communes(desk.office, 1)
    choose(desk, [commune], texts=written_for("Từ 1-7 tăng."))

    assert [one.code for one in bulletins(desk)[commune].problems if one.blocking] == ["reading"]

    chosen = {"1-7": "mồng một tháng bảy"}
    choose(desk, [commune], texts=written_for("Từ 1-7 tăng.", readings=chosen))
    leg = bulletins(desk)[commune]
    assert leg.post.text == "Từ mồng một tháng bảy tăng."
    assert not leg.blocked


def test_an_office_s_own_words_settle_it_there_and_nowhere_else():
    desk = Desk(make_centre())
    province = make_province()
    SpokenWord.objects.create(office=province, written="QWXZ", said="quy vê")
    own, other = *make_communes(desk.office, 1), *make_communes(province, 1)
    choose(desk, [own, other], texts=written_for("Hội QWXZ họp."))

    legs = bulletins(desk)
    assert legs[own].blocked
    assert not legs[other].blocked
    assert legs[other].post.text == "Hội quy vê họp."


def test_each_office_says_numbers_in_the_way_of_its_region():
    desk = Desk(make_centre())
    south = make_province("79")
    own, other = *make_communes(desk.office, 1), *make_communes(south, 1)
    choose(desk, [own, other], texts=written_for("Đóng 2.004 đồng."))

    assert "nghìn không trăm linh" in bulletins(desk)[own].post.text
    assert "ngàn không trăm lẻ" in bulletins(desk)[other].post.text


def test_more_offices_take_no_more_queries():
    desk = Desk(make_centre())
    places = [one for _n in range(3) for one in make_communes(make_province(), 1)]
    counter = Office.objects.create(
        code="G1", level="grassroots", name="Cơ sở", slug="co-so", parent=places[0].office
    )
    places += make_communes(counter, 2)

    def asked(chosen):
        choose(desk, chosen)
        with CaptureQueriesContext(connection) as queries:
            assert len(bulletins(desk)) == len(chosen)
        return len(queries)

    asked(places[:1])
    assert asked(places) <= asked(places[:1])


def test_what_was_chosen_for_any_channel_holds_for_all():
    texts = {"loudspeaker": {"readings": {"a": "b"}}, "facebook": {"text": "x"}}
    assert readings_in(texts) == {"a": "b"}


def test_a_bulletin_states_the_hotline_that_it_ends_with():
    desk = Desk(make_centre())
    set_fact(make_centre(), "hotline", "1900 9068")
    (commune,) = make_communes(desk.office, 1)
    choose(desk, [commune])

    page = desk.now()
    stated = assemble(page, page.get_latest_revision()).stated
    assert stated[desk.office.code]["hotline"] == "1900 9068"
