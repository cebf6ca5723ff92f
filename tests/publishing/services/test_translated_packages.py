"""The package of a translated page: filled in when it is built, and never over an editor's words."""

import pytest
from django.utils import timezone

from cms import approval
from publishing.models import Destination, Package
from publishing.services.packages import save_package
from publishing.services.translated_packages import fill_package
from tests.factories.packages import delivered, make_facebook, release
from tests.factories.tongues import said
from tests.factories.translated_posts import BoothDesk, PostedBooth
from tests.factories.translations import Booth, open_language
from translations import services

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Tin mới từ 01/7/2025.", "Mời bà con xem!"
KHMER = f"{said(FIRST, 'km')} {said(SECOND, 'km')}\n\n#BHYT"


def edit(booth, text, places=None):
    """The editor of the translated page saves its package, as a form sends it."""
    save_package(
        page=booth.request().translated_page,
        user=booth.editor,
        destinations=[booth.khmer] if places is None else places,
        texts={"facebook": {"text": text.replace("\n", "\r\n"), "options": {}}},
        leg_texts={},
        go_live_at=None,
    )


def test_building_the_page_fills_in_destinations_of_the_language_and_translated_texts():
    booth = PostedBooth()
    booth.translate()

    built = booth.build()

    package = booth.package()
    assert package.texts["facebook"]["text"] == KHMER
    assert [leg.destination for leg in package.legs.all()] == [booth.khmer]
    assert built.notes == ()


def test_an_item_without_texts_of_its_own_leaves_the_choice_to_the_rules():
    booth = Booth(languages=["km"])
    open_language(booth.office, "km")
    booth.translate()

    services.build_page(request=booth.request(), user=booth.translator)

    assert not Package.objects.filter(page=booth.request().translated_page).exists()


def test_built_again_with_another_translation_the_text_follows():
    booth = PostedBooth()
    booth.translate()
    booth.build()
    booth.post("Tin mới từ 01/8/2025.")
    booth.go_out()
    booth.translate("01/8/2025")

    booth.build()

    assert booth.package().texts["facebook"]["text"] == said("Tin mới từ 01/8/2025.", "km")


def test_what_an_editor_wrote_there_stays_and_whoever_builds_is_told():
    booth = PostedBooth()
    booth.translate()
    booth.build()
    edit(booth, "អត្ថបទផ្ទាល់ខ្លួន")

    built = booth.build()

    assert booth.package().texts["facebook"]["text"] == "អត្ថបទផ្ទាល់ខ្លួន"
    (note,) = built.notes
    assert "Facebook" in note


def test_a_text_that_an_editor_took_out_stays_out_and_is_told():
    booth = PostedBooth()
    booth.translate()
    booth.build()
    edit(booth, "")

    assert len(booth.build().notes) == 1
    assert booth.package().texts["facebook"]["text"] == ""


def test_a_form_that_only_sends_the_text_back_has_changed_nothing():
    booth = PostedBooth()
    booth.translate()
    booth.build()
    edit(booth, KHMER)

    assert booth.build().notes == ()


def test_destinations_that_an_editor_chose_stay_and_others_follow_the_rules():
    booth = PostedBooth()
    booth.translate()
    booth.build()
    more = make_facebook(booth.office, "Facebook Khmer 2", language="km", config={"page_id": "3"})
    booth.build()
    places = {leg.destination for leg in booth.package().legs.all()}
    assert places == {booth.khmer, more}

    edit(booth, KHMER, [booth.khmer])
    booth.build()

    assert [leg.destination for leg in booth.package().legs.all()] == [booth.khmer]


def write_for(booth, place, text):
    """The editor keeps the places that were filled in, and writes one its own text."""
    package = booth.package()
    save_package(
        page=booth.request().translated_page, user=booth.editor, texts=package.texts,
        destinations=[leg.destination for leg in package.legs.all()],
        leg_texts={place.pk: text}, go_live_at=None,
    )  # fmt: skip


@pytest.mark.parametrize("change", [{"proposed": False}, {"archived_at": timezone.now()}])
def test_what_an_editor_wrote_for_a_place_stays_though_no_rule_proposes_it_any_more(change):
    booth = PostedBooth()
    booth.translate()
    booth.build()
    write_for(booth, booth.khmer, "អត្ថបទផ្ទាល់ខ្លួន")
    Destination.objects.filter(pk=booth.khmer.pk).update(**change)

    for _again in range(2):
        notes = booth.build().notes
        (leg,) = booth.package().legs.all()
        assert (leg.destination, leg.text) == (booth.khmer, "អត្ថបទផ្ទាល់ខ្លួន")
        assert any("Facebook Khmer" in note for note in notes)


def test_a_place_that_no_rule_proposes_any_more_is_left_where_nobody_wrote_for_it():
    booth = PostedBooth(own_text="Riêng trang này.")
    booth.translate()
    booth.build()
    Destination.objects.filter(pk=booth.khmer.pk).update(proposed=False)

    assert booth.build().notes == ()
    assert not booth.package().legs.exists()


def test_the_text_of_an_account_where_the_page_is_out_stays_without_a_rule_too():
    booth = PostedBooth(own_text="Riêng trang này.")
    booth.translate()
    release(BoothDesk(booth, booth.build().page))
    delivered(booth.khmer)
    Destination.objects.filter(pk=booth.khmer.pk).update(proposed=False)

    assert booth.build().notes == ()
    (leg,) = booth.package().legs.all()
    assert (leg.destination, leg.text) == (booth.khmer, said("Riêng trang này.", "km"))


def test_the_text_of_one_account_is_said_on_the_office_s_account_in_the_language():
    booth = PostedBooth(own_text="Riêng trang này.")
    booth.translate()
    booth.build()

    (leg,) = booth.package().legs.all()
    assert (leg.destination, leg.text) == (booth.khmer, said("Riêng trang này.", "km"))


def test_how_a_bulletin_is_to_be_read_comes_along():
    booth = PostedBooth()
    save_package(
        page=booth.page, user=booth.editor, destinations=[], leg_texts={}, go_live_at=None,
        texts={"loudspeaker": {"text": "Mời bà con nghe.", "options": {"repeats": "3"}}},
    )  # fmt: skip
    booth.go_out()
    booth.translate()
    booth.build()

    wish = booth.package().texts["loudspeaker"]
    assert wish == {"text": said("Mời bà con nghe.", "km"), "options": {"repeats": "3"}}


def test_whoever_builds_what_is_built_already_edits_no_package(django_assert_max_num_queries):
    booth = PostedBooth()
    booth.translate()
    page = booth.build().page
    before = booth.package().updated_at

    with django_assert_max_num_queries(20):
        assert fill_package(request=booth.request(), page=page, user=booth.editor) == []

    assert booth.package().updated_at == before


def test_a_package_in_review_is_not_changed_under_its_approvers():
    booth = PostedBooth()
    booth.translate()
    page = booth.build().page
    BoothDesk(booth, page).submit()

    with pytest.raises(approval.Refused):
        fill_package(request=booth.request(), page=page, user=booth.editor)
