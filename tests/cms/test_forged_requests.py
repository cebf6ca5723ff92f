"""What nobody can have typed on our screens is “not found” or “incomplete”, never a fault."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import EmptyPage
from django.db import DataError
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils.datastructures import MultiValueDict, MultiValueDictKeyError

from cms.forged_requests import ForgedRequestMiddleware, names_nothing
from cms.models import Office
from tests.factories.offices import make_centre
from tests.factories.pages import make_article
from tests.factories.users import make_user

HUGE = str(10**30)
request_to = RequestFactory()


def number_error(value) -> ValueError:
    return ValueError(f"Field 'id' expected a number but got {value!r}.")


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (request_to.get(f"/admin/images/chooser/chosen/{HUGE}/"), OverflowError("too large")),
        (request_to.get("/admin/x/", {"content_type": HUGE}), DataError("out of range")),
        (request_to.get("/admin/x/", {"id": f"1,-{HUGE}"}), OverflowError("too large")),
        (request_to.get("/admin/images/chooser/chosen/abc/"), number_error("abc")),
        (request_to.post("/admin/x/", {"destinations": "abc"}), number_error("abc")),
        (request_to.get("/admin/pages/99/x/"), ObjectDoesNotExist("Page matching query")),
        (request_to.get("/admin/workflows/edit/2/", {"p": HUGE}), EmptyPage("No results")),
    ],
)
def test_a_value_of_the_request_that_names_nothing_is_recognised(request_, error):
    assert names_nothing(request_, error)


@pytest.mark.parametrize(
    "error",
    [
        OverflowError("too large"),
        DataError("value too long"),
        number_error("something of ours"),
        ValueError("too many values to unpack"),
        KeyError("x"),
        EmptyPage("No results"),
        Office.home.RelatedObjectDoesNotExist("Office has no home."),
    ],
)
def test_a_fault_of_ours_stays_a_fault(error):
    request = request_to.get("/admin/pages/7/x/", {"q": "abc"})

    assert not names_nothing(request, error)
    assert ForgedRequestMiddleware(lambda r: None).process_exception(request, error) is None


def test_what_our_own_view_does_not_find_is_a_fault_of_ours():
    request = request_to.get("/admin/duyet/5/")
    request.resolver_match = resolve("/admin/xem/5/")

    assert not names_nothing(request, ObjectDoesNotExist("Fact matching query"))


def test_a_form_without_its_fields_is_incomplete():
    with pytest.raises(MultiValueDictKeyError) as missing:
        MultiValueDict()["body-count"]

    answer = ForgedRequestMiddleware(lambda r: None).process_exception(
        request_to.post("/admin/x/"), missing.value
    )

    assert answer.status_code == 400
    assert "chưa lưu gì" in answer.content.decode()


@pytest.mark.django_db
class TestWagtailsOwnScreens:
    @pytest.fixture(autouse=True)
    def _logged_in(self):
        make_centre()
        self.client = Client()
        self.client.force_login(make_user(is_superuser=True))

    @pytest.mark.parametrize(
        "address",
        [
            "images/chooser/chosen/abc/",
            f"images/chooser/chosen/{HUGE}/",
            "documents/chooser/chosen/abc/",
            f"pages/{HUGE}/edit/",
            "choose-page/chosen-multiple/?id=abc",
            f"choose-page/chosen-multiple/?id={HUGE}",
            f"bulk/wagtailcore/page/delete/?id={HUGE}",
            "bulk/wagtailcore/page/delete/?id=abc",
            "api/main/pages/find/?id=abc",
        ],
    )
    def test_what_is_forged_is_not_there(self, address):
        assert self.client.get(f"/admin/{address}").status_code == 404

    def test_an_empty_form_saves_nothing(self):
        page = make_article(Office.objects.get())

        assert self.client.post(f"/admin/pages/{page.pk}/edit/", {}).status_code == 400
        assert page.revisions.count() == 1

    @pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
    def test_unused_methods_are_not_allowed(self, method):
        for address in ("/", "/admin/", "/healthz"):
            assert getattr(self.client, method)(address).status_code == 405

    def test_the_editor_forgets_an_old_preview_and_nothing_else_that_way(self):
        page = make_article(Office.objects.get())

        assert self.client.delete(f"/admin/pages/{page.pk}/edit/preview/").status_code == 200
        assert self.client.delete(f"/admin/pages/{page.pk}/edit/").status_code == 405
        assert self.client.delete("/preview/").status_code == 405
