"""Fact sheets, as their users press them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.safestring import mark_safe

from cms import facts
from cms.models import Fact, Role
from cms.working_time import today
from tests.factories.offices import make_centre, make_province
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_an_editor_proposes_and_the_leader_puts_in_force(client):
    office = make_province()
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
    sheet = reverse("loa_facts", args=[office.code])

    client.force_login(editor)
    client.post(sheet, {"hotline.value": "0207 000 0000"})
    fact = Fact.objects.get()
    assert 'name="approve"' not in client.get(sheet).content.decode()

    client.force_login(leader)
    assert "0207 000 0000" in client.get(sheet).content.decode()
    client.post(reverse("loa_fact_decide", args=[fact.pk]), {"approve": "1"})

    fact.refresh_from_db()
    assert fact.state == Fact.State.IN_FORCE


def test_an_editor_cannot_put_in_force_by_posting(client):
    office = make_province()
    fact = Fact.objects.create(office=office, key="hotline", value="1")
    client.force_login(make_user(office, Role.EDITOR))

    client.post(reverse("loa_fact_decide", args=[fact.pk]), {"approve": "1"})

    fact.refresh_from_db()
    assert fact.state == Fact.State.PROPOSED


def test_another_office_sees_no_sheet(client):
    office = make_province()
    client.force_login(make_user(make_province(), Role.EDITOR))

    answer = client.get(reverse("loa_facts", args=[office.code]))

    assert answer.url == reverse("wagtailadmin_home")


def test_somebody_with_one_office_comes_straight_to_its_sheet(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))

    answer = client.get(reverse("loa_fact_offices"))

    assert answer.url == reverse("loa_facts", args=[office.code])


def test_deciding_needs_a_post(client):
    office = make_province()
    fact = Fact.objects.create(office=office, key="hotline", value="1")
    client.force_login(make_user(office, Role.LEADER))

    assert client.get(reverse("loa_fact_decide", args=[fact.pk])).status_code == 405


def test_a_wrong_value_is_told_and_nothing_written_is_lost(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))
    form = {"hotline.value": "gọi 0207", "office_email.value": "a@b.example"}

    shown = client.post(reverse("loa_facts", args=[office.code]), form).content.decode()

    assert 'value="gọi 0207"' in shown
    assert 'value="a@b.example"' in shown
    assert 'href="#f-hotline"' in shown
    assert not Fact.objects.exists()


def test_a_sheet_sent_as_it_was_proposes_nothing(client):
    office = make_province()
    put_fact(office, "hotline", "0207 1")
    client.force_login(make_user(office, Role.EDITOR))
    fact = Fact.objects.get()
    form = {"hotline.value": "0207 1", "hotline.base": str(fact.pk)}

    shown = client.post(reverse("loa_facts", args=[office.code]), form).content.decode()

    assert "Chưa có gì thay đổi" in shown
    assert Fact.objects.count() == 1


def test_figures_are_called_by_words(client):
    office = make_province()
    Fact.objects.create(office=office, key="figure:so_the", value="94,2%")
    client.force_login(make_user(office, Role.EDITOR))

    shown = client.get(reverse("loa_facts", args=[office.code])).content.decode()

    assert "figure:so_the:" not in shown
    assert "so the" in shown


def test_a_new_figure_is_named_in_words(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))
    form = {"new-0.name": "Số người hưởng BHTN", "new-0.value": "5"}

    client.post(reverse("loa_facts", args=[office.code]), form)

    assert Fact.objects.get().key == "figure:so_nguoi_huong_bhtn"


def test_a_proposal_says_who_decides_or_what_to_do_where_nobody_can(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))
    sheet = reverse("loa_facts", args=[office.code])

    form = {"hotline.value": "0207 1"}
    shown = client.post(sheet, form, follow=True).content.decode()
    assert shown.count("Chưa ai được cho số liệu này có hiệu lực") == 2
    assert "Hãy đề nghị quản trị hệ thống" in shown

    make_user(office, Role.LEADER, last_name="Hà", first_name="Văn Duyệt")
    assert "Đang chờ: Hà Văn Duyệt." in client.get(sheet).content.decode()


@pytest.fixture
def proposed():
    """Three proposals of an office's editor."""
    office = make_province()
    editor = make_user(office, Role.EDITOR)
    keys = ("hotline", "office_phone", "bank")
    return [
        Fact.objects.create(office=office, key=key, value="0207 1", proposed_by=editor)
        for key in keys
    ]


def states() -> list[str]:
    return list(Fact.objects.order_by("pk").values_list("state", flat=True))


def test_a_leader_decides_many_at_once(client, proposed):
    office = proposed[0].office
    client.force_login(make_user(office, Role.LEADER))
    url = reverse("loa_facts_decide", args=[office.code])

    client.post(url, {"facts": [proposed[0].pk, proposed[1].pk], "approve": "1"})
    assert states() == ["in_force", "in_force", "proposed"]

    client.post(url, {"facts": [proposed[2].pk], "refuse": "1"})
    assert states()[2] == "proposed"  # no reason was given
    client.post(url, {"facts": [proposed[2].pk], "refuse": "1", "because": "Sai số"})
    assert states()[2] == "refused"


