"""What counts as the same source, and as the same meaning."""

import pytest

from tests.factories.offices import make_province
from tests.factories.pages import make_article, publish
from translations.segments import extract
from translations.taken import fingerprint_of, is_only_wording, source_revision


@pytest.mark.parametrize(
    ("before", "after", "is_minor"),
    [
        ("Không mất phí.", "Không phải nộp phí.", True),
        ("Đóng đủ 15 năm.", "Đã đóng đủ 15 năm.", True),
        ("Đóng đủ 15 năm.", "Đóng đủ 20 năm.", False),
        ("Mức 8%.", "Mức 8,5%.", False),
        ("Mức 8%.", "Mức 8.", False),
        ("Từ 01/7 đến 15/8.", "Từ 15/8 đến 01/7.", False),
        ("Gọi {{hotline}}.", "Hãy gọi {{hotline}}.", True),
        ("Gọi {{hotline}}.", "Gọi {{office_address}}.", False),
        ("Xem ⟨1⟩ở đây⟨/1⟩.", "Xem ⟨1⟩tại đây⟨/1⟩.", True),
        ("Xem ⟨1⟩ở đây⟨/1⟩.", "Xem ở đây.", False),
    ],
)
def test_an_edit_is_minor_only_where_figures_marks_and_placeholders_stay(before, after, is_minor):
    assert is_only_wording(before, after) is is_minor


@pytest.mark.django_db
def test_the_source_is_what_is_live_else_the_latest_draft():
    page = make_article(make_province())
    assert source_revision(page) == page.latest_revision
    live = publish(page)
    draft = live.save_revision()
    page = type(page).objects.get(pk=page.pk)

    assert source_revision(page).pk == page.live_revision_id != draft.pk


def test_a_fingerprint_covers_words_order_and_where_links_lead():
    contents = [
        {"title": "Một", "lead": "Hai. Ba."},
        {"title": "Một", "lead": "Ba. Hai."},
        {"title": "Một", "lead": "Hai."},
    ]
    found = {fingerprint_of(extract(content), content) for content in contents}

    assert len(found) == 3
    assert fingerprint_of(extract(contents[0]), contents[0]) in found


def test_a_fingerprint_covers_pictures_and_dates_and_no_bookkeeping():
    content = {"title": "Một", "cover": 3, "latest_revision": 5, "draft_title": "Một"}

    def of(**changes):
        changed = content | changes
        return fingerprint_of(extract(changed), changed)

    assert of() == of(latest_revision=6, draft_title="Hai", live=True)
    assert of() != of(cover=4)
