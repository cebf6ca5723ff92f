import re
from pathlib import Path

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.models import Role
from publishing.models import Confirmation, Delivery
from publishing.script.model import script_in
from publishing.voices.ordering import order_machine
from tests.factories.bulletin_sounds import finished, let_out, make_heard_reading
from tests.factories.communes import make_bulletin, make_commune, make_token
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def commune(province):
    return make_commune(make_bare_office(level="grassroots", parent=province))


@pytest.fixture
def bulletin(commune, silence):
    return make_bulletin(commune, "Tăng lương hưu")


@pytest.fixture
def read(bulletin, province):
    reader, listener = (make_user(province, Role.EDITOR, last_name=one) for one in ("Lò", "Giàng"))
    return make_heard_reading(bulletin, reader, listener)


@pytest.fixture
def home(commune):
    return f"/loa/{make_token(commune)}/"


def vi(text):
    with override("vi"):
        return _(text)


def test_a_bulletin_that_was_read_is_played_light_and_kept_in_every_form(
    client, bulletin, read, home
):
    html = client.get(f"{home}{bulletin.key}/").content.decode()
    [player] = re.findall(r"<audio[^>]*>", html)
    assert 'preload="none"' in player
    assert f"{home}{bulletin.key}/nghe/tang-luong-huu-nhe.mp3" in player
    assert set(re.findall(r'download="([^"]+)"', html)) >= {
        "tang-luong-huu-nhe.mp3",
        "tang-luong-huu.mp3",
        "tang-luong-huu.wav",
    }
    assert "Lò Thị Mai" in html
    assert vi("Read by a machine") not in html


def test_without_a_sound_the_page_is_as_it_was(client, bulletin, home):
    html = client.get(f"{home}{bulletin.key}/").content.decode()
    assert "<audio" not in html
    assert vi("Listen to the bulletin") not in html


def test_a_machine_is_named_beside_its_player(client, bulletin, province, home):
    finished(
        order_machine(
            script=script_in(bulletin.variant.post.data),
            title="Tăng lương hưu",
            office=bulletin.release.office,
            user=None,
        )
    )
    page = f"{home}{bulletin.key}/"
    assert "<audio" not in client.get(page).content.decode()
    assert client.get(f"{page}nghe/tang-luong-huu-giong-may-nhe.mp3").status_code == 404
    let_out(province)
    html = client.get(page).content.decode()
    assert "<audio" in html
    assert html.count(vi("Read by a machine")) >= 1


def test_the_file_comes_whole_or_in_parts_and_is_kept_by_nobody_else(client, bulletin, read, home):
    address = f"{home}{bulletin.key}/nghe/tang-luong-huu-nhe.mp3"
    whole = client.get(address)
    data = b"".join(whole)
    assert whole.status_code == 200
    assert whole["Content-Type"] == "audio/mpeg"
    assert whole["X-Content-Type-Options"] == "nosniff"
    assert whole["Cache-Control"] == "no-store"
    assert whole["Referrer-Policy"] == "no-referrer"
    assert "noindex" in whole["X-Robots-Tag"]
    assert whole["Content-Disposition"].startswith("inline")
    part = client.get(address, headers={"range": "bytes=10-19"})
    assert (part.status_code, b"".join(part)) == (206, data[10:20])
    assert client.get(address, headers={"range": "bytes=9999999-"}).status_code == 416
    assert client.get(f"{address}?tai=1")["Content-Disposition"].startswith("attachment")
    assert client.head(address)["Content-Length"] == str(len(data))


def test_hearing_it_says_nothing_about_it_and_posting_is_not_allowed(client, bulletin, read, home):
    address = f"{home}{bulletin.key}/nghe/tang-luong-huu-nhe.mp3"
    before = Delivery.objects.values().get()
    client.get(address)
    client.get(f"{home}{bulletin.key}/")
    assert Delivery.objects.values().get() == before
    assert not Confirmation.objects.exists()
    assert client.post(address).status_code == 405


def test_a_wrong_link_another_commune_and_a_wrong_name_hear_nothing(client, bulletin, read, home):
    name = "tang-luong-huu-nhe.mp3"
    other = make_token(make_commune())
    assert client.get(f"/loa/{'x' * 22}/{bulletin.key}/nghe/{name}").status_code == 404
    assert client.get(f"/loa/{other}/{bulletin.key}/nghe/{name}").status_code == 404
    assert client.get(f"{home}{bulletin.key}/nghe/khac.mp3").status_code == 404


def test_what_was_replaced_is_played_no_more(client, commune, bulletin, read, home):
    make_bulletin(commune, before=bulletin, action="revise")
    address = f"{home}{bulletin.key}/nghe/tang-luong-huu-nhe.mp3"
    assert client.get(address).status_code == 410


def test_a_file_that_was_lost_is_not_there(client, bulletin, read, home):
    for file in read.files.all():
        Path(file.file.path).unlink()
    assert client.get(f"{home}{bulletin.key}/nghe/tang-luong-huu-nhe.mp3").status_code == 404
