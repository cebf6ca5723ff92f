"""Many items of one office at once: what their corrections say in public."""

import pytest

from cms.models import Role, StatedFact
from publishing.models import Delivery, Release
from publishing.quotes import quotes_at
from publishing.services.office_batches import correct_all
from tests.factories.packages import (
    delivered,
    make_communes,
    make_facebook,
    release,
    set_fact,
)
from tests.factories.provinces import HOTLINE, centre_desk, province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
COVERAGE = "figure:bhyt_coverage"
SECOND, NEW = "0207 222 2222", "0207 999 9999"


class Two:
    """Two national items that call one office by two earlier numbers; both quote a figure."""

    def __init__(self) -> None:
        self.office = province(figure__bhyt_coverage="90 %")
        self.leader = make_user(self.office, Role.LEADER)
        self.pages = [make_facebook(self.office, "Một"), make_facebook(self.office, "Hai")]
        self.releases = [self._release(self.pages[0])]
        set_fact(self.office, "hotline", SECOND)
        self.releases.append(self._release(self.pages[1]))
        set_fact(self.office, "hotline", NEW)
        set_fact(self.office, COVERAGE, "93 %")

    def _release(self, page) -> Release:
        desk = centre_desk([page], lead="Gọi {{hotline}}, tỷ lệ {{figure:bhyt_coverage}}.")
        set_fact(desk.office, COVERAGE, "95 %")
        made = release(desk)
        delivered(page)
        return made

    def correct(self, *wrong: tuple[str, str]):
        tokens = [one.token for one in quotes_at(self.office)[0]]
        return correct_all(
            office=self.office, tokens=tokens, user=self.leader, reason="Sai số", wrong=wrong
        )

    def texts(self) -> list[str]:
        """The newest post of each page."""
        rows = [Delivery.objects.filter(destination=one).latest("pk") for one in self.pages]
        return [row.variant.post.data["text"] for row in rows]


def test_each_page_speaks_of_its_own_earlier_value_and_only_of_what_was_wrong():
    two = Two()

    assert two.correct(("hotline", HOTLINE), ("hotline", SECOND)).done == 2

    for text, own, other in zip(two.texts(), (HOTLINE, SECOND), (SECOND, HOTLINE), strict=True):
        assert text.count("ĐÍNH CHÍNH") == 1
        assert f"“Đường dây nóng: {own}” là chưa đúng; đúng là: “Đường dây nóng: {NEW}”" in text
        assert other not in text
        assert "90 %" not in text
        assert "93 %" in text


def test_of_two_earlier_values_only_the_one_that_was_wrong_is_named():
    two = Two()

    two.correct(("hotline", SECOND))

    first, second = two.texts()
    assert "ĐÍNH CHÍNH" not in first
    assert f"“Đường dây nóng: {SECOND}” là chưa đúng" in second
    notes = StatedFact.objects.exclude(corrected_on=None)
    assert [(one.key, one.wrong) for one in notes] == [("hotline", SECOND)]


def test_a_figure_is_called_by_its_name_and_never_by_its_key():
    two = Two()
    wrong = [(COVERAGE, "90 %")]

    two.correct(*wrong)

    for text in two.texts():
        assert "figure:" not in text
        assert "bhyt_coverage" not in text
        assert "90 %” là chưa đúng" in text


def test_nothing_is_said_of_values_that_merely_changed():
    two = Two()

    two.correct()

    assert not any("ĐÍNH CHÍNH" in text for text in two.texts())


def test_a_bulletin_says_the_numbers_in_words():
    office = province()
    leader = make_user(office, Role.LEADER)
    [commune] = make_communes(office, 1)
    release(centre_desk([commune]))
    delivered(commune)
    set_fact(office, "hotline", NEW)
    tokens = [one.token for one in quotes_at(office)[0]]

    correct_all(
        office=office,
        tokens=tokens,
        user=leader,
        reason="Sai số",
        wrong=[("hotline", HOTLINE)],
    )

    text = Delivery.objects.filter(destination=commune).latest("pk").variant.post.data["text"]
    assert "Bản tin trước nói: Đường dây nóng: không hai không bảy" in text
    assert HOTLINE not in text
    assert NEW not in text
