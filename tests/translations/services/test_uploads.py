"""A translator's file is looked at, then confirmed: once, wholly, and as it was shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from cms.models import Role
from tests.factories.offices import make_centre
from tests.factories.translation_files import translated_docx
from tests.factories.translations import Booth, make_linguist
from translations.errors import NotYours, Refused
from translations.models import Errand, ErrandFile, SegmentTranslation, Term
from translations.services import uploads
from translations.services.exchanging import check_file

pytestmark = pytest.mark.django_db
CSV = "term,language,preferred\nbảo hiểm y tế,km,ធានារ៉ាប់រង\n".encode()


@pytest.fixture
def booth():
    return Booth()


def brought(booth, **texts) -> Errand:
    content = translated_docx(booth.request(), **texts)
    return uploads.bring_translation(
        request=booth.request(), user=booth.translator, name="bài.docx", content=content
    )


def confirm(booth, errand, user=None):
    seal = uploads.check_translation(errand=errand).seal
    return uploads.confirm_translation(
        errand=Errand.objects.get(pk=errand.pk), user=user or booth.translator, seal=seal
    )


def test_looking_at_a_file_writes_nothing(booth):
    errand = brought(booth)
    checked = uploads.check_translation(errand=errand)
    assert checked.changes
    assert {one.before for one in checked.changes} == {""}
    assert all(one.after.startswith("ខ្មែរ: ") for one in checked.changes)
    assert not SegmentTranslation.objects.exists()


def test_what_was_confirmed_is_written_down_and_the_file_is_not_kept(booth):
    errand = brought(booth)
    wanted = len(uploads.check_translation(errand=errand).changes)
    assert confirm(booth, errand) == wanted
    errand.refresh_from_db()
    assert (errand.state, errand.counts) == (Errand.State.DONE, {"taken": wanted})
    assert not ErrandFile.objects.exists()
    assert SegmentTranslation.objects.filter(origin="import", state="translated").count() == wanted
    assert PageLogEntry.objects.filter(action="translations.import_file").count() == 1


def test_a_file_is_taken_once_however_often_somebody_presses(booth):
    errand = brought(booth)
    seal = uploads.check_translation(errand=errand).seal
    confirm(booth, errand)
    with pytest.raises(Refused):
        uploads.confirm_translation(errand=errand, user=booth.translator, seal=seal)


def test_what_changed_since_it_was_looked_at_is_looked_at_again(booth):
    errand = brought(booth)
    seal = uploads.check_translation(errand=errand).seal
    booth.write("Mức hỗ trợ đóng")
    with pytest.raises(Refused):
        uploads.confirm_translation(errand=errand, user=booth.translator, seal=seal)
    assert not SegmentTranslation.objects.filter(origin="import").exists()
    errand.refresh_from_db()
    assert errand.state == Errand.State.UPLOADED


def test_nobody_confirms_what_another_person_brought(booth):
    with pytest.raises(NotYours):
        confirm(booth, brought(booth), booth.reviewer)


def test_who_may_not_write_brings_nothing(booth):
    with pytest.raises(NotYours):
        uploads.bring_translation(
            request=booth.request(), user=booth.editor, name="a", content=b"x"
        )


def test_a_file_of_nobody_s_says_why_and_gives_nothing(booth):
    errand = uploads.bring_translation(
        request=booth.request(), user=booth.translator, name="thư.txt", content=b"hello"
    )
    checked = uploads.check_translation(errand=errand)
    assert not checked.changes
    assert len(checked.problems) == 1


def test_checking_a_long_page_takes_as_many_queries_as_a_short_one(booth):
    def queries(errand):
        with CaptureQueriesContext(
            connection,
        ) as done:
            check_file(
                request=booth.request(),
                read=uploads.read(uploads.content_of(errand), name="a"),
            )
        return len(done)

    few = queries(brought(booth, only="Mức"))
    assert queries(brought(booth)) == few <= 12


def test_names_of_files_are_such_as_every_database_takes():
    assert uploads.safe_name("bài\0\ud800\n.docx") == "bài.docx"
    assert len(uploads.safe_name("a" * 999)) == uploads.LONGEST_NAME
    assert uploads.safe_name("\0") == "?"


def test_terms_are_compared_then_taken_once():
    user = make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)
    errand = uploads.bring_glossary(user=user, name="a.csv", content=CSV)
    seal = uploads.seal_of(uploads.check_glossary(errand=errand, user=user))
    assert not Term.objects.exists()
    uploads.confirm_glossary(errand=errand, user=user, seal=seal)
    assert Term.objects.get().translations.get().preferred == "ធានារ៉ាប់រង"
    with pytest.raises(Refused):
        uploads.confirm_glossary(errand=errand, user=user, seal=seal)


def test_a_glossary_that_is_another_one_by_now_is_compared_again():
    user = make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)
    errand = uploads.bring_glossary(user=user, name="a.csv", content=CSV)
    seal = uploads.seal_of(uploads.check_glossary(errand=errand, user=user))
    Term.objects.create(headword="Bảo hiểm y tế")
    with pytest.raises(Refused):
        uploads.confirm_glossary(errand=errand, user=user, seal=seal)
    assert not Term.objects.get().translations.exists()
