"""What the form of a new sound or video proposes, asks for anew, and refuses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.version_forms import NewRecordingForm
from tests.factories.library import WORDS, make_captions, make_sound, make_video
from tests.factories.recordings import sound, video

pytestmark = pytest.mark.django_db
LATE = make_captions().replace("00:00:01.500", "00:00:09.500")


@pytest.fixture
def newest():
    return make_video(
        "Phóng sự", captions=make_captions(), language="km", made_by_ai="made", credit="Đài A"
    )


def longer() -> SimpleUploadedFile:
    return SimpleUploadedFile("phóng sự mới.mp4", video(seconds=3, sounds="aac"))


def filled(newest, file=None, captions=b"", **fields) -> NewRecordingForm:
    said = {"title": "Phóng sự", "language": "km", "transcript": WORDS, "made_by_ai": "no"}
    files = {"file": file or longer()}
    if captions:
        files["captions_file"] = SimpleUploadedFile("moi.vtt", captions)
    return NewRecordingForm({**said, "licence": "own", **fields}, files, newest=newest)


def test_words_are_proposed_and_nothing_about_persons_or_ai(newest):
    form = NewRecordingForm(newest=newest)

    proposed = [form[name].value() for name in ("title", "language", "transcript", "credit")]
    assert proposed == ["Phóng sự", "km", WORDS, "Đài A"]
    assert form["licence"].value() == newest.licence
    assert not form["nobody_recognisable"].value()
    assert not form["made_by_ai"].value()


def test_the_new_file_is_measured_and_its_captions_stay(newest):
    form = filled(newest)

    assert form.is_valid(), form.errors
    made = form.save(commit=False)
    assert made.seconds == pytest.approx(3, abs=0.1)
    assert (made.captions, made.language) == (newest.captions, "km")
    assert (made.nobody_recognisable, made.made_by_ai, made.pk) == (False, "", None)


def test_other_captions_take_the_place_of_the_present_ones(newest):
    form = filled(newest, captions=make_captions("Lời mới").encode())

    assert form.is_valid(), form.errors
    assert form.instance.words_of_captions == "Lời mới"


@pytest.mark.parametrize("lacking", ["made_by_ai", "title", "language"])
def test_what_is_needed_is_said_at_its_field(newest, lacking):
    assert filled(newest, **{lacking: ""}).errors[lacking]


def test_a_sound_takes_no_place_of_a_video(newest):
    form = filled(newest, SimpleUploadedFile("a.mp3", sound()))

    assert "dưới dạng video" in str(form.errors["file"])


def test_a_video_takes_no_place_of_a_sound():
    form = filled(make_sound(), longer())

    assert "dưới dạng âm thanh" in str(form.errors["file"])


def test_captions_that_outlast_the_new_video_are_exchanged_or_taken_away(newest):
    newest.captions = LATE

    assert "dài hơn video mới" in str(filled(newest).errors["captions_file"])
    assert filled(newest, without_captions="on").is_valid()
    assert filled(newest, captions=make_captions().encode()).is_valid()


def test_the_same_file_is_no_new_version(newest):
    with newest.file.open("rb") as file:
        same = SimpleUploadedFile("x.mp4", file.read())

    assert "vẫn là tệp cũ" in str(filled(newest, same).errors["file"])


def test_what_is_no_recording_is_refused_in_words(newest):
    form = filled(newest, SimpleUploadedFile("a.mp4", b"<html>"))

    assert "a.mp4" in str(form.errors["file"])
