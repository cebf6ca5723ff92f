"""The report of page types names pages of one's own office only."""

import pytest
from django.utils import timezone

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["", "results/"])
def test_the_page_written_last_is_named_to_its_own_office_only(client, address):
    mine, theirs = make_province(), make_province()
    page = make_article(theirs, title="Rieng 4711")
    type(page).objects.filter(pk=page.pk).update(latest_revision_created_at=timezone.now())

    def shown(office):
        client.force_login(make_user(office, Role.EDITOR))
        return client.get(f"/admin/reports/page-types-usage/{address}").content.decode()

    assert "Rieng 4711" in shown(theirs)
    assert "Rieng 4711" not in shown(mine)


def test_without_a_login_nothing_is_told(client):
    assert client.get("/admin/reports/page-types-usage/").status_code == 302
