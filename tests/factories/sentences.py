"""Sentences such as a social insurance writes them, made by a grammar: as many as wanted, none twice.

They come in four lengths (labels, short and long sentences, whole paragraphs), and `edited` does to
one what editors do: another number, word or place, a word more or less, a clause more or less.
"""

import random
from collections.abc import Callable, Iterator

WHO = """người lao động|người sử dụng lao động|người tham gia bảo hiểm xã hội tự nguyện|hộ gia đình
cận nghèo|người hưởng lương hưu|lao động nữ sinh con|học sinh, sinh viên|người dân tộc thiểu số ở vùng
khó khăn|thân nhân người lao động|người khuyết tật nặng|chủ hộ kinh doanh|người cao tuổi|trẻ em dưới 6
tuổi|người đang hưởng trợ cấp thất nghiệp|cán bộ không chuyên trách ở xã|nông dân, ngư dân""".replace(
    "\n", " "
).split("|")
OFFICE = """cơ quan bảo hiểm xã hội|bảo hiểm xã hội cơ sở|Ủy ban nhân dân xã|trạm y tế xã|tổ chức dịch vụ
thu|Bưu điện văn hóa xã|trung tâm dịch vụ việc làm|bộ phận một cửa|Cổng Dịch vụ công quốc gia|ứng dụng
VssID|bệnh viện tuyến tỉnh|nhà văn hóa thôn""".replace("\n", " ").split("|")
PLACE = """Tuyên Quang|Cao Bằng|Lai Châu|Lạng Sơn|Lào Cai|Điện Biên|Sơn La|Nghệ An|Quảng Trị|Đắk Lắk|Gia
Lai|Lâm Đồng|Khánh Hòa|An Giang|Vĩnh Long|Cà Mau|Đồng Tháp|Tây Ninh""".replace("\n", " ").split("|")
BENEFIT = """lương hưu hằng tháng|trợ cấp ốm đau|trợ cấp thai sản|trợ cấp thất nghiệp|bảo hiểm xã hội một
lần|trợ cấp tuất|trợ cấp tai nạn lao động|thẻ bảo hiểm y tế|trợ cấp hưu trí xã hội|chi phí khám bệnh,
chữa bệnh|hỗ trợ học nghề|trợ cấp dưỡng sức sau ốm đau""".replace("\n", " ").split("|")
PAPER = """sổ bảo hiểm xã hội|giấy ra viện|căn cước công dân|giấy chứng nhận nghỉ việc|đơn đề nghị theo
mẫu|bản sao giấy khai sinh|quyết định thôi việc|tờ khai tham gia|biên bản giám định y khoa|giấy chuyển
cơ sở khám bệnh|hợp đồng lao động|giấy ủy quyền có xác nhận""".replace("\n", " ").split("|")
ACT = """nộp hồ sơ|đăng ký|kê khai|làm thủ tục|nhận kết quả|đề nghị giải quyết|bổ sung giấy tờ|tra
cứu|cập nhật thông tin|xác nhận thời gian đóng|chuyển nơi nhận|gia hạn""".replace("\n", " ").split(
    "|"
)
WHEN = """trước ngày {d}/{m}/{y}|từ ngày {d} tháng {m} năm {y}|trong thời hạn {n} ngày làm việc|chậm nhất
là ngày {d} hằng tháng|trong {n} tháng liên tục|kể từ quý {q} năm {y}|trong giờ hành chính|mỗi năm một
lần|khi đủ {n} năm đóng""".replace("\n", " ").split("|")
WHY = """để không bị gián đoạn quyền lợi|vì dữ liệu chưa trùng khớp|theo quy định của Luật Bảo hiểm xã
hội|do thay đổi địa giới hành chính|để được Nhà nước hỗ trợ mức đóng|nếu còn thiếu thời gian đóng|nhằm
bảo đảm đời sống khi về già|căn cứ Nghị định số {n}/{y}/NĐ-CP|vì lý do sức khỏe""".replace(
    "\n", " "
).split("|")
MONEY = """{k}.{t}00.000 đồng|{p}% mức lương cơ sở|{p},{q}% tiền lương tháng|{t}.000 đồng một
tháng|{n} lần mức chuẩn trợ cấp|{p}% chi phí""".replace("\n", " ").split("|")
TITLES = [
    "Thủ tục {a} {b}",
    "Mức hưởng {b}",
    "{W} cần {a} ở đâu?",
    "Hồ sơ gồm: {g}",
    "{b} tại {l}",
    "Hướng dẫn {a} qua {o}",
    "{m}",
    "Đối tượng: {w}",
    "Đường dây nóng: 1900 {n}{p}",
]
SHORT = [
    "{W} được hưởng {b} {c}.",
    "{W} {a} tại {o} {c}.",
    "{O} trả {b} cho {w} {c}.",
    "Mức đóng của {w} là {m}.",
    "Khi {a}, {w} mang theo {g}.",
    "Mức {b} bằng {m}, {y}.",
    "{W} ở {l} có thể {a} qua {o}.",
    "{O} tỉnh {l} thông báo lịch chi trả {b} {c}.",
]
LONG = [
    "{W} đã đóng đủ {n} năm thì được hưởng {b} với mức {m}, {y}, và phải {a} tại {o} {c}.",
    "Trường hợp {w} chưa có {g}, {o} hướng dẫn {a} {c}; sau đó {w2} nhận {b} qua tài khoản.",
    "{C}, {o} ở {l} tiếp nhận {g} và {g2} của {w}, {y}.",
    "Nếu {w} chuyển đến {l}, việc {a} do {o} nơi cư trú mới thực hiện {c}, {y}.",
    "Ngoài {b}, {w} còn được nhận {b2} bằng {m} khi có {g} do {o} cấp {c}.",
]
EXTRA = ["{y}", "trừ {w}", "kể cả {w}", "{c}", "khi có {g}", "tại {o}", "ở {l}"]


