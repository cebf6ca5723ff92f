"""Hostile, broken and merely odd pictures, drawings and file names: made here, the same every time.

    python -m tests.files.hostile.make FOLDER     writes them all, to look at

`files()` are what `expected.py` says the answer to. Whatever must never be stored carries `SECRET`.
"""

import sys
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from . import drawings, forging

pillow_heif.register_heif_opener()
SECRET = b"0912 345 6xx tai nha rieng"
MARKUP = b"<html><script>alert(document.cookie)</script></html>"
SIZE = (96, 64)
NAMES = {
    "name out of the folder": "../../../../etc/cron.d/anh.png",
    "name out of the folder, the other way": "..\\..\\Windows\\win.ini.png",
    "name that is read from the right": "anh\u202egnp.exe",
    "name with controls": "a\x00b\x07\x1b[31mc\r\nX-Y: z.png",
    "name of a device": "CON.png",
    "name of 300 letters": "Ư" * 300 + ".png",
    "name of dots": "....png",
    "name of nothing": ".png",
    "name without an ending": "png",
    "name of a program": "anh.php.png.exe",
    "name of markup": "<img src=x onerror=alert(1)>.png",
    "name of signs": "👩🏽‍⚕️🇻🇳.png",
    "name that cannot be seen": "\u200b\u200d\u2060\ufeff.png",
    "name of a template": "{{ 7*7 }}%s%(x)s${7*7}.png",
}


@cache
def files() -> dict[str, tuple[str, bytes]]:
    """File name and content, by what is wrong with them."""
    made = {name: make() for name, make in MAKERS.items()}
    made |= {
        name: (f"hinh-{at}.svg", data) for at, (name, data) in enumerate(drawings.all_of_them())
    }
    return made | {name: (given, photo("PNG")) for name, given in NAMES.items()}


def shapes(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Something to see, so that a cleaned picture can be compared with it."""
    drawn = Image.new("RGB", size, "#0b4f8a")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((size[0] // 2, 0, *size), fill="#f2b705")
    pen.ellipse((4, 4, size[1] - 8, size[1] - 8), fill="white")
    made = drawn.convert(mode)
    if mode == "RGBA":
        made.paste((0, 0, 0, 0), (0, 0, size[0] // 4, size[1]))
    return made


def photo(kind: str, mode: str = "RGB", size: tuple[int, int] = SIZE, **options: object) -> bytes:
    data = BytesIO()
    shapes(mode, size).save(data, kind, **options)
    return data.getvalue()


def particulars(orientation: int = 1) -> bytes:
    """Where, when, by whom and with which camera."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = orientation, SECRET.decode()
    exif[0x010F] = exif[0x9C9D] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 2.0, 3.0), 3: "E", 4: (105.0, 5.0, 1.0)})
    exif.get_ifd(0x8769).update({0xA431: SECRET.decode(), 0x9003: "2026:01:02 03:04:05"})
    return exif.tobytes()


def _maker_note() -> bytes:
    """As much as fits into a segment."""
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x927C: SECRET + bytes(64_000)})
    return exif.tobytes()


def _broken_pieces() -> bytes:
    """A profile of which piece 3 of 2 is there, and piece 1 twice."""
    made = photo("JPEG")
    for piece in (3, 1, 1):
        made = forging.app(made, 2, b"ICC_PROFILE\0" + bytes([piece, 2]) + SECRET)
    return made


def _text(compressed: bool = False) -> PngImagePlugin.PngInfo:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET.decode(), zip=compressed)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>")
    return words


def _animated(kind: str) -> bytes:
    first, second = shapes(), shapes().transpose(Image.Transpose.ROTATE_180)
    data = BytesIO()
    first.save(data, kind, save_all=True, append_images=[second], duration=100)
    return forging.without_times(data.getvalue()) if kind == "AVIF" else data.getvalue()


def _profile(space: str) -> bytes:
    return forging.without_date(ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes())


def _two_in_one() -> bytes:
    """As many telephones write them."""
    data = BytesIO()
    shapes().save(data, "MPO", save_all=True, append_images=[shapes(size=(48, 32))])
    return data.getvalue()


def _sixteen_bits() -> bytes:
    rows = b"".join(
        b"\0" + b"".join((x * 680).to_bytes(2, "big") * 3 for x in range(96)) for _y in range(64)
    )
    return forging.png(96, 64, depth=16, colours=2, data=zlib.compress(rows))


def _palette() -> bytes:
    data, few = BytesIO(), shapes().quantize(8)
    few.save(data, "PNG", transparency=few.getpixel((0, 0)))
    return data.getvalue()


def _wide_bits() -> bytes:
    """Written by hand: a library would take a gigabyte for it."""
    return forging.png(30_000, 30_000, depth=1, colours=0, data=forging.zeros(108))


def _grey_sixteen() -> bytes:
    data = BytesIO()
    grey = Image.new("I;16", SIZE)
    grey.paste(40_000, (0, 0, 48, 64))
    grey.save(data, "PNG")
    return data.getvalue()


