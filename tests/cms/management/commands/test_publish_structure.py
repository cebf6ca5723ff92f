from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.models import PageLogEntry

from cms.language_switch import switch_on
from cms.languages import BY_CODE
from cms.log_actions import PUBLISH_STRUCTURE
from cms.models import HomePage, Role
from cms.structure_release import draft_of
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def draft(office):
    """The editor wrote another introduction."""
    page = office.home.specific
    page.intro = "Lời dẫn mới"
    page.save_revision(user=make_user(office, Role.EDITOR), log_action=True)
    return type(page).objects.get(pk=page.pk)


def run(page, user, *more, reason="Thống nhất ngày 02/3") -> str:
    out = StringIO()
    name = user.username
    call_command(
        "publish_structure", str(page.pk), "--user", name, "--reason", reason, *more, stdout=out
    )
    return out.getvalue()


def seen(page) -> tuple[str, str]:
    return "--fingerprint", draft_of(page).fingerprint


def test_it_shows_what_changes_and_publishes_nothing_by_itself(office, draft):
    shown = run(draft, make_user(office, Role.LEADER))

    draft.refresh_from_db()
    assert "+ Lời dẫn mới" in shown
    assert " ".join(seen(draft)) in shown
    assert draft.intro == ""


@pytest.mark.parametrize("fingerprint", ["", "0" * 64])
def test_what_nobody_saw_like_this_is_not_published(office, draft, fingerprint):
    with pytest.raises(CommandError, match="đọc lại"), override("vi"):
        run(draft, make_user(office, Role.LEADER), "--fingerprint", fingerprint)

    draft.refresh_from_db()
    assert draft.intro == ""


def test_what_was_written_after_it_was_shown_is_not_published(office, draft):
    before = seen(draft)
    draft.intro = "Lời khác"
    draft.save_revision(user=make_user(office, Role.EDITOR), log_action=True)

    with pytest.raises(CommandError):
        run(draft, make_user(office, Role.LEADER), *before)


@pytest.mark.parametrize("where", [None, make_centre])
def test_it_publishes_in_the_name_of_the_leader(office, draft, where):
    leader = make_user(where() if where else office, Role.LEADER)

    run(draft, leader, *seen(draft))

    draft.refresh_from_db()
    assert draft.intro == "Lời dẫn mới"
    entry = PageLogEntry.objects.get(page=draft.pk, action=PUBLISH_STRUCTURE)
    assert entry.user == leader
    assert "Thống nhất ngày 02/3" in entry.message


def test_who_is_no_leader_there_is_refused(office, draft):
    other = make_user(make_province(), Role.LEADER)
    gone = make_user(office, Role.LEADER, is_active=False)

    for person in (make_user(office, Role.EDITOR), other, gone):
        with pytest.raises(CommandError):
            run(draft, person, *seen(draft))

    draft.refresh_from_db()
    assert draft.intro == ""


def test_who_wrote_the_draft_is_refused(office, draft):
    leader = make_user(office, Role.LEADER)
    draft.get_latest_revision_as_object().save_revision(user=leader, log_action=True)

    with pytest.raises(CommandError):
        run(draft, leader, *seen(draft))


def test_it_wants_a_reason_and_something_to_publish(office, draft):
    leader, shown = make_user(office, Role.LEADER), seen(draft)

    with pytest.raises(CommandError):
        run(draft, leader, *shown, reason=" ")
    run(draft, leader, *shown)
    with pytest.raises(CommandError):
        run(draft, leader, *shown)


def test_items_are_not_published_by_it(office):
    with pytest.raises(CommandError):
        run(make_article(office), make_user(office, Role.LEADER), "--fingerprint", "0" * 64)


def test_words_like_the_vietnamese_ones_need_the_leader_s_word(office):
    switch_on(language=BY_CODE["tyz"])
    home = HomePage.objects.get(locale__language_code="tyz")
    leader = make_user(office.parent, Role.LEADER)

    with override("en"), pytest.raises(CommandError, match="Still in Vietnamese"):
        run(home, leader, *seen(home))
    run(home, leader, *seen(home), "--same-words")

    home.refresh_from_db()
    assert home.live
