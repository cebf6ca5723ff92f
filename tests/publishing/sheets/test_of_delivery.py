"""Files of what one destination was given."""

import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Role
from publishing.bulletins import find_bulletin
from publishing.models import Delivery, Release
from publishing.sheets import forms
from publishing.sheets.forms import made
from publishing.sheets.of_delivery import bundle_for, is_heard, sheet_for, standing_of
from publishing.sheets.sheet import Standing
from tests.factories.bulletin_sounds import make_heard_reading
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.offices import make_province
from tests.factories.packages import set_fact
from tests.factories.publishing import make_bare_office, make_delivery, make_follower
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_cache(settings, tmp_path):
    settings.LOA_PIECE_CACHE = tmp_path / "pieces"


def in_list(delivery):
    found, _gone = find_bulletin(delivery.destination, delivery.key)
    return found


def contents_of(bundled):
    with bundled, zipfile.ZipFile(bundled) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_sheet_is_of_the_frozen_post_and_the_release_that_approved_it():
    delivery = make_bulletin(make_commune(), "Tăng lương hưu", "Một câu. Hai câu.")
    Release.objects.update(approved_by_name="Bà Mai", title="Tên mới hơn")
    delivery.release.refresh_from_db()
    sheet = sheet_for(delivery)
    assert sheet.title == "Tăng lương hưu"
    assert sheet.script.said == "Một câu. Hai câu."
    assert sheet.approval.issuer == delivery.release.office.name
    assert (sheet.approval.approver, sheet.approval.at) == ("Bà Mai", delivery.release.created_at)


def test_three_thousand_communes_of_one_office_share_one_rendering(monkeypatch):
    """What differs from place to place is in no key; two places stand for all."""
    first = make_bulletin(make_commune(name="Loa xã Một"), "Tin chung", "Một câu.")
    second = make_bulletin(make_commune(name="Loa xã Hai"), "Tin chung", "Một câu.")
    second.release = first.release
    rendered = []
    real = forms.PDF.make

    def counted(shown):
        rendered.append(shown["title"])
        return real(shown)

    monkeypatch.setattr(forms, "PDF", forms.Form("pdf", forms.PDF.media_type, counted))
    assert made(sheet_for(first), forms.PDF) == made(sheet_for(second), forms.PDF)
    assert rendered == ["Tin chung"]


def test_the_bundle_names_its_place_and_whom_to_call():
    office = make_bare_office(level="grassroots", name="BHXH cơ sở Sơn Dương")
    set_fact(office, "hotline", "1900 9068")
    commune = make_commune(office, config={"commune_code": "00163", "station": "Đài Tân Trào"})
    delivery = make_bulletin(commune, "Tăng lương hưu")
    told = json.loads(
        contents_of(bundle_for(in_list(delivery), with_uncompressed=True))["bulletin.json"]
    )
    assert told["id"] == str(delivery.key)
    assert (told["commune_code"], told["station"]) == ("00163", "Đài Tân Trào")
    assert told["contact"] == "BHXH cơ sở Sơn Dương, 1900 9068"
    assert told["replaces"] == ""


def test_a_new_version_names_the_one_before():
    old = make_bulletin(make_commune(), "Cũ")
    new = make_bulletin(old.destination, "Mới", "Câu mới.", before=old, action="revise")
    told = json.loads(
        contents_of(bundle_for(in_list(new), with_uncompressed=True))["bulletin.json"]
    )
    assert told["replaces"] == str(old.key)


def test_sounds_of_exactly_these_words_go_with_it_and_no_heavy_ones_over_telephones(silence):
    province = make_province()
    below = make_bare_office(level="grassroots", parent=province)
    delivery = make_bulletin(make_commune(below), "Tăng lương hưu")
    reader, listener = (make_user(province, Role.EDITOR) for _turn in range(2))
    make_heard_reading(delivery, reader, listener)
    light = set(contents_of(bundle_for(in_list(delivery), with_uncompressed=False)))
    whole = set(contents_of(bundle_for(in_list(delivery), with_uncompressed=True)))
    assert {"tang-luong-huu.mp3", "tang-luong-huu-nhe.mp3"} <= light
    assert whole - light == {"tang-luong-huu.wav"}


def test_what_may_be_played_is_what_stands_in_the_list():
    delivery = make_bulletin(make_commune())
    assert standing_of(delivery, in_list(delivery)) == Standing.IN_FORCE
    Release.objects.update(state=Release.State.WITHDRAWN)
    delivery.release.refresh_from_db()
    assert standing_of(delivery, in_list(delivery)) == Standing.OVER


def test_what_is_on_its_way_or_waits_for_its_time_is_not_to_be_played_yet():
    delivery = make_bulletin(make_commune(), state=Delivery.State.QUEUED)
    assert standing_of(delivery, in_list(delivery)) == Standing.WAITING
    Release.objects.update(state=Release.State.SCHEDULED, goes_live_at=timezone.now())
    delivery.release.refresh_from_db()
    assert standing_of(delivery, in_list(delivery)) == Standing.WAITING


def test_only_what_is_read_aloud_has_files():
    bulletin = make_bulletin(make_commune())
    assert is_heard(bulletin)
    assert not is_heard(make_follower(bulletin, "withdraw"))
    assert not is_heard(make_delivery())


def test_a_bundle_takes_a_fixed_number_of_queries():
    delivery = make_bulletin(make_commune())
    with CaptureQueriesContext(
        connection,
    ) as few:
        contents_of(bundle_for(in_list(delivery), with_uncompressed=True))
    for _turn in range(5):
        make_bulletin(delivery.destination)
    with CaptureQueriesContext(connection) as many:
        contents_of(bundle_for(in_list(delivery), with_uncompressed=True))
    assert len(many) == len(few)
