"""What stands around the text of a web page: recognised by names of elements and by wording."""

from __future__ import annotations

import re

SURE_NAMES = re.compile(
    r"(?:^|[-_ ])(?:"
    r"menu|nav|navbar|navigation|breadcrumbs?|footer|site-?header|page-?header|topbar|sidebar|"
    r"share|sharing|social|addthis|addtoany|comments?|disqus|respond|"
    r"related|same-?category|most-?read|hot-?news|other-?news|more-?news|news-?other|"
    r"advert\w*|sponsor\w*|popup|modal|cookie\w*|newsletter|"
    r"binh-?luan|lien-?quan|tin-?khac|tin-?lien-?quan|cung-?chuyen-?muc|doc-?nhieu|quang-?cao|danh-?gia|chia-?se"
    r")(?:$|[-_ ]|\d)"
)
LIKELY_NAMES = re.compile(
    r"(?:^|[-_ ])(?:"
    r"masthead|widget|like|relate|read-?more|tags?|tag-?list|ads?|banner|subscribe|rating|rate|vote|"
    r"toolbar|tools|pagination|pager|paging|print|skip-?link|sr-only|search|login|view-?count|copyright|"
    r"back-?to-?top)(?:$|[-_ ]|\d)"
)
ABOUT_LAYOUT = re.compile(
    r"\b(?:has|with|without|no|one|two|both)-?(?:left-?|right-?)?sidebars?(?:-\w+)*"
)
ABOUT_CONTENT = re.compile(r"(?:^|[-_ ])(?:article|content|entry|post|body|story|main)(?:$|[-_ ])")
_ROLES = "navigation banner contentinfo complementary search menu menubar dialog alert"
ROLES = frozenset(_ROLES.split())

_TAIL = (
    r"(?:comments?|bình luận|ý kiến(?: bạn đọc)?)\s*(?:\(\s*\d*\s*\))?",
    r"(?:leave|post|write|gửi|viết)\s+(?:a\s+|an\s+|your\s+)?(?:comment|reply|bình luận|ý kiến)s?",
    r"(?:in the\s+)?same (?:category|author|topic|section)",
    r"(?:related|other|more|latest|most read|most viewed|popular)"
    r"(?: (?:news|articles?|posts?|stories|documents?|topics?))s?",
    r"(?:các\s+)?(?:tin|bài|bài viết|tin bài|tin tức|văn bản)\s+"
    r"(?:cùng chuyên mục|cùng chủ đề|cùng tác giả|liên quan|khác|mới(?: nhất)?|đã đưa|cũ hơn|đọc nhiều(?: nhất)?)",
    r"cùng (?:chuyên mục|chủ đề|tác giả)|có thể bạn quan tâm|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|tin nổi bật",
    r"(?:you may also like|see also|read next|recommended(?: for you)?)",
    r"\d[\d.,]*\s*(?:lượt xem|lượt đọc|lượt truy cập|views?)",
    r"(?:lượt xem|số lượt xem|lượt truy cập|views?)\s*:?\s*\d[\d.,]*",
    r"(?:chia sẻ|share)(?: (?:bài viết|this|on|qua|facebook|zalo|twitter).*)?",
    r"(?:về đầu trang|lên đầu trang|back to top|in trang|in bài viết|gửi email|print(?: this page)?)",
    r"(?:đánh giá|rate|rating)(?: (?:bài viết|this).*)?",
    r"(?:từ khóa|từ khoá|tags?|thẻ)\s*:.*",
    r"(?:bản quyền|copyright|©|\(c\)).*|.*all rights reserved.*",
    r"no data|chưa có bình luận.*",
)
TAIL_LINE = re.compile(rf"(?:{'|'.join(_TAIL)})\s*[:.»›>]*", re.IGNORECASE)
CONTACT_LINE = re.compile(
    r"[•*\-–\s]*(?:address|địa chỉ|trụ sở(?: chính)?|phone|tel(?:ephone)?|điện thoại|hotline|fax|e-?mail|"
    r"website|parent company|cơ quan chủ quản|editorial director|editor-in-chief|tổng biên tập|"
    r"chịu trách nhiệm(?: nội dung| chính)?|giấy phép(?: số)?|licen[cs]e(?: no\.?)?)\s*[:].*",
    re.IGNORECASE,
)
SITE_LINE = re.compile(
    r"(?:.*\b[\w-]+\.(?:vn|com|net|org|info)\b.*|(?:cổng|trang|báo|tạp chí)\s+(?:thông tin\s+)?điện tử\b.*|"
    r"(?:trang chủ|home(?: ?page)?)\b.*)",
    re.IGNORECASE,
)
SOURCE_LINE = re.compile(
    r"\(?\s*(?:nguồn(?: tin)?|source|theo)\s*:\s*(?P<source>.+?)\)?\s*", re.IGNORECASE
)
SMALL_THINGS = re.compile(
    r"(?:print|in|email|share|chia sẻ|facebook|zalo|twitter|aa|a\+|a-|\+|-|[|»›>/\s]|"
    r"cỡ chữ|nghe(?: bài)?|đọc bài|xem cỡ chữ|tương phản)+",
    re.IGNORECASE,
)
LONG_PARAGRAPH = 240
"""Characters: a paragraph as long as this belongs to an article, not to a footer."""


def is_named_furniture(names: str, text_length: int) -> bool:
    """``names``: class and id of an element that holds so many characters of text. A name that may
    mean anything condemns small elements only, and none that also calls itself content."""
    spread = ABOUT_LAYOUT.sub("", re.sub(r"([a-z])([A-Z])", r"\1-\2", names).lower())
    if ABOUT_CONTENT.search(spread) and text_length > LONG_PARAGRAPH:
        return False
    likely = text_length <= LONG_PARAGRAPH and LIKELY_NAMES.search(spread)
    return bool(SURE_NAMES.search(spread) or likely)


def starts_tail(text: str) -> bool:
    """The line with which a page's end begins: comment area, other articles, counters, imprint."""
    return bool(TAIL_LINE.fullmatch(text) or CONTACT_LINE.fullmatch(text))


def end_of_article(texts: list[str]) -> int:
    """How many of the texts belong to the article. A marker counts only when no long paragraph
    follows: an article may well name an address or a hotline in its middle."""
    for index, text in enumerate(texts):
        if index and starts_tail(text) and not any(map(_is_long, texts[index:])):
            return index
    return len(texts)


def _is_long(text: str) -> bool:
    return len(text) >= LONG_PARAGRAPH
