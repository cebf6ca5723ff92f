from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.terms import make_term
from tests.factories.users import make_user
from translations.glossary import terms_in
from translations.glossary.entries import Taken, TermEntry, Wording, all_entries, take
from translations.models import Term, TermTranslation

pytestmark = pytest.mark.django_db

PENSION = TermEntry(
    "lương hưu",
    ("lương hưu trí",),
    "Tiền trả hằng tháng",
    "ghi chú",
    "hưu trí",
    (Wording("km", "ប្រាក់", ("ខែ",), ("លុយ",), "nghe rõ"), Wording("rad", "prăk")),
)


def test_what_is_taken_is_given_as_it_was():
    user = make_user()
    assert take([PENSION], by=user) == Taken(1, 0, 0)
    assert list(all_entries()) == [PENSION]
    assert Term.objects.get().changed_by == TermTranslation.objects.first().changed_by == user


def test_taken_again_it_is_known_and_otherwise_changed():
    take([PENSION])
    assert take([PENSION]) == Taken(0, 0, 1)
    other = TermEntry("Lương hưu", domain="hưu trí", wordings=(Wording("km", "khác"),))
    assert take([other]) == Taken(0, 1, 0)
    (entry,) = all_entries()
    assert (entry.headword, entry.forms) == ("Lương hưu", ())
    assert entry.wordings == (Wording("km", "khác"), PENSION.wordings[1])


def test_what_an_entry_is_silent_of_stays():
    take([PENSION])
    said = Wording("km", "khác", silent=frozenset({"allowed", "forbidden", "note"}))
    silent = frozenset({"forms", "definition", "note", "domain"})
    assert take([TermEntry("lương hưu", wordings=(said,), silent=silent)]) == Taken(0, 1, 0)
    (entry,) = all_entries()
    km = Wording("km", "khác", ("ខែ",), ("លុយ",), "nghe rõ")
    assert entry == replace(PENSION, wordings=(km, PENSION.wordings[1]))


def test_where_no_domain_is_said_a_headword_of_two_domains_is_a_term_of_its_own():
    make_term("quỹ", domain="tài chính")
    silent = frozenset({"domain"})
    assert take([TermEntry("quỹ", note="x", silent=silent)]) == Taken(0, 1, 0)
    make_term("quỹ", domain="bảo hiểm")
    assert take([TermEntry("quỹ", silent=silent)]) == Taken(1, 0, 0)


def test_what_is_taken_is_found_in_texts_at_once():
    assert terms_in("Lương hưu trí", "km") == []
    take([PENSION])
    assert terms_in("Lương hưu trí", "km")[0].preferred == "ប្រាក់"


def test_another_domain_is_another_term_and_what_no_entry_names_stays():
    make_term("quỹ", domain="tài chính")
    assert take([TermEntry("quỹ", domain="bảo hiểm")]) == Taken(1, 0, 0)
    assert Term.objects.count() == 2


def test_only_named_languages_are_given():
    take([PENSION])
    assert [one.wordings for one in all_entries(["rad"])] == [(Wording("rad", "prăk"),)]


def test_the_number_of_queries_does_not_grow_with_terms():
    def queries(number: int) -> int:
        entries = [
            TermEntry(f"từ {number} {one}", wordings=PENSION.wordings) for one in range(number)
        ]
        with CaptureQueriesContext(connection) as captured:
            take(entries)
        return len(captured)

    queries(1)
    assert queries(3) == queries(30)
