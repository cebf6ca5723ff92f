"""A storage that knows nothing of shared originals is an error before anything starts."""

import pytest
from django.core.files.storage import FileSystemStorage

from media_assets import checks
from media_assets.storage import Originals
from media_assets.storage_s3 import OriginalsInS3


@pytest.mark.parametrize("kind", [Originals, OriginalsInS3])
def test_ours_pass(monkeypatch, kind):
    monkeypatch.setattr(checks, "default_storage", kind.__new__(kind))

    assert checks.originals_are_kept() == []


def test_any_other_is_an_error(monkeypatch):
    monkeypatch.setattr(checks, "default_storage", FileSystemStorage())

    (found,) = checks.originals_are_kept()

    assert found.id == "media_assets.E001"
