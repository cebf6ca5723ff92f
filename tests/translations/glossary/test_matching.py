import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories.terms import make_term
from translations.checks import check
from translations.glossary import matching, terms_in, terms_in_all
from translations.models import Term, TermTranslation

pytestmark = pytest.mark.django_db


def found(text: str, language: str = "km") -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.term.headword) for one in terms_in(text, language)]


def test_the_longest_term_wins_and_none_overlaps():
    for headword in ("bảo hiểm", "bảo hiểm xã hội", "xã hội", "xã hội tự nguyện"):
        make_term(headword)
    assert found("Tham gia bảo hiểm xã hội tự nguyện, rồi bảo hiểm.") == [
        ("bảo hiểm xã hội", "bảo hiểm xã hội"),
        ("bảo hiểm", "bảo hiểm"),
    ]


def test_other_forms_are_the_term_too():
    make_term("bảo hiểm y tế", "BHYT", "thẻ BHYT")
    assert found("Có thẻ bhyt và BHYT.") == [
        ("thẻ bhyt", "bảo hiểm y tế"),
        ("BHYT", "bảo hiểm y tế"),
    ]


def test_only_whole_words_match():
    make_term("thu")
    assert found("Thuế, mùa thú; thu.") == [("thu", "thu")]


def test_marks_within_a_term_do_not_hide_it():
    make_term("bảo hiểm xã hội")
    text = "Sổ bảo ⟨1⟩hiểm xã⟨/1⟩ hội"
    assert found(text) == [("bảo ⟨1⟩hiểm xã⟨/1⟩ hội", "bảo hiểm xã hội")]


def test_a_match_says_what_the_language_calls_it():
    term = make_term("lương hưu", km="ប្រាក់", rad="prăk")
    TermTranslation.objects.filter(term=term, language="km").update(
        allowed=["ប្រាក់ខែ"], forbidden=["លុយ"], note="nghe rõ"
    )
    (match,) = terms_in("Nhận lương hưu", "km")
    assert (match.source, match.preferred, match.note) == ("lương hưu", "ប្រាក់", "nghe rõ")
    assert (match.forms, match.forbidden) == (("ប្រាក់", "ប្រាក់ខែ"), ("លុយ",))
    (other,) = terms_in("Nhận lương hưu", "tyz")
    assert (other.preferred, other.forms, other.sound) == ("", (), None)


def test_checks_take_matches_as_terms():
    term = make_term("lương hưu", en="pension")
    TermTranslation.objects.filter(term=term).update(forbidden=["salary"])
    matches = terms_in("Nhận lương hưu", "en")
    told = check("Nhận lương hưu", "Receive a salary", "en", terms=matches)
    assert {"glossary", "forbidden_term"} <= {finding.id for finding in told}
    told = check("Nhận lương hưu", "Receive a pension", "en", terms=matches)
    assert not {"glossary", "forbidden_term"} & {finding.id for finding in told}


def test_a_word_that_is_a_term_of_two_domains_is_two_matches():
    make_term("quỹ", domain="tài chính")
    make_term("quỹ", domain="bảo hiểm")
    assert [one.term.domain for one in terms_in("Quỹ", "km")] == ["bảo hiểm", "tài chính"]


def test_all_segments_of_a_page_cost_two_queries():
    make_term("lương hưu", km="x")
    texts = ["Nhận lương hưu", "Không có gì", "Lương hưu, lương hưu"] * 30
    terms_in_all(texts, "km")
    with CaptureQueriesContext(connection) as captured:
        matches = terms_in_all(texts, "km")
    assert [len(of_one) for of_one in matches[:3]] == [1, 0, 2]
    assert len(captured) == 2


# --- what is remembered ---------------------------------------------------------------------------


def test_every_way_of_changing_terms_is_seen_at_once():
    term = make_term("lương hưu")
    assert found("lương hưu")
    term.headword = "tiền hưu"
    term.save()
    assert not found("lương hưu")
    Term.objects.update(headword="lương")
    assert found("lương hưu")
    Term.objects.bulk_create([Term(headword="hưu")])
    assert len(found("lương hưu")) == 2
    Term.objects.filter(headword="hưu").delete()
    assert len(found("lương hưu")) == 1
    Term.objects.get().delete()
    assert not found("lương hưu")


def test_what_was_read_within_a_change_that_is_undone_is_forgotten():
    make_term("lương hưu")
    assert found("trợ cấp") == []
    with transaction.atomic():
        make_term("trợ cấp")
        assert found("trợ cấp")
        transaction.set_rollback(True)
    assert found("trợ cấp") == []


def test_what_another_process_changed_is_read_anew(monkeypatch):
    make_term("lương hưu")
    assert found("lương hưu")
    here = matching._remembered
    make_term("trợ cấp")  # the other process remembers it, this one does not
    monkeypatch.setattr(matching, "_remembered", here)
    assert found("trợ cấp")


def test_a_glossary_without_a_version_is_read_every_time(monkeypatch):
    monkeypatch.setattr(matching, "_remembered", None)
    assert found("lương hưu") == []
    assert matching._remembered is None
