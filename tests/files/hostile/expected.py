"""What becomes of each file of `make.py`: one line each.

“refused” and a part of the sentence that says why; “cleaned” or “accepted” (nothing to clean) and a
part of what its editor is told besides, if anything.
"""

from .make import NAMES

DAMAGED = "Ảnh bị hỏng hoặc thiếu"
NO_PICTURE = "không phải là ảnh hiển thị được"
NOTHING = "Tệp rỗng"
PIXELS = "điểm ảnh"
SIDES = "quá dài hoặc quá rộng"
PLACE = "Đã xóa thông tin nơi chụp"
PROFILE = "Hồ sơ màu của tệp bị hỏng"
PRINT = "hệ màu in ấn"
MOVES = "chỉ lấy hình đầu tiên"
DRAWN = "chuyển thành ảnh có kích thước cố định"
PARTS = "Đã bỏ những phần không phải hình vẽ"
DECLARED = "kèm các khai báo riêng"
NO_DRAWING = "Không đọc được hình vẽ này"
COMPLICATED = "có quá nhiều chi tiết"

TABLE = """
JPEG with place and owner | cleaned | PLACE
JPEG that lies on its side | cleaned | PLACE
JPEG with an orientation that there is not | cleaned | PLACE
JPEG with broken particulars | cleaned |
JPEG with particulars that point to themselves | cleaned | PLACE
JPEG that is turned as no camera does | cleaned | PLACE
JPEG with a huge note of its maker | cleaned |
JPEG with a profile in pieces | cleaned |
JPEG with half a profile | cleaned |
JPEG with a telling thumbnail | cleaned |
JPEG with XMP | cleaned |
JPEG with IPTC | cleaned |
JPEG with a comment | cleaned |
JPEG with a web page behind its end | cleaned |
JPEG that is an archive, too | cleaned |
JPEG with a broken profile | cleaned | PROFILE
JPEG with a profile of other colours | cleaned | PROFILE
JPEG for printing | accepted | PRINT
JPEG for printing with a profile for screens | cleaned | PROFILE
JPEG in grey | accepted |
JPEG of two pictures | cleaned |
JPEG cut off in the middle | refused | DAMAGED
JPEG cut off in its head | refused | DAMAGED
JPEG that claims four thousand megapixels | refused | PIXELS
JPEG without height | refused | DAMAGED
JPEG of a thousand scans | refused | DAMAGED
JPEG called PNG | accepted |
JPEG called a program | accepted |
PNG that claims 3,600 megapixels | refused | PIXELS
PNG of 900 megapixels in black | refused | PIXELS
PNG too long | refused | SIDES
PNG without width | refused | DAMAGED
PNG with a bomb of text | refused | DAMAGED
PNG with a bomb for a profile | refused | DAMAGED
PNG with words and XMP | cleaned |
PNG with packed words | cleaned |
PNG with place and owner | cleaned | PLACE
PNG with 20 MB of particulars | cleaned |
PNG with a wrong sum | refused | DAMAGED
PNG without content | refused | DAMAGED
PNG cut off | refused | DAMAGED
PNG of sixteen bits | accepted |
PNG in grey of sixteen bits | accepted |
PNG of few colours, one see-through | accepted |
PNG that moves | cleaned | MOVES
PNG with a program behind its end | cleaned |
GIF that moves | cleaned | MOVES
GIF with markup behind its end | cleaned |
GIF that is a program, too | cleaned |
GIF with a comment | cleaned |
GIF of ten thousand pictures | cleaned | MOVES
GIF without a picture | refused | DAMAGED
GIF with a picture larger than itself | refused | PIXELS
WebP that claims 65,536 by 65,536 | refused | PIXELS
WebP without size | refused | DAMAGED
WebP that moves | cleaned | MOVES
WebP with place and owner | cleaned | PLACE
WebP without loss | accepted |
WebP see-through | accepted |
WebP cut off | refused | DAMAGED
HEIC of a telephone | cleaned | PLACE
HEIC that lies on its side | cleaned | PLACE
HEIC called JPEG | accepted |
HEIC cut off | refused | DAMAGED
HEIC of noughts | refused | DAMAGED
AVIF | accepted |
AVIF with place and owner | cleaned | PLACE
AVIF that moves | cleaned | MOVES
AVIF cut off | refused | DAMAGED
film called a picture | refused | NO_PICTURE
BMP | refused | NO_PICTURE
TIFF | refused | NO_PICTURE
icon of Windows | refused | NO_PICTURE
JPEG 2000 | refused | NO_PICTURE
PostScript called a picture | refused | NO_PICTURE
ImageMagick's language | refused | NO_PICTURE
PDF called a picture | refused | NO_PICTURE
program called a picture | refused | NO_PICTURE
web page called a picture | refused | NO_PICTURE
archive called a picture | refused | NO_PICTURE
noughts | refused | NO_PICTURE
nothing at all | refused | NOTHING
one byte | refused | NO_PICTURE
41 MB of nothing | refused | lớn hơn 40 MB
SVG in order | accepted | DRAWN
SVG with a script | cleaned | PARTS
SVG with a script from elsewhere | cleaned | PARTS
SVG with foreign content | cleaned | PARTS
SVG with a picture from elsewhere | cleaned | PARTS
SVG with a file of the machine | cleaned | PARTS
SVG with parts from elsewhere | cleaned | PARTS
SVG with a style from elsewhere | cleaned | PARTS
SVG with a filling from elsewhere | cleaned | PARTS
SVG with a spelled style | cleaned | PARTS
SVG that moves | cleaned | PARTS
SVG with a link | cleaned | PARTS
SVG with handlers | cleaned | PARTS
SVG with a page inside | cleaned | PARTS
SVG with a picture inside | cleaned | PARTS
SVG with a program's notes | cleaned | DRAWN
SVG with words | accepted | DRAWN
SVG of fillings within fillings | refused | COMPLICATED
SVG of fillings by a style | refused | COMPLICATED
SVG of fillings in one attribute | refused | COMPLICATED
SVG of fillings handed down | refused | COMPLICATED
SVG of masks within masks | refused | COMPLICATED
SVG of cuttings within cuttings | refused | COMPLICATED
SVG of arrows on a thousand corners | refused | COMPLICATED
SVG that copies itself | refused | COMPLICATED
SVG with a circle of copies | refused | COMPLICATED
SVG of a million copies | refused | COMPLICATED
SVG of 30,000 parts | refused | COMPLICATED
SVG of a hundred layers | refused | COMPLICATED
SVG of a thousand layers | refused | NO_DRAWING
SVG with an entity from the machine | refused | DECLARED
SVG with an entity from elsewhere | refused | DECLARED
SVG with a style sheet | refused | DECLARED
SVG that laughs a billion times | refused | DECLARED
SVG with a public DTD | cleaned | DRAWN
SVG in UTF-16 with a script | cleaned | PARTS
SVG in UTF-7 | accepted | DRAWN
SVG under a prefix, with a script | cleaned | PARTS
SVG packed | refused | NO_PICTURE
SVG without an end | refused | NO_DRAWING
SVG without size | refused | NO_DRAWING
SVG of no size | refused | NO_DRAWING
SVG of endless size | refused | NO_DRAWING
SVG a thousand times as long as wide | refused | SIDES
SVG of 3 MB | refused | COMPLICATED
"""


def expected() -> dict[str, tuple[str, str]]:
    """Verdict and phrase, by what is wrong with the file."""
    answers = {}
    for line in TABLE.strip().splitlines():
        what, verdict, phrase = (part.strip() for part in line.split("|"))
        answers[what] = (verdict, globals().get(phrase, phrase))
    return answers | dict.fromkeys(NAMES, ("accepted", ""))
