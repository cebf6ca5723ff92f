"""Every province lies in exactly one region."""

import csv
from collections import Counter
from pathlib import Path

import cms
from cms.regions import BY_PROVINCE, REGIONS

OFFICES = Path(cms.__file__).parent / "data" / "offices.csv"


def test_every_province_lies_in_one_region_and_no_region_names_another_code():
    with OFFICES.open(encoding="utf-8") as file:
        provinces = {row["code"] for row in csv.DictReader(file) if row["level"] == "province"}

    named = Counter(code for region in REGIONS for code in region.provinces)

    assert set(named) == provinces == set(BY_PROVINCE)
    assert set(named.values()) == {1}
    assert len(provinces) == 34
