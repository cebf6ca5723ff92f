import pytest
from django.urls import reverse

from cms.models import Role
from tests.factories.offices import make_centre, make_province
from tests.factories.terms import make_term
from tests.factories.translation_files import uploaded
from tests.factories.translations import make_linguist
from translations.models import Errand, Term

pytestmark = pytest.mark.django_db
CSV = "term,language,preferred\nbảo hiểm y tế,km,ធានារ៉ាប់រង\n".encode()


@pytest.fixture
def reviewer():
    return make_linguist(make_centre(), Role.LANGUAGE_REVIEWER)


def bring(client, content, name="thuật ngữ.csv"):
    return client.post(
        reverse("translations_glossary_bring"), {"file": uploaded(content, name)}, follow=True
    )


def test_a_table_is_compared_shown_and_taken(client, reviewer):
    client.force_login(reviewer)
    answer = bring(client, CSV)
    assert "ធានារ៉ាប់រង" in answer.content.decode()
    assert not Term.objects.exists()
    address = reverse("translations_glossary_file", args=[Errand.objects.get().pk])
    done = client.post(address, {"seal": answer.context["seal"]}, follow=True)
    assert Term.objects.get().headword == "bảo hiểm y tế"
    assert "Mới: 1" in done.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"term,language,preferred\na,zz,x\n", "a.csv"),
        (b"khong,co\n", "a.csv"),
        (b"\xff\xff\xff", "a.csv"),
        (b"<a/>", "a.tbx"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><tbx>&x;</tbx>', "a.tbx"),
        (b"hello", "a.docx"),
    ],
)
def test_a_bad_file_gives_nothing_and_says_what_to_mend(client, reviewer, content, name):
    client.force_login(reviewer)
    shown = bring(client, content, name).content.decode()
    assert "Không lấy được gì từ tệp này" in shown
    assert not Term.objects.exists()
    errand = Errand.objects.get()
    client.post(reverse("translations_glossary_file", args=[errand.pk]), {"seal": "x"})
    assert not Term.objects.exists()


def test_what_changes_is_shown_with_what_it_was(client, reviewer):
    make_term("bảo hiểm y tế", km="cũ")
    client.force_login(reviewer)
    shown = bring(client, CSV).content.decode()
    assert ">cũ</del>" in shown
    assert ">ធានារ៉ាប់រង</ins>" in shown
    assert "Tiếng Khmer" in shown


def test_other_people_s_languages_are_passed_over_and_named(client):
    client.force_login(make_linguist(make_centre(), Role.LANGUAGE_REVIEWER, "km"))
    answer = bring(client, CSV + b"a,cja,x\n" + "bảo hiểm y tế,rad,y\n".encode())
    assert [one.code for one in answer.context["passed_over"]] == ["cja", "rad"]
    assert "Bỏ qua, vì không phải ngôn ngữ ông/bà phụ trách" in answer.content.decode()
    address = reverse("translations_glossary_file", args=[Errand.objects.get().pk])
    client.post(address, {"seal": answer.context["seal"]})
    assert [one.language for one in Term.objects.get().translations.all()] == ["km"]


def test_a_dropped_file_is_over(client, reviewer):
    client.force_login(reviewer)
    bring(client, CSV)
    errand = Errand.objects.get()
    client.post(reverse("translations_glossary_file", args=[errand.pk]), {"drop": "1"})
    errand.refresh_from_db()
    assert errand.state == Errand.State.CANCELLED


@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_the_glossary_goes_out_for_people_and_for_programs(client, kind):
    make_term("bảo hiểm y tế", km="ធានារ៉ាប់រង", rad="x")
    client.force_login(make_linguist(make_province(), Role.TRANSLATOR))
    answer = client.get(reverse("translations_terms", args=[kind]), {"language": "km"})
    assert f".{kind}" in answer["Content-Disposition"]
    assert "ធានារ៉ាប់រង" in answer.content.decode()
    assert client.get(reverse("translations_terms", args=["exe"])).status_code == 404


def test_a_translator_of_a_province_imports_nothing(client):
    client.force_login(make_linguist(make_province(), Role.TRANSLATOR))
    assert client.get(reverse("translations_glossary_bring"))["Location"] == reverse(
        "wagtailadmin_home"
    )
