"""A local copy takes what the centre approved, and only where both say the same."""

from itertools import cycle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ArticlePage
from tests.factories.local_copies import Place
from tests.factories.offices import make_centre
from tests.factories.pages import publish
from tests.factories.tongues import said
from tests.factories.translations import Booth, open_language
from translations import services
from translations.errors import Refused
from translations.gate import hindrances
from translations.models import LocalCopy, Rollout, Segment, SegmentTranslation, TranslationRequest
from translations.progress import progress_of
from translations.rolling import turns
from translations.services import Draft

pytestmark = pytest.mark.django_db
OWN, LOCAL = "Mang theo sổ", "Dễ làm ở tỉnh ta."


_others = cycle(["bà", "con", "ta"])


def states(place: Booth, language: str = "km") -> dict[str, str]:
    rows = SegmentTranslation.objects.filter(
        segment__page=place.page.pk, segment__gone_at=None, language=language
    )
    return {row.segment.source: row.state for row in rows.select_related("segment")}


def left(place: Booth, language: str = "km") -> list[str]:
    known = states(place, language)
    every = [each for each in place.segments() if not each.is_optional]
    return [each.source for each in every if known.get(each.source) != "approved"]


@pytest.fixture
def centre():
    return Booth(make_centre())


def test_a_copy_that_is_asked_for_has_what_the_centre_approved(centre):
    centre.translate()

    place = Place(centre, "Dễ làm lắm.", LOCAL)

    assert left(place) == [LOCAL]
    one, model = place.translation(OWN), centre.translation(OWN)
    assert (one.text, one.origin, one.state) == (model.text, "national", "approved")
    assert (one.author, one.approved_by) == (model.author, model.approved_by)


def test_the_history_names_the_translation_that_it_was_taken_from(centre):
    centre.translate()

    place = Place(centre)

    event = place.segment(OWN).events.get(language="km")
    assert (event.action, event.state_after) == ("adopted", "approved")
    assert (event.user, event.origin) == (centre.reviewer, "national")
    assert str(centre.segment(OWN).uuid) in event.reason


def test_whoever_translates_for_the_province_sees_only_what_is_left(centre):
    centre.translate()
    place = Place(centre, "Dễ làm lắm.", LOCAL)

    progress = progress_of(TranslationRequest.objects.filter(page=place.page.pk))
    counts = progress[place.page.pk, "km"].counts

    assert counts["empty"] == 1
    assert counts["approved"] == progress[place.page.pk, "km"].total - 1


def test_what_is_approved_later_reaches_every_copy(centre):
    places = [Place(centre), Place(centre, "Dễ làm lắm.", LOCAL)]
    centre.translate("Dễ làm lắm.")

    assert states(places[0])["Dễ làm lắm."] == "approved"
    assert states(places[1]) == {}

    centre.translate(OWN)

    assert [place.translation(OWN).state for place in places] == ["approved", "approved"]


def test_only_the_language_that_was_approved_is_taken(centre):
    place = Place(centre, asked=("km", "hmn"))

    centre.translate(language="hmn")

    assert left(place, "hmn") == []
    assert states(place, "km") == {}


def test_typed_values_come_too(centre):
    value = next((each for each in centre.segments() if each.is_optional), None)
    assert value is not None
    given = {"request": centre.request(), "user": centre.translator}
    services.save_drafts(**given, drafts={value.uuid: Draft("២០២៦", 0)})
    services.mark_translated(**given, seen={value.uuid: 1})
    services.approve(request=centre.request(), user=centre.reviewer, seen={value.uuid: 2})

    place = Place(centre)

    mine = Segment.objects.get(page=place.page.pk, slot=value.slot)
    assert mine.translations.get().text == "២០២៦"


def test_what_people_of_the_office_wrote_stays(centre):
    place = Place(centre)
    place.write(OWN)
    mine = place.translation(OWN).text

    centre.translate()

    one = place.translation(OWN)
    assert (one.text, one.state, one.origin) == (mine, "draft", "human")
    assert [source for source in left(place) if OWN not in source] == []


def test_an_office_may_say_it_in_another_way_for_good(centre):
    centre.translate()
    place = Place(centre)
    own = reworded(place, OWN)

    reworded(centre, OWN)
    reworded(centre, OWN)

    one = place.translation(OWN)
    assert (one.text, one.state, one.origin) == (own, "approved", "human")


def reworded(booth: Booth, words: str) -> str:
    """The centre approves another translation of the same text."""
    one = booth.translation(words)
    text = f"{one.text} {said(next(_others), 'km')}"
    drafts = {one.segment.uuid: Draft(text, one.version)}
    services.save_drafts(request=booth.request(), user=booth.translator, drafts=drafts)
    booth.approve(words)
    return text


def test_another_translation_of_the_centre_reaches_what_follows_it(centre):
    centre.translate()
    place = Place(centre)

    text = reworded(centre, OWN)

    assert place.translation(OWN).text == text
    assert place.translation(OWN).state == "approved"


def test_a_translation_of_the_centre_that_turns_stale_spoils_no_copy(centre):
    centre.translate()
    place = Place(centre)

    centre.revise("4,5%", "5%")

    assert centre.translation("5%").state == "stale"
    assert place.translation("4,5%").state == "approved"
    assert left(place) == []


