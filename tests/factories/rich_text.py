"""Rich text of any kind, for properties: sound as the editor stores it, and broken as scripts do."""

from hypothesis import strategies as st

SENTENCES = (
    "Mức đóng là 46.800.000 đồng.",
    "Từ 01/7/2025 áp dụng Điều 5.",
    "BHXH TP. Hồ Chí Minh tiếp nhận &amp; trả lời!",
    "Dấu ⟨1⟩ và &lt;b&gt; là chữ.",
    "Gọi {{hotline}}?",
    "“Dễ lắm…” chị nói.",
    "4,5%",
    "\u00a0",
    "–",
    "xem",
)
TAGS = (
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ('<a href="https://baohiem.example/?a=1&amp;b=2">', "</a>"),
    ('<a linktype="page" id="3">', "</a>"),
    ("<sup>", "</sup>"),
    ("", "<br/>"),
    ("<b>", ""),
    ("", "</i>"),
    ("<b>", "</b >"),
)
BLOCKS = (
    ('<p data-block-key="a1">', "</p>"),
    ("<ul><li>", "</li></ul>"),
    ("<h3>", "</h3>"),
    ("", "<hr/>"),
    ("", ""),
)


def _inside(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = st.tuples(st.sampled_from(TAGS), inner).map(lambda of: of[0][0] + of[1] + of[0][1])
    return st.lists(st.one_of(inner, wrapped), max_size=4).map(" ".join)


_inline = st.recursive(st.sampled_from(SENTENCES), _inside, max_leaves=10)
_blocks = st.tuples(st.sampled_from(BLOCKS), _inline).map(lambda of: of[0][0] + of[1] + of[0][1])
_scraps = st.text(alphabet="<>/&;abA1. \n⟨⟩{}\u00a0é", max_size=30)

rich_texts = st.lists(st.one_of(_blocks, _scraps), max_size=5).map("".join)
