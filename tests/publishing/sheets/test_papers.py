"""What goes along with a letter is drawn by the same hands as what a commune downloads."""

import pytest
from django.core import mail

from publishing.delivery import sending
from publishing.models import Delivery
from publishing.sheets import papers
from publishing.sheets.forms import PDF, made
from publishing.sheets.of_delivery import sheet_for
from publishing.sheets.papers import DeliveryPapers
from tests.factories.communes import make_bulletin, make_commune

pytestmark = pytest.mark.django_db


def test_the_sheet_is_that_of_the_list():
    bulletin = make_bulletin(make_commune(), "Tăng lương hưu")
    assert DeliveryPapers(bulletin).sheet() == made(sheet_for(bulletin), PDF)


def test_a_withdrawal_has_none():
    old = make_bulletin(make_commune())
    assert (
        DeliveryPapers(make_bulletin(old.destination, before=old, action="withdraw")).sheet() == b""
    )


def test_what_is_too_big_for_a_mailbox_stays_behind(monkeypatch):
    monkeypatch.setattr(papers, "LARGEST", 10)
    assert DeliveryPapers(make_bulletin(make_commune())).sheet() == b""


def test_languages_have_vietnamese_names():
    assert DeliveryPapers(make_bulletin(make_commune())).language("km") == "Tiếng Khmer"


@pytest.mark.django_db(transaction=True)
def test_the_engine_hands_them_to_the_letter_of_a_station():
    station = make_commune(channel="stationmail", config={"mailbox": "dai@xa.example.vn"})
    bulletin = make_bulletin(station, "Tăng lương hưu", state=Delivery.State.QUEUED)

    sending.send(bulletin.pk)

    (letter,) = mail.outbox
    sheet = next(content for name, content, _type in letter.attachments if name.endswith(".pdf"))
    bulletin.refresh_from_db()
    assert sheet == made(sheet_for(bulletin), PDF)
    assert bulletin.state == Delivery.State.ACCEPTED
