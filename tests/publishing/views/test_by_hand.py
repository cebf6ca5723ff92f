"""Pictures to save and proofs that came back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from publishing.channel import Picture, Post
from publishing.frozen import freeze
from publishing.models import Confirmation, Delivery, StoredPost
from tests.factories.board import two_desks

pytestmark = pytest.mark.django_db
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def desks():
    return two_desks()


@pytest.fixture
def delivery(desks):
    """Accepted at a place by hand, with one picture."""
    waiting = desks[0].delivery("byhand", state=Delivery.State.ACCEPTED)
    picture = Picture(freeze(PNG), "anh-bia.png", "image/png", 1, 1, len(PNG))
    post = Post(text="Kèm ảnh", pictures=(picture,))
    stored = StoredPost.objects.create(hash=post.hash, data=post.to_data())
    waiting.variant.post = stored
    waiting.variant.save()
    return waiting


def test_a_picture_is_saved_under_the_title_of_the_item(client, desks, delivery):
    client.force_login(desks[0].editor)
    response = client.get(f"/admin/theo-doi/{delivery.pk}/anh/1/")
    assert b"".join(response.streaming_content) == PNG
    assert 'attachment; filename="bai-viet-1.png"' in response["Content-Disposition"]


def test_only_pictures_of_the_post_and_only_for_its_offices(client, desks, delivery):
    client.force_login(desks[0].editor)
    for number in (0, 2):
        assert client.get(f"/admin/theo-doi/{delivery.pk}/anh/{number}/").status_code == 404
    client.force_login(desks[1].keeper)
    assert client.get(f"/admin/theo-doi/{delivery.pk}/anh/1/").status_code == 404


def post_photo(client, user, delivery, content=PNG, name="bang-tin.png"):
    client.force_login(user)
    photo = SimpleUploadedFile(name, content, content_type="image/png")
    answers = {"verb": "posted", "posted-photo": photo}
    return client.post(f"/admin/theo-doi/{delivery.pk}/", answers)


def test_a_photo_is_proof_and_only_its_offices_see_it(client, desks, delivery):
    ours, theirs = desks
    post_photo(client, ours.editor, delivery)
    confirmation = Confirmation.objects.get(delivery=delivery)
    address = f"/admin/theo-doi/xac-nhan/{confirmation.pk}/anh/"
    assert b"".join(client.get(address).streaming_content) == PNG
    client.force_login(theirs.keeper)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", b"no picture"), ("a.svg", b"<svg/>"), ("a.html", PNG)]
)
def test_what_is_no_picture_is_refused_kindly(client, desks, delivery, name, content):
    response = post_photo(client, desks[0].editor, delivery, content, name)
    assert response.context["asked"]["posted"].errors["photo"]
    assert not Confirmation.objects.exists()
