"""The words of the table's menu."""

from django.utils import translation
from wagtail.contrib.table_block.blocks import TableBlock

from cms.table_menu import TableMenuAdapter


def test_the_menu_is_said_in_the_language_of_the_editor():
    with translation.override("vi"):
        options, strings = TableMenuAdapter().js_args(TableBlock().field.widget)
    names = [
        item["name"] for item in options["contextMenu"]["items"].values() if item != "---------"
    ]
    assert names[0] == "Thêm dòng phía trên"
    assert len(names) == 8
    assert options["startRows"] == 3
    assert "Table headers" in strings
