"""A province makes a page of its own of a national item."""

import pytest
from wagtail.models import Page

from cms.going_live import allow
from cms.models import Edition, Office, Role, SectionPage
from cms.structure_changes import changing
from tests.factories.following import (
    BODY,
    copy_of,
    make_copy,
    make_editor,
    make_national,
    revise,
)
from tests.factories.infographics import make_infographic
from tests.factories.offices import make_centre, make_province, make_section, section_of
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_bare_office
from translations.errors import NotYours, Refused
from translations.local_content import content_of, content_of_page
from translations.models import LocalCopy
from translations.services import create_local_copy, local_copies
from translations.signals import copy_made

pytestmark = pytest.mark.django_db


def test_it_says_what_the_live_national_item_says_with_the_same_blocks():
    source = make_national()
    page = make_copy(source)
    assert content_of(page.latest_revision) == content_of(source.live_revision)
    assert [block.id for block in page.body] == [block["id"] for block in BODY]


def test_what_the_centre_only_drafted_is_not_in_it():
    source = make_national()
    source = revise(source, live=False, title="Chưa duyệt", lead="Chưa duyệt")
    page = make_copy(source)
    stored = Page.objects.get(pk=page.pk)
    assert stored.title == stored.draft_title == "Mức đóng mới"
    assert "Chưa duyệt" not in str(page.latest_revision.content)


def test_it_is_taken_from_what_went_live_while_the_screen_was_open():
    opened = make_national()
    approved_before = opened.live_revision
    now = revise(opened, lead="Mức đóng từ tháng này.")
    revise(now, live=False, lead="Chưa duyệt")

    page = make_copy(opened)

    assert approved_before != now.live_revision
    assert content_of(page.latest_revision) == content_of(now.live_revision)
    assert page.edition.base_content == content_of(now.live_revision)
    assert copy_of(page).base_revision_id == now.live_revision_id


def test_none_is_made_of_what_was_taken_down_while_the_screen_was_open():
    opened = make_national()
    with allow(opened):
        type(opened).objects.get(pk=opened.pk).unpublish(skip_permission_checks=True)
    assert opened.live

    with pytest.raises(Refused):
        make_copy(opened)
    assert not LocalCopy.objects.exists()


def test_it_is_a_draft_of_the_office_that_nobody_approved():
    office = make_province()
    editor = make_editor(office)
    page = make_copy(office=office, user=editor)
    assert not page.live
    assert page.live_revision_id is None
    assert page.owner == editor
    assert page.get_parent().specific == section_of(office)
    assert page.permissions_for_user(editor).can_edit()


def test_it_keeps_its_place_in_the_work():
    source, office = make_national(), make_province()
    page = make_copy(source, office)
    edition = Edition.objects.get(page=page.pk)
    assert (edition.kind, edition.office) == (Edition.Kind.LOCAL_COPY, office)
    assert (edition.work, edition.source) == (source.edition.work, source.edition)
    assert edition.base_content == content_of(source.live_revision)
    assert page.translation_key != source.translation_key
    copy = copy_of(page)
    assert copy.state == LocalCopy.State.FOLLOWING
    assert copy.base_revision_id == source.live_revision_id


def test_it_has_the_national_address_where_that_is_free():
    source, office = make_national(), make_province()
    make_article(office, slug=source.slug)
    assert make_copy(source, make_province()).slug == source.slug
    assert make_copy(source, office).slug == f"{source.slug}-1"


def test_an_office_has_one_of_each_item():
    source, office = make_national(), make_province()
    make_copy(source, office)
    with pytest.raises(Refused, match="đã có bản riêng"):
        make_copy(source, office)
    assert LocalCopy.objects.count() == 1


def test_two_who_press_at_the_same_time_get_one(monkeypatch):
    source, office = make_national(), make_province()
    make_copy(source, office)
    monkeypatch.setattr(local_copies, "copy_at", _blind_at_first(local_copies.copy_at))
    with pytest.raises(Refused, match="đã có bản riêng"):
        make_copy(source, office)


def _blind_at_first(found):
    calls = []

    def look(*args):
        calls.append(args)
        return None if len(calls) == 1 else found(*args)

    return look


@pytest.mark.parametrize("where", ["draft", "province"])
def test_only_what_the_centre_has_published_is_copied(where):
    office = make_province()
    page = make_article(make_centre()) if where == "draft" else make_article(office, live=True)
    with pytest.raises(Refused):
        make_copy(page, office)


def test_a_copy_is_not_copied():
    source, office = make_national(), make_province()
    copied = publish(make_copy(source, office))
    with pytest.raises(Refused):
        make_copy(copied, make_province())


def test_another_office_makes_none_for_it_but_the_centre_may():
    source, office = make_national(), make_province()
    with pytest.raises(NotYours):
        make_copy(source, office, make_editor(make_province()))
    with pytest.raises(NotYours):
        make_copy(source, office, make_editor(office, Role.TRANSLATOR))
    assert make_copy(source, office, make_editor(make_centre())).edition.office == office


def test_a_grassroots_office_has_no_pages():
    office = make_bare_office(level=Office.Level.GRASSROOTS, parent=make_province())
    with pytest.raises(Refused, match="chưa có chuyên mục"):
        make_copy(office=office)


def test_it_lies_in_the_section_that_answers_the_national_one():
    office = make_province()
    with changing():
        national = make_section(make_centre(), "Hướng dẫn")
        own = make_section(office, "Hướng dẫn")
    source = make_national()
    with allow(source):
        source.move(national, pos="last-child")
    source = type(source).objects.get(pk=source.pk)
    assert make_copy(source, office).get_parent().specific == own


def test_or_in_the_section_that_was_chosen():
    office = make_province()
    own = make_section(office, "Hướng dẫn")
    page = create_local_copy(
        page=make_national(), office=office, user=make_editor(office), section=own
    )
    assert page.get_parent().specific == own


def test_a_section_of_another_office_is_none():
    office, other = make_province(), make_province()
    with pytest.raises(Refused):
        create_local_copy(
            page=make_national(),
            office=office,
            user=make_editor(office),
            section=SectionPage.objects.child_of(other.home).first(),
        )


def test_an_infographic_is_copied_with_its_piece():
    piece = make_infographic(make_centre())
    source = publish(type(piece).objects.get(pk=piece.pk))
    page = make_copy(source)
    assert content_of_page(page)["piece"] == content_of_page(source)["piece"]
    assert content_of_page(page)["piece"]


def test_whoever_listens_is_told_in_the_same_transaction():
    told = []

    def listen(copy, page, source, user, **kwargs):
        told.append((copy.edition.page_id, page.pk, source.pk, user.pk))

    copy_made.connect(listen)
    try:
        source, office = make_national(), make_province()
        editor = make_editor(office)
        page = make_copy(source, office, editor)
    finally:
        copy_made.disconnect(listen)
    assert told == [(page.pk, page.pk, source.pk, editor.pk)]


def test_deleting_the_national_item_loses_no_copy():
    source = make_national()
    page = make_copy(source)
    with allow(source):
        source.unpublish()
    type(source).objects.get(pk=source.pk).delete()
    copy = copy_of(page)
    assert copy.edition.source is None
    assert copy.edition.base_content["body"] == BODY


def test_wagtails_ordinary_copy_of_it_is_a_work_of_its_own():
    page = make_copy()
    other = page.copy(update_attrs={"slug": "khac"}, keep_live=False)
    edition = Edition.objects.get(page=other.pk)
    assert edition.kind == Edition.Kind.ORIGINAL
    assert edition.work != page.edition.work
