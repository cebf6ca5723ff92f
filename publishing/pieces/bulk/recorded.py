"""A piece read back from its data (`Piece.to_data`, written as JSON)."""

from decimal import Decimal
from typing import Any

from media_assets.pieces import data

_KINDS: dict[str, Any] = {kind.kind: kind for kind in data.Block.__subclasses__()}
_PARTS: dict[str, Any] = {
    "figures": data.Figure,
    "steps": data.Step,
    "rows": data.Compared,
    "moments": data.Moment,
    "points": data.Point,
    "items": data.Labelled,
}


def piece_from(recorded: dict[str, Any]) -> data.Piece:
    """Equal to the piece that the data was made of."""
    blocks = tuple(_block(one) for one in recorded["blocks"])
    return data.Piece(**{**recorded, "blocks": blocks, "footer": data.Footer(**recorded["footer"])})


def _block(recorded: dict[str, Any]) -> data.Block:
    given = {
        name: tuple(_part(name, one) for one in value) if name in _PARTS else value
        for name, value in recorded.items()
        if name != "kind"
    }
    made: data.Block = _KINDS[recorded["kind"]](**given)
    return made


def _part(name: str, recorded: dict[str, Any]) -> Any:
    if name == "points":
        recorded = {**recorded, "value": Decimal(recorded["value"])}
    return _PARTS[name](**recorded)