def _long() -> bytes:
    return photo("PNG", "1", (16_001, 64))


Maker = Callable[[], tuple[str, bytes]]
MAKERS: dict[str, Maker] = {
    "JPEG with place and owner": lambda: ("a.jpg", photo("JPEG", exif=particulars())),
    "JPEG that lies on its side": lambda: ("a.jpg", photo("JPEG", exif=particulars(6))),
    "JPEG with an orientation that there is not": lambda: (
        "a.jpg",
        photo("JPEG", exif=particulars(99)),
    ),
    "JPEG with broken particulars": lambda: (
        "a.jpg",
        forging.app(photo("JPEG"), 1, b"Exif\0\0MM*!"),
    ),
    "JPEG with particulars that point to themselves": lambda: (
        "a.jpg",
        forging.app(photo("JPEG"), 1, forging.EXIF_LOOP),
    ),
    "JPEG that is turned as no camera does": lambda: ("a.jpg", photo("JPEG", exif=particulars(9))),
    "JPEG with a huge note of its maker": lambda: ("a.jpg", photo("JPEG", exif=_maker_note())),
    "JPEG with a profile in pieces": lambda: ("a.jpg", _broken_pieces()),
    "JPEG with half a profile": lambda: (
        "a.jpg",
        photo("JPEG", icc_profile=_profile("sRGB")[:300] + SECRET),
    ),
    "JPEG with a telling thumbnail": lambda: (
        "a.jpg",
        forging.app(photo("JPEG"), 1, b"Exif\0\0II*\0\x08\0\0\0\0\0" + photo("JPEG") + SECRET),
    ),
    "JPEG with XMP": lambda: (
        "a.jpg",
        forging.app(photo("JPEG"), 1, b"http://ns.adobe.com/xap/1.0/\0<x>" + SECRET + b"</x>"),
    ),
    "JPEG with IPTC": lambda: (
        "a.jpg",
        forging.app(photo("JPEG"), 13, b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x20" + SECRET),
    ),
    "JPEG with a comment": lambda: ("a.jpg", photo("JPEG", comment=SECRET + MARKUP)),
    "JPEG with a web page behind its end": lambda: ("a.jpg", photo("JPEG") + MARKUP + SECRET),
    "JPEG that is an archive, too": lambda: ("a.jpg", photo("JPEG") + forging.archive(SECRET)),
    "JPEG with a broken profile": lambda: (
        "a.jpg",
        photo("JPEG", icc_profile=b"\0" * 200 + SECRET),
    ),
    "JPEG with a profile of other colours": lambda: (
        "a.jpg",
        photo("JPEG", icc_profile=_profile("LAB")),
    ),
    "JPEG for printing": lambda: ("a.jpg", photo("JPEG", "CMYK")),
    "JPEG for printing with a profile for screens": lambda: (
        "a.jpg",
        photo("JPEG", "CMYK", icc_profile=_profile("sRGB")),
    ),
    "JPEG in grey": lambda: ("a.jpg", photo("JPEG", "L")),
    "JPEG of two pictures": lambda: ("a.jpg", _two_in_one()),
    "JPEG cut off in the middle": lambda: ("a.jpg", photo("JPEG")[:-400]),
    "JPEG cut off in its head": lambda: ("a.jpg", photo("JPEG")[:60]),
    "JPEG that claims four thousand megapixels": lambda: (
        "a.jpg",
        forging.jpeg_size(photo("JPEG"), 65_500, 65_500),
    ),
    "JPEG without height": lambda: ("a.jpg", forging.jpeg_size(photo("JPEG"), 96, 0)),
    "JPEG of a thousand scans": lambda: (
        "a.jpg",
        forging.many_scans(photo("JPEG", progressive=True), 1000),
    ),
    "JPEG called PNG": lambda: ("a.png", photo("JPEG")),
    "JPEG called a program": lambda: ("a.exe", photo("JPEG")),
    "PNG that claims 3,600 megapixels": lambda: ("a.png", forging.png(60_000, 60_000)),
    "PNG of 900 megapixels in black": lambda: ("a.png", _wide_bits()),
    "PNG too long": lambda: ("a.png", _long()),
    "PNG without width": lambda: ("a.png", forging.png(0, 64)),
    "PNG with a bomb of text": lambda: (
        "a.png",
        forging.chunk_first(photo("PNG"), b"zTXt", b"a\0\0" + forging.zeros(100)),
    ),
    "PNG with a bomb for a profile": lambda: (
        "a.png",
        forging.chunk_first(photo("PNG"), b"iCCP", b"a\0\0" + forging.zeros(100)),
    ),
    "PNG with words and XMP": lambda: ("a.png", photo("PNG", pnginfo=_text())),
    "PNG with packed words": lambda: ("a.png", photo("PNG", pnginfo=_text(True))),
    "PNG with place and owner": lambda: ("a.png", photo("PNG", exif=particulars())),
    "PNG with 20 MB of particulars": lambda: (
        "a.png",
        forging.chunk_first(photo("PNG"), b"eXIf", b"MM\0*\0\0\0\x08" + SECRET + bytes(20 << 20)),
    ),
    "PNG with a wrong sum": lambda: ("a.png", forging.flipped(photo("PNG"), 30)),
    "PNG without content": lambda: ("a.png", forging.png(96, 64, data=None)),
    "PNG cut off": lambda: ("a.png", photo("PNG")[:-60]),
    "PNG of sixteen bits": lambda: ("a.png", _sixteen_bits()),
    "PNG in grey of sixteen bits": lambda: ("a.png", _grey_sixteen()),
    "PNG of few colours, one see-through": lambda: ("a.png", _palette()),
    "PNG that moves": lambda: ("a.png", _animated("PNG")),
    "PNG with a program behind its end": lambda: ("a.png", photo("PNG") + MARKUP + SECRET),
    "GIF that moves": lambda: ("a.gif", _animated("GIF")),
    "GIF with markup behind its end": lambda: ("a.gif", photo("GIF", "P") + MARKUP + SECRET),
    "GIF that is a program, too": lambda: ("a.gif", forging.gif_program(photo("GIF", "P"))),
    "GIF with a comment": lambda: ("a.gif", photo("GIF", "P", comment=SECRET)),
    "GIF of ten thousand pictures": lambda: ("a.gif", forging.gif_frames(10_000)),
    "GIF without a picture": lambda: ("a.gif", b"GIF89a\x0a\0\x0a\0\0\0\0;"),
    "GIF with a picture larger than itself": lambda: ("a.gif", forging.gif_outside()),
    "WebP that claims 65,536 by 65,536": lambda: ("a.webp", forging.webp_canvas(65_536, 65_536)),
    "WebP without size": lambda: ("a.webp", b"RIFF\x0c\0\0\0WEBPABCD\0\0\0\0"),
    "WebP that moves": lambda: ("a.webp", _animated("WEBP")),
    "WebP with place and owner": lambda: ("a.webp", photo("WEBP", exif=particulars())),
    "WebP without loss": lambda: ("a.webp", photo("WEBP", lossless=True)),
    "WebP see-through": lambda: ("a.webp", photo("WEBP", "RGBA")),
    "WebP cut off": lambda: ("a.webp", photo("WEBP")[:-80]),
    "HEIC of a telephone": lambda: ("IMG_0001.HEIC", photo("HEIF", exif=particulars())),
    "HEIC that lies on its side": lambda: ("IMG_0002.HEIC", photo("HEIF", exif=particulars(6))),
    "HEIC called JPEG": lambda: ("IMG_0003.jpg", photo("HEIF")),
    "HEIC cut off": lambda: ("a.heic", photo("HEIF")[:-200]),
    "HEIC of noughts": lambda: ("a.heic", photo("HEIF")[:32] + b"\0" * 600),
    "AVIF": lambda: ("a.avif", photo("AVIF")),
    "AVIF with place and owner": lambda: ("a.avif", photo("AVIF", exif=particulars())),
    "AVIF that moves": lambda: ("a.avif", _animated("AVIF")),
    "AVIF cut off": lambda: ("a.avif", photo("AVIF")[:-150]),
    "film called a picture": lambda: (
        "a.jpg",
        b"\0\0\0\x18ftypisom\0\0\2\0isomiso2mp41" + b"\0" * 400,
    ),
    "BMP": lambda: ("a.bmp", photo("BMP")),
    "TIFF": lambda: ("a.tiff", photo("TIFF")),
    "icon of Windows": lambda: ("a.ico", photo("ICO")),
    "JPEG 2000": lambda: ("a.jp2", photo("JPEG2000")),
    "PostScript called a picture": lambda: (
        "a.jpg",
        b"%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file\n",
    ),
    "ImageMagick's language": lambda: (
        "a.png",
        b"push graphic-context\nfill 'url(https://x/\"|id\")'\n",
    ),
    "PDF called a picture": lambda: (
        "a.jpg",
        b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>",
    ),
    "program called a picture": lambda: ("a.png", b"MZ\x90\0" + b"\0" * 400),
    "web page called a picture": lambda: ("a.jpg", b"<!doctype html>" + MARKUP),
    "archive called a picture": lambda: ("a.png", forging.archive(SECRET)),
    "noughts": lambda: ("a.png", b"\0" * 5000),
    "nothing at all": lambda: ("a.jpg", b""),
    "one byte": lambda: ("a.png", b"\xff"),
    "41 MB of nothing": lambda: ("a.jpg", b"\xff\xd8\xff" + b"\0" * (41 * 1024 * 1024)),
}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for what, (name, data) in files().items():
        (folder / f"{what}{Path(name).suffix[:5]}").write_bytes(data)


if __name__ == "__main__":
    main()
