"""Scans are judged by what they hold, and go again if nothing came of them."""

import pytest
from django.core.files.storage import default_storage
from django.utils.translation import override
from PIL import ImageFile

from cms.approval import Refused, evidence
from tests.factories.paper import PDF, make_scan, picture_bytes


@pytest.mark.parametrize(
    ("content", "ending"),
    [(PDF, ".pdf"), (picture_bytes("JPEG"), ".jpg"), (picture_bytes("PNG"), ".png")],
)
def test_the_content_says_what_a_scan_is(content, ending):
    assert evidence.ending_of(make_scan(content, "bat-ky.exe")) == ending


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7 cut short",
        picture_bytes("PNG")[:60],
        picture_bytes("PNG").replace(b"IDAT", b"IDAT\x00", 1),
        picture_bytes("JPEG")[:-2],
        picture_bytes("GIF"),
        picture_bytes("WEBP"),
    ],
)
def test_anything_else_is_refused(content):
    with pytest.raises(Refused):
        evidence.ending_of(make_scan(content))


def test_a_scan_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(evidence, "MOST_BYTES", 10)
    with pytest.raises(Refused):
        evidence.ending_of(make_scan())


def test_a_picture_of_too_many_points_is_refused(monkeypatch):
    monkeypatch.setattr(evidence, "MOST_PIXELS", 10)
    with override("en"), pytest.raises(Refused, match="300 dots"):
        evidence.ending_of(make_scan(picture_bytes("PNG")))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_picture_is_decoded_in_a_web_process(monkeypatch, kind):
    def decoded(*args):
        raise AssertionError

    scan = make_scan(picture_bytes(kind))
    monkeypatch.setattr(ImageFile.ImageFile, "load", decoded)
    assert evidence.ending_of(scan)


def test_a_stored_scan_goes_when_its_decision_fails():
    names = []

    def fails():
        with evidence.stored(make_scan()) as fields:
            names.append(fields["evidence"])
            assert default_storage.exists(fields["evidence"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not default_storage.exists(names[0])
