"""All drawings from the command line, whatever kills it."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from wagtail.models import Locale

from cms.models import Office
from media_assets.pieces import cache
from media_assets.pieces.formats import FORMATS, SOCIAL
from tests.factories.bulk import drawn_quickly
from tests.factories.infographics import FIGURES, STEPS, make_infographic
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import set_fact
from tests.publishing.delivery.databases import copied_database

pytestmark = pytest.mark.django_db
SECONDS = 120
FEW = 3  # drawings, after which it is killed


@pytest.fixture
def page():
    """The centre's, which two provinces publish too."""
    for office in (make_centre(), make_province(code="08"), make_province(code="09")):
        set_fact(office, "hotline", f"1900 {office.pk:04}")
    return make_infographic(make_centre(), piece=[FIGURES, STEPS])


@pytest.fixture
def quick(settings, tmp_path, monkeypatch):
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    monkeypatch.setattr(cache, "render", drawn_quickly)


def render(page, output, *more: str, errors: io.StringIO | None = None) -> str:
    errors = errors or io.StringIO()
    call_command(
        "render_pieces",
        *(str(page.pk), "--output", str(output), *more),
        stdout=io.StringIO(),
        stderr=errors,
    )
    return errors.getvalue()


def manifest_of(output):
    with ZipFile(output) as made:
        return json.loads(made.read("manifest.json"))


def test_every_office_language_and_format_unless_some_are_named(quick, page, tmp_path):
    render(page, tmp_path / "all.zip")
    render(page, tmp_path / "few.zip", "--office", "08", "09", "--format", "square", "poster-a4")
    every, few = manifest_of(tmp_path / "all.zip"), manifest_of(tmp_path / "few.zip")
    assert len(every["files"]) == 3 * len(FORMATS)
    place = f"08-{Office.objects.get(code='08').slug}"
    assert [one["file"] for one in few["files"]][:2] == [
        f"{place}/vi/{place}-vi-square-ban-nhap.png",
        f"{place}/vi/{place}-vi-poster-a4-ban-nhap.pdf",
    ]
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["all.zip", "few.zip"]


def test_a_language_without_an_edition_is_said_up_front(quick, page, tmp_path):
    Locale.objects.create(language_code="km")
    assert "No edition in: km." in render(page, tmp_path / "a.zip", "--office", "VN")
    assert manifest_of(tmp_path / "a.zip")["languages_without_edition"] == ["km"]
    with pytest.raises(CommandError, match="no edition in km"):
        render(page, tmp_path / "b.zip", "--language", "km")
    assert not (tmp_path / "b.zip").exists()


def test_what_is_missing_is_said_and_the_rest_is_there(quick, page, tmp_path):
    make_province(code="10", name="BHXH tỉnh C")
    errors = io.StringIO()
    with pytest.raises(CommandError) as flawed:
        render(page, tmp_path / "a.zip", "--format", "square", errors=errors)
    assert flawed.value.returncode == 3
    assert "BHXH tỉnh C" in errors.getvalue()
    told = manifest_of(tmp_path / "a.zip")
    assert (len(told["files"]), len(told["not_made"])) == (3, 1)


def test_a_place_that_cannot_be_written_is_refused_before_drawing(page, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        render(page, tmp_path / "none" / "a.zip")


def test_a_full_disk_is_said_and_what_is_drawn_is_kept(quick, page, tmp_path, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("publishing.pieces.bulk.packing.ZipFile", full)
    with pytest.raises(CommandError, match="No space left"):
        render(page, tmp_path / "a.zip", "--office", "08", "--format", "square")
    assert len(list((tmp_path / "a.zip.parts").glob("[0-9a-f]*"))) == 1


@pytest.mark.processes
def test_killed_in_the_middle_it_redoes_nothing_and_makes_the_same_file(page, tmp_path):
    database = copied_database(tmp_path)
    whole = Run(tmp_path / "whole", page, database)
    whole.finish()
    killed = Run(tmp_path / "killed", page, database)
    finished = killed.kill_after(FEW)
    assert FEW <= len(finished) < len(SOCIAL) * 3
    assert not killed.output.exists()

    shutil.rmtree(killed.data / "pieces")  # the cache: whatever is drawn now is there afterwards
    killed.finish()
    again = {path.name for path in (killed.data / "pieces").glob("??/*")}
    assert len(again) == len(SOCIAL) * 3 - len(finished)
    assert not finished & again
    assert killed.output.read_bytes() == whole.output.read_bytes()


class Run:
    """`render_pieces` in a process of its own, in a folder of its own."""

    def __init__(self, data: Path, page, database: str) -> None:
        data.mkdir()
        self.data, self.output = data, data / "all.zip"
        formats = [form.name for form in SOCIAL]
        self._command = [sys.executable, "manage.py", "render_pieces", str(page.pk)]
        self._command += ["--output", str(self.output), "--format", *formats]
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
            "LOA_DATA_DIR": str(data),
            "DATABASE_URL": f"sqlite:///{database}",
        }

    def finish(self) -> None:
        done = subprocess.run(
            self._command,
            cwd=project.BASE_DIR,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
        assert done.returncode == 0, done.stderr

    def kill_after(self, number: int) -> set[str]:
        """What is finished when it dies."""
        parts = self.output.with_name("all.zip.parts")
        running = subprocess.Popen(
            self._command,
            cwd=project.BASE_DIR,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ends = time.monotonic() + SECONDS
        while len(self._finished(parts)) < number and time.monotonic() < ends:
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
        return self._finished(parts)

    @staticmethod
    def _finished(parts: Path) -> set[str]:
        return {path.name for path in parts.glob("[0-9a-f]*")} if parts.exists() else set()
