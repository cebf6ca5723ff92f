import pytest

from tests.factories.pages import make_article
from tests.factories.translations import Booth, open_language
from translations import services
from translations.authors import authors_of

pytestmark = pytest.mark.django_db


def test_everybody_whose_words_stand_in_a_translated_page_is_its_author():
    booth = Booth()
    open_language(booth.office, "km")
    booth.translate()
    booth.write("Cách làm", language="hmn", user=booth.reviewer)
    page = services.build_page(request=booth.request(), user=booth.editor).page

    assert authors_of([page]) == {page.pk: {booth.translator.pk}}
    assert authors_of([booth.page, make_article(booth.office)]) == {}


def test_who_only_began_it_is_one_of_them_until_it_is_approved():
    booth = Booth()
    open_language(booth.office, "km")
    booth.translate()
    page = services.build_page(request=booth.request(), user=booth.editor).page
    one = booth.translation("Cách làm")
    for user, text in ((booth.reviewer, "một"), (booth.other_reviewer, "hai")):
        one = services.save_draft(
            request=booth.request(), user=user, segment=one.segment.uuid,
            draft=services.Draft(text, one.version),
        )  # fmt: skip

    people = {booth.translator.pk, booth.reviewer.pk, booth.other_reviewer.pk}
    assert authors_of([page]) == {page.pk: people}
