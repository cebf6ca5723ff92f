import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.models import Role
from publishing.models import BulletinSound, MachineVoiceChoice
from publishing.package import assemble
from publishing.script.model import script_in
from publishing.voices.words import words_hash
from tests.factories.approval import Desk
from tests.factories.bulletin_sounds import (
    finished,
    let_out,
    make_reading,
    make_wav,
    said_by,
)
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.offices import make_province
from tests.factories.packages import choose, make_communes
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _silence(silence):
    """No machine need be installed."""


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def bulletin(province):
    below = make_bare_office(level="grassroots", parent=province)
    return make_bulletin(make_commune(below), "Tăng lương hưu")


@pytest.fixture
def editor(province):
    return make_user(province, Role.EDITOR, last_name="Lò")


def vi(text):
    with override("vi"):
        return _(text)


def page_of(bulletin):
    return reverse("publishing_voice", args=[bulletin.release_id, bulletin.variant.post_id])


# --- a machine's draft beside an item -----------------------------------------------------------


@pytest.fixture
def desk():
    desk = Desk(make_province())
    place = make_communes(make_bare_office(level="grassroots", parent=desk.office), 1)
    choose(desk, place)
    return desk


def draft_of(desk):
    page = desk.page.specific
    legs = assemble(page, page.get_latest_revision()).legs
    post = next(leg.post for leg in legs if leg.destination.channel == "loudspeaker")
    return reverse("publishing_voice_draft", args=[page.pk, post.hash]), post


def test_an_editor_orders_a_draft_once_and_hears_it(client, desk):
    client.force_login(desk.editor)
    address, post = draft_of(desk)
    assert (
        address in client.get(reverse("publishing_package", args=[desk.page.pk])).content.decode()
    )
    assert client.get(address).status_code == 200
    assert not BulletinSound.objects.exists()
    first, again = (client.post(address) for _n in range(2))
    sound = BulletinSound.objects.get()
    assert first["Location"] == again["Location"] == reverse("publishing_sound", args=[sound.pk])
    assert sound.text_hash == words_hash(script_in(post.to_data()))
    assert 'data-live="drawing"' in client.get(first["Location"]).content.decode()
    finished(sound)
    html = client.get(first["Location"]).content.decode()
    assert 'data-live="done"' in html
    [player] = re.findall(r'<audio[^>]*src="([^"]+)"', html)
    heard = client.get(player, headers={"range": "bytes=0-9"})
    assert heard.status_code == 206
    assert heard["X-Content-Type-Options"] == "nosniff"


def test_a_draft_of_a_text_that_changed_is_not_made(client, desk):
    client.force_login(desk.editor)
    gone = reverse("publishing_voice_draft", args=[desk.page.pk, "0" * 64])
    assert client.get(gone).status_code == 410
    assert client.post(gone).status_code == 410
    assert not BulletinSound.objects.exists()


def test_nobody_of_another_office_hears_or_orders_a_draft(client, desk):
    address, _post = draft_of(desk)
    client.force_login(desk.editor)
    client.post(address)
    sound = finished(BulletinSound.objects.get())
    client.force_login(make_user(make_province(), Role.EDITOR))
    for path in (
        address,
        reverse("publishing_sound", args=[sound.pk]),
        reverse("publishing_sound_file", args=[sound.pk, "light"]),
    ):
        assert client.get(path).status_code in (302, 403)
        assert "Location" not in client.get(path) or "admin" in client.get(path)["Location"]
    assert client.post(address).status_code in (302, 403)


def test_what_failed_says_why_and_is_tried_again(client, desk):
    address, _post = draft_of(desk)
    client.force_login(desk.editor)
    client.post(address)
    BulletinSound.objects.update(state="failed", reason="Cài espeak-ng")
    page = reverse("publishing_sound", args=[BulletinSound.objects.get().pk])
    assert "Cài espeak-ng" in client.get(page).content.decode()
    client.post(page)
    assert BulletinSound.objects.get().state == "making"


# --- recordings of people -----------------------------------------------------------------------


def test_the_list_names_bulletins_of_ones_offices_with_who_reads_them(client, bulletin, editor):
    theirs = make_bulletin(make_commune(), "Của đơn vị khác")
    client.force_login(editor)
    html = client.get(reverse("publishing_voices")).content.decode()
    assert page_of(bulletin) in html
    assert page_of(theirs) not in html
    assert vi("Nobody has read it yet") in html


def test_the_list_names_the_language_of_what_is_not_in_vietnamese(client, bulletin, editor):
    make_bulletin(bulletin.destination, "Bản dịch", content={"language": "km"})
    client.force_login(editor)
    assert "Tiếng Khmer" in client.get(reverse("publishing_voices")).content.decode()


