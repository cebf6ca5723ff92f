"""The sheet as plain text."""

from wcwidth import wcswidth

from publishing.sheets.plain import WIDTH, txt
from publishing.sheets.printed import printed
from tests.factories.announcing import long_script, sheet_with


def lines_of(script=None, **fields):
    made = txt(printed(sheet_with(script, **fields)))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\n") == made.count(b"\r\n")
    return made.decode("utf-8-sig").splitlines()


def test_it_holds_what_is_said_with_its_pauses_in_short_lines():
    lines = lines_of()
    whole = " ".join(" ".join(lines).split())
    assert "Sau đây là bản tin của bảo hiểm xã hội. ▮▮" in whole
    assert "Theo kế hoạch số sáu mươi tám của Bảo hiểm xã hội, mức lương" in whole
    assert "68/KH-BHXH = số sáu mươi tám của Bảo hiểm xã hội" in whole
    assert "- hết 30 giây -" in whole
    assert max(map(wcswidth, lines)) <= WIDTH


def test_emergency_and_correction_come_first():
    lines = lines_of(klass="emergency", is_correction=True)
    assert lines.index("*** KHẨN CẤP ***") < lines.index("*** ĐÍNH CHÍNH ***") < 8


def test_khmer_is_broken_at_its_spaces_alone():
    script = long_script(2, 9, "km")
    whole = "\n".join(lines_of(script))
    for sentence in script.sentences:
        assert all(word in whole for word in sentence.said.split())
