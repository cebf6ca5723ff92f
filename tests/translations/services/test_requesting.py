"""Asking for a page in languages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry

from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations import services
from translations.errors import NotYours, Refused
from translations.models import Segment, SegmentTranslation, TranslationRequest

pytestmark = pytest.mark.django_db

TWELVE = [
    "km",
    "hmn",
    "tyz",
    "nut",
    "rad",
    "jra",
    "bdq",
    "sed",
    "cjm-latn",
    "cjm-cham",
    "ium",
    "mtq",
]


def long_article(office, editor, paragraphs: int):
    body = [
        ("paragraph", f"<p>Đoạn số {n} nói một việc. Việc ấy là {n}.</p>")
        for n in range(paragraphs)
    ]
    return make_article(office, user=editor, body=body)


@pytest.mark.parametrize("paragraphs", [10, 200])
@pytest.mark.parametrize("languages", [TWELVE[:1], TWELVE])
def test_twelve_languages_cost_less_than_sixty_queries_and_make_no_page(paragraphs, languages):
    office = make_province()
    editor = make_user(office, Role.EDITOR)
    page = long_article(office, editor, paragraphs)
    pages = Page.objects.count()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        made = services.request_translation(page=page, languages=languages, user=editor)

    assert len(queries) < 40, [q["sql"][:100] for q in queries]
    assert [each.language for each in made] == languages
    assert Page.objects.count() == pages
    assert Segment.objects.filter(page=page).count() >= 2 * paragraphs
    assert not SegmentTranslation.objects.exists()


def test_the_number_of_queries_is_the_same_for_any_length_and_number():
    office = make_province()
    editor = make_user(office, Role.EDITOR)
    counts = set()
    for paragraphs, languages in ((10, 1), (200, 1), (10, 12), (200, 12)):
        page = long_article(office, editor, paragraphs)
        with CaptureQueriesContext(connection) as queries:
            services.request_translation(page=page, languages=TWELVE[:languages], user=editor)
        counts.add(len(queries))

    assert len(counts) == 1


def test_asking_again_changes_nothing_and_adds_what_is_new():
    booth = Booth(languages=["km"])

    again = services.request_translation(
        page=booth.page,
        languages=["hmn", "km"],
        user=booth.editor,
        note="Gấp",
        due_on=date(2027, 5, 1),
    )

    assert [each.language for each in again] == ["hmn", "km"]
    assert [each.note for each in again] == ["Gấp", ""]
    assert TranslationRequest.objects.count() == 2
    assert PageLogEntry.objects.filter(action="translations.request").count() == 2


def test_a_withdrawn_request_stands_again_with_all_that_was_translated():
    booth = Booth()
    booth.translate()
    services.withdraw_request(request=booth.request(), user=booth.editor, reason="Không cần nữa")
    with pytest.raises(Refused):
        booth.write("Cách làm")

    services.request_translation(page=booth.page, languages=["km"], user=booth.editor)

    assert booth.request().withdrawn_at is None
    assert booth.translation("Cách làm").state == "approved"


def test_a_language_that_nobody_knows_or_of_the_item_itself_is_refused():
    office = make_province()
    editor = make_user(office, Role.EDITOR)
    page = make_article(office, user=editor)
    for codes in (["xx"], ["vi"], [], ["km", "vi"]):
        with pytest.raises(Refused):
            services.request_translation(page=page, languages=codes, user=editor)
    assert not TranslationRequest.objects.exists()


def test_only_editors_of_the_office_and_above_may_ask():
    office = make_province()
    page = make_article(office)
    for who in (make_user(make_province(), Role.EDITOR), make_linguist(office, Role.TRANSLATOR)):
        with pytest.raises(NotYours):
            services.request_translation(page=page, languages=["km"], user=who)
    services.request_translation(
        page=page, languages=["km"], user=make_user(office.parent, Role.EDITOR)
    )


def test_who_is_named_must_work_in_the_language_and_nobody_reviews_themselves():
    booth = Booth()
    stranger = make_linguist(make_province(), Role.TRANSLATOR, "rad")
    given = {"requests": [booth.request()], "user": booth.editor, "due_on": date(2027, 5, 1)}
    for assignee, reviewer in (
        (stranger, None),
        (booth.reviewer, booth.reviewer),
        (booth.translator, booth.translator),
        (None, booth.translator),
    ):
        with pytest.raises(Refused):
            services.assign_translation(assignee=assignee, reviewer=reviewer, **given)

    services.assign_translation(assignee=booth.translator, reviewer=booth.reviewer, **given)

    request = booth.request()
    assert (request.assignee, request.reviewer) == (booth.translator, booth.reviewer)
    assert request.due_on == date(2027, 5, 1)


def test_deleting_the_page_loses_nothing_that_was_translated():
    booth = Booth()
    booth.translate()
    work, texts = booth.page.edition.work, SegmentTranslation.objects.count()
    draft = make_article(booth.office, user=booth.editor)
    services.request_translation(page=draft, languages=["km"], user=booth.editor)
    gone = Segment.objects.filter(page=draft).count()

    draft.delete()

    assert Segment.objects.filter(page=None).count() == gone > 0
    assert TranslationRequest.objects.filter(page=None, language="km").count() == 1
    assert work.segments.count() == len(booth.segments())
    assert SegmentTranslation.objects.count() == texts


def test_a_person_who_leaves_stays_named_in_the_history():
    booth = Booth()
    booth.write("Cách làm")
    segment = booth.segment("Cách làm")
    name = str(booth.translator)

    booth.translator.delete()

    assert booth.translation("Cách làm").author is None
    assert segment.events.get(action="saved").user_name == name