@pytest.mark.parametrize("numbers", [[], ["x"], ["9" * 30], ["999999"]])
def test_without_anything_chosen_it_is_said_what_to_do(client, proposed, numbers):
    office = proposed[0].office
    client.force_login(make_user(office, Role.LEADER))
    form = {"facts": numbers, "approve": "1"}

    answer = client.post(reverse("loa_facts_decide", args=[office.code]), form, follow=True)

    assert "Hãy chọn ít nhất một đề xuất" in answer.content.decode()
    assert set(states()) == {"proposed"}


def test_proposals_of_another_office_are_not_decided_by_naming_them(client, proposed):
    own = make_province()
    client.force_login(make_user(own, Role.LEADER))
    form = {"facts": [fact.pk for fact in proposed], "approve": "1"}

    for code in (own.code, proposed[0].office.code):
        client.post(reverse("loa_facts_decide", args=[code]), form)

    assert set(states()) == {"proposed"}


def test_who_decided_for_an_office_below_is_led_home_when_nothing_waits_there(client):
    office = make_province()
    leader = make_user(office, Role.LEADER)
    fact = Fact.objects.create(office=office, key="bank", value="1", proposed_by=leader)
    client.force_login(make_user(make_centre(), Role.LEADER))

    answer = client.post(reverse("loa_fact_decide", args=[fact.pk]), {"approve": "1"})

    assert answer.url == reverse("wagtailadmin_home")
    assert states() == ["in_force"]


def test_who_proposed_withdraws(client, proposed):
    client.force_login(proposed[0].proposed_by)
    url = reverse("loa_fact_decide", args=[proposed[0].pk])
    shown = client.get(reverse("loa_facts", args=[proposed[0].office.code])).content.decode()
    assert f'formaction="{url}"' in shown

    client.post(url, {"withdraw": "1"})

    assert states()[0] == "withdrawn"


def test_what_ends_or_has_ended_is_marked(client):
    office = make_province()
    for key, days in (("hotline", 2), ("bank", -1)):
        put = {"key": key, "value": "0207 1", "state": Fact.State.IN_FORCE}
        Fact.objects.create(office=office, valid_until=today() + timedelta(days=days), **put)
    client.force_login(make_user(office, Role.EDITOR))

    shown = client.get(reverse("loa_facts", args=[office.code])).content.decode()

    assert "còn 2 ngày" in shown
    assert "đã hết hiệu lực" in shown


def test_who_only_reads_sees_the_sheet_without_fields(client):
    office = make_province()
    put_fact(office, "hotline", "0207 1")
    client.force_login(make_user(office, Role.OBSERVER))
    sheet = reverse("loa_facts", args=[office.code])

    shown = client.get(sheet).content.decode()

    assert "0207 1" in shown
    assert 'name="hotline.value"' not in shown
    client.post(sheet, {"hotline.value": "0207 2"})
    assert Fact.objects.count() == 1


def told(facts, user):
    return {fact.pk: mark_safe(f"<p>trích {fact.value}</p>") for fact in facts}


def test_what_is_out_with_the_value_before_is_told_beside_the_proposal(client, settings, proposed):
    settings.LOA_FACT_USES = f"{__name__}.told"
    office = proposed[0].office
    put_fact(office, "hotline", "0207 9")
    client.force_login(make_user(office, Role.LEADER))

    shown = client.get(reverse("loa_facts", args=[office.code])).content.decode()

    assert "<p>trích 0207 1</p>" in shown
    assert "<p>trích 0207 9</p>" in shown


def test_the_history_of_a_fact_says_who_did_what(client, proposed):
    office = proposed[0].office
    leader = make_user(office, Role.LEADER, last_name="Hà", first_name="Văn Duyệt")
    facts.refuse_fact(fact=proposed[0], user=leader, because="Số đã cắt")
    client.force_login(leader)

    shown = client.get(reverse("loa_fact_history", args=[office.code, "hotline"])).content.decode()

    assert "Số đã cắt" in shown
    assert "Hà Văn Duyệt" in shown
    empty = client.get(reverse("loa_fact_history", args=[office.code, "working_hours"]))
    assert "chưa từng có giá trị" in empty.content.decode()
    assert client.get(reverse("loa_fact_history", args=[office.code, "x"])).status_code == 404


def test_another_offices_history_is_not_read(client, proposed):
    client.force_login(make_user(make_province(), Role.LEADER))

    answer = client.get(reverse("loa_fact_history", args=[proposed[0].office.code, "hotline"]))

    assert answer.url == reverse("wagtailadmin_home")


def test_a_sheet_with_many_proposals_takes_as_many_queries_as_with_few(client, proposed):
    office = proposed[0].office
    client.force_login(make_user(office, Role.LEADER))
    asked = []
    for number in range(2):
        Fact.objects.create(
            office=office, key=f"figure:so_{number}", value="1", proposed_by=proposed[0].proposed_by
        )
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("loa_facts", args=[office.code]))
        asked.append(len(queries))

    assert asked[1] <= asked[0]
