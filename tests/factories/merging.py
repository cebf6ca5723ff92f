"""Blocks as a StreamField keeps them, and what people do to them: for the three-way merge."""

import copy
import json
from typing import Any

from hypothesis import strategies as st

from translations.merging import Conflict

Stream = list[dict[str, Any]]


def block(kind: str, name: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": name}


def p(name: str, text: str) -> dict[str, Any]:
    return block("paragraph", name, f"<p>{text}</p>")


def item(name: str, value: Any) -> dict[str, Any]:
    return block("item", name, value)


def heading(name: str, text: str, level: str = "2") -> dict[str, Any]:
    return block("heading", name, {"text": text, "level": level})


def steps(name: str, *those: dict[str, Any], title: str = "Các bước") -> dict[str, Any]:
    return block("steps", name, {"title": title, "steps": list(those)})


def grid(*rows: list[str | None], **fields: Any) -> dict[str, Any]:
    """A table whose first row is its heading."""
    return {"data": list(rows), "first_row_is_table_header": True, **fields}


def table(name: str, *rows: list[str | None], **fields: Any) -> dict[str, Any]:
    return block("table", name, {"caption": "Mức đóng", "table": grid(*rows, **fields)})


def without_ids(stream: Stream) -> Stream:
    return [{name: value for name, value in each.items() if name != "id"} for each in stream]


def ids(stream: Stream) -> list[str]:
    return [each["id"] for each in stream]


def values(stream: Stream) -> list[Any]:
    return [each["value"] for each in stream]


def only(conflicts: tuple[Conflict, ...]) -> Conflict:
    (conflict,) = conflicts
    return conflict


def written(value: Any) -> str:
    """Everything in it as one text, to look for words in."""
    return json.dumps(value, ensure_ascii=False)


# --- an item about voluntary insurance ----------------------------------------------------------

WHO = p("who", "Người từ 15 tuổi trở lên được tham gia BHXH tự nguyện.")
RATE = p("rate", "Mức đóng bằng 22% mức thu nhập do người tham gia lựa chọn.")
HELP = p("help", "Nhà nước hỗ trợ hộ nghèo 50% mức đóng.")
WHERE = p("where", "Nộp hồ sơ tại cơ quan BHXH hoặc tổ chức dịch vụ thu.")
CALL = p("call", "Mọi thắc mắc xin gọi {{hotline}}.")
BASE = [WHO, RATE, HELP, WHERE, CALL]

LOCAL_RATE = p("rate", "Ở Cao Bằng, nhiều người chọn mức đóng 330.000 đồng một tháng.")
NEW_RATE = p("rate", "Mức đóng bằng 23% mức thu nhập do người tham gia lựa chọn.")
MARKET = p("t1", "Cán bộ thu có mặt tại chợ phiên Bảo Lạc vào chủ nhật.")
DEADLINE = p("n1", "Đóng trước ngày 25 của tháng đầu kỳ.")
CARD = p("n2", "Thẻ BHYT được cấp trên ứng dụng VssID.")


def body(*blocks):
    return copy.deepcopy(list(blocks))


# --- random editors -------------------------------------------------------------------------------

RATES = [["Đối tượng", "Mức", "Từ"], ["Hộ nghèo", "0", "2025"], ["Học sinh", "70 %", "2025"]]
KINDS = ("paragraph", "heading", "steps", "table", "plain_table")
BODIES = st.lists(st.sampled_from(KINDS), max_size=7)
EDITS = st.lists(
    st.tuples(
        st.sampled_from("edit edit insert delete move move move inside inside retype".split()),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=7,
)


def body_of(kinds: list[str]) -> Stream:
    return [_new(kind, f"b{number}", f"gốc{number}") for number, kind in enumerate(kinds)]


def _new(kind: str, name: str, text: str) -> dict[str, Any]:
    if kind == "heading":
        return heading(name, f"Mức hưởng {text}")
    if kind == "steps":
        return steps(name, *(item(f"{name}-{n}", f"<p>Bước {n} {text}</p>") for n in range(3)))
    if kind == "table":
        return table(name, *copy.deepcopy(RATES))
    if kind == "plain_table":
        rates = grid(["1", f"Tỉnh {text}"], ["2", "Xã"], first_row_is_table_header=False)
        return block("table", name, {"caption": "Số liệu", "table": rates})
    return p(name, f"Người lao động {text}")


class Editor:
    """Does to a copy of a stream what the numbers say. Whatever it writes bears its own mark, so that
    it can be found again: `marks` are those that still stand in its version."""

    def __init__(self, stream: Stream, edits: list[tuple[str, int, int]], mark: str) -> None:
        self.stream, self.mark, self._count = copy.deepcopy(stream), mark, 0
        for action, one, two in edits:
            getattr(self, f"_{action}")(self.stream, one, two)

    @property
    def marks(self) -> list[str]:
        text = written(self.stream)
        every = (f"«{self.mark}{number}»" for number in range(self._count))
        return [mark for mark in every if mark in text]

    def _mark(self) -> str:
        self._count += 1
        return f"«{self.mark}{self._count - 1}»"

    def _edit(self, stream: Stream, one: int, two: int) -> None:
        if not stream:
            return
        each = stream[one % len(stream)]
        value = each["value"]
        if isinstance(value, str):
            each["value"] = f"{value} {self._mark()}"
        elif "table" in value:
            self._edit_cell(value["table"]["data"], one, two)
        else:
            name = sorted(name for name in value if isinstance(value[name], str))[0]
            value[name] = f"{value[name]} {self._mark()}"

    def _edit_cell(self, rows: list[list[Any]], one: int, two: int) -> None:
        row = rows[two % len(rows)]
        row[one % len(row)] = f"{row[one % len(row)]} {self._mark()}"

    def _insert(self, stream: Stream, one: int, two: int) -> None:
        mark = self._mark()
        kind = "item" if stream and stream[0]["type"] == "item" else "paragraph"
        stream.insert(one % (len(stream) + 1), block(kind, f"{self.mark}-{mark}", f"<p>{mark}</p>"))

    def _delete(self, stream: Stream, one: int, two: int) -> None:
        if stream:
            del stream[one % len(stream)]

    def _move(self, stream: Stream, one: int, two: int) -> None:
        if stream:
            stream.insert(two % len(stream), stream.pop(one % len(stream)))

    def _retype(self, stream: Stream, one: int, two: int) -> None:
        if stream and stream[one % len(stream)]["type"] == "paragraph":
            each = stream[one % len(stream)]
            each.update(type="quotation", value={"text": self._mark(), "attribution": ""})

    def _inside(self, stream: Stream, one: int, two: int) -> None:
        """An edit of a list or a table within a block."""
        nested = [each["value"] for each in stream if each["type"] in ("steps", "table")]
        if not nested:
            return
        value = nested[one % len(nested)]
        if "steps" in value:
            action = (self._edit, self._insert, self._delete, self._move)[two % 4]
            action(value["steps"], one + two, one)
        else:
            self._change_rows(value["table"]["data"], one, two)

    def _change_rows(self, rows: list[list[Any]], one: int, two: int) -> None:
        if two % 3 == 0 and len(rows) > 2:
            del rows[1 + one % (len(rows) - 1)]
        elif two % 3 == 1:
            mark = self._mark()
            rows.insert(1 + one % len(rows), [f"Nhóm {mark}", *(mark for _cell in rows[0][1:])])
        else:
            self._edit_cell(rows, one, two)
