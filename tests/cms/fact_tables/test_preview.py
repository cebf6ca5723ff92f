"""What a table would change, line by line."""

from datetime import timedelta

import pytest

from cms.fact_tables.preview import Preview
from cms.models import Fact, Role
from cms.working_time import today
from tests.factories.offices import make_centre, make_province
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def sender():
    return make_user(make_centre(), Role.EDITOR)


def row(office, key="hotline", value="0207 1", number=2, **more):
    code = getattr(office, "code", office)
    return {"number": number, "trouble": "", "office": code, "key": key, "value": value, **more}


def outcomes(rows, sender) -> list[str]:
    return [str(line.outcome) for line in Preview(rows, sender).lines]


def test_each_line_is_new_changed_unchanged_or_empty(office, sender):
    put_fact(office, "hotline", "0207 1")
    put_fact(office, "bank", "cũ")
    rows = [
        row(office),
        row(office, "bank", "mới", 3),
        row(office, "office_phone", "0207 2", 4),
        row(office, "working_hours", "", 5),
    ]

    preview = Preview(rows, sender)

    assert [str(line.outcome) for line in preview.lines] == [
        "unchanged", "changed", "new", "empty",
    ]  # fmt: skip
    assert preview.counts == {"unchanged": 1, "changed": 1, "new": 1, "empty": 1}
    changed, new = preview.changes
    assert (changed.before.value, changed.change.value) == ("cũ", "mới")
    assert new.before is None
    assert preview.by_office == [(office, [changed, new])]


def test_a_column_that_is_not_there_leaves_what_is_in_force(office, sender):
    put_fact(office, "figure:a", "93,5", "%")
    last = today() + timedelta(days=9)
    Fact.objects.filter(key="figure:a").update(source="Cục Thống kê", valid_until=last)

    same, other = Preview(
        [row(office, "figure:a", "93,5"), row(make_province(), "figure:a", "94,1", 3)], sender
    ).lines
    (changed,) = Preview([row(office, "figure:a", "94,1")], sender).lines
    (emptied,) = Preview([row(office, "figure:a", "93,5", source="")], sender).lines

    assert (same.outcome, other.outcome) == ("unchanged", "new")
    assert changed.change is not None
    assert str(changed.change) == "94,1 %"
    assert (changed.change.source, changed.change.valid_until) == ("Cục Thống kê", last)
    assert emptied.change is not None
    assert (emptied.change.source, emptied.change.unit) == ("", "%")


def test_a_number_of_a_program_is_grouped_only_where_it_is_a_figure(office, sender):
    put_fact(office, "figure:a", "5")
    rows = [row(office, "hotline", "19009068"), row(office, "figure:a", "1762678", 3)]

    assert [line.change.value for line in Preview(rows, sender).changes] == [
        "19009068",
        "1.762.678",
    ]


def test_another_unit_note_or_day_is_a_change(office, sender):
    put_fact(office, "figure:a", "5", "người")
    tomorrow = today() + timedelta(days=1)
    day = f"{tomorrow:%d/%m/%Y}"

    assert outcomes([row(office, "figure:a", "5", unit="người")], sender) == ["unchanged"]
    assert outcomes([row(office, "figure:a", "5", unit="hộ")], sender) == ["changed"]
    preview = Preview([row(office, "figure:a", "5", unit="người", valid_until=day)], sender)
    assert preview.changes[0].change.valid_until == tomorrow


def test_what_was_kept_before_its_kind_was_asked_for_is_unchanged_as_it_is(office, sender):
    put_fact(office, "hotline", "gọi tổng đài")

    assert outcomes([row(office, value="gọi tổng đài")], sender) == ["unchanged"]


def test_what_the_same_person_proposed_already_is_not_proposed_again(office, sender):
    Fact.objects.create(office=office, key="hotline", value="0207 1", proposed_by=sender)

    assert outcomes([row(office)], sender) == ["waiting"]
    assert outcomes([row(office, value="0207 2")], sender) == ["new"]


def test_a_key_may_be_written_by_its_name_or_as_texts_quote_it(office, sender):
    names = ["Đường dây nóng", "{{hotline}}", " HOTLINE "]

    assert [outcomes([row(office, name)], sender) for name in names] == [["new"]] * 3


def test_a_spreadsheet_makes_4_of_04(sender):
    office = make_province(code="04")

    (line,) = Preview([row("4")], sender).lines

    assert line.office == office


@pytest.mark.parametrize(
    ("changed", "advice"),
    [
        ({"office": "XX"}, "Không có đơn vị nào mang mã “XX”"),
        ({"key": "khong_co"}, "Không có số liệu nào tên “khong_co”"),
        ({"key": "figure:chua_ai_co"}, "thêm vào bảng số liệu"),
        ({"value": "gọi 1900"}, "chữ số và dấu cách"),
        ({"valid_until": "31/13/2027"}, "31/12/2027"),
        ({"valid_until": "01/01/2020"}, "đã qua"),
        ({"trouble": "Ô là công thức."}, "công thức"),
        ({"key": ""}, "Không có số liệu nào"),
    ],
)
def test_what_is_wrong_is_told_by_its_row_with_what_to_do(office, sender, changed, advice):
    preview = Preview([row(office, number=7) | changed], sender)

    (line,) = preview.wrong
    assert line.number == 7
    assert advice in line.error
    assert preview.changes == []


def test_two_rows_of_one_fact_are_told(office, sender):
    preview = Preview([row(office), row(office, "Đường dây nóng", "0207 2", 3)], sender)

    assert [line.number for line in preview.wrong] == [3]
    assert "Dòng 2" in preview.wrong[0].error


def test_an_office_that_is_not_theirs_is_refused_without_its_values(office):
    put_fact(office, "hotline", "rieng 1")
    stranger = make_user(make_province(), Role.EDITOR)

    (line,) = Preview([row(office)], stranger).lines

    assert "không được nhập" in line.error
    assert (line.office, line.before, line.change) == (None, None, None)


def test_the_hash_is_of_what_is_shown(office, sender):
    rows = [row(office)]
    first = Preview(rows, sender).fingerprint
    assert Preview(rows, sender).fingerprint == first

    put_fact(office, "hotline", "0207 9")

    assert Preview(rows, sender).fingerprint != first


def test_many_rows_take_as_many_queries_as_few(office, sender, django_assert_max_num_queries):
    offices = [office, *(make_province() for _n in range(3))]
    rows = [row(one, number=n) for n, one in enumerate(offices, 2)]

    with django_assert_max_num_queries(6):
        assert len(Preview(rows, sender).changes) == 4
