"""Who takes down, and who is told."""

import pytest
from django.core.exceptions import PermissionDenied

from cms.models import Approval, Role
from publishing.models import Release
from publishing.services.withdrawal import leaders_of, take_down
from tests.factories.board import two_desks
from tests.factories.pages import make_article, publish
from tests.factories.publishing import make_bare_office, make_release
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_the_leader_of_the_office_above_stands_in():
    province = make_bare_office()
    office = make_bare_office(parent=province)
    above = make_user(province, Role.LEADER)
    assert leaders_of(office) == [above]
    own = make_user(office, Role.LEADER)
    assert leaders_of(office) == [own]


def test_nobody_is_told_where_there_is_no_leader():
    assert leaders_of(make_bare_office()) == []


def test_where_no_mail_reaches_the_leader_the_one_above_is_told():
    province = make_bare_office()
    office = make_bare_office(parent=province)
    own = make_user(office, Role.LEADER, email="")
    assert leaders_of(office) == [own]
    above = make_user(province, Role.LEADER)
    assert leaders_of(office) == [above]


def test_only_those_who_may_take_down_do_so_whoever_asks():
    ours, theirs = two_desks()
    page = publish(make_article(ours.office))
    edition = page.edition
    make_release(edition.work, ours.office, page_id=page.pk, edition=edition)
    for person in (ours.editor, theirs.leader):
        with pytest.raises(PermissionDenied):
            take_down(page=page, user=person, reason="Sai")
    page.refresh_from_db()
    assert page.live
    assert not Approval.objects.filter(decision=Approval.Decision.TAKEN_DOWN).exists()
    assert take_down(page=page, user=ours.leader, reason="Sai").kind == Release.Kind.WITHDRAW
