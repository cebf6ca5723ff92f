"""The package of a local copy: filled in from the national one, then following it."""

import pytest

from publishing.models import Package
from publishing.services.copied_packages import follow_package
from tests.factories.packages import choose, make_communes, make_facebook, release, rewrite
from tests.factories.provinces import CopyDesk, centre_desk, province

pytestmark = pytest.mark.django_db
WORDS = "Mức đóng mới, gọi {{hotline}}."


@pytest.fixture
def national():
    desk = centre_desk()
    place = make_facebook(desk.office, "Facebook trung ương")
    choose(desk, [place], texts={"facebook": {"text": WORDS, "options": {"cover": False}}})
    release(desk)
    desk.place = place
    return desk


def office_with_places():
    office = province()
    return office, make_facebook(office), make_communes(office, 1)[0]


def package_of(copy: CopyDesk) -> Package:
    return Package.objects.get(page=copy.page.pk)


def say_nationally(national, text: str) -> None:
    rewrite(national)
    choose(national, [national.place], texts={"facebook": {"text": text, "options": {}}})
    release(national)


def test_a_copy_goes_to_the_same_channels_of_its_own_office(national):
    office, facebook, _commune = office_with_places()

    copy = CopyDesk(national, office)

    assert [leg.destination for leg in package_of(copy).legs.all()] == [facebook]
    assert package_of(copy).texts["facebook"] == {"text": WORDS, "options": {"cover": False}}


def test_what_the_centre_only_prepares_is_not_copied(national):
    choose(national, [national.place], texts={"facebook": {"text": "Chưa duyệt", "options": {}}})

    copy = CopyDesk(national, office_with_places()[0])

    assert package_of(copy).texts["facebook"]["text"] == WORDS


def test_texts_that_the_office_did_not_change_follow(national):
    copy = CopyDesk(national, office_with_places()[0])
    say_nationally(national, "Lời mới của trung ương")

    assert follow_package(page=copy.page, source=national.now())

    assert package_of(copy).texts["facebook"]["text"] == "Lời mới của trung ương"
    assert not follow_package(page=copy.page, source=national.now())


def test_what_the_office_wrote_stays(national):
    office, facebook, _commune = office_with_places()
    copy = CopyDesk(national, office)
    choose(copy, [facebook], texts={"facebook": {"text": "Lời của tỉnh", "options": {}}})
    say_nationally(national, "Lời mới của trung ương")

    follow_package(page=copy.page, source=national.now())

    assert package_of(copy).texts["facebook"]["text"] == "Lời của tỉnh"
