"""What a program may read: nodes and listings."""

from __future__ import annotations

from functools import partial

from publishing.sandbox import identity
from publishing.sandbox.call import Body, Call
from publishing.sandbox.errors import unknown_field, unknown_path
from publishing.sandbox.listing import Item, list_items
from publishing.sandbox.nodes import DEFAULT_PAGE, DEFAULT_PHOTO, DEFAULT_POST
from publishing.sandbox.state import Post, Version


def read(call: Call) -> Body:
    match call.request.path:
        case ("debug_token",):
            return identity.debug_token(call.state, call.request, call.effect)
        case ("me",) if call.caller.page is None:
            return {"name": "Người dùng mô phỏng", "id": identity.USER_ID}
        case (("me" | identity.USER_ID), "accounts") if call.caller.page is None:
            return {"data": identity.accounts(call.state)}
        case (node_id,):
            return read_node(call, node_id)
        case (page_id, edge):
            return read_edge(call, page_id, edge)
        case path:
            raise unknown_path("/".join(path))


def read_node(call: Call, node_id: str) -> Body:
    if "_" in node_id:
        return call.viewer.post(*call.post(node_id), call.fields(DEFAULT_POST))
    if node_id in call.state.photos:
        return call.viewer.photo(call.photo(node_id), call.fields(DEFAULT_PHOTO))
    return call.viewer.page(call.page(node_id), call.fields(DEFAULT_PAGE))


def read_edge(call: Call, page_id: str, edge: str) -> Body:
    page = call.page(page_id)
    if edge == "photos":
        return _list(call, _photos(call, page.id))
    wanted = {"feed": None, "posts": True, "published_posts": True, "scheduled_posts": False}
    if edge not in wanted:
        raise unknown_field(edge, "Page")
    call.own_page(page.id)
    return _list(call, _posts(call, page.id, wanted[edge], scheduled=edge == "scheduled_posts"))


def _posts(call: Call, page_id: str, published: bool | None, *, scheduled: bool) -> list[Item]:
    fields = call.fields(DEFAULT_POST)
    return [
        Item(
            int(post.id.split("_")[1]),
            post.created,
            partial(call.viewer.post, post, version, fields),
        )
        for post, version in call.shown_posts(page_id)
        if published in {None, post.is_published(version, call.now)}
        and (post.scheduled is not None or not scheduled)
    ]


def _photos(call: Call, page_id: str) -> list[Item]:
    """Those that the public sees: published, and not in a post that is deleted or not yet shown."""
    fields = call.fields(DEFAULT_PHOTO)
    shown = {
        photo_id for post in call.shown_posts(page_id) for photo_id in _public_ids(call, *post)
    }
    photos = [
        photo
        for photo in reversed(call.state.photos.values())
        if photo.page_id == page_id and call.is_alive(photo)
        if photo.id in shown or (photo.published and photo.post_id is None)
    ]
    return [
        Item(int(photo.id), photo.created, partial(call.viewer.photo, photo, fields))
        for photo in photos
    ]


def _public_ids(call: Call, post: Post, version: Version) -> tuple[str, ...]:
    return post.photo_ids if post.is_published(version, call.now) else ()


def _list(call: Call, items: list[Item]) -> Body:
    truncation = call.faults.truncation()
    return list_items(items, call.request, call.options.base_url, truncation)