def sentences(number: int, *, seed: int = 1) -> list[str]:
    """Different ones, in an order that seems none; the same for the same seed."""
    chance, found = random.Random(seed), dict[str, None]()
    while len(found) < number:
        found[_any(chance)] = None
    return list(found)


def _any(chance: random.Random) -> str:
    length = chance.random()
    if length < 0.15:
        return _made(chance.choice(TITLES), chance)
    if length < 0.6:
        return _made(chance.choice(SHORT), chance)
    if length < 0.9:
        return _made(chance.choice(LONG), chance)
    return f"{_made(chance.choice(LONG), chance)} {_made(chance.choice(SHORT), chance)}"


def _made(pattern: str, chance: random.Random) -> str:
    who, what = chance.choice(WHO), chance.choice(OFFICE)
    when = _numbered(chance.choice(WHEN), chance)
    text = pattern.format(
        w=who,
        W=_capital(who),
        w2=chance.choice(WHO),
        o=what,
        O=_capital(what),
        l=chance.choice(PLACE),
        b=chance.choice(BENEFIT),
        b2=chance.choice(BENEFIT),
        g=chance.choice(PAPER),
        g2=chance.choice(PAPER),
        a=chance.choice(ACT),
        c=when,
        C=_capital(when),
        y=_numbered(chance.choice(WHY), chance),
        m=_numbered(chance.choice(MONEY), chance),
        n=chance.randint(2, 98),
        p=chance.randint(10, 99),
    )
    return _capital(text)


def _numbered(text: str, chance: random.Random) -> str:
    return text.format(
        d=chance.randint(1, 28),
        m=chance.randint(1, 12),
        y=chance.randint(2024, 2027),
        n=chance.randint(2, 60),
        q=chance.randint(1, 4),
        k=chance.randint(1, 46),
        t=chance.randint(1, 9),
        p=chance.randint(2, 95),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- what editors do ------------------------------------------------------------------------------


def edited(text: str, chance: random.Random, *, times: int = 1) -> str:
    for _edit in range(times):
        text = chance.choice(EDITS)(text, chance)
    return text


def _other_number(text: str, chance: random.Random) -> str:
    return "".join(str(chance.randint(1, 9)) if letter.isdigit() else letter for letter in text)


def _other_word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice(chance.choice(WHO + PAPER).split(" "))
    return " ".join(words)


def _other_phrase(text: str, chance: random.Random) -> str:
    lists = (WHO, OFFICE, PLACE, BENEFIT, PAPER, ACT)
    there = [(old, phrases) for phrases in lists for old in phrases if old in text]
    if not there:
        return _other_word(text, chance)
    old, phrases = chance.choice(there)
    return text.replace(old, chance.choice(phrases), 1)


def _word_more(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words.insert(chance.randint(0, len(words)), chance.choice(["đã", "sẽ", "cũng", "cần", "theo"]))
    return " ".join(words)


def _word_less(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    if len(words) > 3:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def _clause_more(text: str, chance: random.Random) -> str:
    clause = _made(chance.choice(EXTRA), chance)
    return f"{text.rstrip('.')}, {clause[:1].lower()}{clause[1:]}."


def _clause_less(text: str, chance: random.Random) -> str:
    clauses = text.split(", ")
    if len(clauses) > 1:
        del clauses[chance.randrange(len(clauses))]
    return ", ".join(clauses)


EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    _other_number,
    _other_word,
    _other_phrase,
    _word_more,
    _word_less,
    _clause_more,
    _clause_less,
)


def in_bulk(number: int, *, seed: int = 1) -> Iterator[str]:
    """Like `sentences`, but with texts by the hundred thousand, half of which resemble another."""
    chance = random.Random(seed)
    kept: list[str] = []
    while len(kept) < number:
        text = (
            edited(chance.choice(kept), chance) if kept and chance.random() < 0.5 else _any(chance)
        )
        kept.append(text)
        yield text
