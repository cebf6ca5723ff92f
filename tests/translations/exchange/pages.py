"""One page for the tests that change a file by hand."""

from dataclasses import replace

from translations.unit import Kind, State, Unit, UnitFile

PAGE = UnitFile(
    item="5f3c:VSS",
    title="Mức đóng bảo hiểm y tế",
    source_language="vi",
    target_language="km",
    version="a" * 64,
    units=(
        Unit("u1", "Mức đóng ⟨1⟩8%⟨/1⟩ mỗi tháng", label="Bước 1", marks={"1": "<b>"}),
        Unit(
            "u2",
            "Gọi {{hotline}}⟨1/⟩ để hỏi",
            "ទូរស័ព្ទ {{hotline}}⟨1/⟩",
            State.DRAFT,
            marks={"1": "<br/>"},
        ),
        Unit("u3", "Sau 20 năm", "ក្រោយ ១៥ ឆ្នាំ", State.STALE, previous="Sau 15 năm", label="Đoạn 2"),
        Unit("u4", "46.800.000", "46,800,000", State.APPROVED, Kind.MONEY, note="Đồng", longest=20),
        Unit("u5", "Có"),
        Unit("u6", "Có", label="Hàng 2"),
    ),
)
FRESH = "អត្រា ⟨1⟩៨%⟨/1⟩ រាល់ខែ"


def by_id(unit_file):
    return {unit.id: unit for unit in unit_file.units}


def changed(page=PAGE, **targets):
    """The page with other translations."""
    units = (replace(unit, target=targets.get(unit.id, unit.target)) for unit in page.units)
    return replace(page, units=tuple(units))


def told(read):
    """What was said about each unit that is not taken."""
    return {problem.unit: problem.message for problem in read.problems if not problem.taken}
