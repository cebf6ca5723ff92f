"""Blocks as plain text, for channels that carry no markup."""

from html.parser import HTMLParser

from .channel import Block

_BREAKS = frozenset("p li br h2 h3 h4 tr div ul ol blockquote hr".split())
_CELLS = frozenset(("td", "th"))
_UNREAD = frozenset(("script", "style"))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unread = 0

    def handle_data(self, data: str) -> None:
        """Line ends in the source are spaces; only tags make lines."""
        if not self.unread:
            self.parts.append(" ".join(data.split("\n")))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._break(tag)
        self.unread += tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        if tag in _UNREAD and self.unread:
            self.unread -= 1

    def _break(self, tag: str) -> None:
        if tag in _BREAKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" ")


def text_of(html: str) -> str:
    """Text of a cleaned HTML fragment, one line a paragraph or list item."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)


def block_text(block: Block) -> str:
    """What a block says in words; empty for pictures, tables, files, videos and legal references."""
    data = block.data
    match block.type:
        case "heading":
            return str(data["text"])
        case "piece":
            return str(data["text"])
        case "paragraph":
            return text_of(data["text_html"])
        case "fact_box":
            return f"{data['title']}\n{text_of(data['text_html'])}"
        case "steps":
            steps = [f"{n}. {text_of(step)}" for n, step in enumerate(data["steps_html"], 1)]
            return "\n".join([*filter(None, [data["title"]]), *steps])
        case "quotation":
            return f"“{data['text']}”" + (
                f" – {data['attribution']}" if data["attribution"] else ""
            )
        case "question_answer":
            return f"{data['question']}\n{text_of(data['answer_html'])}"
        case _:
            return ""
