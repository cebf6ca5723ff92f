"""What printing the package of an item with ten photographs costs."""

import pytest

from tests.benchmarks.stopwatch import seconds, tell
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes, make_facebook
from tests.factories.sheets import make_large_picture, pages_of, sheet_of

PICTURES, COMMUNES, RUNS = 10, 124, 5


@pytest.mark.django_db
def test_a_sheet_with_ten_pictures():
    pictures = [make_large_picture(f"Ảnh {n}") for n in range(PICTURES)]
    blocks = [("picture", {"picture": one, "alt": one.title}) for one in pictures]
    desk = Desk(body=[*blocks, *[("paragraph", "<p>Một đoạn văn. </p>")] * 20])
    choose(desk, [make_facebook(desk.office), *make_communes(desk.office, COMMUNES)])
    made = sheet_of(desk)  # the first also freezes the pictures
    took = seconds(lambda: sheet_of(desk), times=RUNS)
    originals = sum(one.file.size for one in pictures)
    tell(
        f"sheet of {PICTURES} pictures and {COMMUNES} communes: {took * 1000:.0f} ms, "
        f"{len(made) // 1024} KB on {len(pages_of(made))} pages (pictures: {originals // 1024} KB)"
    )
    assert sheet_of(desk) == made
