"""Two people on one page in the same moment, each with a transaction of their own."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from wagtail.models import Revision

from cms.models import ArticlePage
from tests.factories.tongues import said
from tests.factories.translations import Booth
from tests.fakes.meanwhile import meanwhile
from translations import services
from translations.errors import Conflict
from translations.models import SegmentTranslation, TranslationRequest
from translations.services import Draft, deciding, requesting, writing

pytestmark = pytest.mark.usefixtures("real_database")


def saving(booth: Booth, words: str, text: str, version: int) -> Callable[[], object]:
    request, segment = booth.request(), booth.segment(words).uuid
    return lambda: services.save_draft(
        request=request, user=booth.reviewer, segment=segment, draft=Draft(text, version)
    )


def test_of_two_first_translations_one_stands_and_the_other_is_given_back():
    booth = Booth()
    outcomes: list = []

    with meanwhile(writing, "held", saving(booth, "Cách làm", "hai", 0)) as came_of_it:
        try:
            outcomes.append(
                services.save_draft(
                    request=booth.request(),
                    user=booth.translator,
                    segment=booth.segment("Cách làm").uuid,
                    draft=Draft("một", 0),
                )
            )
        except Conflict as conflict:
            outcomes.append(conflict)
    outcomes += came_of_it

    (refused,) = [each for each in outcomes if isinstance(each, Conflict)]
    (saved,) = [each for each in outcomes if isinstance(each, SegmentTranslation)]
    (clash,) = refused.clashes
    assert {clash.mine, clash.theirs} == {"một", "hai"}
    assert booth.translation("Cách làm").text == saved.text == clash.theirs
    assert booth.segment("Cách làm").events.filter(action="saved").count() == 1


def test_a_correction_and_an_approval_never_approve_what_was_not_read():
    booth = Booth()
    booth.write("Cách làm")
    services.mark_translated(request=booth.request(), user=booth.translator, seen=booth.seen())
    seen = booth.seen()
    (version,) = seen.values()
    outcome: object = None

    with meanwhile(deciding, "held", saving(booth, "Cách làm", "khác", version)) as came_of_it:
        try:
            services.approve(request=booth.request(), user=booth.other_reviewer, seen=seen)
        except Conflict as conflict:
            outcome = conflict

    one = booth.translation("Cách làm")
    assert (one.state, one.text) in {("approved", said("Cách làm", "km")), ("draft", "khác")}
    assert isinstance(outcome, Conflict) is (one.state == "draft")
    assert isinstance(came_of_it[0], Conflict) is (one.state == "approved")


def test_what_is_translated_while_its_source_changes_is_never_up_to_date_by_it():
    booth = Booth()
    booth.write("4,5%")
    seen = booth.seen()
    content = booth.content()
    content["body"] = content["body"].replace("4,5%", "5%")
    page = ArticlePage.objects.get(pk=booth.page.pk)
    draft = Revision.objects.get(pk=page.with_content_json(content).save_revision().pk)

    def change() -> object:
        return services.take_source(page=page, revision=draft)

    with meanwhile(deciding, "held", change), suppress(Conflict):
        services.mark_translated(request=booth.request(), user=booth.translator, seen=seen)

    one = booth.translation("5%")
    assert one.is_outdated
    assert one.state == "stale"
    assert one.text == said("4,5%", "km")


def test_two_who_ask_for_the_same_language_make_one_request_and_one_set_of_segments():
    booth = Booth(languages=["hmn"])
    page, count = booth.page, len(booth.segments())

    def ask() -> object:
        return services.request_translation(page=page, languages=["km"], user=booth.editor)

    with meanwhile(requesting, "source_revision", ask):
        ask()

    assert TranslationRequest.objects.filter(page=page.pk, language="km").count() == 1
    assert len(booth.segments()) == count
