"""Only who may open a fact sheet is led to it."""

import pytest
from django.template import Context
from django.urls import reverse

from cms.missing_facts import OnSheet
from cms.models import Role
from cms.templatetags.fact_sheets import fact_sheet
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def asked(rf, user, problem):
    request = rf.get("/")
    request.user = user
    return fact_sheet(Context({"request": request}), problem)


def test_a_problem_of_a_sheet_leads_to_it(rf):
    office = make_province()
    lacking = OnSheet.of(office, "Chưa có đường dây nóng.")

    address = reverse("loa_facts", args=[office.code])
    assert asked(rf, make_user(office, Role.EDITOR), lacking) == address
    assert asked(rf, make_user(is_superuser=True), lacking) == address


def test_nobody_is_led_to_a_sheet_that_is_closed_to_them(rf):
    lacking = OnSheet.of(make_province(), "Chưa có đường dây nóng.")

    assert asked(rf, make_user(make_province(), Role.EDITOR), lacking) == ""


def test_another_problem_leads_nowhere(rf):
    assert asked(rf, make_user(is_superuser=True), "Viết tóm tắt trước.") == ""
