"""A page of the sandbox, and what an engine would do with it."""

import io
from datetime import UTC, datetime, timedelta
from itertools import count

from PIL import Image

from publishing import frozen
from publishing.channel import Picture, Post
from publishing.channels.facebook import FacebookChannel
from publishing.http import Outbound

LINK = "https://loa.example.vn/tin-tuc/bai-1/"
APP = "900000000000001"
_pages = count(104000000000100)


class Memory:
    """A checkpoint in memory."""

    def __init__(self, data=()):
        self.data, self.saved = dict(data), []

    def save(self, data):
        self.data.update(data)
        self.saved.append(sorted(data))


class Page:
    """One page of the sandbox, and what an engine would do with it."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.id = str(next(_pages))
        self.config = {
            "page_id": self.id,
            "app_id": APP,
            "access_token": f"sandbox-token-{self.id}",
        }
        self.checkpoint = Memory()
        self.since = datetime.now(UTC)
        self.begun = []

    def channel(self, *, on_irreversible=None, seconds=10, **config):
        begin = on_irreversible or (lambda: self.begun.append("begun"))
        http = Outbound(
            deadline=timedelta(seconds=seconds), exceptions=["127.0.0.1"], on_irreversible=begin
        )
        return FacebookChannel({**self.config, **config}, http)

    def publish(self, post, **options):
        return self.channel(**options).publish(post, key="k", checkpoint=self.checkpoint)

    def find(self, post, **options):
        return self.channel(**options).find(
            post, key="k", since=self.since, checkpoint=self.checkpoint
        )

    def posts(self):
        return self.sandbox.posts(self.id)

    def fault(self, mode, *, times=1, method="POST", path=None):
        match = {"method": method, "path_contains": path or f"{self.id}/feed"}
        self.sandbox.faults({"mode": mode, "match": match, "times": times})


def jpeg(colour):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "JPEG")
    return file.getvalue()


def picture(colour="red", **fields):
    data = jpeg(colour)
    sha256 = frozen.freeze(data)
    return Picture(sha256, f"anh-{colour}.jpg", "image/jpeg", 40, 30, len(data), **fields)


def link_post(text="Bảo hiểm y tế\n\nMức đóng giảm dần."):
    return Post(text=text, link=LINK)


def photo_post(*colours):
    return Post(
        text=f"Ảnh\n\nXem chi tiết: {LINK}", link=LINK, pictures=tuple(map(picture, colours))
    )


POSTS = {
    "link": link_post,
    "photo": lambda: photo_post("red"),
    "photos": lambda: photo_post("red", "blue"),
}
