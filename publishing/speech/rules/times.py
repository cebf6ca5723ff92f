"""Times of day and their ranges: 7h30, 14:05, 8-10h, 7h05m09, 17 giờ 00."""

import re

from ..context import Context, Rule
from ..spans import GUESS, LIKELY, Doubt, Said
from .pieces import TO

_HOUR, _SIXTIETH = r"(?:2[0-4]|[01]?\d)", r"[0-5]\d"
_CLOCK = (
    rf"(?:(?P<h{{0}}>{_HOUR})\s?(?:[hHg](?P<m{{0}}>{_SIXTIETH})(?:[mp:'’](?P<s{{0}}>{_SIXTIETH})(?:s|''|″|’’)?"
    rf"|[mp'’](?!\w)|\s?ph(?:út)?)?"
    rf"|[hH]|:(?P<c{{0}}>{_SIXTIETH})(?::(?P<t{{0}}>{_SIXTIETH}))?))"
)
_TIME = re.compile(_CLOCK.format(1) + r"(?:\s(?:phút|giây))?(?![\w:])")
_RANGE = re.compile(_CLOCK.format(1) + TO + _CLOCK.format(2) + r"(?![\w:])")
_HALF_RANGE = re.compile(
    rf"(?P<a>{_HOUR})(?P<by>{TO}|/)(?={_HOUR}[hHg])" + _CLOCK.format(2) + r"(?![\w:])"
)
_GRAMS_OR_HOUR = re.compile(rf"(?P<h>{_HOUR})g(?!\w)")
_WHOLE_HOUR = re.compile(rf"(?P<h>{_HOUR}) giờ (?P<m>00)(?: phút)?(?!\w)")
_LASTING = re.compile(r"(?P<m>\d{1,3})(?:p|ph|m|')\s?(?P<s>[0-5]?\d)(?:s|''|\")(?!\w)")
_MINUTES = re.compile(r"(?P<m>\d{1,3})['’′](?!['’\w])")
_SECONDS = re.compile(r"(?P<s>\d{1,3})(?:''|’’|″)(?!['’\w])")
_PART_OF_DAY = re.compile(r"\s?(?:sáng|chiều|tối|trưa|đêm|ngày|hôm|hàng|mỗi|thứ)\b")
_AT = re.compile(r"\b(?:lúc|từ|đến|trước|sau|khoảng|vào|hồi)$")


def _clock(found: re.Match[str], which: int, ctx: Context) -> str:
    part = found.groupdict()
    minutes = part[f"m{which}"] or part[f"c{which}"]
    seconds = part[f"s{which}"] or part[f"t{which}"]
    return _told(ctx, part[f"h{which}"], minutes, seconds)


def _told(ctx: Context, hours: str, minutes: str | None, seconds: str | None) -> str:
    voice, words = ctx.voice, [ctx.voice.whole(hours), "giờ"]
    noon = seconds is not None and not int(minutes or 0) and not int(seconds)
    for value, name in ((minutes, "phút"), (seconds, "giây")):
        if value is None:
            continue
        if int(value) or noon:
            words += [voice.whole(value), name]
        else:
            voice.silent(value)
    return " ".join(words)


def _time(found: re.Match[str], ctx: Context) -> Said:
    return Said(_clock(found, 1, ctx))


def _range(found: re.Match[str], ctx: Context) -> Said:
    return Said(f"{_clock(found, 1, ctx)} đến {_clock(found, 2, ctx)}")


def _half_range(found: re.Match[str], ctx: Context) -> Said:
    between = "trên" if found["by"] == "/" else "đến"
    return Said(f"{ctx.voice.whole(found['a'])} {between} {_clock(found, 2, ctx)}", LIKELY)


def _hour_in_g(found: re.Match[str], ctx: Context) -> Said | None:
    if _PART_OF_DAY.match(ctx.after(found.end())) or _AT.search(ctx.before):
        return Said(f"{ctx.voice.whole(found['h'])} giờ", LIKELY)
    return None


def _whole_hour(found: re.Match[str], ctx: Context) -> Said:
    ctx.voice.silent(found["m"])
    return Said(f"{ctx.voice.whole(found['h'])} giờ")


def _lasting(found: re.Match[str], ctx: Context) -> Said:
    minutes, seconds = ctx.voice.whole(found["m"]), ctx.voice.whole(found["s"])
    return Said(f"{minutes} phút {seconds} giây")


def _minutes(found: re.Match[str], ctx: Context) -> Said | None:
    """5' is perhaps five minutes, unless a quotation ends here."""
    if re.search(r"(?:^|[\s(])['‘’]", ctx.before):
        return None
    return Said(f"{ctx.voice.whole(found['m'])} phút", GUESS, (), Doubt.AMBIGUOUS)


def _seconds(found: re.Match[str], ctx: Context) -> Said:
    return Said(f"{ctx.voice.whole(found['s'])} giây", GUESS, (), Doubt.AMBIGUOUS)


RULES = (
    Rule("time-range", "d", _RANGE, _range, "hHg:"),
    Rule("time-range", "d", _HALF_RANGE, _half_range, "-–—−~/"),
    Rule("time", "d", _TIME, _time, "hHg:"),
    Rule("time", "d", _GRAMS_OR_HOUR, _hour_in_g, "g"),
    Rule("duration", "d", _LASTING, _lasting, "s'\""),
    Rule("time", "d", _WHOLE_HOUR, _whole_hour),
    Rule("duration", "d", _MINUTES, _minutes, "'’′"),
    Rule("duration", "d", _SECONDS, _seconds, "'’″"),
)
