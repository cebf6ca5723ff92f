from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publishing.models import Destination
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offices():
    cao_bang = make_bare_office(code="04", level="province", name="BHXH tỉnh Cao Bằng")
    make_bare_office(code="04-01", level="grassroots", parent=cao_bang)
    make_bare_office(code="12", level="province", name="BHXH tỉnh Lai Châu")


def run(*arguments):
    out = StringIO()
    call_command("add_communes", *arguments, stdout=out)
    return out.getvalue()


def test_every_province_is_worked_through_and_told():
    said = run()
    assert "1/2 BHXH tỉnh Cao Bằng: 56" in said
    assert "94 places made" in said
    assert "0 places made" in run()


def test_one_province_and_a_dry_run():
    assert "56 places would be made" in run("04", "--dry-run")
    assert not Destination.objects.filter(channel="loudspeaker").exists()
    run("04")
    assert Destination.objects.filter(channel="loudspeaker").count() == 56
    with pytest.raises(CommandError, match="no provincial office: 99"):
        run("99")


def test_a_list_says_who_looks_after_which(tmp_path):
    listed = tmp_path / "ai.csv"
    listed.write_text("code,office_code\n01273,04-01\n", encoding="utf-8")
    run("04", "--by", str(listed))
    assert Destination.objects.get(config__commune_code="01273").office.code == "04-01"
    assert Destination.objects.filter(office__code="04", channel="loudspeaker").count() == 55
    listed.write_text("code\n01273\n", encoding="utf-8")
    with pytest.raises(CommandError, match="office_code"):
        run("--by", str(listed))
