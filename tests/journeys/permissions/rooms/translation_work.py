"""The work on translations: the queue, the board, requests and who does them."""

from ..actors import ASKERS, INSIDE, LINGUISTS, TRANSLATION_READERS
from ..answers import DONE
from ..table import line


def in_another_language(world):
    return {"page": world["live"], "languages": "hmn"}


def until_another_day(world):
    row = {"row0-requests": world["translation request"], "row0-due_on": "2099-01-05"}
    return {"row": "0", **row}


# fmt: off
LINES = [
    line("admin/dich/", see=INSIDE),
    line("admin/dich/nhan/<int:request_id>/", "translation request", do=LINGUISTS),
    line("admin/dich/theo-doi/", see=INSIDE),
    line("admin/dich/so-chu/", see=INSIDE),
    line("admin/dich/so-chu.csv", see=INSIDE),
    line("admin/dich/bai/<int:page_id>/", "live", see=TRANSLATION_READERS),
    line("admin/dich/yeu-cau/", see=INSIDE, seen=DONE, do=ASKERS, body=in_another_language),
    line("admin/dich/giao-viec/", see=INSIDE, seen=DONE, do=ASKERS, body=until_another_day),
    line("admin/dich/thoi/<int:request_id>/", "translation request",
         see=ASKERS, do=ASKERS, body={"reason": "Thử ma trận quyền"}),
]
# fmt: on
