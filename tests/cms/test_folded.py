"""Diacritics folded by the database."""

import pytest
from django.db import connections
from wagtail.models import Page

from cms.folded import FROM, TO, Folded
from cms.search import fold
from tests.factories.offices import make_centre
from tests.factories.pages import make_article

VIETNAMESE = "ĂẮẰẲẴẶÂẤẦẨẪẬĐÊẾỀỂỄỆÔỐỒỔỖỘƠỚỜỞỠỢƯỨỪỬỮỰÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴ"


def test_postgresql_is_told_every_vietnamese_letter():
    table = str.maketrans(FROM, TO)
    for letter in VIETNAMESE + VIETNAMESE.lower():
        assert letter.lower().translate(table) == fold(letter)


@pytest.mark.django_db
def test_titles_are_compared_without_diacritics():
    make_article(make_centre(), title="Đóng BẢO HIỂM ở Đắk Lắk")
    assert Page.objects.annotate(plain=Folded("title")).filter(plain="dong bao hiem o dak lak")


def test_the_sql_of_postgresql_passes_letters_as_parameters():
    from django.db.models import F
    from django.db.models.sql import Query

    expression = Folded(F("title")).resolve_expression(Query(Page))
    compiler = Query(Page).get_compiler(connection=connections["default"])
    sql, params = expression.as_postgresql(compiler, connections["default"])
    assert sql == 'TRANSLATE(LOWER(NORMALIZE("wagtailcore_page"."title", NFC)), %s, %s)'
    assert params == (FROM, TO)
