"""What an editor chooses for doubtful parts of a bulletin, on the package page."""

import pytest
from django.urls import reverse

from publishing.booth import readings_in
from publishing.forms.readings import answers_in
from publishing.models import Package, SpokenWord
from publishing.package import assemble
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes, make_facebook, rewrite

pytestmark = pytest.mark.django_db
TEXT = "Từ 1-7 tăng."


@pytest.fixture
def desk(client):
    desk = Desk()
    client.force_login(desk.editor)
    choose(
        desk, make_communes(desk.office, 1), texts={"loudspeaker": {"text": TEXT, "options": {}}}
    )
    return desk


def save(client, desk, text=TEXT, **data):
    commune = Package.objects.get(page=desk.page.pk).legs.get().destination_id
    sent = {"when": "now", "destinations": [commune], "text_loudspeaker": text, **data}
    return client.post(reverse("publishing_package", args=[desk.page.pk]), sent)


def chosen(desk):
    return readings_in(Package.objects.get(page=desk.page.pk).texts)


def blocking(desk):
    page = desk.now()
    return [one.code for one in assemble(page, page.get_latest_revision()).blocking]


def answer(**fields):
    return {"readings": "1", "reading_0_written": "1-7"} | {
        f"reading_0{name}": value for name, value in fields.items()
    }


def test_each_doubt_is_shown_with_its_sentence_and_its_readings(client, desk):
    page = client.get(reverse("publishing_package", args=[desk.page.pk]))
    (row,) = page.context["readings"]

    assert (row.written, row.around) == ("1-7", TEXT)
    assert [said for _value, said in row.options] == ["ngày một tháng bảy", "một đến bảy"]
    assert not row.pick
    assert blocking(desk) == ["reading"]


def test_a_chosen_reading_is_kept_and_lets_the_item_go(client, desk):
    reply = save(client, desk, **answer(**{"": "say:một đến bảy"}))

    assert reply.status_code == 302
    assert chosen(desk) == {"1-7": "một đến bảy"}
    assert blocking(desk) == []


def test_own_words_need_no_button_and_stay_when_the_package_is_saved_again(client, desk):
    save(client, desk, **answer(_own="mồng một tháng bảy"))
    save(client, desk)

    assert chosen(desk) == {"1-7": "mồng một tháng bảy"}
    (row,) = client.get(reverse("publishing_package", args=[desk.page.pk])).context["readings"]
    assert row.settled


def test_a_choice_can_be_undone(client, desk):
    save(client, desk, **answer(_own="mồng một tháng bảy"))
    save(client, desk, **answer(**{"": "ask"}))

    assert chosen(desk) == {}
    assert blocking(desk) == ["reading"]


def test_words_that_cannot_be_said_are_refused_where_they_were_typed(client, desk):
    page = save(client, desk, **answer(_own="mồng 1"))

    assert page.status_code == 200
    (row,) = page.context["readings"]
    assert row.own == "mồng 1"
    assert "chỉ bằng chữ" in row.error
    assert chosen(desk) == {}


def test_the_office_remembers_what_it_is_asked_to(client, desk):
    save(client, desk, **answer(_own="mồng một tháng bảy", _remember="on"))

    word = SpokenWord.objects.get()
    assert (word.office, word.written, word.said) == (desk.office, "1-7", "mồng một tháng bảy")
    assert word.made_by == desk.editor


@pytest.mark.parametrize("count", ["", "x", "-1", "999999999"])
def test_a_forged_number_of_rows_does_no_harm(count):
    assert answers_in({"readings": count}, {"a": "b"}).readings == {"a": "b"}


def test_a_text_is_bound_to_what_the_item_said_until_somebody_reads_it_again(client, desk):
    save(client, desk, text="Lời riêng.")
    assert blocking(desk) == []

    rewrite(desk, lead="Một điều khác.")
    assert blocking(desk) == ["text_behind"]

    save(client, desk, text="Lời riêng.")
    assert blocking(desk) == ["text_behind"]
    save(client, desk, text="Lời riêng.", still_right="on")
    assert blocking(desk) == []


def test_another_text_is_written_beside_the_item_as_it_is(client, desk):
    save(client, desk, text="Lời riêng.")
    rewrite(desk, lead="Một điều khác.")
    save(client, desk, text="Lời khác.")

    assert blocking(desk) == []


def test_line_ends_of_a_browser_are_no_other_text(client, desk):
    save(client, desk, text="Lời riêng.\nHai.")
    rewrite(desk, lead="Một điều khác.")

    save(client, desk, text="Lời riêng.\r\nHai.")
    assert blocking(desk) == ["text_behind"]


def place_of(desk):
    return Package.objects.get(page=desk.page.pk).legs.get().destination_id


def test_words_for_one_place_alone_are_bound_like_those_for_all(client, desk):
    field = f"leg_text_{place_of(desk)}"
    save(client, desk, text="", **{field: "Lời riêng."})
    assert blocking(desk) == []

    rewrite(desk, lead="Một điều khác.")
    assert blocking(desk) == ["text_behind_here"]
    save(client, desk, text="", **{field: "Lời riêng."})
    assert blocking(desk) == ["text_behind_here"]
    page = client.get(reverse("publishing_package", args=[desk.page.pk]))
    right = f"leg_right_{place_of(desk)}"
    assert f'name="{right}"' in page.content.decode()
    assert "still_right" not in page.content.decode()

    save(client, desk, text="", **{field: "Lời riêng.", right: "on"})
    assert blocking(desk) == []
    rewrite(desk, lead="Một điều khác nữa.")
    save(client, desk, text="", **{field: "Lời khác."})
    assert blocking(desk) == []


def test_an_empty_text_of_a_place_is_bound_to_nothing(client, desk):
    field = f"leg_text_{place_of(desk)}"
    save(client, desk, text="", **{field: "Lời riêng."})
    rewrite(desk, lead="Một điều khác.")
    save(client, desk, text="", **{field: ""})

    assert Package.objects.get(page=desk.page.pk).legs.get().beside == ""
    assert blocking(desk) == []


def test_a_post_that_is_not_read_aloud_is_not_asked_about(client, desk):
    place = make_facebook(desk.office)
    choose(desk, [place])
    sent = {"when": "now", "destinations": [place.pk], f"leg_text_{place.pk}": "Chữ riêng."}
    client.post(reverse("publishing_package", args=[desk.page.pk]), sent)
    rewrite(desk, lead="Một điều khác.")

    assert Package.objects.get(page=desk.page.pk).legs.get().text == "Chữ riêng."
    assert blocking(desk) == []
