"""Plans of many drawings, and a drawing that takes no typesetter."""

from media_assets.pieces.render import PieceProblem, Rendered
from publishing.models import BulkDrawing
from publishing.pieces.bulk import ordered
from publishing.pieces.bulk.plan import Plan, Wanted
from tests.factories.infographics import FIGURES, make_infographic
from tests.factories.pieces import make_piece

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def drawn_quickly(piece, form) -> Rendered:
    """Stands for `media_assets.pieces.cache.render`; a headline “!” has no room."""
    size = int(form.width).to_bytes(4) + int(form.height).to_bytes(4)
    problems = (PieceProblem("figures", "room"),) if "!" in piece.headline else ()
    text = f"{piece.headline} {piece.footer.office} {form.name}".encode()
    return Rendered(PNG + size + text * 50, "image/png", problems)


def make_plan(*headlines: str, formats=("share", "square"), **fields) -> Plan:
    """One office for each headline."""
    wanted = tuple(
        Wanted(f"0{number}", f"tinh-{number}", "vi", make_piece(headline=headline))
        for number, headline in enumerate(headlines, 1)
    )
    blocks = {"vi": {"figures": "1. Số liệu"}}
    given = {"title": "Bài", "page": 1, "draft": True, "formats": formats, "blocks": blocks}
    return Plan(**{**given, "wanted": wanted, **fields})


def make_order(page, user, **fields) -> BulkDrawing:
    """Of one drawing for the page's own office; its file is there."""
    order = BulkDrawing.objects.create(
        page=page.page_ptr,
        user=user,
        title=page.title,
        offices=[page.office.code],
        languages=["vi"],
        formats=["share"],
        draft=True,
        **fields,
    )
    ordered.keep_plan(order.folder, make_plan(page.title, formats=("share",)))
    ordered.zip_of(order.folder).write_bytes(b"PK\x05\x06" + bytes(18))
    return order


def make_drawings(office, author, title: str) -> dict[str, int]:
    """An infographic's draft, an order of it that is done, and one that a fault stopped."""
    page = make_infographic(office, title=title, piece=[FIGURES], owner=author)
    stopped = make_order(page, author, state="failed", reason="Hết chỗ", total=1, left=1)
    return {
        "infographic": page.pk,
        "drawings": make_order(page, author, state="ready", total=1).pk,
        "stopped drawings": stopped.pk,
    }