def test_the_list_takes_the_same_queries_for_many(
    client, bulletin, editor, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(editor)
    client.get(reverse("publishing_voices"))
    with django_assert_max_num_queries(60) as few:
        client.get(reverse("publishing_voices"))
    for number in range(5):
        make_bulletin(bulletin.destination, text=f"Bản tin số {number}.")
    with django_assert_num_queries(len(few)):
        client.get(reverse("publishing_voices"))


def test_without_a_bulletin_the_list_says_what_will_stand_there(client, editor):
    client.force_login(editor)
    assert vi("No bulletin has been released yet") in (
        client.get(reverse("publishing_voices")).content.decode()
    )


def test_a_recording_is_uploaded_prepared_heard_and_approved(client, bulletin, editor, province):
    client.force_login(editor)
    html = client.get(page_of(bulletin)).content.decode()
    assert said_by(bulletin).said.split("\n")[0] in html
    file = _upload()
    data = {
        "file": file,
        "reader_name": "Sùng A Páo",
        "consent_until": "2199-01-01",
        "licence": "own",
        "seen": words_hash(said_by(bulletin)),
    }
    assert client.post(page_of(bulletin), data).status_code == 302
    sound = finished(BulletinSound.objects.get())
    hear = reverse("publishing_sound_hear", args=[sound.pk])
    assert hear not in client.get(page_of(bulletin)).content.decode()
    assert client.post(hear, {"verb": "right"}).status_code in (302, 403)
    assert not hasattr(BulletinSound.objects.get(), "hearing")
    client.force_login(make_user(province, Role.SECTION_HEAD, last_name="Giàng"))
    assert hear in client.get(page_of(bulletin)).content.decode()
    back = f"{bulletin.release_id}/{bulletin.variant.post_id}"
    answer = client.post(hear, {"verb": "right", "back": back})
    assert answer["Location"] == page_of(bulletin)
    assert vi("heard and found right") in client.get(page_of(bulletin)).content.decode()


def _upload():
    return SimpleUploadedFile("doc.wav", make_wav(), "audio/wav")


@pytest.mark.parametrize("changed", [{"seen": "0" * 64}, {"file": None}, {"reader_name": ""}])
def test_what_is_missing_is_said_and_nothing_is_kept(client, bulletin, editor, changed):
    client.force_login(editor)
    data = {
        "file": _upload(),
        "reader_name": "Sùng A Páo",
        "consent_until": "2199-01-01",
        "licence": "own",
        "seen": words_hash(said_by(bulletin)),
        **changed,
    }
    answer = client.post(page_of(bulletin), {k: v for k, v in data.items() if v is not None})
    assert answer.status_code == 200
    assert (
        vi(
            "The recording was not kept. See what is marked below, then record or choose it once more."
        )
        in answer.content.decode()
    )
    assert not BulletinSound.objects.exists()


def test_another_office_sees_neither_the_words_nor_the_recording(client, bulletin, editor):
    sound = make_reading(bulletin, editor)
    client.force_login(make_user(make_province(), Role.LEADER))
    for path in (page_of(bulletin), reverse("publishing_sound_file", args=[sound.pk, "light"])):
        answer = client.get(path)
        assert answer.status_code in (302, 403)
        assert not answer.streaming


# --- machine voices -----------------------------------------------------------------------------


def test_a_leader_lets_machine_voices_out_with_a_reason(client, province):
    leader = make_user(province, Role.LEADER)
    client.force_login(leader)
    page = reverse("publishing_voice_rules")
    assert vi("Machine voices stay inside.") in client.get(page).content.decode()
    data = {"office": province.pk, "goes_out": "yes", "says_label": "on"}
    assert client.post(page, data).status_code == 200
    assert client.post(page, {**data, "reason": "Xã không có người đọc"}).status_code == 302
    html = client.get(page).content.decode()
    assert vi("Machine voices go out to the communes.") in html
    assert "Xã không có người đọc" in html
    assert MachineVoiceChoice.objects.get().says_label


def test_nobody_else_sees_or_changes_the_rule(client, province, editor):
    page = reverse("publishing_voice_rules")
    client.force_login(editor)
    assert client.get(page).status_code in (302, 403)
    other = make_province()
    client.force_login(make_user(other, Role.LEADER))
    client.post(page, {"office": province.pk, "goes_out": "yes", "reason": "Thử"})
    assert not MachineVoiceChoice.objects.exists()


def test_a_grassroots_office_is_shown_to_follow_its_province(client, province):
    make_bare_office(level="grassroots", parent=province)
    let_out(province)
    client.force_login(make_user(province, Role.LEADER))
    html = client.get(reverse("publishing_voice_rules")).content.decode()
    assert vi("The office follows its province.") in html
