"""All checks of 5,000 segments, beside a plain pass over the same text."""

import unicodedata

from tests.benchmarks.stopwatch import seconds, tell
from translations.checks import check

SEGMENTS = 5_000
# A plain pass looks at every character once; seventeen checks and the reading of numbers look at it
# many times, each mostly within C.
AT_MOST_TIMES_PLAIN = 40
PAIRS = (
    (
        "Từ ngày 01/7/2025, người lao động đóng {n}% trên mức tối đa 46.800.000 đồng.",
        "ចាប់ពីថ្ងៃទី ០១ ខែ កក្កដា ឆ្នាំ ២០២៥ ពលករបង់ {n}% លើប្រាក់អតិបរមា ៤៦.៨០០.០០០ ដុង។",
        "km",
    ),
    (
        "Người tham gia ⟨1⟩bảo hiểm xã hội tự nguyện⟨/1⟩ được Nhà nước hỗ trợ tiền đóng.",
        "Phung mâo ⟨1⟩bhă hră srăng čuh⟨/1⟩ mâo Knŭk kna đru prăk kơ sang ƀuôn dih.",
        "rad",
    ),
    (
        "Gọi 1900 9068 hoặc xem https://portal.example/{n} để được tư vấn miễn phí.",
        "Call 1900 9068 or see https://portal.example/{n} for advice free of charge.",
        "en",
    ),
    ("Bước {n}: mở ứng dụng, chọn “Đóng tiền”.", "步驟{n}:打開應用程式,選擇「繳費」。", "yue-hant"),
)


def segments() -> list[tuple[str, str, str]]:
    return [
        (source.replace("{n}", str(number)), target.replace("{n}", str(number)), language)
        for number in range(SEGMENTS // len(PAIRS))
        for source, target, language in PAIRS
    ]


def pass_over(pairs: list[tuple[str, str, str]]) -> int:
    return sum(
        unicodedata.category(letter) == "Nd"
        for source, target, _language in pairs
        for text in (source, target)
        for letter in text
    )


def test_all_checks_cost_a_small_multiple_of_reading_the_text():
    pairs = segments()
    assert all(check(*pair) == () for pair in pairs[: len(PAIRS)])
    plain = min(seconds(lambda: pass_over(pairs)) for _round in range(3))
    ours = min(seconds(lambda: [check(*pair) for pair in pairs]) for _round in range(3))
    tell(
        f"checks of {len(pairs)} segments: {ours:.2f} s, {1e6 * ours / len(pairs):.0f} µs each;"
        f" plain pass {plain:.3f} s; {ours / plain:.1f} times"
    )
    assert ours / plain < AT_MOST_TIMES_PLAIN
