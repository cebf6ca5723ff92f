import wave
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.limits import Limit
from publishing.models import Confirmation
from tests.factories.communes import make_bulletin, make_commune, make_token, played

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def home(commune):
    return f"/loa/{make_token(commune)}/"


def photo_taken_in_hanoi():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (21.0, 1.0, 40.0)}
    made = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(made, "JPEG", exif=exif)
    return made.getvalue()


def a_sound(seconds=1):
    made = BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\x00\x10\x00\xf0" * 4000 * seconds)
    return made.getvalue()


def test_a_photo_is_kept_without_what_it_says_of_place_and_device(client, commune, home):
    address = f"{home}{make_bulletin(commune).key}/"
    photo = SimpleUploadedFile("nhà ông Lò.jpg", photo_taken_in_hanoi(), "image/jpeg")
    assert client.post(address, played(proof=photo)).status_code == 302
    kept = Confirmation.objects.get()
    assert "nh" not in Path(kept.photo.name).stem
    content = kept.photo.read()
    assert b"Exif" not in content
    assert kept.photo_sha256 == sha256(content).hexdigest()


def test_a_recording_is_proof_too(client, commune, home):
    address = f"{home}{make_bulletin(commune).key}/"
    sound = SimpleUploadedFile("loa.wav", a_sound(), "audio/wav")
    assert client.post(address, played(proof=sound)).status_code == 302
    assert Confirmation.objects.get().photo.name.endswith(".wav")


def test_what_is_neither_is_refused_and_said(client, commune, home):
    address = f"{home}{make_bulletin(commune).key}/"
    for content in (b"<html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff" * 9):
        file = SimpleUploadedFile("anh.jpg", content, "image/jpeg")
        answer = client.post(address, played(proof=file))
        assert answer.status_code == 400
        assert 'id="id_proof_error"' in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_read(client, commune, home, monkeypatch):
    monkeypatch.setattr("publishing.proofs.MOST_BYTES", 10)
    address = f"{home}{make_bulletin(commune).key}/"
    file = SimpleUploadedFile("anh.jpg", photo_taken_in_hanoi(), "image/jpeg")
    assert client.post(address, played(proof=file)).status_code == 400


def test_nobody_keeps_the_machine_busy_with_files(client, commune, home, monkeypatch):
    monkeypatch.setattr("publishing.views.communes.PROOFS", Limit("proofs", 1, 60))
    address = f"{home}{make_bulletin(commune).key}/"
    answers = [
        client.post(address, played(proof=SimpleUploadedFile("a.wav", a_sound()))) for _n in "ab"
    ]
    assert [answer.status_code for answer in answers] == [302, 400]
    assert Confirmation.objects.count() == 1
