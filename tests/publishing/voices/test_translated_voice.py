from html import unescape

import pytest
from django.urls import reverse

from cms.models import Role
from publishing.models import BulletinSound, Release
from publishing.voices.translated_voice import voice_for
from publishing.voices.words import words_hash
from tests.factories.bulletin_sounds import finished, said_by
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.users import make_user
from tests.factories.voices import READER, Studio
from translations.models import TranslationRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _silence(silence):
    """No machine need be installed."""


@pytest.fixture
def studio():
    made = Studio()
    made.translate()
    return made


@pytest.fixture
def bulletin(studio):
    """Of the translated page, which stands in for the source's here."""
    made = make_bulletin(make_commune(studio.office), content={"language": "km"})
    Release.objects.filter(pk=made.release_id).update(page=studio.page.pk)
    request = TranslationRequest.objects.filter(pk=studio.request("km").pk)
    request.update(translated_page=studio.page.pk)
    made.release.refresh_from_db()
    return made


def test_what_was_found_right_of_the_translation_is_offered(studio, bulletin):
    assert voice_for(bulletin.release, "km", []) is None
    version = studio.read_aloud()
    assert voice_for(bulletin.release, "km", []) == version
    assert voice_for(bulletin.release, "vi", []) is None
    brought = BulletinSound(recording_sha256=version.recording_sha256)
    assert voice_for(bulletin.release, "km", [brought]) is None


def test_it_is_chosen_in_the_form_and_kept_with_one_press(studio, bulletin, client):
    version = studio.read_aloud()
    client.force_login(make_user(studio.office, Role.EDITOR))
    address = reverse("publishing_voice", args=[bulletin.release_id, bulletin.variant.post_id])
    shown = client.get(address)
    assert READER in unescape(shown.content.decode())
    form = shown.context["form"]
    given = {name: form[name].value() for name in ("kept", "reader_name", "consent_until")}
    assert given["kept"] == version.recording_id
    data = given | {"licence": "own", "seen": words_hash(said_by(bulletin))}
    assert client.post(address, data).status_code == 302
    sound = finished(BulletinSound.objects.get())
    assert (sound.reader_name, sound.recording) == (READER, version.recording)
    assert client.get(address).context["voice"] is None
