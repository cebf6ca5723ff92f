import pytest
from django.template import Context, Template

from cms.language_switch import switch_off, switch_on
from cms.languages import BY_CODE
from cms.models import Role
from tests.factories.offices import make_centre
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def said() -> str:
    return Template("{% load language_state %}{% language_off 'km' %}").render(Context())


def test_who_works_on_a_language_is_told_that_it_is_off_and_that_nothing_is_lost():
    leader = make_user(make_centre(), Role.LEADER)
    assert "Tiếng Khmer chưa bật" in said()
    switch_on(language=BY_CODE["km"], user=leader)
    assert said().strip() == ""
    switch_off(language=BY_CODE["km"], user=leader, reason="Thiếu người")
    assert "mọi phần đã dịch đều được giữ" in said()
