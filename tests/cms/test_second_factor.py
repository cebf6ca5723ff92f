"""The seam for a second factor."""

import pytest
from django.urls import reverse

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.pictures import make_picture
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


class Code:
    path = "/ma-xac-thuc/"

    def is_passed(self, request):
        return request.session.get("code_shown") == request.user.pk


factor = Code()


@pytest.fixture
def editor(client, settings):
    settings.LOA_SECOND_FACTOR = f"{__name__}.factor"
    client.force_login(make_user(make_province(), Role.EDITOR))
    return client


def show_code(client) -> None:
    session = client.session
    session["code_shown"] = int(session["_auth_user_id"])
    session.save()


def test_the_password_alone_opens_no_screen(editor):
    for name in ("wagtailadmin_home", "publishing_board", "wagtailimages:index"):
        answer = editor.get(reverse(name))
        assert answer.url.startswith("/ma-xac-thuc/?next=%2Fadmin%2F")


def test_for_everything_else_the_person_is_a_reader(editor, django_user_model):
    chief = django_user_model.objects.create_superuser("quan-tri")
    editor.force_login(chief)
    draft_picture = make_picture().get_rendition("width-100").url

    assert editor.get(draft_picture).status_code == 404
    show_code(editor)
    assert editor.get(draft_picture).status_code == 200


def test_logging_in_and_out_need_none(editor):
    assert editor.get(reverse("wagtailadmin_login")).status_code in {200, 302}
    assert editor.post(reverse("wagtailadmin_logout")).url == reverse("wagtailadmin_login")


def test_once_it_is_shown_everything_opens(editor):
    show_code(editor)

    assert editor.get(reverse("wagtailadmin_home")).status_code == 200


def test_readers_and_houses_without_one_notice_nothing(client, settings):
    settings.LOA_SECOND_FACTOR = f"{__name__}.factor"
    assert client.get(reverse("wagtailadmin_login")).status_code == 200
    settings.LOA_SECOND_FACTOR = ""
    client.force_login(make_user(make_province(), Role.EDITOR))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
