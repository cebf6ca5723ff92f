"""The body of a demo item: Markdown with fenced directives, read into (block type, value) pairs.

Block types are those of `cms.models.blocks.BodyBlock`:

    Markdown or directive      block type       value
    ## line, ### line          heading          {"text", "level": "2" or "3"}
    paragraphs, lists          paragraph        Markdown, paragraphs parted by a blank line
    | table |, Table: name     table            {"caption", "header": [..], "rows": [[..], ..]}
    ::: picture                picture          {"file", "alt", "caption", "credit"}
    ::: fact                   fact_box         {"title", "text": Markdown}
    ::: steps                  steps            {"title", "steps": [Markdown, ..]}
    ::: qa                     question_answer  {"question", "answer": Markdown}, a block a pair
    ::: quote                  quotation        {"text", "attribution"}
    ::: legal                  legal_reference  {"number", "date", "issuer", "article", "note"}
    ::: document               document         slug of a document item
    ::: video                  video            {"url", "title"}
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

Block = tuple[str, Any]

FENCE = re.compile(r"^:::\s*(\w+)\s*$")
FIELD = re.compile(r"^(\w+):\s+(.*)$")
HEADING = re.compile(r"^(##|###) (.+)$")


class DemoItemError(ValueError):
    """A demo item that cannot be read; the message says which one and why."""


def read_blocks(body: str) -> Iterator[Block]:
    lines = iter(body.splitlines())
    prose: list[str] = []
    for line in lines:
        fence = FENCE.match(line)
        if fence:
            yield from _prose(prose)
            prose = []
            yield from _directive(fence[1], _until_closed(fence[1], lines))
        else:
            prose.append(line)
    yield from _prose(prose)


def _until_closed(name: str, lines: Iterator[str]) -> list[str]:
    content: list[str] = []
    for line in lines:
        if line.strip() == ":::":
            return content
        content.append(line)
    raise DemoItemError(f"::: {name} is never closed")


def _directive(name: str, lines: list[str]) -> Iterator[Block]:
    if name not in DIRECTIVES:
        raise DemoItemError(f"unknown directive ::: {name}")
    block_type, read = DIRECTIVES[name]
    value = read(lines)
    for each in value if block_type == "question_answer" else [value]:
        yield block_type, each


def _prose(lines: list[str]) -> Iterator[Block]:
    """Headings, tables and, between them, paragraphs gathered into one block."""
    gathered: list[str] = []
    for chunk in re.split(r"\n\s*\n", "\n".join(lines).strip()):
        block = _special(chunk.strip())
        if block is None:
            gathered += [chunk.strip()] if chunk.strip() else []
            continue
        yield from _paragraph(gathered)
        gathered = []
        yield block
    yield from _paragraph(gathered)


def _paragraph(chunks: list[str]) -> Iterator[Block]:
    if chunks:
        yield "paragraph", "\n\n".join(chunks)


def _special(chunk: str) -> Block | None:
    if chunk.startswith("#"):
        return "heading", _heading(chunk)
    if chunk.startswith("|"):
        return "table", _table(chunk)
    return None


def _heading(chunk: str) -> dict[str, str]:
    match = HEADING.match(chunk)
    if match is None or "\n" in chunk:
        raise DemoItemError(f"a heading is one line with ## or ###: {chunk[:60]!r}")
    return {"text": match[2].strip(), "level": str(len(match[1]))}


def _table(chunk: str) -> dict[str, Any]:
    """The last line, `Table: name`, is the caption."""
    *lines, caption = chunk.splitlines()
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    if not caption.startswith("Table:"):
        raise DemoItemError(f"a table without its name: {chunk[:60]!r}")
    if len(rows) < 3 or not set("".join(rows[1])) <= set("-: ") or len({*map(len, rows)}) != 1:
        raise DemoItemError(f"not a regular table: {chunk[:60]!r}")
    return {
        "caption": caption.removeprefix("Table:").strip(),
        "header": rows[0],
        "rows": rows[2:],
    }


def _fields(
    lines: list[str], required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, Any]:
    found: dict[str, str] = {}
    for line in filter(str.strip, lines):
        match = FIELD.match(line)
        if match is None or match[1] not in required + optional:
            raise DemoItemError(f"unexpected line {line!r}")
        found[match[1]] = match[2].strip()
    missing = [name for name in required if not found.get(name)]
    if missing:
        raise DemoItemError(f"missing {', '.join(missing)}")
    return {name: found.get(name, "") for name in required + optional}


def _field_then_text(name: str) -> Callable[[list[str]], dict[str, Any]]:
    def read(lines: list[str]) -> dict[str, Any]:
        first, *rest = lines or [""]
        text = "\n".join(rest).strip()
        if not text:
            raise DemoItemError(f"no text after {first!r}")
        return {**_fields([first], (name,)), "text": text}

    return read


def _steps(lines: list[str]) -> dict[str, Any]:
    """`title: …` may stand first; every other line is one step."""
    title = ""
    steps = [line.strip() for line in lines if line.strip()]
    if steps and steps[0].startswith("title: "):
        title = steps.pop(0).removeprefix("title: ")
    if not steps or not all(step.startswith("- ") for step in steps):
        raise DemoItemError("every step is one line that begins with '- '")
    return {"title": title, "steps": [step[2:].strip() for step in steps]}


def _questions(lines: list[str]) -> list[dict[str, str]]:
    text = "\n".join(lines).strip()
    pairs = [part.partition("\nA:") for part in re.split(r"^Q:", text, flags=re.MULTILINE)[1:]]
    if not pairs or not text.startswith("Q:") or not all(answer.strip() for *_, answer in pairs):
        raise DemoItemError("questions are pairs of Q: and A:")
    return [{"question": q.strip(), "answer": a.strip()} for q, _, a in pairs]


def _legal(lines: list[str]) -> dict[str, Any]:
    legal = _fields(lines, ("number", "issuer"), ("date", "article", "note"))
    try:
        legal["date"] = dt.date.fromisoformat(legal["date"]) if legal["date"] else None
    except ValueError as error:
        raise DemoItemError(str(error)) from error
    return legal


def _picture(lines: list[str]) -> dict[str, Any]:
    return _fields(lines, ("file", "alt"), ("caption", "credit"))


def _video(lines: list[str]) -> dict[str, Any]:
    return _fields(lines, ("url", "title"))


def _document(lines: list[str]) -> str:
    return str(_fields(lines, ("slug",))["slug"])


DIRECTIVES: dict[str, tuple[str, Callable[[list[str]], Any]]] = {
    "picture": ("picture", _picture),
    "fact": ("fact_box", _field_then_text("title")),
    "steps": ("steps", _steps),
    "qa": ("question_answer", _questions),
    "quote": ("quotation", _field_then_text("attribution")),
    "legal": ("legal_reference", _legal),
    "document": ("document", _document),
    "video": ("video", _video),
}
