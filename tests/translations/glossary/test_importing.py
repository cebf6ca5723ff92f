from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from translations.exchange.problems import Refused
from translations.glossary import terms_in
from translations.glossary.entries import Taken, all_entries
from translations.glossary.importing import import_glossary
from translations.models import Term, TermTranslation
from translations.not_imported import NotImported

pytestmark = pytest.mark.django_db

TABLE = "term,language,preferred\nlương hưu,km,ប្រាក់\nquỹ,rad,x\n"


def taken(text: str, name: str = "g.csv", **options) -> Taken:
    return import_glossary(BytesIO(text.encode()), name, **options)


def test_a_file_is_taken_as_a_whole():
    assert taken(TABLE) == Taken(2, 0, 0)
    assert TermTranslation.objects.count() == 2


def test_with_a_problem_nothing_is_taken():
    with pytest.raises(NotImported) as failed:
        taken(TABLE + "a,xx,b\nb,yy,c\n")
    assert len(failed.value.problems) == 2
    assert not Term.objects.exists()


def test_only_named_languages_are_taken():
    taken(TABLE + "a,xx,b\n", languages=["km"])
    assert list(TermTranslation.objects.values_list("language", flat=True)) == ["km"]


def test_what_is_neither_a_table_nor_tbx_is_refused_by_its_name():
    with pytest.raises(Refused):
        taken(TABLE, "g.docx")


def test_the_terms_that_come_with_loa_can_be_taken_and_found():
    path = Path(settings.BASE_DIR) / "translations" / "data" / "glossary.csv"
    with path.open("rb") as file:
        assert import_glossary(file, path.name).added > 30
    found = terms_in("Sổ BHXH, bảo hiểm xã hội tự nguyện và khám bệnh, chữa bệnh", "en")
    assert [match.preferred for match in found] == [
        "social insurance book",
        "voluntary social insurance",
        "medical examination and treatment",
    ]


def test_a_list_of_few_columns_deletes_nothing_of_the_others():
    taken("term,definition,domain,language,preferred,note\na,nghĩa,lĩnh vực,km,x,ghi chú\n")
    taken("term,language,preferred\na,km,y\n")
    (entry,) = all_entries()
    assert (entry.definition, entry.domain, entry.note) == ("nghĩa", "lĩnh vực", "ghi chú")
    assert [one.preferred for one in entry.wordings] == ["y"]
