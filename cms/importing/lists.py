"""Paragraphs that begin with "-", "•", "1)" … gathered into lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cms.importing.pieces import Kind, Piece

BULLET = re.compile(r"^(?P<tags>(?:<[bi]>)*)(?P<mark>[-–—•*●○▪■□‣+·])\s+(?=\S)")
NUMBER = re.compile(r"^(?P<tags>(?:<[bi]>)*)\(?(?P<number>\d{1,2})[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Item:
    mark: str
    html: str


def with_lists(pieces: list[Piece]) -> list[Piece]:
    """Two or more neighbours with a mark become a list. Numbers that do not run from 1, and
    letters ("a)"), stay in the text: other texts refer to them."""
    found: list[Piece] = []
    index = 0
    while index < len(pieces):
        run = _bullets(pieces[index:]) or _numbers(pieces[index:])
        if run:
            found.append(Piece(Kind.LIST, _nested(run) if run[0].mark else _flat(run)))
            index += len(run)
        else:
            found.append(pieces[index])
            index += 1
    return found


def _bullets(pieces: list[Piece]) -> list[Item]:
    run: list[Item] = []
    for piece in pieces:
        match = BULLET.match(piece.html) if piece.kind is Kind.TEXT else None
        if not match:
            break
        run.append(Item(match["mark"], match["tags"] + piece.html[match.end() :]))
    return run if len(run) >= 2 else []


def _numbers(pieces: list[Piece]) -> list[Item]:
    run: list[Item] = []
    for piece in pieces:
        match = NUMBER.match(piece.html) if piece.kind is Kind.TEXT else None
        if not match or int(match["number"]) != len(run) + 1:
            break
        run.append(Item("", match["tags"] + piece.html[match.end() :]))
    return run if len(run) >= 2 else []


def _flat(run: list[Item]) -> str:
    return "<ol>" + "".join(f"<li>{item.html}</li>" for item in run) + "</ol>"


def _nested(run: list[Item]) -> str:
    """The first mark is the outer level; another mark ("+") below it is one level deeper."""
    outer = run[0].mark
    items: list[tuple[str, list[str]]] = []
    for item in run:
        if item.mark == outer:
            items.append((item.html, []))
        else:
            items[-1][1].append(item.html)
    body = []
    for html, inner in items:
        below = "<ul>" + "".join(f"<li>{text}</li>" for text in inner) + "</ul>" if inner else ""
        body.append(f"<li>{html}{below}</li>")
    return "<ul>" + "".join(body) + "</ul>"
