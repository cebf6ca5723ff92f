import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from cms.models import Role
from tests.factories.offices import make_centre, make_province
from tests.factories.terms import make_term
from tests.factories.translations import make_linguist
from tests.factories.users import make_user
from translations.errors import NotYours, Refused
from translations.glossary.entries import TermEntry, Wording
from translations.models import Term, TermTranslation
from translations.services import glossary

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return make_centre()


@pytest.fixture
def reviewer(centre):
    return make_linguist(centre, Role.LANGUAGE_REVIEWER, "km")


def acts(term) -> list[str]:
    return [entry.action for entry in ModelLogEntry.objects.for_instance(term).order_by("pk")]


def test_what_a_term_is_called_is_logged_with_what_it_was_before(reviewer):
    term = make_term("bảo hiểm y tế", km="cũ")
    seen = term.translations.get().changed_at
    said = Wording("km", "mới", ("khác",), ("sai",), "Ghi chú")
    glossary.say_term(term=term, wording=said, sound=None, user=reviewer, seen=seen)
    row = TermTranslation.objects.get()
    assert (row.preferred, row.allowed, row.forbidden) == ("mới", ["khác"], ["sai"])
    assert row.changed_by == reviewer
    entry = ModelLogEntry.objects.for_instance(term).get()
    assert entry.data["before"]["preferred"] == "cũ"
    assert entry.data["wording"]["preferred"] == "mới"


def test_the_same_again_leaves_no_trace(reviewer):
    term = make_term("lương", km="a")
    seen = term.translations.get().changed_at
    glossary.say_term(term=term, wording=Wording("km", "a"), sound=None, user=reviewer, seen=seen)
    assert acts(term) == []


def test_nothing_at_all_takes_away_what_was_said(reviewer):
    term = make_term("lương", km="a")
    seen = term.translations.get().changed_at
    glossary.say_term(term=term, wording=Wording("km"), sound=None, user=reviewer, seen=seen)
    assert not TermTranslation.objects.exists()


def test_nobody_overwrites_what_they_have_not_seen(reviewer):
    term = make_term("lương", km="a")
    with pytest.raises(Refused):
        glossary.say_term(
            term=term, wording=Wording("km", "b"), sound=None, user=reviewer, seen=None
        )
    assert TermTranslation.objects.get().preferred == "a"


def test_who_does_not_speak_it_says_nothing_of_it(reviewer):
    with pytest.raises(NotYours):
        glossary.say_term(
            term=make_term("lương"),
            wording=Wording("rad", "b"),
            sound=None,
            user=reviewer,
            seen=None,
        )


def test_a_form_is_not_to_be_used_and_forbidden_at_once(reviewer):
    with pytest.raises(Refused):
        glossary.say_term(
            term=make_term("lương"),
            wording=Wording("km", "a", forbidden=("a",)),
            sound=None,
            user=reviewer,
            seen=None,
        )


def test_a_translator_of_a_province_adds_a_term_and_mends_it_while_it_is_theirs(centre):
    person = make_linguist(make_province(), Role.TRANSLATOR)
    term = glossary.add_term(entry=TermEntry("bảo hiem y tế"), user=person)
    entry = TermEntry("bảo hiểm y tế", ("BHYT",))
    glossary.change_term(term=term, entry=entry, user=person, seen=term.changed_at)
    term.refresh_from_db()
    assert (term.headword, term.forms) == ("bảo hiểm y tế", ["BHYT"])
    assert acts(term) == ["translations.add_term", "translations.change_term"]
    other = make_linguist(make_province(), Role.TRANSLATOR)
    with pytest.raises(NotYours):
        glossary.change_term(term=term, entry=TermEntry("x"), user=other, seen=term.changed_at)


@pytest.mark.parametrize("headword", ["Bảo hiểm  y tế", "BẢO HIỂM Y TẾ"])
def test_a_term_is_there_once_however_it_is_written(reviewer, headword):
    make_term("bảo hiểm y tế")
    with pytest.raises(Refused):
        glossary.add_term(entry=TermEntry(headword), user=reviewer)


def test_only_a_leader_of_the_centre_deletes_and_says_why(centre, reviewer):
    term, leader = make_term("lương", km="a"), make_user(centre, Role.LEADER)
    with pytest.raises(NotYours):
        glossary.delete_term(term=term, user=reviewer, reason="x")
    with pytest.raises(Refused):
        glossary.delete_term(term=term, user=leader, reason=" ")
    glossary.delete_term(term=term, user=leader, reason="Trùng")
    assert not Term.objects.exists()
    assert ModelLogEntry.objects.get().data["reason"] == "Trùng"


def test_a_file_of_many_terms_takes_as_many_queries_as_one_of_few(reviewer):
    def queries(name: str, count: int) -> int:
        rows = "".join(f"{name} {number},km,x{number}\n" for number in range(count))
        with CaptureQueriesContext(connection) as done:
            glossary.import_terms(
                content=f"term,language,preferred\n{rows}".encode(), name="a.csv", user=reviewer
            )
        return len(done)

    queries("không", 1)
    assert queries("một", 3) == queries("hai", 60)
    assert ModelLogEntry.objects.filter(action="translations.add_term").count() == 64


def test_languages_that_the_person_does_not_speak_are_passed_over(reviewer):
    content = b"term,language,preferred\na,km,x\na,rad,y\n"
    glossary.import_terms(content=content, name="a.csv", user=reviewer)
    assert [one.language for one in TermTranslation.objects.all()] == ["km"]
