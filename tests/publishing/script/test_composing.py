import pytest

from cms.models import Office
from publishing.channel import Content
from publishing.script.composing import OfficeVoice, script_for
from publishing.script.making import Reader

OFFICE = Office(code="68", name="BHXH tỉnh Gia Lai", name_en="Gia Lai Social Security")
WRITER = Office(code="VN", name="BHXH Việt Nam")


def greeting(language, office=OFFICE):
    item = Content("T", "", "http://localhost/x/", language, "article", WRITER.code, WRITER.name)
    script = script_for(
        Reader({}),
        item,
        office=office,
        facts={},
        own_office=False,
        corrections=(),
        voice=OfficeVoice(),
    )
    return script.paragraphs[0].sentences[-1].written


@pytest.mark.parametrize(
    ("language", "name"),
    [("vi", "bản tin của BHXH tỉnh Gia Lai."), ("en", "the bulletin of Gia Lai Social Security.")],
)
def test_the_office_that_greets_is_named_in_the_language_of_the_bulletin(language, name):
    assert greeting(language).endswith(name)


def test_an_office_without_an_english_name_is_named_as_it_is_called():
    assert greeting("en", Office(code="68", name="BHXH tỉnh Gia Lai")).endswith(
        "the bulletin of BHXH tỉnh Gia Lai."
    )
