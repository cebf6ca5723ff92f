"""Values that nobody should send, and somebody will."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

TEXTS: dict[str, str] = {
    "empty": "",
    "only spaces": " \t\n ",
    "no width": "\u200b\u200d\ufeff",
    "huge": "Ư" * 100_000,
    "right to left": "\u202eנص עברית\u202c",
    "null byte": "a\0b",
    "controls": "a\x07\x1b[31m\x7f",
    "no character": "a\ufffe\uffff\u0085\u2028b",
    "emoji": "👩🏽‍⚕️🇻🇳",
    "combining marks": "e" + "\u0323\u0302" * 300,
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": "'\"><b>`\\",
    "template": "{{ 7*7 }}{% debug %}${7*7}{{hotline}}{{khong_co}}",
    "path": "../../../../etc/passwd\\..\\",
    "formula": '=HYPERLINK("http://x.vn","a")',
    "json": '{"a": "\\ud800"}',
    "half a character": '["\\udc00", "\\u0000"]',
    "lines": "a\r\nBcc: x@example.vn\r\n\r\nb",
    "sql": "1' OR '1'='1'; --",
    "percent": "%s%n%(x)s%00",
    "address": "javascript:alert(1)",
}
# Refused by one field or another: each goes out alone. Whatever else there is, goes out at once.
ALONE = ("empty", "only spaces", "no width", "huge", "null byte", "controls", "json")
ALONE = (*ALONE, "half a character", "lines", "combining marks")
MIXED = "=1+\"'><b>&{{hotline}}{% x %}%s%(x)s/../\u202eנע\u202c👩🏽‍⚕️ệe\u0323\u0302\ufffe<!--"
TYPED: dict[str, str] = {
    "not a number": "x",
    "absurd number": "9" * 40,
    "negative": "-1",
    "infinite": "1e999",
    "no date": "2026-02-31T25:61",
    "year ten thousand": "9999-12-31T23:59",
    "last day": "9999-12-31",
    "year nought": "0000-00-00",
    "first day": "0001-01-01",
    "arabic digits": "١٢٣",
    "list": "[1,2",
    "empty": "",
}
NAMES = (
    "../../../../etc/passwd.{}",
    "..\\..\\boot.{}",
    "\u202egnp.{}",
    "תמונה.{}",
    "Ư" * 300 + ".{}",
    "a\0b.{}",
    "'\"><b>{{{{x}}}}%s\r\nX-Y: z.{}",
    "👩🏽‍⚕️.{}",
    ".{}",
    "{}",
    "a.{}.exe",
)


def picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (8, 6), "blue").save(data, "PNG")
    return data.getvalue()


def contents() -> dict[str, bytes]:
    """By what is wrong with them, whatever kind of file was asked for."""
    sound = picture()
    wide = BytesIO()
    Image.new("1", (30_000, 30_000)).save(wide, "PNG")
    return {
        "empty": b"",
        "nothing but noughts": b"\0" * 5000,
        "cut off": sound[:40],
        "bomb": wide.getvalue(),
        "script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "archive": b"PK\x03\x04" + b"\0" * 60,
        "paper": b"%PDF-1.4\n%%EOF",
        "half a character": "a\ud800b".encode("utf-8", "surrogatepass"),
        "text": "Lời {{khong_co}} <script>".encode(),
    }


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """Django takes the folders off a name when it reads a request; here the name is sent as it is."""
    file = SimpleUploadedFile("x", data)
    file._name = name  # the setter would clean it
    return file
