import pytest

from tests.translations.numbers.cases import CASES
from translations.checks import check


def worst(source: str, target: str, language: str, id: str = "numbers") -> str:
    found = {finding.severity for finding in check(source, target, language) if finding.id == id}
    return min(found, default="")  # “error” before “warning”


@pytest.mark.parametrize(("source", "target", "language", "expected"), CASES)
def test_a_number_is_accepted_doubted_or_refused(source, target, language, expected):
    assert worst(source, target, language) == expected
