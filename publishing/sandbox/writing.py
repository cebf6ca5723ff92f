"""What changes a page: posts, photos, edits, deletions."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from publishing.sandbox.attached import attached_photos
from publishing.sandbox.call import Body, Call
from publishing.sandbox.errors import (
    duplicate_post,
    invalid_parameter,
    neither_message_nor_link,
    not_our_post,
    unknown_path,
)
from publishing.sandbox.listing import read_time
from publishing.sandbox.pictures import store_picture
from publishing.sandbox.state import Photo, Post, Version

MAX_MESSAGE = 63_206
MIN_SCHEDULE, MAX_SCHEDULE = 10 * 60, 75 * 24 * 3600


def write(call: Call) -> Body:
    """POST. Nothing is changed here: the effect of the call says what is to be."""
    match call.request.path:
        case (page_id, "feed"):
            return publish_post(call, page_id)
        case (page_id, "photos"):
            return upload_photo(call, page_id)
        case (post_id,):
            return edit_post(call, post_id)
        case path:
            raise unknown_path("/".join(path))


def publish_post(call: Call, page_id: str) -> Body:
    page = call.own_page(page_id)
    message, link = _message(call, "message"), _link(call)
    photos = attached_photos(call, page.id)
    if not message.strip() and not link and not photos:
        raise neither_message_nor_link()
    scheduled = _scheduled(call)
    post = _new_post(call, page.id, message, photos, link="" if photos else link)
    post = replace(post, scheduled=scheduled, link_title=call.prepared.link_title)
    _refuse_duplicate(call, post)
    _record_created(call, post, photos)
    return _created(call, post, {"id": post.id})


def upload_photo(call: Call, page_id: str) -> Body:
    """A published photo makes a post; others wait for a post that attaches them."""
    page = call.own_page(page_id)
    if call.prepared.problem is not None:
        raise call.prepared.problem
    photo = _new_photo(call, page.id)
    if not photo.published or call.request.flag("no_story", False):
        call.effect.photo_id = photo.id
        call.effect.records.append(photo)
        return _with_fields(call, {"id": photo.id}, photo)
    post = _new_post(call, page.id, photo.caption, [photo], link="")
    _record_created(call, post, [photo])
    call.effect.photo_id = photo.id
    body = {"id": photo.id, "post_id": post.id}
    return _with_fields(call, body, replace(photo, post_id=post.id))


def edit_post(call: Call, post_id: str) -> Body:
    post = call.committed_post(post_id)
    if post.app_id != call.caller.app_id:
        raise not_our_post()
    if not {"message", "is_published"} & call.request.fields.keys():
        raise invalid_parameter("Nothing to change: give message or is_published.")
    message = _message(call, "message") if "message" in call.request.fields else post.latest.message
    if not message.strip() and not post.link and not post.photo_ids:
        raise neither_message_nor_link()
    published = call.request.flag("is_published", post.latest.published)
    visible_at = max(call.now, post.latest.visible_at)
    edited = post.with_version(
        visible_at=visible_at, made=call.now, message=message, published=published, normalise=()
    )
    _record(call, "edited", edited)
    return {"success": True}


def delete(call: Call) -> Body:
    match call.request.path:
        case (photo_id,) if photo_id in call.state.photos:
            return delete_photo(call, photo_id)
        case (post_id,):
            post = call.committed_post(post_id)
            gone = post.with_version(visible_at=call.now, made=call.now, deleted=True)
            _record(call, "deleted", gone)
            return {"success": True}
        case path:
            raise unknown_path("/".join(path))


def delete_photo(call: Call, photo_id: str) -> Body:
    """The post that shows nothing but this photo goes with it."""
    photo = call.photo(photo_id)
    call.own_page(photo.page_id)
    post = call.state.posts.get(photo.post_id or "")
    if post is not None and post.photo_ids == (photo.id,) and not post.latest.deleted:
        gone = post.with_version(visible_at=call.now, made=call.now, deleted=True)
        _record(call, "deleted", gone)
    call.effect.photo_id = photo.id
    call.effect.records.append(replace(photo, deleted=True))
    return {"success": True}


def _message(call: Call, *names: str) -> str:
    message = next((call.request.get(name) for name in names if name in call.request.fields), "")
    if len(message) > MAX_MESSAGE:
        raise invalid_parameter(f"The message is longer than {MAX_MESSAGE} characters.")
    return message


def _link(call: Call) -> str:
    link = call.request.get("link").strip()
    host = _host(link)
    if link and not host:
        raise invalid_parameter("link URL is not properly formatted", subcode=2061006)
    if host == "facebook.com" or host.endswith(".facebook.com"):
        raise invalid_parameter("Links to the platform itself are refused.", subcode=1609008)
    if call.prepared.problem is not None:
        raise call.prepared.problem
    return link


def _host(link: str) -> str:
    """Empty for what is no web address."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def _scheduled(call: Call) -> int | None:
    moment = read_time(call.request, "scheduled_publish_time")
    if moment is None:
        return None
    if call.request.flag("published", True):
        raise invalid_parameter("A scheduled post needs published=false.")
    if not MIN_SCHEDULE <= moment - call.now <= MAX_SCHEDULE:
        raise invalid_parameter("The specified scheduled publish time is invalid.")
    return int(moment)


