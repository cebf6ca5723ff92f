"""What the public would see, as pages for a browser.

The texts are Vietnamese only and stand here, not in a catalogue: this plays somebody else's site.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta, timezone
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from publishing.sandbox.faults import normalised
from publishing.sandbox.platform import Reply
from publishing.sandbox.state import Page, Photo, Post, State, Version

HANOI = timezone(timedelta(hours=7))
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
STYLE = Path(__file__).with_name("wall.css").read_bytes()
ADDRESS = re.compile(r"https?://(?:(?!&quot;|&lt;|&gt;|&#x27;)[^\s])+")
TRAILING = ".,;:!?)…"
MAX_SHOWN_PHOTOS = 5

LAYOUT = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} – Trang mô phỏng</title>
<link rel="stylesheet" href="/_sandbox/wall.css">
</head>
<body>
<p class="banner" role="note"><strong>Trang mô phỏng.</strong>
Đây không phải Facebook thật: bài ở đây không tới công chúng.</p>
<header class="bar"><a href="/">Mạng xã hội mô phỏng</a></header>
<main>
{main}
</main>
</body>
</html>
"""


class Wall:
    def __init__(self, state: State, base_url: str) -> None:
        self.state = state
        self.base_url = base_url

    def handle(self, parts: tuple[str, ...]) -> Reply:
        with self.state.lock:
            match parts:
                case ():
                    return _html("Các trang", self._index())
                case (page_id,) if page_id in self.state.pages:
                    page = self.state.pages[page_id]
                    return _html(page.name, self._page(page))
                case (page_id, "posts", number):
                    return self._single(page_id, f"{page_id}_{number}")
                case _:
                    return _not_found()

    def file(self, parts: tuple[str, ...]) -> Reply:
        """The style, and the pictures under their photo's id."""
        if parts == ("wall.css",):
            return Reply(200, STYLE, "text/css; charset=utf-8")
        photo = self.state.photos.get(parts[1]) if len(parts) == 2 else None
        path = self.state.photo_dir / photo.sha256 if photo else None
        if photo is None or path is None or photo.deleted or not path.is_file():
            return _not_found()
        return Reply(200, path.read_bytes(), photo.mime, {"X-Content-Type-Options": "nosniff"})

    def _public_posts(self, page_id: str) -> list[tuple[Post, Version]]:
        now = time.time()
        shown = [(post, post.shown(now)) for post in self.state.posts_of(page_id)]
        return [(post, one) for post, one in shown if one and post.is_published(one, now)]

    def _index(self) -> str:
        if not self.state.pages:
            return _empty("Chưa có trang nào", "Trang hiện ra ở đây khi Loa kết nối lần đầu.")
        rows = [
            f'<li><a class="row" href="/{page.id}">{_avatar(page)}<span>'
            f"<strong>{escape(page.name)}</strong>"
            f"<small>{len(self._public_posts(page.id))} bài đăng</small></span></a></li>"
            for page in self.state.pages.values()
        ]
        return f'<h1>Các trang</h1><ul class="pages card">{"".join(rows)}</ul>'

    def _page(self, page: Page) -> str:
        posts = self._public_posts(page.id)
        head = (
            f'<div class="card profile"><div class="cover"></div>{_avatar(page)}'
            f"<h1>{escape(page.name)}</h1><p>Cơ quan nhà nước · {len(posts)} bài đăng</p></div>"
        )
        if not posts:
            return head + _empty("Chưa có bài đăng", "Bài được đăng sẽ hiện ở đây.")
        return head + "".join(self._article(page, *one) for one in posts)

    def _single(self, page_id: str, post_id: str) -> Reply:
        page = self.state.pages.get(page_id)
        for post, version in self._public_posts(page_id):
            if page is not None and post.id == post_id:
                back = f'<p class="back"><a href="/{page.id}">Về trang {escape(page.name)}</a></p>'
                return _html(page.name, self._article(page, post, version) + back)
        return _not_found()

    def _article(self, page: Page, post: Post, version: Version) -> str:
        link = f"/{page.id}/posts/{post.id.split('_')[1]}"
        made = datetime.fromtimestamp(post.created, UTC).astimezone(HANOI)
        text = normalised(version.message, version.normalise)
        return (
            f'<article class="card"><header class="row">{_avatar(page)}<span>'
            f'<strong><a href="/{page.id}">{escape(page.name)}</a></strong><small>'
            f'<a href="{link}"><time datetime="{made.isoformat()}">'
            f"{made:%H:%M, %d/%m/%Y}</time></a>{_edited(post)} · Công khai</small></span></header>"
            f'<div class="text">{_linked(text)}</div>{self._media(post)}</article>'
        )

    def _media(self, post: Post) -> str:
        attached = (self.state.photos[photo_id] for photo_id in post.photo_ids)
        photos = [photo for photo in attached if not photo.deleted]
        if photos:
            shown = photos[:MAX_SHOWN_PHOTOS]
            more = len(photos) - len(shown)
            rest = f'<p class="more">và {more} ảnh nữa</p>' if more else ""
            return f'<div class="photos n{len(shown)}">{"".join(map(_image, shown))}</div>{rest}'
        return _link_card(post) if post.link else ""


def _image(photo: Photo) -> str:
    return (
        f'<a href="/_sandbox/photos/{photo.id}"><img src="/_sandbox/photos/{photo.id}" '
        f'alt="{escape(photo.alt_text or "Ảnh của bài đăng")}" width="{photo.width}" height="{photo.height}"></a>'
    )


def _link_card(post: Post) -> str:
    host = urlsplit(post.link).netloc
    title = post.link_title or post.link
    return (
        f'<a class="link" href="{escape(post.link)}" rel="noopener noreferrer nofollow">'
        f"<small>{escape(host)}</small><strong>{escape(title)}</strong></a>"
    )


def _edited(post: Post) -> str:
    changed = any(version.message != post.versions[0].message for version in post.versions)
    return ' · <span class="edited">Đã chỉnh sửa</span>' if changed else ""


def _linked(text: str) -> str:
    return ADDRESS.sub(_anchor, escape(text))


def _anchor(match: re.Match[str]) -> str:
    address = match[0].rstrip(TRAILING)
    rest = match[0][len(address) :]
    return f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>{rest}'


def _avatar(page: Page) -> str:
    letter = next((sign for sign in page.name if sign.isalpha()), "T")
    return f'<span class="avatar" aria-hidden="true">{escape(letter.upper())}</span>'


def _empty(title: str, text: str) -> str:
    return f'<div class="card empty"><h2>{title}</h2><p>{text}</p></div>'


def _html(title: str, main: str, status: int = 200) -> Reply:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    content = LAYOUT.format(title=escape(title), main=main).encode("utf-8", "replace")
    headers |= {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
    return Reply(status, content, "text/html; charset=utf-8", headers)


def _not_found() -> Reply:
    text = "Liên kết có thể đã hỏng, hoặc bài viết đã bị gỡ."
    main = _empty("Nội dung này hiện không xem được", text)
    return _html("Không xem được", main + '<p class="back"><a href="/">Về các trang</a></p>', 404)
