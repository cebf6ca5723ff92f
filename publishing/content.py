"""From a page's revision to `Content`: plain data, the same however the page is shown.

Two steps, so that one national item serves many offices: `base_content` reads the page once,
`localise` puts an office's facts and address into it without touching the database.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from cms.fact_wording import Wording
from cms.languages import DEFAULT
from cms.markers import marker_for
from cms.models import InfographicPage, ItemPage, Office
from cms.pieces import raw_blocks
from cms.table_shape import as_table
from media_assets.pieces.description import describe_block
from media_assets.presets import PRESETS
from media_assets.rights import ai_label

from .channel import Block, Content, Correction, Picture
from .filling import Filling
from .frozen import freeze_rendition


def base_content(page: ItemPage, *, revision_id: int) -> Content:
    """Content of the edition's own office, placeholders unresolved.

    `page` is the revision as an object (`revision.as_object()`). Raises OSError if a picture
    cannot be frozen.
    """
    edition, language = page.edition, page.locale.language_code
    blocks = (*_piece(page), *(_block(child) for child in page.body))
    return Content(
        title=page.title,
        lead=page.lead,
        url=page.full_url or "",
        language=language,
        kind=page.work_kind,
        office_code=edition.office.code,
        office_name=edition.office.name,
        blocks=blocks,
        cover=_picture(page.cover, language, alt=page.cover_alt) if page.cover else None,
        pictures=tuple(
            _picture(
                child.value["picture"],
                language,
                alt="" if child.value["decorative"] else child.value["alt"],
                caption=child.value["caption"],
                credit=child.value["credit"],
            )
            for child in page.body
            if child.block_type == "picture" and child.value["picture"]
        ),
        corrections=tuple(_correction(child.value) for child in page.corrections),
        author=page.author_name,
        effective_from=page.effective_from,
        valid_until=page.valid_until,
        marker=marker_for(edition.work.uuid, language, revision_id),
    )


def localise(
    content: Content,
    *,
    office: Office,
    facts: Mapping[str, str],
    own_office: bool,
    wording: Wording | None = None,
) -> Content:
    """`content` as `office` publishes it: its facts, and the address under its path.

    `wording`: how values are put in, where not as the language writes them. Raises
    `cms.placeholders.MissingFact`.
    """
    local = content if own_office else _under_office(content, office)
    filling = Filling(facts, local.language, wording)
    plain = filling.plain
    return replace(
        local,
        title=plain(local.title),
        lead=plain(local.lead),
        blocks=tuple(filling.blocks(local.blocks)),
        edited_text=plain(local.edited_text),
        facts=dict(facts),
    )


def to_data(content: Content) -> dict[str, Any]:
    """JSON-ready copy for the release's record."""
    data = asdict(content)
    del data["script"]  # of a post, not of the item
    for name in ("effective_from", "valid_until"):
        data[name] = data[name].isoformat() if data[name] else None
    if not data["piece"]:  # so that other items keep the hash that they always had
        del data["piece"]
    for correction in data["corrections"]:
        correction["date"] = correction["date"].isoformat()
    return data


def address_at(office: Office, url: str) -> str:
    """Where a national page answers with this office's facts."""
    if not office.home or "://" not in url:
        return url
    scheme, rest = url.split("://", 1)
    host, _slash, path = rest.partition("/")
    return f"{scheme}://{host}/{office.home.slug}/{path}"


def _under_office(content: Content, office: Office) -> Content:
    url = address_at(office, content.url)
    return replace(content, url=url, office_code=office.code, office_name=office.name)


def _picture(
    picture: Any, language: str, *, alt: str = "", caption: str = "", credit: str = ""
) -> Picture:
    """Wherever its credit is shown, readers are told also of what artificial intelligence made.

    The library's caption is Vietnamese: in another language it is no translation, so it is left out.
    """
    frozen = freeze_rendition(picture, PRESETS["social"].spec)
    shown = [credit or picture.credit, ai_label(picture, language)]
    return replace(
        frozen,
        alt=alt,
        caption=caption or (picture.caption if language == DEFAULT else ""),
        credit=" · ".join(filter(None, shown)),
    )


def _correction(value: Mapping[str, Any]) -> Correction:
    return Correction(date=value["date"], wrong=value["wrong"], right=value["right"])


def _block(child: Any) -> Block:
    return Block(
        type=child.block_type, data=_DATA[child.block_type](child.value), id=child.id or ""
    )


def _piece(page: ItemPage) -> Iterable[Block]:
    """What a designed piece says, in words: for those who hear it, and for all that reads blocks."""
    if isinstance(page, InfographicPage):
        blocks = raw_blocks(page)
        lines = [line for block in blocks for line in (block.title, *describe_block(block))]
        text = "\n".join(line for line in lines if line)
        aside = {"source": page.source_line, "description": page.long_description}
        yield Block(type="piece", data={"text": text, **aside})


def _html(value: Any) -> str:
    return str(value.source) if value else ""


def _date(value: Any) -> str:
    return value.isoformat() if value else ""


def _table(value: Mapping[str, Any]) -> dict[str, Any]:
    table = as_table(value["table"])
    rows = [[cell or "" for cell in row] for row in table.get("data", [])]
    return {
        "caption": value["caption"],
        "rows": rows,
        "header_row": bool(table.get("first_row_is_table_header")),
        "header_column": bool(table.get("first_col_is_header")),
    }


def _recording(value: Mapping[str, Any]) -> dict[str, Any]:
    recording = value["recording"]
    return {
        "title": recording.title if recording else "",
        "caption": value["caption"],
        "sha256": recording.sha256 if recording else "",
    }


_DATA: dict[str, Callable[[Any], dict[str, Any]]] = {
    "heading": lambda v: {"text": v["text"], "level": int(v["level"])},
    "paragraph": lambda v: {"text_html": _html(v)},
    "picture": lambda v: {"alt": v["alt"], "caption": v["caption"], "credit": v["credit"]},
    "fact_box": lambda v: {"title": v["title"], "text_html": _html(v["text"])},
    "steps": lambda v: {"title": v["title"], "steps_html": [_html(step) for step in v["steps"]]},
    "table": _table,
    "quotation": lambda v: {"text": v["text"], "attribution": v["attribution"]},
    "question_answer": lambda v: {"question": v["question"], "answer_html": _html(v["answer"])},
    "document": lambda v: {
        "title": v["title"] or (v["document"].title if v["document"] else ""),
        "sha256": v["document"].sha256 if v["document"] else "",
    },
    "video": lambda v: {"url": v["url"], "title": v["title"]},
    "sound": _recording,
    "video_file": _recording,
    "legal_reference": lambda v: {
        "number": v["number"],
        "date": _date(v["date"]),
        "issuer": v["issuer"],
        "article": v["article"],
        "note": v["note"],
    },
}
