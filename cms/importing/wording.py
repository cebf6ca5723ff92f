"""What a line is, judged by its wording alone: headings, names, captions, questions, steps."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from cms.importing.vietnamese import WORD

ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
TOP_NUMBER = re.compile(
    rf"(?:(?:phần|chương|part|chapter)\s+(?:{ROMAN}|\d+|thứ\s+\w+)\b|(?-i:{ROMAN})[./)]\s)", re.I
)
ARTICLE_NUMBER = re.compile(
    r"(?:(?:điều|article|mục|section)\s+\d+[a-z]?\b[.:]?|\d{1,2}[./]\s)", re.I
)
SURE_NUMBER = re.compile(
    rf"(?:(?:phần|chương|điều|mục)\s+(?:{ROMAN}|\d+)\b|(?-i:{ROMAN})[.]\s)", re.I
)
SUB_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?(?:\d{1,2}\.?)?\s")
ENDS_SENTENCE = re.compile(r"[.!?…;:,][\"”’')\]]*$")
INNER_END = re.compile(r"\w{2}[.!?…]\s")
LEAST_SIMILAR = 0.5
HEADING_LENGTH, HEADING_WORDS = 160, 28
PLAIN_LENGTH, PLAIN_WORDS = 100, 16
"""A heading without number, bold face or capitals must be shorter to be taken for one."""

CAPTION_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\(?(?:ảnh|hình(?: ảnh)?|image|photo|picture|figure|fig\.)\s*"
        r"(?:minh h(?:ọa|oạ)|tư liệu|internet|\d+\b|:|from\b|by\b|courtesy).*",
        r"illustrat(?:ive|ion)\b.{0,40}",
        r".*[(\[](?:(?:nguồn\s+)?ảnh|hình|image|photo|illustrat)[^)\]]*[)\]]\.?",
        r"(?-i:.*\b(?:Ảnh|ẢNH|Nguồn ảnh)\s*:\s*\S.{0,60})",
        r"(?-i:(?:.*[.!?…)\"”–-]\s*)?(?:Photo|Image)(?: by)?\s*:\s*\S.{0,60})",
    )
)
CAPTION_LENGTH = 260
CREDIT = re.compile(
    r"^(?P<caption>.*?)[\s.(\[–-]*\b(?:ảnh|nguồn ảnh|photo(?: by)?|image(?: by)?)\s*:\s*(?P<credit>[^()]+?)[)\]]?\.?$",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"(?:(?:câu\s+)?hỏi(?:\s+\d+)?|câu\s+\d+|question(?:\s+\d+)?|q)\s*[:.]\s*(?=\S)", re.I
)
ANSWER = re.compile(r"(?:đáp|trả lời|answer|a)\s*(?:\d+\s*)?:\s*", re.I)
STEP = re.compile(r"(?:bước|step)\s+(?P<number>\d{1,2})\s*[:.)–-]\s*(?=\S)", re.I)
STEPS_AHEAD = re.compile(
    r"\b(?:các bước|trình tự|quy trình|bước sau|cách (?:đăng ký|thực hiện|làm|cài đặt|tra cứu|nộp|sử dụng)|"
    r"hướng dẫn (?:đăng ký|cài đặt|thực hiện|tra cứu|sử dụng)|steps?|how to)\b",
    re.IGNORECASE,
)
NO_LEAD = re.compile(r"(?:căn cứ|kính gửi|hỏi\s*:|số\s*:|điều\s+\d)", re.IGNORECASE)
DOCUMENT_KINDS = re.compile(
    r"(?:kế hoạch|thông báo|báo cáo|quyết định|công văn|hướng dẫn|tờ trình|nghị định|nghị quyết|thông tư|"
    r"chương trình|chỉ thị|thông cáo báo chí|bản tin|đề cương tuyên truyền|quy chế|quy định)",
    re.IGNORECASE,
)
NATIONAL_HEADER = re.compile(r"độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc", re.IGNORECASE)
SIGNATURE = re.compile(r"nơi nhận\s*:|\b(?:KT|TL|TM|TUQ)\.\s", re.IGNORECASE)
DESKS = frozenset({"PV", "P.V", "BBT", "CTV", "TTXVN", "VNA", "BAN BIÊN TẬP", "PHÓNG VIÊN"})
OFFICIALS = re.compile(
    r"giám đốc|chủ tịch|trưởng|bảo hiểm|chánh|director|bhxh|sở |ubnd", re.IGNORECASE
)


def similar(one: str, other: str) -> float:
    """0 to 1, without regard to case and spacing; below ``LEAST_SIMILAR`` simply 0."""
    a, b = " ".join(one.casefold().split()), " ".join(other.casefold().split())
    matcher = SequenceMatcher(None, a[:400], b[:400], autojunk=False)
    # The exact comparison is quadratic: texts that cannot reach the lowest bound are spared it.
    if not a or not b or min(matcher.real_quick_ratio(), matcher.quick_ratio()) < LEAST_SIMILAR:
        return 0.0
    return matcher.ratio()


def number_level(text: str) -> int:
    """How deep the number before a heading puts it: 2 to 4, or 0 without a number."""
    for level, pattern in ((2, TOP_NUMBER), (4, SUB_NUMBER), (3, ARTICLE_NUMBER)):
        if pattern.match(text):
            return level
    return 0


def could_be_heading(text: str) -> bool:
    """Short and no sentence; a question may be a heading."""
    short = len(text) <= HEADING_LENGTH and len(text.split()) <= HEADING_WORDS
    ends = ENDS_SENTENCE.search(text)
    return short and bool(WORD.search(text)) and (not ends or text.endswith("?"))


def is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 8 and len(text.split()) >= 2 and all(c.isupper() for c in letters)


def could_be_plain_heading(text: str) -> bool:
    short = len(text) <= PLAIN_LENGTH and len(text.split()) <= PLAIN_WORDS
    one = text[0].isupper() and len(text.split()) >= 2 and not INNER_END.search(text)
    return short and one and could_be_heading(text)


def is_caption(text: str) -> bool:
    return len(text) <= CAPTION_LENGTH and any(p.fullmatch(text) for p in CAPTION_PATTERNS)


def split_credit(caption: str) -> tuple[str, str]:
    """Caption and credit: "Người dân làm thủ tục. Ảnh: TTXVN" names its photographer."""
    found = CREDIT.match(caption)
    if not found:
        return caption, ""
    return found["caption"].strip(" .–-(") or "", found["credit"].strip()


def is_byline(text: str) -> bool:
    """A person's or a desk's name standing alone."""
    bare = text.strip(" .()*–-")
    if bare.upper() in DESKS:
        return True
    words = bare.replace("/", " ").replace("-", " ").split()
    if not 2 <= len(words) <= 5 or len(bare) > 50 or text.endswith((".", ":", "?", "!", ";")):
        return False
    named = all(word[0].isupper() and word.replace(".", "").isalpha() for word in words)
    return named and not OFFICIALS.search(bare)


def undoubled(text: str) -> str:
    """Pages show a name twice (picture and text); saved as text it stands doubled without a space."""
    half = len(text) // 2
    return text[:half] if half and text == text[:half] * 2 else text
