"""Fact sheets, as their users press them."""

import pytest
from django.urls import reverse

from cms.models import Fact, Role
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_an_editor_proposes_and_the_leader_puts_in_force(client):
    office = make_province()
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
    sheet = reverse("loa_facts", args=[office.code])

    client.force_login(editor)
    client.post(sheet, {"key": "hotline", "value": "0207 000 0000"})
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


def test_too_long_a_value_is_cut_to_what_fits(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))

    client.post(reverse("loa_facts", args=[office.code]), {"key": "hotline", "value": "9" * 999})

    assert len(Fact.objects.get().value) == 250


def test_a_refused_proposal_keeps_what_was_written(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))

    answer = client.post(
        reverse("loa_facts", args=[office.code]), {"key": "Đường dây", "value": "0207 123"}
    )

    assert 'value="0207 123"' in answer.content.decode()
    assert not Fact.objects.exists()


def test_figures_are_called_by_words(client):
    office = make_province()
    Fact.objects.create(office=office, key="figure:so_the", value="94,2%")
    client.force_login(make_user(office, Role.EDITOR))

    shown = client.get(reverse("loa_facts", args=[office.code])).content.decode()

    assert "figure:so_the:" not in shown
    assert "so the" in shown


def options(client, office) -> str:
    return client.get(reverse("loa_facts", args=[office.code])).content.decode()


def test_facts_are_chosen_by_name(client):
    office = make_province()
    Fact.objects.create(office=make_province(), key="figure:so_the", value="1")
    client.force_login(make_user(office, Role.EDITOR))

    shown = options(client, office)

    assert '<option value="hotline">Đường dây nóng</option>' in shown
    assert '<option value="figure:bhyt_coverage">Tỷ lệ bao phủ BHYT</option>' in shown
    assert '<option value="figure:so_the">Số liệu' in shown


def test_a_new_figure_is_named_in_words(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))
    form = {"key": "new", "figure": "Số người hưởng BHTN", "value": "5"}

    client.post(reverse("loa_facts", args=[office.code]), form)

    assert Fact.objects.get().key == "figure:so_nguoi_huong_bhtn"


def test_a_new_figure_without_a_name_is_refused_in_words(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))
    form = {"key": "new", "figure": "…", "value": "5"}

    shown = client.post(reverse("loa_facts", args=[office.code]), form).content.decode()

    assert "Hãy chọn số liệu cần đổi" in shown
    assert 'value="5"' in shown
    assert not Fact.objects.exists()


def test_a_proposal_says_who_decides_or_what_to_do_where_nobody_can(client):
    office = make_province()
    client.force_login(make_user(office, Role.EDITOR))
    sheet = reverse("loa_facts", args=[office.code])

    shown = client.post(sheet, {"key": "hotline", "value": "1"}, follow=True).content.decode()
    assert shown.count("Chưa ai được cho số liệu này có hiệu lực") == 2
    assert "Hãy đề nghị quản trị hệ thống" in shown

    make_user(office, Role.LEADER, last_name="Hà", first_name="Văn Duyệt")
    assert "Đang chờ: Hà Văn Duyệt." in client.get(sheet).content.decode()
