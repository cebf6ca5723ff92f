"""The whole sheet as a form: only what differs becomes a proposal."""

from datetime import timedelta

import pytest

from cms.fact_form import NAMES, SheetForm, names_in_use
from cms.fact_writing import Change
from cms.models import Fact, Office
from cms.working_time import today
from tests.factories.offices import make_centre, make_province
from tests.factories.portal import put_fact

pytestmark = pytest.mark.django_db


def posted(form: SheetForm, **changed: str) -> dict[str, str]:
    """What a browser sends of it, with these fields changed: `hotline__value="1"`."""
    data = {}
    for row in (*form.rows, *form.new):
        data |= {f"{row.name}.{name}": row.typed[name] for name in NAMES}
        data |= {f"{row.name}.base": row.base, f"{row.name}.name": row.called}
    return data | {name.replace("__", "."): value for name, value in changed.items()}


def of(office, **changed: str) -> tuple[SheetForm, list[Change]]:
    form = SheetForm(office, posted(SheetForm(office), **changed))
    return form, form.changes()


def test_present_values_stand_in_the_fields_and_sent_as_they_are_change_nothing():
    office = make_province()
    put_fact(office, "hotline", "0207 1")
    put_fact(office, "figure:dan_so", "82,5", "triệu")

    form, changes = of(office)

    assert [row.key for row in form.rows if row.now] == ["hotline", "figure:dan_so"]
    assert changes == []
    assert form.errors == []


def test_only_what_differs_becomes_a_change():
    office = make_province()
    put_fact(office, "hotline", "0207 1")
    put_fact(office, "bank", "Kho bạc")

    _form, changes = of(office, hotline__value=" 0207  2 ", office_email__value="a@b.example")

    assert changes == [Change("hotline", "0207 2"), Change("office_email", "a@b.example")]


def test_another_note_or_last_day_alone_is_a_change():
    office = make_province()
    put_fact(office, "hotline", "0207 1")
    last = today() + timedelta(days=9)

    _form, changes = of(office, hotline__note="mới", hotline__valid_until=last.isoformat())

    assert changes == [Change("hotline", "0207 1", note="mới", valid_until=last)]


def test_what_was_kept_before_its_kind_was_asked_for_stays_while_nobody_touches_it():
    office = make_province()
    put_fact(office, "hotline", "gọi tổng đài")

    assert of(office)[1] == []
    form, changes = of(office, hotline__note="x")
    assert (changes, [row.key for row in form.errors]) == ([], ["hotline"])


def test_a_wrong_value_is_told_at_its_field_with_what_was_typed():
    office = make_province()

    form, changes = of(office, hotline__value="gọi", office_email__value="a@b.example")

    (row,) = form.errors
    assert (row.key, row.typed["value"]) == ("hotline", "gọi")
    assert "chữ số" in row.error
    assert [change.key for change in changes] == ["office_email"]


def test_a_day_may_be_written_as_it_is_told_to_be():
    last = today() + timedelta(days=9)

    form, changes = of(make_province(), bank__value="1", bank__valid_until=f"{last:%d/%m/%Y}")

    assert form.errors == []
    assert [change.valid_until for change in changes] == [last]


@pytest.mark.parametrize("day", ["31/13/2027", "2027-02-30"])
def test_a_day_that_is_none_is_told(day):
    form, _changes = of(make_province(), bank__value="1", bank__valid_until=day)

    assert "31/12/2027" in form.errors[0].error


def test_a_fact_is_not_taken_away_by_emptying_it():
    office = make_province()
    put_fact(office, "hotline", "0207 1")

    form, changes = of(office, hotline__value="")

    assert changes == []
    assert "ngày cuối" in form.errors[0].error


