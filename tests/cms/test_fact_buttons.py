"""Beside an infographic's form: what its texts may quote."""

import pytest
from django.test import Client

from tests.factories.infographics import make_infographic
from tests.factories.offices import make_centre
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_the_usual_facts_and_every_figure_are_there_to_be_quoted():
    centre = make_centre()
    put_fact(centre, "figure:so_the", "9")
    client = Client()
    client.force_login(make_user(is_superuser=True))

    page = make_infographic(centre)
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert 'data-fact="{{hotline}}" title="{{hotline}}">Đường dây nóng</button>' in html
    assert 'data-fact="{{figure:so_the}}"' in html
