"""What was returned with corrections stands on the first screen of whoever submitted it."""

import pytest
from django.urls import reverse

from cms import approval, worklist
from cms.amendment_panel import panel_for
from tests.factories.amendments import correct, written_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    desk = written_desk()
    desk.submit()
    correct(desk, desk.leader, "ngày 25", "ngày 20", "Sai ngày")
    return desk


def test_the_editor_accepts_on_the_first_screen(client, desk):
    client.force_login(desk.editor)
    page = client.get(reverse("wagtailadmin_home")).content.decode()

    amendment = approval.open_amendment(desk.page)
    url = reverse("loa_amendment", args=[amendment.pk])
    assert url in page
    assert "Sai ngày" in page
    assert "csrfmiddlewaretoken" in page.split(url)[1].split("</form>")[0]
    client.post(url, {"accept": "1"})
    assert approval.is_in_review(desk.now())


def test_it_is_not_listed_a_second_time_until_it_was_declined(desk):
    assert worklist.returned_to(desk.editor) == []

    approval.decline_corrections(amendment=approval.open_amendment(desk.page), user=desk.editor)

    assert len(worklist.returned_to(desk.editor)) == 1


def test_nobody_else_has_the_panel(rf, desk):
    request = rf.get("/")
    for person, shown in ((desk.editor, True), (desk.leader, False), (desk.reviewer, False)):
        request.user = person
        assert (panel_for(request) is not None) is shown