def _new_post(call: Call, page_id: str, message: str, photos: list[Photo], *, link: str) -> Post:
    published = call.request.flag("published", True)
    return Post(
        id=f"{page_id}_{call.state.new_id()}",
        page_id=page_id,
        app_id=call.caller.app_id,
        created=call.now,
        link=link,
        photo_ids=tuple(photo.id for photo in photos),
        versions=(Version(call.now, call.now, message, published),),
    )


def _new_photo(call: Call, page_id: str) -> Photo:
    picture = call.prepared.picture
    if picture is None:
        raise invalid_parameter("A photo needs a file or a url.")
    store_picture(call.state.photo_dir, picture)
    return Photo(
        id=call.state.new_id(),
        page_id=page_id,
        created=call.now,
        sha256=picture.sha256,
        mime=picture.mime,
        width=picture.width,
        height=picture.height,
        caption=_message(call, "caption", "message", "name"),
        alt_text=call.request.get("alt_text_custom"),
        published=call.request.flag("published", True),
        temporary=call.request.flag("temporary", False),
    )


def _refuse_duplicate(call: Call, post: Post) -> None:
    """The platform compares with the page's newest post only."""
    posts = (old for old in call.state.posts_of(post.page_id) if not old.latest.deleted)
    last = next(posts, None)
    if last is None or call.options.accept_duplicates:
        return
    if last.latest.published and post.latest.published and _same(call, last, post):
        raise duplicate_post()


def _same(call: Call, last: Post, post: Post) -> bool:
    pictures = [
        [call.state.photos[photo_id].sha256 for photo_id in one.photo_ids] for one in (last, post)
    ]
    same_text = (last.latest.message, last.link) == (post.latest.message, post.link)
    return same_text and pictures[0] == pictures[1]


def _record_created(call: Call, post: Post, photos: list[Photo]) -> None:
    for photo in photos:
        public = photo.published or post.latest.published
        call.effect.records.append(replace(photo, post_id=post.id, published=public))
    _record(call, "created", post)


def _record(call: Call, name: str, post: Post) -> None:
    """Only here does a post enter the effect: where its age and its looks are decided by faults."""
    late = call.faults.seconds("late_visibility")
    looks = post.latest.normalise if post.latest.deleted else call.faults.normalisations()
    version = replace(post.latest, visible_at=post.latest.visible_at + late, normalise=looks)
    call.effect.records.append(replace(post, versions=(*post.versions[:-1], version)))
    call.effect.name, call.effect.post_id = name, post.id


def _created(call: Call, post: Post, body: Body) -> Body:
    """Read-after-write: the fields that were asked for come with the id."""
    fields = call.fields({})
    return body | call.viewer.post(post, post.latest, fields) if fields else body


def _with_fields(call: Call, body: Body, photo: Photo) -> Body:
    fields = call.fields({})
    return body | call.viewer.photo(photo, fields) if fields else body
