"""Asking for and giving out several translations at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cms.models import ArticlePage, QueuedMail, Role
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations import services
from translations.errors import NotYours, Refused
from translations.models import TranslationRequest
from translations.services import Plan

pytestmark = pytest.mark.django_db

DAY = date(2027, 5, 4)


def assigned(booth: Booth, user, *wanted: tuple[str, Plan, Plan]) -> list[TranslationRequest]:
    plans = {booth.request(code).pk: (seen, plan) for code, seen, plan in wanted}
    return services.assign_translations(plans=plans, user=user)


def recipients() -> list[str]:
    return sorted(QueuedMail.objects.values_list("recipient", flat=True))


def test_many_items_are_asked_for_at_once_and_translators_get_one_mail():
    office = make_province()
    editor = make_user(office, Role.EDITOR)
    translator = make_linguist(office, Role.TRANSLATOR, "km")
    pages = [make_article(office, user=editor) for _number in range(3)]

    new = services.request_translations(
        pages=pages, languages=["km", "hmn"], user=editor, due_on=DAY, note="Gấp"
    )

    assert len(new) == 6
    assert {(one.due_on, one.note) for one in new} == {(DAY, "Gấp")}
    assert recipients() == [translator.email]


def test_what_was_asked_for_before_is_not_counted_and_nobody_is_told_again():
    booth = Booth(languages=["km"])
    page = ArticlePage.objects.get(pk=booth.page.pk)

    new = services.request_translations(pages=[page], languages=["km"], user=booth.editor)

    assert new == []
    assert recipients() == []


def test_whoever_translated_a_withdrawn_one_is_told_that_it_stands_again():
    booth = Booth(languages=["km"])
    TranslationRequest.objects.update(assignee=booth.translator)
    services.withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")
    QueuedMail.objects.all().delete()

    services.request_translations(pages=[booth.page], languages=["km"], user=booth.editor)

    assert recipients() == [booth.translator.email]


def test_all_of_them_or_none():
    office = make_province()
    editor = make_user(office, Role.EDITOR)
    pages = [make_article(office, user=editor), make_article(make_province())]

    with pytest.raises(NotYours):
        services.request_translations(pages=pages, languages=["km"], user=editor)

    assert not TranslationRequest.objects.exists()
    assert recipients() == []


def test_each_language_gets_its_people_and_everybody_one_mail():
    booth = Booth(languages=["km", "hmn", "rad"])
    open_ = Plan()

    changed = assigned(
        booth,
        booth.editor,
        ("km", open_, Plan(booth.translator, booth.reviewer, DAY)),
        ("hmn", open_, Plan(booth.translator, booth.other_reviewer, DAY)),
        ("rad", open_, open_),
    )

    assert {one.language for one in changed} == {"km", "hmn"}
    assert booth.request("km").reviewer == booth.reviewer
    assert booth.request("hmn").due_on == DAY
    assert recipients() == sorted(
        [booth.translator.email, booth.reviewer.email, booth.other_reviewer.email]
    )


def test_another_day_alone_writes_to_nobody():
    booth = Booth(languages=["km"])
    assigned(booth, booth.editor, ("km", Plan(), Plan(booth.translator)))
    QueuedMail.objects.all().delete()

    assigned(booth, booth.editor, ("km", Plan(booth.translator), Plan(booth.translator, None, DAY)))

    assert booth.request().due_on == DAY
    assert recipients() == []


def test_nobody_overwrites_what_they_have_not_seen():
    booth = Booth(languages=["km", "hmn"])
    other = make_linguist(booth.office, Role.TRANSLATOR)
    assigned(booth, booth.leader, ("km", Plan(), Plan(booth.translator)))

    with pytest.raises(Refused):
        assigned(
            booth,
            booth.editor,
            ("km", Plan(), Plan(other)),
            ("hmn", Plan(), Plan(other)),
        )

    assert booth.request("km").assignee == booth.translator
    assert booth.request("hmn").assignee is None


def test_a_row_that_was_not_touched_never_overwrites():
    booth = Booth(languages=["km", "hmn"])
    assigned(booth, booth.leader, ("km", Plan(), Plan(booth.translator)))

    assigned(booth, booth.editor, ("km", Plan(), Plan()), ("hmn", Plan(), Plan(booth.translator)))

    assert booth.request("km").assignee == booth.translator
    assert booth.request("hmn").assignee == booth.translator


def test_only_who_answers_for_the_item_gives_it_out():
    booth = Booth(languages=["km"])

    for who in (booth.translator, make_user(make_province(), Role.EDITOR)):
        with pytest.raises(NotYours):
            assigned(booth, who, ("km", Plan(), Plan(booth.translator)))


def test_taking_is_for_the_first_who_asks():
    booth = Booth(languages=["km"])
    other = make_linguist(booth.office, Role.TRANSLATOR)
    services.take_translation(request=booth.request(), user=booth.translator)
    services.take_translation(request=booth.request(), user=booth.translator)

    with pytest.raises(Refused, match=str(booth.translator)):
        services.take_translation(request=booth.request(), user=other)

    assert booth.request().assignee == booth.translator


def test_who_may_not_write_or_is_to_review_takes_nothing():
    booth = Booth(languages=["km"])
    with pytest.raises(NotYours):
        services.take_translation(request=booth.request(), user=booth.editor)
    TranslationRequest.objects.update(reviewer=booth.reviewer)

    with pytest.raises(Refused):
        services.take_translation(request=booth.request(), user=booth.reviewer)


def test_what_was_withdrawn_is_neither_taken_nor_given_out():
    booth = Booth(languages=["km"])
    services.withdraw_request(request=booth.request(), user=booth.editor, reason="Thôi")

    with pytest.raises(Refused):
        services.take_translation(request=booth.request(), user=booth.translator)
    with pytest.raises(Refused):
        assigned(booth, booth.editor, ("km", Plan(), Plan(booth.translator)))


def test_the_number_of_queries_does_not_grow_with_languages_that_go_the_same_way():
    counts = set()
    for languages in (["km", "hmn"], ["km", "hmn", "rad", "jra", "bdq", "sed"]):
        booth = Booth(languages=languages)
        wanted = Plan(booth.translator, booth.reviewer, DAY)
        with CaptureQueriesContext(connection) as queries:
            assigned(booth, booth.editor, *((code, Plan(), wanted) for code in languages))
        counts.add(len(queries) - len(languages))  # the test itself looks up each request

    assert len(counts) == 1
    assert counts.pop() < 40


def test_twelve_languages_with_their_mail_still_cost_less_than_sixty_queries():
    from .test_requesting import TWELVE

    booth = Booth(languages=["km"])
    own = [make_linguist(booth.office, Role.TRANSLATOR, code) for code in TWELVE for _n in range(3)]
    page = make_article(booth.office, user=booth.editor)
    before = Page.objects.count()
    with CaptureQueriesContext(connection) as queries:
        new = services.request_translations(pages=[page], languages=TWELVE, user=booth.editor)

    assert len(queries) < 60
    assert [one.language for one in new] == TWELVE
    assert {one.translated_page_id for one in new} == {None}
    assert Page.objects.count() == before
    assert recipients() == sorted(one.email for one in (booth.translator, *own))
