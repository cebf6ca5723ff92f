"""What a person is told: the refusal itself, and never the page around it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import get_messages
from django.utils.html import strip_tags
from lxml import html

# Classes of the places where a screen says that something was not done.
ERRORS = ("error-message", "errorlist", "help-critical", "loa-error", "loa-refused", "fault")
SAID_BY_SCRIPT = ("error_message", "detail", "message", "errors")


@dataclass(frozen=True)
class Telling:
    """Words that a refusal has to hold: what would change or stands in the way, and what to do."""

    what: str
    to_do: str

    def is_missing_in(self, said: str) -> list[str]:
        return [words for words in (self.what, self.to_do) if words not in said]


ITEM = "“Bài đã duyệt” đang đăng"
STAYS = Telling(f"{ITEM} và được giữ nguyên như đã duyệt", "trình duyệt")
TAKE_DOWN = Telling(ITEM, "hãy bấm nút “Gỡ”")
TAKE_DOWN_FIRST = Telling("tin, bài", "ãy gỡ")
NOT_APPROVED = Telling("chưa được duyệt nên chưa được đăng", "Hãy lưu bản nháp rồi trình duyệt")
NO_ALIAS = Telling("không có trang bí danh", "Hãy sao chép hoặc tạo bản địa phương")
KEEPS_ADDRESS = Telling("giữ nguyên địa chỉ", "gỡ")
ITEMS_STAND_HERE = Telling("Ở đây có nội dung đang đăng", "Hãy gỡ từng nội dung bằng nút “Gỡ”")
ONE_BY_ONE = Telling("Chưa có gì thay đổi", "bấm nút “Gỡ”")
FILE_IS_SHOWN = Telling("Tệp này đang hiển thị trên trang đã đăng", "Hãy tạo phiên bản mới")
FILE_STAYS = Telling("Tệp đã lưu thì không thay đổi", "Hãy bấm nút “Thay tệp”")
FILES_ARE_SHOWN = Telling("Trang đang đăng có dùng tệp trong bộ sưu tập", "bộ sưu tập khác")
LABEL_IS_CARRIED = Telling("Nội dung đang đăng có gắn", "Hãy đổi tên thay vì xóa")
AROUND_THE_ITEMS = Telling("là trang chứa các bài", "Hãy lưu thành bản nháp")
ONE_PORTAL = Telling("Chỉ có một cổng thông tin", "Hãy sửa cổng hiện có")
PLACE_STAYS = Telling(ITEM, "Hãy gỡ bài trước, hoặc tạo bản địa phương")
FACT_STAYS = Telling("đang có hiệu lực", "Hãy đề nghị giá trị mới")
REVOKED = Telling("đã bị thu hồi", "hãy báo")
NO_RIGHT = Telling("không có quyền", "hãy đề nghị quản trị hệ thống")

# What the office above, or a form, says to a colleague who is refused for another reason.
WHOM_TO_ASK = (Telling("", "ãy "), Telling("", "Xin kiểm tra lại địa chỉ"))


def told(answer: Any) -> str:
    """Messages, errors of forms, and what a script would show."""
    return " ".join(" ".join(_said(answer)).split())


def _said(answer: Any) -> Iterator[str]:
    yield from (_plain(str(one)) for one in get_messages(answer.wsgi_request))
    text = answer.content.decode() if not answer.streaming else ""
    if "json" in answer.get("Content-Type", ""):
        yield from _in_json(json.loads(text or "null"))
    elif text.strip():
        document = html.document_fromstring(text)
        yield from (one.text_content() for one in document.xpath(_places()))


def _places() -> str:
    named = " or ".join(
        f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in ERRORS
    )
    return f"//*[@role='alert' or {named}]"


def _in_json(data: Any, *, is_said: bool = False) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _in_json(value, is_said=is_said or name in SAID_BY_SCRIPT)
    elif isinstance(data, list):
        for value in data:
            yield from _in_json(value, is_said=is_said)
    elif is_said and isinstance(data, str):
        yield _plain(data)


def _plain(text: str) -> str:
    return strip_tags(text)
