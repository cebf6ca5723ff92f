"""The texts of a translated page's package beside their approved translations."""

import pytest

from publishing.models import Package
from publishing.package_texts import texts_of
from publishing.translated_texts import lines_of, same
from tests.factories.tongues import said
from tests.factories.translated_posts import PostedBooth

pytestmark = pytest.mark.django_db


def lines(booth):
    package = Package.objects.filter(page=booth.request().translated_page).first()
    filled = package.filled if package else {}
    return lines_of(booth.request(), texts_of(package), filled, [booth.khmer])


def test_a_text_without_an_approved_translation_says_what_is_missing():
    booth = PostedBooth(text="Mời bà con xem!")
    (line,) = lines(booth)
    assert (line.translated, line.is_right, line.is_own) == ("", False, False)
    assert line.why

    booth.translate()

    (line,) = lines(booth)
    assert (line.translated, line.why) == (said("Mời bà con xem!", "km"), "")


def test_texts_that_differ_in_line_ends_only_are_the_same():
    assert same("một\r\n\r\nhai ", "một\n\nhai")
    assert not same("một hai", "một\nhai")


def test_any_number_of_texts_costs_the_same(django_assert_max_num_queries):
    booth = PostedBooth(own_text="Riêng trang này.")
    booth.translate()
    booth.build()
    request, package = booth.request(), booth.package()
    assert request.page
    with django_assert_max_num_queries(9):
        assert len(lines_of(request, texts_of(package), package.filled, [booth.khmer])) == 2