def test_what_came_into_force_meanwhile_is_shown_before_it_is_overwritten():
    office = make_province()
    first = put_fact(office, "hotline", "0207 1")
    data = posted(SheetForm(office), hotline__value="0207 2")
    Fact.objects.filter(pk=first.pk).update(state=Fact.State.REPLACED)
    put_fact(office, "hotline", "0207 9")

    form = SheetForm(office, data)
    assert form.changes() == []
    assert "0207 9" in form.errors[0].error

    again = SheetForm(office, posted(form))
    assert again.changes() == [Change("hotline", "0207 2")]


def test_what_somebody_else_changed_and_this_form_did_not_stays():
    office = make_province()
    first = put_fact(office, "hotline", "0207 1")
    data = posted(SheetForm(office), bank__value="Kho bạc")
    Fact.objects.filter(pk=first.pk).update(state=Fact.State.REPLACED)
    put_fact(office, "hotline", "0207 9")

    form = SheetForm(office, data)

    assert form.changes() == [Change("bank", "Kho bạc")]
    assert form.errors == []


def test_a_number_of_another_offices_fact_is_no_base():
    office, secret = make_province(), put_fact(make_province(), "hotline", "0207 9")

    form, changes = of(office, hotline__value="0207 9", hotline__base=str(secret.pk))

    assert changes == [Change("hotline", "0207 9")]
    assert form.errors == []


def test_a_new_figure_is_named_in_words():
    name = {"new-0__name": "Số người hưởng BHTN", "new-0__value": "1.234", "new-0__unit": "người"}

    _form, changes = of(make_province(), **name)

    assert changes == [Change("figure:so_nguoi_huong_bhtn", "1.234", unit="người")]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"new-0__name": "…", "new-0__value": "5"}, "tên số liệu"),
        ({"new-0__name": "", "new-0__value": "5"}, "tên số liệu"),
        ({"new-0__name": "Số thẻ", "new-0__value": ""}, "giá trị"),
        ({"new-0__name": "bhyt coverage", "new-0__value": "5"}, "đã có trong bảng"),
    ],
)
def test_a_new_figure_that_cannot_be_is_told(fields, words):
    form, changes = of(make_province(), **fields)

    assert changes == []
    assert words in form.errors[0].error


def test_two_new_figures_of_one_name_are_told():
    fields = {
        f"new-{n}__{name}": text
        for n in (0, 1)
        for name, text in (("name", "Số thẻ"), ("value", "5"))
    }

    form, changes = of(make_province(), **fields)

    assert changes == []
    assert len(form.errors) == 2


def test_what_its_province_gives_is_shown_where_a_grassroots_office_has_none():
    province = make_province()
    office = make_province()
    office.parent, office.level = province, Office.Level.GRASSROOTS
    office.save()
    put_fact(province, "figure:bhyt_coverage", "94,29", "%")

    (row,) = (row for row in SheetForm(office).rows if row.key == "figure:bhyt_coverage")

    assert (row.inherited, row.typed["value"]) == ("94,29 %", "")


def test_proposals_stand_beside_their_field():
    office = make_province()
    fact = Fact.objects.create(office=office, key="hotline", value="0207 2")

    (row,) = (row for row in SheetForm(office).rows if row.key == "hotline")

    assert (row.proposed, row.typed["value"]) == ([fact], "")


def test_names_of_figures_that_others_keep_are_offered():
    office, other = make_province(), make_province()
    put_fact(other, "figure:so_the", "1")
    Fact.objects.create(office=other, key="figure:sai", value="1", state="refused")
    Fact.objects.create(office=office, key="figure:cua_minh", value="1")

    assert names_in_use(office, []) == ["cua minh", "so the"]
    assert names_in_use(office, ["figure:so_the"]) == ["cua minh"]


def test_what_another_office_only_proposes_is_told_to_nobody_but_the_centre():
    Fact.objects.create(office=make_province(), key="figure:khoi_to", value="12")

    assert names_in_use(make_province(), []) == []
    assert names_in_use(make_centre(), []) == ["khoi to"]
