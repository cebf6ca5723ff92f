"""Wagtail's forms show no label that Django made out of an English field name."""

import pytest
from django.forms import HiddenInput
from django.utils import translation
from wagtail.sites.views import IndexView

from cms import admin_labels


@pytest.mark.parametrize("form", admin_labels.FORMS, ids=lambda form: form.__name__)
def test_every_visible_field_has_a_label_of_ours_or_wagtails(form):
    visible = [field for field in form.base_fields.values() if field.widget is not HiddenInput]
    assert visible
    assert all(field.label for field in visible)


def test_the_link_dialog_speaks_vietnamese():
    with translation.override("vi"):
        labels = [str(field.label) for field in admin_labels.FORMS[1]().fields.values()]
    assert labels == [
        "Địa chỉ thư điện tử",
        "Chữ của liên kết",
        "Tiêu đề thư",
        "Nội dung thư",
    ]


def test_the_list_of_sites_speaks_vietnamese():
    with translation.override("vi"):
        labels = {column.name: str(column.label) for column in IndexView.columns}
    assert labels["port"] == "Cổng kết nối"
    assert labels["site_name"] == "Tên trang web"
    assert labels["root_page"] == "Trang gốc"
