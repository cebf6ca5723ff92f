import pytest
from django.utils.translation import override

from cms.importing.refusals import MESSAGES, refuse, refuse_legacy_font


@pytest.mark.parametrize("reason", sorted(MESSAGES))
def test_every_refusal_says_what_to_do_in_a_sentence(reason):
    with override("en"):
        refused = refuse(reason)
        assert refused.reason_code == reason
        assert len(str(refused).split(". ")) >= 2 or "," in str(refused)


def test_the_font_is_named():
    assert ".VnTime" in str(refuse_legacy_font(".VnTime"))
