"""Searching in the admin takes whatever is typed."""

import pytest
from django.urls import reverse

from tests.factories.offices import make_centre
from tests.factories.pages import make_article
from tests.factories.portal import make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

TYPED = ['"', 'Mức "đóng"', "'\"<script>", 'a"b', "(", "NEAR(", "đóng*", "\\"]


@pytest.mark.parametrize("typed", TYPED)
def test_no_search_of_the_admin_dies_of_a_mark(client, typed):
    section = make_article(make_centre()).get_parent()
    client.force_login(make_user(is_superuser=True))
    names = ("wagtailimages:index", "wagtaildocs:index", "wagtailimages_chooser:choose")
    places = [reverse(name) for name in (*names, "wagtailadmin_choose_page_search")]

    for place in (*places, reverse("wagtailadmin_explore", args=[section.pk])):
        assert client.get(place, {"q": typed}).status_code == 200


def test_a_title_is_found_though_quotation_marks_were_typed(client):
    make_picture(title="Mức đóng mới")
    client.force_login(make_user(is_superuser=True))

    reply = client.get(reverse("wagtailimages:index"), {"q": 'mức "đóng"'})

    assert "Mức đóng mới" in reply.content.decode()
