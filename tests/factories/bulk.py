"""Plans of many drawings, and a drawing that takes no typesetter."""

from media_assets.pieces.render import PieceProblem, Rendered
from publishing.pieces.bulk.plan import Plan, Wanted
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
