"""Sounds and videos on a page: players of the browser's own, words for those who cannot hear or see."""

import pytest
from django.core.exceptions import ValidationError

from cms.models.blocks import SoundBlock, VideoFileBlock
from tests.factories.library import WORDS, make_captions, make_sound, make_video
from tests.factories.offices import make_centre
from tests.factories.pages import make_article, publish

pytestmark = pytest.mark.django_db


def shown(client, kind: str, recording, caption: str = "") -> str:
    value = {"recording": recording, "caption": caption}
    page = publish(make_article(make_centre(), body=[(kind, value)]))
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_sound_is_played_by_the_browser_when_the_reader_wants(client):
    recording = make_sound("Bản tin <số 1>")

    html = shown(client, "sound", recording, "Gọi {{nothing}}")

    assert '<audio controls preload="none" aria-label="Bản tin &lt;số 1&gt;">' in html
    assert f"{recording.sha256}.mp3" in html
    assert WORDS in html
    assert "2 giây" in html
    assert "KB" in html
    assert "autoplay" not in html


def test_a_video_has_its_poster_captions_and_transcript(client):
    recording = make_video(captions=make_captions())

    html = shown(client, "video_file", recording)

    assert f"{recording.poster_sha256}.jpg" in html
    assert 'kind="captions"' in html
    assert 'srclang="vi" label="Phụ đề (Tiếng Việt)"' in html
    assert '<video controls preload="none" playsinline' in html
    assert WORDS in html


@pytest.mark.parametrize(("kind", "make"), [("sound", make_sound), ("video_file", make_video)])
def test_words_in_another_language_than_the_page_say_so(client, kind, make):
    html = shown(client, kind, make("Xov xwm", language="hmn", transcript="Nyob zoo"))

    assert '<b class="recording__title" lang="hmn-Latn-VN">Xov xwm</b>' in html
    assert '<div lang="hmn-Latn-VN"><p>Nyob zoo</p></div>' in html
    assert 'aria-label="Xov xwm" lang="hmn-Latn-VN"' in html


def test_words_in_the_language_of_the_page_say_nothing(client):
    html = shown(client, "sound", make_sound())

    assert 'class="recording__title">' in html
    assert f"<div><p>{WORDS}</p></div>" in html


def test_captions_say_their_language(client):
    html = shown(client, "video_file", make_video(captions=make_captions(), language="km"))

    assert 'srclang="km-VN" label="Phụ đề (Tiếng Khmer)"' in html


def test_readers_are_told_what_ai_made(client):
    assert "AI" in shown(client, "sound", make_sound(made_by_ai="made"))


def test_a_transcript_is_text_and_nothing_else(client):
    html = shown(client, "sound", make_sound(transcript="<script>alert(1)</script>\n\nHai"))

    assert "<script>alert(1)" not in html
    assert "<p>Hai</p>" in html


@pytest.mark.parametrize(
    ("block", "make"), [(SoundBlock, make_video), (VideoFileBlock, make_sound)]
)
def test_each_block_takes_its_own_kind(block, make):
    made = block()
    value = made.to_python({"recording": make().pk, "caption": ""})

    with pytest.raises(ValidationError):
        made.clean(value)