def test_a_copy_whose_text_changes_follows_the_centre_again(centre):
    """Also where the office had its own words: they translated what it does not say any more."""
    centre.translate()
    place = Place(centre)
    own = {place.segment("4,5%").uuid: Draft("៤,៥%", 1)}
    services.save_drafts(request=place.request(), user=place.translator, drafts=own)
    place.approve("4,5%")
    centre.revise("4,5%", "5%")
    centre.write("5%")
    centre.approve("5%")

    place.revise("4,5%", "5%")

    one = place.translation("5%")
    assert (one.text, one.state) == (centre.translation("5%").text, "approved")
    assert (one.origin, one.based_on) == ("national", "5%")
    assert left(place) == []


def test_it_waits_for_the_centre_where_the_new_text_is_not_translated_there_yet(centre):
    centre.translate()
    place = Place(centre)
    centre.revise("4,5%", "5%")
    place.revise("4,5%", "5%")

    assert place.translation("5%").state == "stale"

    centre.write("5%")
    centre.approve("5%")

    assert place.translation("5%").state == "approved"


def test_a_draft_of_a_machine_makes_room(centre):
    place = Place(centre)
    uuid = place.segment(OWN).uuid
    draft = Draft("ម៉ាស៊ីន", 0, SegmentTranslation.Origin.MACHINE, "m")
    services.save_draft(request=place.request(), user=place.translator, segment=uuid, draft=draft)

    centre.translate(OWN)

    assert place.translation(OWN).origin == "national"


def test_the_words_of_its_own_place_come_before_those_of_another():
    twice = [("paragraph", "<p>Mang theo thẻ.</p>"), ("paragraph", "<p>Mang theo thẻ.</p>")]
    centre = Booth(make_centre(), languages=("km",), body=twice)
    first, second = [each for each in centre.segments() if each.source == "Mang theo thẻ."]
    drafts = {first.uuid: Draft("កក។", 0), second.uuid: Draft("ខខ។", 0)}
    services.save_drafts(request=centre.request(), user=centre.translator, drafts=drafts)
    centre.approve("Mang theo thẻ.")

    place = Place(centre)

    rows = SegmentTranslation.objects.filter(segment__page=place.page.pk)
    texts = [row.text for row in rows.order_by("segment__order")]
    assert texts == ["កក។", "ខខ។"]


def test_other_items_that_say_the_same_take_nothing(centre):
    other = Booth(languages=("km",))

    centre.translate()

    assert SegmentTranslation.objects.filter(segment__page=other.page.pk).count() == 0


def test_a_withdrawn_request_takes_nothing_until_it_stands_again(centre):
    place = Place(centre)
    services.withdraw_request(request=place.request(), user=place.editor, reason="Không cần")

    centre.translate()
    assert states(place) == {}

    services.request_translation(page=place.page, languages=["km"], user=place.editor)
    assert left(place) == []


def test_reaching_many_copies_costs_as_many_queries_as_reaching_one(centre):
    def approving(words: str) -> int:
        centre.write(words)
        given = {"request": centre.request(), "seen": centre.seen(words)}
        services.mark_translated(user=centre.translator, **given)
        given["seen"] = centre.seen(words)
        with CaptureQueriesContext(connection) as asked:
            services.approve(user=centre.reviewer, **given)
        return len(asked)

    Place(centre)
    one = approving("4,5%")
    for _number in range(3):
        Place(centre)

    assert approving(OWN) == one


def test_the_translated_page_of_a_copy_shares_the_key_of_the_copy_alone(centre):
    centre.translate()
    place = Place(centre)
    open_language(place.office, "km")

    built = services.build_page(request=place.request(), user=place.translator)

    assert built.gaps == ()
    page = ArticlePage.objects.get(pk=built.page.pk)
    assert page.translation_key == place.page.translation_key != centre.page.translation_key
    assert page.edition.office == place.office
    assert page.edition.source == place.page.edition
    assert page.edition.work == centre.page.edition.work
    assert list(hindrances(page, built.revision)) == []


def test_a_translation_of_a_copy_is_asked_for_and_not_that_of_a_translation(centre):
    centre.translate()
    place = Place(centre)
    open_language(place.office, "km")
    built = services.build_page(request=place.request(), user=place.translator)

    with pytest.raises(Refused):
        services.request_translation(page=built.page, languages=["hmn"], user=place.editor)


def test_what_was_built_is_to_be_built_again_when_the_centre_says_it_in_another_way(centre):
    centre.translate()
    place = Place(centre)
    open_language(place.office, "km")
    built = services.build_page(request=place.request(), user=place.translator)

    reworded(centre, OWN)

    found = hindrances(ArticlePage.objects.get(pk=built.page.pk), built.revision)
    assert [one.code for one in found] == ["built_before"]


def test_a_national_change_brings_its_translation_with_it(centre):
    """By the real rollout: the paragraph is merged, approved there, and nothing is left to translate."""
    centre.translate()
    place = Place(centre)
    centre.revise("Dễ làm lắm.", LOCAL)
    for rollout in Rollout.objects.filter(state=Rollout.State.WAITING):
        turns.work_at(rollout.pk)
    centre.write(LOCAL)
    centre.approve(LOCAL)

    publish(ArticlePage.objects.get(pk=place.page.pk), place.editor)

    one = place.translation(LOCAL)
    assert (one.text, one.state) == (centre.translation(LOCAL).text, "approved")
    assert left(place) == []


def test_a_copy_that_was_detached_takes_nothing_any_more(centre):
    """It is the office's own item: its translations are its own as well."""
    place = Place(centre)
    LocalCopy.objects.update(state=LocalCopy.State.DETACHED)

    centre.translate()
    assert states(place) == {}

    services.withdraw_request(request=place.request(), user=place.editor, reason="Không cần")
    services.request_translation(page=place.page, languages=["km"], user=place.editor)
    assert states(place) == {}
