"""Words around the items before the public: four eyes, exactly what was shown, sealed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.utils.translation import override

from cms.ledger_check import Checked, check_ledger
from cms.models import Role, SectionPage, StructureRecord
from cms.structure_release import (
    StructureRefused,
    draft_of,
    publish_structure,
    put_back,
    readers_see,
    take_off,
    why_it_is_not_taken_off,
)
from tests.factories.offices import make_centre, make_province, make_section, section_of
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user
from tests.publishing.delivery.databases import own_database

pytestmark = pytest.mark.django_db
Act = StructureRecord.Act


class House:
    """A province with an editor who wrote another introduction of its section, and a leader."""

    def __init__(self) -> None:
        self.office = make_province()
        self.editor = make_user(self.office, Role.EDITOR)
        self.leader = make_user(self.office, Role.LEADER)
        self.section = section_of(self.office)
        self.write("Lời dẫn mới")

    def write(self, intro: str, user=None) -> None:
        draft = self.section.get_latest_revision_as_object()
        draft.intro = intro
        draft.save_revision(user=user or self.editor, log_action=True)
        self.section = self.now()

    def now(self) -> SectionPage:
        return SectionPage.objects.get(pk=self.section.pk)

    def publish(self, **fields):
        """What stands there is what was shown, unless the test says otherwise."""
        options = {"page": self.now(), "user": self.leader, "reason": "Đã xem"} | fields
        if "fingerprint" not in options:
            options["fingerprint"] = draft_of(options["page"]).fingerprint
        return publish_structure(**options)


@pytest.fixture
def house():
    return House()


def refused(act, *words):
    with override("vi"), pytest.raises(StructureRefused) as refusal:
        act()
    assert all(word in str(refusal.value) for word in words)


def test_what_was_shown_goes_out_and_is_sealed_with_everybody_who_had_a_part(house):
    shown = draft_of(house.section).fingerprint

    house.publish(fingerprint=shown)

    record = StructureRecord.objects.get()
    assert house.now().intro == "Lời dẫn mới"
    assert (record.act, record.user_name, record.reason) == (
        Act.PUBLISHED,
        str(house.leader),
        "Đã xem",
    )
    assert record.written_by == [str(house.editor)]
    assert record.changed() == {"intro": ("", "Lời dẫn mới")}
    assert list(check_ledger(StructureRecord, Checked("cms.structurerecord"))) == []


def test_what_was_written_after_it_was_shown_does_not_go_out(house):
    shown = draft_of(house.section).fingerprint
    house.write("Lời khác")

    refused(lambda: house.publish(fingerprint=shown), "đọc lại")

    assert house.now().intro == ""
    assert not StructureRecord.objects.exists()


def test_of_two_leaders_who_read_the_same_only_one_puts_it_on_the_portal(house):
    """Each with the page as it was when the screen was opened."""
    one, two = house.now(), house.now()
    shown = draft_of(one).fingerprint
    house.publish(page=one, fingerprint=shown)

    refused(lambda: house.publish(page=two, fingerprint=shown), "không thay đổi gì")
    refused(lambda: house.publish(page=two, fingerprint=""))

    assert StructureRecord.objects.count() == 1


def test_of_leaders_who_decide_in_the_same_moment_one_is_told_it_is_done(tmp_path):
    def decide(page) -> bool:
        try:
            house.publish(page=page, fingerprint=shown)
        except StructureRefused:
            return False
        finally:
            connections.close_all()
        return True

    with own_database(tmp_path), ThreadPoolExecutor(4) as pool:
        house = House()
        shown = draft_of(house.section).fingerprint
        pages = [house.now() for _leader in range(4)]
        assert sorted(pool.map(decide, pages)) == [False, False, False, True]
        assert StructureRecord.objects.count() == 1


def test_who_wrote_it_does_not_publish_it(house):
    house.write("Lời dẫn mới nữa", user=house.leader)

    refused(house.publish)

    house.publish(user=make_user(make_centre(), Role.LEADER))


def test_autosave_does_not_write_over_what_was_published(house):
    revision = house.publish()
    page = house.now()
    page.intro = "Gõ tiếp"

    later = page.save_revision(user=house.editor, overwrite_revision=revision)

    assert later.pk != revision.pk
    assert draft_of(house.now()).after["intro"] == "Gõ tiếp"


def test_a_draft_that_would_only_be_scheduled_is_not_called_published(house):
    revision = house.section.get_latest_revision()
    revision.content["go_live_at"] = "2999-01-01T00:00:00Z"
    revision.save()

    refused(house.publish)


def test_a_new_page_waits_for_the_one_above_it(house):
    above = SectionPage(title="Trên", slug="tren", live=False)
    house.office.home.specific.add_child(instance=above)
    below = above.add_child(instance=SectionPage(title="Dưới", slug="duoi", live=False))
    below.save_revision(user=house.editor)

    refused(lambda: house.publish(page=SectionPage.objects.get(pk=below.pk)), "Trên")


def test_the_text_before_comes_back_as_a_draft_that_two_must_see_again(house):
    house.publish()

    put_back(page=house.now(), user=house.editor)

    assert house.now().intro == "Lời dẫn mới"
    assert draft_of(house.now()).changed == {"intro": ("Lời dẫn mới", "")}
    house.publish()
    assert house.now().intro == ""
    acts = StructureRecord.objects.values_list("act", flat=True)
    assert list(acts) == [Act.PUBLISHED, Act.PUT_BACK, Act.PUBLISHED]


def test_what_cannot_be_put_back_says_why(house, monkeypatch):
    house.publish()

    def refuse(page, *args, **kwargs):
        raise ValidationError("Địa chỉ đã có trang khác dùng.")

    monkeypatch.setattr(SectionPage, "full_clean", refuse)
    refused(lambda: put_back(page=house.now(), user=house.editor), "trang khác dùng")


def test_a_draft_that_waits_is_not_written_over_by_the_text_before(house):
    house.publish()
    house.write("Lời thứ ba")

    refused(lambda: put_back(page=house.now(), user=house.editor), "bản nháp")

    assert draft_of(house.now()).after["intro"] == "Lời thứ ba"


def test_a_draft_begun_meanwhile_is_not_written_over_either(house):
    house.publish()
    before = house.now()
    house.write("Lời thứ ba")

    refused(lambda: put_back(page=before, user=house.editor), "bản nháp")

    assert draft_of(house.now()).after["intro"] == "Lời thứ ba"


def test_who_may_neither_edit_nor_publish_the_page_puts_nothing_back(house):
    house.publish()
    strangers = make_user(make_province(), Role.EDITOR, Role.LEADER), make_user()

    for person in (*strangers, make_user(house.office, Role.OBSERVER)):
        refused(lambda person=person: put_back(page=house.now(), user=person), str(person))

    put_back(page=house.now(), user=house.leader)
    assert draft_of(house.now()).changed == {"intro": ("Lời dẫn mới", "")}


def test_nothing_is_put_back_where_nothing_was_before(house):
    refused(lambda: put_back(page=house.now(), user=house.editor))


def test_a_leader_takes_an_empty_section_off_with_a_reason(house):
    refused(lambda: take_off(page=house.section, user=house.leader, reason=" "))
    refused(lambda: take_off(page=house.section, user=house.editor, reason="Thừa"))

    before = readers_see(house.section)
    take_off(page=house.section, user=house.leader, reason="Thừa")

    assert not house.now().live
    record = StructureRecord.objects.get()
    assert (record.act, record.before, record.reason) == (Act.TAKEN_OFF, before, "Thừa")


def test_what_somebody_else_took_off_meanwhile_is_not_taken_off_again(house):
    one, two = house.now(), house.now()
    take_off(page=one, user=house.leader, reason="Thừa")

    refused(lambda: take_off(page=two, user=house.leader, reason="Thừa"))

    assert StructureRecord.objects.count() == 1


def test_a_section_with_something_live_in_it_stays(house):
    make_section_below(house)
    assert "con" in why_not_in_vietnamese(house.section)

    publish(make_article(house.office))
    assert "Gỡ" in why_not_in_vietnamese(house.section)
    refused(lambda: take_off(page=house.section, user=house.leader, reason="Thừa"))


def make_section_below(house):
    section = make_section(house.office, "Hỏi đáp")
    from cms.structure_changes import changing

    with changing():
        section.move(house.section, pos="last-child")
    house.section = house.now()


def why_not_in_vietnamese(page) -> str:
    with override("vi"):
        return why_it_is_not_taken_off(page)


def test_the_page_of_an_office_is_not_taken_off(house):
    home = house.office.home.specific

    refused(lambda: take_off(page=home, user=house.leader, reason="Thừa"), "Trung ương")
