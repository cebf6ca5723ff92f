"""SVG, by what is wrong with it."""

import gzip
from collections.abc import Iterator

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
BOX = ' viewBox="0 0 96 64">'
SHAPE = '<rect width="48" height="64" fill="#0b4f8a"/>'
SECRET = "http://169.254.169.254/tai-nha-rieng"


def _chain(before: str, drawn: str) -> str:
    """Fillings filled by fillings, ten times each, in another way of writing than `fill="…"`."""
    parts = ['<linearGradient id="x"><stop offset="0"/></linearGradient>']
    for n in range(1, 9):
        style, one = before.replace(".a", f".a{n}"), drawn.replace('"a"', f'"a{n}"')
        style, one = (each.replace("%d", str(n - 1)) for each in (style, one))
        shapes = f'<rect width="9" height="9" {one}/>' * 10
        parts.append(f'{style}<pattern id="p{n}" width="9" height="9">{shapes}</pattern>')
    return "".join(parts) + '<rect width="96" height="64" fill="url(#p8)"/>'


def _handed_down() -> str:
    """A group says once what each of its parts is filled with."""
    shapes = '<rect width="9" height="9"/>' * 10
    parts = [
        f'<pattern id="h{n}" width="9" height="9"><g fill="url(#h{n - 1})">{shapes}</g></pattern>'
        for n in range(1, 9)
    ]
    return "".join(parts) + '<g style="fill:url(#h8)"><rect width="96" height="64"/></g>'


def _masks(kind: str, by: str) -> str:
    parts = [
        f'<{kind} id="m{n}">' + f'<rect width="9" height="9" {by % (n - 1)}/>' * 10 + f"</{kind}>"
        for n in range(1, 9)
    ]
    return "".join(parts) + f'<rect width="96" height="64" {by % 8}/>'


def _arrows() -> str:
    """One of many parts at every corner of a line that has thousands."""
    parts = '<path d="M0 0h1v1z"/>' * 100
    arrow = f'<marker id="r" markerWidth="9" markerHeight="9">{parts}</marker>'
    corners = "".join(f"L{n % 96} {n % 64}" for n in range(2_000))
    return f'<style>path.r{{marker-mid:url(#r)}}</style>{arrow}<path class="r" d="M0 0{corners}"/>'


INSIDE = {
    "SVG in order": "",
    "SVG with a script": "<script>alert(1)</script>",
    "SVG with a script from elsewhere": f'<script xlink:href="{SECRET}"/>',
    "SVG with foreign content": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">'
    "<iframe src='javascript:alert(1)'/></body></foreignObject>",
    "SVG with a picture from elsewhere": f'<image href="{SECRET}" width="9" height="9"/>',
    "SVG with a file of the machine": '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
    "SVG with parts from elsewhere": f'<use href="{SECRET}#a"/>',
    "SVG with a style from elsewhere": f'<style>@import url("{SECRET}");</style>',
    "SVG with a filling from elsewhere": f'<rect width="9" height="9" style="fill:url({SECRET})"/>',
    "SVG with a spelled style": "<style>a{b:\\75\\72\\6c(x)}</style>",
    "SVG that moves": '<set attributeName="href" to="javascript:alert(1)"/><animate begin="0s"/>',
    "SVG with a link": '<a xlink:href="javascript:alert(1)"><text y="9">Xem</text></a>',
    "SVG with handlers": '<rect width="9" height="9" onclick="alert(1)" onload="alert(1)"/>',
    "SVG with a page inside": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="//x"/>',
    "SVG with a picture inside": '<image href="data:image/svg+xml,&lt;svg/&gt;" width="9" height="9"/>',
    "SVG with a program's notes": '<metadata>x</metadata><g xmlns:i="http://www.inkscape.org/x"'
    ' i:label="Lớp 1"/>',
    "SVG with words": '<text x="4" y="30" font-size="12">Bảo hiểm xã hội</text>',
    "SVG of fillings within fillings": "".join(
        f'<pattern id="p{n}" width="9" height="9" patternUnits="userSpaceOnUse">'
        + f'<rect width="9" height="9" fill="url(#p{n - 1})"/>' * 10
        + "</pattern>"
        for n in range(1, 9)
    )
    + '<rect width="96" height="64" fill="url(#p8)"/>',
    "SVG of fillings by a style": _chain(
        "<style>.a{fill:none;stroke:url(#p%d)}</style>", 'class="a"'
    ),
    "SVG of fillings in one attribute": _chain("", 'style="fill:url(#x);stroke:url(#p%d)"'),
    "SVG of fillings handed down": _handed_down(),
    "SVG of masks within masks": _masks("mask", 'style="opacity:.9;mask:url(#m%d)"'),
    "SVG of cuttings within cuttings": _masks("clipPath", 'clip-path="url(#m%d)"'),
    "SVG of arrows on a thousand corners": _arrows(),
    "SVG that copies itself": '<g id="a"><use href="#a"/></g><use href="#a"/>',
    "SVG with a circle of copies": '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
    "SVG of a million copies": "".join(
        f'<g id="c{n}">' + f'<use href="#c{n - 1}"/>' * 10 + "</g>" for n in range(1, 8)
    )
    + '<g id="c0"><path d="M0 0h9"/></g><use href="#c7"/>',
    "SVG of 30,000 parts": "<path/>" * 30_000,
    "SVG of a hundred layers": "<g>" * 100 + "</g>" * 100,
    "SVG of a thousand layers": "<g>" * 1000 + "</g>" * 1000,
}
DECLARED = {
    "SVG with an entity from the machine": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "SVG with an entity from elsewhere": f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "{SECRET}"> %x;]>',
    "SVG with a style sheet": f'<?xml-stylesheet href="{SECRET}"?>',
}


def all_of_them() -> Iterator[tuple[str, bytes]]:
    for name, inside in INSIDE.items():
        yield name, _drawing(inside).encode()
    for name, before in DECLARED.items():
        yield name, (before + _drawing("<text>x</text>")).encode()
    yield from _odd()


def _odd() -> Iterator[tuple[str, bytes]]:
    sound = _drawing("")
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    laughs = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{lines}]>{_drawing("<text>&a8;</text>")}'
    yield "SVG that laughs a billion times", laughs.encode()
    yield (
        "SVG with a public DTD",
        f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "{SECRET}">{sound}'.encode(),
    )
    yield "SVG in UTF-16 with a script", _drawing("<script>alert(1)</script>").encode("utf-16")
    yield "SVG in UTF-7", b'<?xml version="1.0" encoding="UTF-7"?>' + sound.encode("utf-7")
    yield "SVG under a prefix, with a script", _prefixed().encode()
    yield "SVG packed", gzip.compress(sound.encode(), mtime=0)
    yield "SVG without an end", sound[:-20].encode()
    yield "SVG without size", f"{HEAD}>{SHAPE}</svg>".encode()
    yield "SVG of no size", f'{HEAD} viewBox="0 0 0 nan">{SHAPE}</svg>'.encode()
    yield "SVG of endless size", f'{HEAD} width="1e308" height="1">{SHAPE}</svg>'.encode()
    yield (
        "SVG a thousand times as long as wide",
        f'{HEAD} viewBox="0 0 1000 1">{SHAPE}</svg>'.encode(),
    )
    yield "SVG of 3 MB", _drawing(f"<desc>{'a' * 3_000_000}</desc>").encode()


def _drawing(inside: str) -> str:
    return f"{HEAD}{BOX}{SHAPE}{inside}</svg>"


def _prefixed() -> str:
    return (
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 96 64"><s:rect width="48" height="64"/>'
        "<s:script>alert(1)</s:script></s:svg>"
    )
