import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.ledger import ledgers
from cms.ledger_seals import seal_from_the_beginning
from cms.models import Approval, LedgerHead, LedgerSeal, Work
from publishing import credentials
from publishing.management.commands.rotate_secrets import Command
from publishing.models import Destination
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db

NEW, OLD = "new-key-" + "n" * 40, "old-key-" + "o" * 40


@pytest.fixture(autouse=True)
def old_key(settings):
    settings.LOA_SECRET_KEYS = [OLD]
    for model in ledgers():
        seal_from_the_beginning(model)


def sealed(value="mã bí mật"):
    one = Destination(name="Trang Facebook", channel="facebook", config={"page_id": "1"})
    one.secrets = {"access_token": credentials.seal(one, "access_token", value)}
    return one


def test_rotating_moves_every_secret_to_the_first_key(settings):
    one = sealed()
    one.office = make_bare_office()
    one.save()
    settings.LOA_SECRET_KEYS = [NEW, OLD]
    call_command("rotate_secrets")
    settings.LOA_SECRET_KEYS = [NEW]
    one.refresh_from_db()
    assert credentials.open_secret(one, "access_token") == "mã bí mật"


def test_rotating_names_what_no_key_opens_and_keeps_it(settings):
    one = sealed()
    one.office = make_bare_office()
    one.save()
    before = one.secrets
    settings.LOA_SECRET_KEYS = [NEW]
    with pytest.raises(CommandError, match="Trang Facebook"):
        call_command("rotate_secrets")
    one.refresh_from_db()
    assert one.secrets == before


def approvals(number=3):
    work = Work.objects.create(kind="article", title="Tác phẩm")
    for _number in range(number):
        row = Approval(decision="submitted", work=work, page_id_then=1, office_code="VN")
        row.at = timezone.now()
        row.save()


def test_rotating_seals_the_ledgers_with_the_first_key(settings):
    approvals()
    settings.LOA_SECRET_KEYS = [NEW, OLD]
    call_command("rotate_secrets")
    settings.LOA_SECRET_KEYS = [NEW]
    call_command("verify_ledger")


def test_while_programs_restart_one_by_one_no_ledger_is_broken(settings):
    """The order of docs/operations.md: known everywhere first, used afterwards."""
    phases = [[OLD], [OLD, NEW]], [[OLD, NEW], [NEW, OLD]], [[NEW, OLD], [NEW]]
    for number, (not_yet, already) in enumerate(phases):
        if number == 2:
            settings.LOA_SECRET_KEYS = [NEW, OLD]
            call_command("rotate_secrets")
        for keys in (already, not_yet, already):
            settings.LOA_SECRET_KEYS = keys
            approvals(1)
    assert LedgerHead.objects.get(ledger="cms.approval").broken_at is None
    call_command("rotate_secrets")
    settings.LOA_SECRET_KEYS = [NEW]
    call_command("verify_ledger")


def test_the_help_names_the_order():
    assert "at the end" in Command.help


def test_sealing_anew_waits_for_its_turn_at_each_ledger(settings, monkeypatch):
    turns = []
    monkeypatch.setattr("cms.ledger_seals.take_turn", turns.append)
    call_command("rotate_secrets", "--seal-anew")
    assert turns == [model._meta.db_table for model in ledgers()]


def test_rotating_never_makes_a_forged_row_genuine(settings):
    approvals()
    LedgerSeal.objects.filter(ledger="cms.approval", sequence=2).update(seal="0" * 64)
    settings.LOA_SECRET_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match=r"cms.approval \(1\)"):
        call_command("rotate_secrets")
    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify_ledger")


def test_after_a_lost_key_the_ledgers_are_sealed_anew_and_say_so(settings, capsys):
    approvals()
    settings.LOA_SECRET_KEYS = [NEW]
    with pytest.raises(CommandError, match="Seals that no key fits"):
        call_command("rotate_secrets")
    call_command("rotate_secrets", "--seal-anew")
    call_command("verify_ledger")
    assert "rows up to 3 were sealed later than written" in capsys.readouterr().out
