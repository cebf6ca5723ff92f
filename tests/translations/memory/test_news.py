"""What the memory is told of after a step, and that none of it is lost."""

import pytest
from django.db import OperationalError

from tests.factories.offices import make_centre, make_province
from tests.factories.tongues import said
from tests.factories.translations import Booth
from translations import memory, services
from translations.memory import news
from translations.models import MemoryNews, MemoryUnit
from translations.services import Draft

pytestmark = pytest.mark.django_db


def units(words: str) -> list[tuple[str, bool]]:
    found = MemoryUnit.objects.filter(source__contains=words).order_by("pk")
    return list(found.values_list("target", "approved"))


def mark(booth, *words):
    seen = booth.seen(*words)
    services.mark_translated(request=booth.request(), user=booth.translator, seen=seen)


def test_what_was_approved_is_proposed_as_good_once_the_memory_was_told():
    booth = Booth()
    booth.translate("Cách làm")
    assert units("Cách làm") == []

    assert news.tell() == 2

    assert units("Cách làm") == [(said("Cách làm", "km"), True)]
    best = memory.suggest("Cách làm", "km", office=booth.office)[0]
    assert best.target == said("Cách làm", "km")
    assert MemoryUnit.objects.get().made_by == booth.translator
    assert not MemoryNews.objects.exists()


def test_what_is_only_translated_is_kept_and_not_as_good():
    booth = Booth()
    booth.write("Cách làm")
    mark(booth, "Cách làm")
    news.tell()

    assert units("Cách làm") == [(said("Cách làm", "km"), False)]


def test_what_was_reopened_is_not_good_any_more_whenever_the_memory_hears_of_it():
    for told_between in (True, False):
        booth = Booth(make_province())
        booth.translate("Cách làm")
        if told_between:
            news.tell()
        services.reopen(
            request=booth.request(), user=booth.reviewer, seen=booth.seen("Cách làm"), reason="Sai"
        )
        news.tell()

        mine = MemoryUnit.objects.filter(segment=booth.segment("Cách làm").uuid)
        assert [unit.approved for unit in mine] == [False]


def test_what_was_corrected_before_the_memory_was_told_is_known_and_not_good():
    booth = Booth()
    booth.translate("Cách làm")
    uuid = booth.segment("Cách làm").uuid
    draft = Draft("កខគ", booth.seen()[uuid])
    services.save_draft(request=booth.request(), user=booth.translator, segment=uuid, draft=draft)
    booth.approve("Cách làm")
    news.tell()

    assert dict(units("Cách làm")) == {said("Cách làm", "km"): False, "កខគ": True}


def test_a_source_that_changed_meanwhile_is_kept_with_the_words_it_was_translated_from():
    booth = Booth()
    booth.translate("Không mất phí.")
    booth.revise("Không mất phí.", "Phí là 10.000 đồng.")
    news.tell()

    assert units("Không mất phí.") == [(said("Không mất phí.", "km"), True)]
    assert units("10.000") == []


def test_values_teach_the_memory_nothing():
    booth = Booth(body=[("legal_reference", {"number": "41/2024/QH15", "date": None,
        "issuer": "Quốc hội", "article": "Điều 5", "note": ""})])  # fmt: skip
    booth.write()
    number = booth.segment("41/2024/QH15").uuid
    draft = Draft("41/2024/QH15", 0)
    services.save_draft(request=booth.request(), user=booth.translator, segment=number, draft=draft)
    booth.approve()
    news.tell()

    assert units("41/2024") == []
    assert units("Quốc hội")


def test_the_centre_s_translations_are_everybody_s_and_a_province_s_are_its_own():
    for office, owner in ((make_centre(), False), (make_province(), True)):
        booth = Booth(office, title=f"Tin của {office.code}")
        booth.translate("Tin của")
        news.tell()
        unit = MemoryUnit.objects.get(segment=booth.segment("Tin của").uuid)
        assert (unit.office_id is not None) is owner


def test_what_fails_is_told_again_and_nothing_is_lost(monkeypatch):
    booth = Booth()
    booth.translate()
    waiting = MemoryNews.objects.count()

    def broken(*args, **kwargs):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(news, "keep", broken)
        with pytest.raises(RuntimeError):
            news.tell()
    assert MemoryNews.objects.count() == waiting

    assert news.tell() == waiting


def test_a_telling_takes_no_more_than_its_share():
    booth = Booth()
    booth.translate()
    waiting = MemoryNews.objects.count()

    assert news.tell(most=3) == 3
    assert MemoryNews.objects.count() == waiting - 3


@pytest.fixture
def one_fails(monkeypatch):
    """What was translated from “Cách làm” cannot be kept, whoever it stands with."""
    real = news.keep

    def keep(pairs, *args, **kwargs):
        pairs = list(pairs)
        found = real(pairs, *args, **kwargs)
        if any(pair.source == "Cách làm" for pair in pairs):
            raise ValueError
        return found

    monkeypatch.setattr(news, "keep", keep)


def test_what_cannot_be_told_keeps_no_other_news_away(one_fails, caplog):
    booth = Booth()
    booth.translate()
    waiting = MemoryNews.objects.count()
    bad = MemoryNews.objects.filter(source="Cách làm")
    bads = bad.count()

    assert news.tell() == waiting - bads

    assert units("Cách làm") == []
    assert units("Bấm nộp") == [(said("Bấm nộp.", "km"), True)]
    assert set(MemoryNews.objects.all()) == set(bad)
    assert all(one.set_aside_at for one in bad)
    assert caplog.text.count("set aside") == bads


def test_what_was_set_aside_does_not_hold_back_a_withdrawal(one_fails):
    booth = Booth()
    booth.translate("Cách làm", "Bấm nộp")
    news.tell(most=3)
    seen = booth.seen("Bấm nộp")
    services.reopen(request=booth.request(), user=booth.reviewer, seen=seen, reason="Sai")
    while news.tell(most=2):
        pass

    assert units("Bấm nộp") == [(said("Bấm nộp.", "km"), False)]
    assert not MemoryNews.objects.filter(set_aside_at=None).exists()


def test_where_the_database_is_away_for_a_moment_nothing_is_set_aside(monkeypatch):
    booth = Booth()
    booth.translate("Cách làm", "Bấm nộp")
    real = news.keep

    def away(pairs, *args, approved, **kwargs):
        if approved:
            raise OperationalError
        return real(pairs, *args, approved=approved, **kwargs)

    monkeypatch.setattr(news, "keep", away)
    waiting = MemoryNews.objects.count()

    with pytest.raises(OperationalError):
        news.tell()
    assert MemoryNews.objects.filter(set_aside_at=None).count() == waiting
