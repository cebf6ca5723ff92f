"""Diacritics folded by the database."""

import pytest
from django.db import connections

from cms.search import fold
from publishing.folded import FROM, TO, Folded
from publishing.models import Release
from tests.factories.publishing import make_release

VIETNAMESE = "ĂẮẰẲẴẶÂẤẦẨẪẬĐÊẾỀỂỄỆÔỐỒỔỖỘƠỚỜỞỠỢƯỨỪỬỮỰÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴ"


def test_postgresql_is_told_every_vietnamese_letter():
    table = str.maketrans(FROM, TO)
    for letter in VIETNAMESE + VIETNAMESE.lower():
        assert letter.lower().translate(table) == fold(letter)


@pytest.mark.django_db
def test_titles_are_compared_without_diacritics():
    make_release(title="Đóng BẢO HIỂM ở Đắk Lắk")
    assert Release.objects.annotate(plain=Folded("title")).filter(plain="dong bao hiem o dak lak")


def test_the_sql_of_postgresql_passes_letters_as_parameters():
    from django.db.models import F
    from django.db.models.sql import Query

    expression = Folded(F("title")).resolve_expression(Query(Release))
    compiler = Query(Release).get_compiler(connection=connections["default"])
    sql, params = expression.as_postgresql(compiler, connections["default"])
    assert sql == 'TRANSLATE(LOWER(NORMALIZE("publishing_release"."title", NFC)), %s, %s)'
    assert params == (FROM, TO)
