"""The words of a sound or video say their language where the page is in another one."""

import pytest
from django.template import Context, Template

from media_assets.models import Recording

pytestmark = pytest.mark.django_db  # the usual collection is asked for


@pytest.mark.parametrize(
    ("own", "around", "said"),
    [
        ("vi", "hmn-Latn-VN", ' lang="vi"'),
        ("km", "vi", ' lang="km-VN"'),
        ("cjm-cham", None, ' lang="cjm-Cham-VN"'),
        ("vi", "vi", ""),
        ("hmn", "hmn-Latn-VN", ""),
    ],
)
def test_the_language_is_said_where_it_differs(own, around, said):
    template = Template("{% load recordings %}<b{% lang recording %}>")
    context = {"recording": Recording(language=own)} | ({"content_lang": around} if around else {})

    assert template.render(Context(context)) == f"<b{said}>"


def test_a_code_that_is_not_in_the_house_is_shown_as_it_is():
    template = Template("{% load recordings %}{{ 'xx'|language_name }} {{ 'xx'|bcp47 }}")

    assert template.render(Context()) == "xx xx"
