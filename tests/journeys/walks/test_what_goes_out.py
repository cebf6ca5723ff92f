"""Promise 1 from end to end: what an approver was shown is what readers and platforms get.

What is stored at the release: `tests/publishing/services/test_releases.py`. That whatever would go
out differently changes the hash: `tests/publishing/test_package.py`.
"""

import pytest
from django.test import Client
from django.urls import reverse

from publishing.channel import Post
from publishing.delivery import sending
from publishing.models import Delivery, Release
from publishing.package import assemble, page_hash_of
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_facebook, rewrite, set_fact
from tests.factories.portal import make_picture
from tests.fakes.channel import ScriptedChannel
from tests.fakes.channel import World as Platform

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("walks 0")]


class Listening(ScriptedChannel):
    """Keeps every post that it is called with."""

    def publish(self, post, *, key, checkpoint):
        self.world.got.append(post)
        return super().publish(post, key=key, checkpoint=checkpoint)


def test_what_the_approver_was_shown_is_what_goes_out():
    desk = Desk(
        title="Cấp thẻ tại xã",
        lead="Gọi {{hotline}} để hỏi.",
        cover=make_picture("Ảnh bìa"),
        cover_alt="Quầy cấp thẻ",
    )
    set_fact(desk.office, "hotline", "0207 000 0000")
    place = make_facebook(desk.office)
    choose(desk, [place])
    desk.submit()
    while (step := desk.step()) is not None:
        page = desk.now()
        shown = assemble(page, page.get_latest_revision())
        screen = Client()
        screen.force_login(_approver(desk, step))
        address = reverse("loa_approve", args=[step.pk])
        assert shown.fingerprint in screen.get(address).content.decode()
        screen.post(address, {"approve": "1", "fingerprint": shown.fingerprint})

    _change_everything_afterwards(desk, place)

    done = Release.objects.get(office=desk.office)
    posts = {leg.destination.pk: leg.post for leg in shown.legs}
    stored = {v.destination_id: Post.from_data(v.post.data) for v in done.variants.all()}
    assert done.fingerprint == shown.fingerprint
    assert stored == posts
    assert _called_with(place) == [posts[place.pk]]
    assert page_hash_of(desk.now().live_revision, approved=done.content) == shown.page_hash
    page = Client().get(desk.now().url).content.decode()
    assert "Cấp thẻ tại xã" in page
    assert "Chuaduyet" not in page


def _approver(desk: Desk, step):
    return desk.reviewer if step.task.specific.role == "policy_reviewer" else desk.leader


def _change_everything_afterwards(desk: Desk, place) -> None:
    rewrite(desk, title="Chuaduyet", lead="Chuaduyet", cover_alt="Chuaduyet")
    texts = {"facebook": {"text": "Chuaduyet"}}
    choose(desk, [place], texts=texts, leg_texts={place.pk: "Chuaduyet"})
    place.name = "Chuaduyet"
    place.save()


def _called_with(place) -> list[Post]:
    """By the engine, once the page that the post links to is up."""
    platform = Platform()
    platform.got = []
    Delivery.objects.filter(destination__channel="portal").update(state=Delivery.State.DELIVERED)
    delivery = Delivery.objects.get(destination=place)
    sending.send(
        delivery.pk,
        open_channel=lambda destination, begun: Listening({}, platform, begun),
    )
    return platform.got
