"""The drawings of a package: frozen, covered by what is approved, and what goes out."""

import io
from hashlib import sha256

import pytest
from django.urls import reverse
from PIL import Image

from cms.piece_problems import message_of
from media_assets.pieces import cache
from media_assets.pieces.crew import SettingFailed
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.render import PieceProblem
from publishing.frozen import path_of
from publishing.left_out import left_out, undrawn
from publishing.models import Delivery
from publishing.package import assemble
from publishing.pieces import piece_of
from tests.factories.approval import Desk
from tests.factories.infographics import chart, make_infographic
from tests.factories.logos import make_logo
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_facebook, release, rewrite, set_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """The centre's desk with an infographic instead of its article."""
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre)
    desk.page = make_infographic(centre, user=desk.editor, owner=desk.editor)
    return desk


def province(hotline: str = "1900 0002"):
    office = make_province()
    if hotline:
        set_fact(office, "hotline", hotline)
    return office


def assembled(desk):
    return assemble(desk.page, desk.page.get_latest_revision())


def leg_of(assembly, place):
    return next(leg for leg in assembly.legs if leg.destination == place)


def test_facebook_gets_the_square_of_its_own_office(desk):
    own, other = make_facebook(desk.office), make_facebook(province())
    choose(desk, [own, other])
    assembly = assembled(desk)

    first, second = leg_of(assembly, own).post, leg_of(assembly, other).post
    assert [len(post.pictures) for post in (first, second)] == [1, 1]
    assert first.pictures[0].sha256 != second.pictures[0].sha256
    assert first.pictures[0].content_type == "image/png"
    assert "22 %" in first.pictures[0].alt
    content = path_of(first.pictures[0].sha256).read_bytes()
    assert Image.open(io.BytesIO(content)).size == (1080, 1080)
    assert sha256(content).hexdigest() == first.pictures[0].sha256


def test_each_office_gets_its_own_paper(desk):
    office = province()
    choose(desk, [make_facebook(office)])
    pieces = assembled(desk).pieces

    assert set(pieces) == {desk.office.code, office.code}
    for forms in pieces.values():
        assert set(forms) >= {"share", "square", "poster-a4", "poster-a3"}
        assert path_of(forms["poster-a4"]["sha256"]).read_bytes().startswith(b"%PDF")


def test_the_fingerprint_covers_the_drawings_and_is_the_same_every_time(desk, monkeypatch):
    before = assembled(desk).fingerprint
    assert assembled(desk).fingerprint == before

    monkeypatch.setattr(cache, "rendering_key", lambda piece, form: f"ff{form.name}")
    real = cache.render
    monkeypatch.setattr(
        cache, "render", lambda piece, form: real(piece, FORMATS["thumbnail"])
    )  # as if the typesetter drew otherwise
    assert assembled(desk).fingerprint != before


def test_what_was_approved_is_in_the_release_byte_for_byte(desk):
    place = make_facebook(desk.office)
    choose(desk, [place])
    assembly = assembled(desk)
    made = release(desk)

    assert made.content["pieces"] == assembly.pieces
    post = Delivery.objects.get(release=made, destination=place).variant.post
    assert post.data["pictures"][0]["sha256"] == leg_of(assembly, place).post.pictures[0].sha256


def test_another_look_is_another_package(desk):
    before = assembled(desk).fingerprint
    rewrite(desk, palette="green")
    assert assembled(desk).fingerprint != before


def test_a_text_without_room_names_block_and_format(desk):
    long = "Người lao động và người sử dụng lao động cùng đóng bảo hiểm. " * 4
    steps = ("steps", {"title": "Thật dài", "steps": [{"title": "", "text": long}] * 8})
    rewrite(desk, piece=[steps])
    place = make_facebook(desk.office)
    choose(desk, [place])
    leg = leg_of(assembled(desk), place)

    assert leg.blocked
    message = str(leg.problems[0].message)
    assert "Thật dài" in message
    assert "Hình vuông" in message


def test_a_piece_that_cannot_be_drawn_is_a_problem_and_not_a_fault(desk, monkeypatch):
    def fails(piece, form):
        raise SettingFailed("Quá nặng.")

    monkeypatch.setattr("publishing.pieces.forms.rendered", fails)
    assembly = assembled(desk)
    assert "Quá nặng." in [str(problem.message) for problem in assembly.blocking]
    assert assembly.pieces == {}


def without_room(name: str, *, for_offices: list[str]):
    """`rendered`, as if the form had no room at these offices."""
    real = cache.rendered

    def tight(piece, form):
        made = real(piece, form)
        if form.name == name and piece.footer.office in for_offices:
            return type(made)(made.content, made.media_type, (PieceProblem("", "room"),))
        return made

    return tight


def test_a_poster_without_room_of_another_office_is_left_out_of_its_downloads(desk, monkeypatch):
    office = province()
    place = make_facebook(office)
    choose(desk, [place])
    tight = without_room("poster-a3", for_offices=[str(office)])
    monkeypatch.setattr("publishing.pieces.forms.rendered", tight)
    assembly = assembled(desk)
    assert "poster-a3" not in assembly.pieces[office.code]
    assert "poster-a3" in assembly.pieces[desk.office.code]
    assert not assembly.blocking
    assert not leg_of(assembly, place).blocked


def test_whoever_approves_reads_which_office_goes_without_which_drawing(desk, monkeypatch, client):
    offices = [province(), province()]
    choose(desk, [make_facebook(office) for office in offices])
    names = [str(office) for office in offices]
    monkeypatch.setattr(
        "publishing.pieces.forms.rendered", without_room("poster-a3", for_offices=names)
    )
    said = [(list(one.offices), one.reason) for one in undrawn(assembled(desk))]
    assert said == [(offices, str(message_of({}, PieceProblem("", "room"), FORMATS["poster-a3"])))]

    step = desk.submit()
    client.force_login(desk.leader)
    shown = client.get(reverse("loa_approve", args=[step.pk])).content.decode()
    assert f"{names[0]}, {names[1]} – " in shown


def test_a_drawing_that_a_post_lacks_is_said_once_where_the_place_is_left_out(desk, monkeypatch):
    office = province()
    choose(desk, [make_facebook(office)])
    monkeypatch.setattr(
        "publishing.pieces.forms.rendered", without_room("square", for_offices=[str(office)])
    )
    assembly = assembled(desk)

    (left,) = left_out(assembly.legs)
    assert left.office == office
    assert undrawn(assembly) == []


def test_a_figure_that_is_no_number_costs_another_office_its_drawings_visibly(desk):
    office = province()
    set_fact(desk.office, "figure:bhyt_coverage", "93")
    set_fact(office, "figure:bhyt_coverage", "gần hết")
    place = make_facebook(office)
    quoted = chart(points=[{"label": "Bao phủ", "number": "{{figure:bhyt_coverage}}"}])
    rewrite(desk, piece=[quoted])
    choose(desk, [place])
    assembly = assembled(desk)

    assert leg_of(assembly, place).blocked
    assert [office for office, _problem in assembly.undrawn if office != desk.office]


def test_an_office_without_the_fact_loses_its_own_leg_only(desk):
    place = make_facebook(province(hotline=""))
    choose(desk, [place])
    assembly = assembled(desk)
    assert leg_of(assembly, place).post is None
    assert not assembly.blocking
    assert set(assembly.pieces) == {desk.office.code}


def test_a_figure_that_is_no_number_is_said(desk):
    set_fact(desk.office, "figure:bhyt_coverage", "gần hết")
    quoted = chart(points=[{"label": "Bao phủ", "number": "{{figure:bhyt_coverage}}"}])
    rewrite(desk, piece=[quoted])
    assert any("figure:bhyt_coverage" in str(one.message) for one in assembled(desk).blocking)


def test_an_empty_infographic_is_not_submitted(desk):
    rewrite(desk, piece=[])
    assert "no_piece" in [one.code for one in assembled(desk).blocking]


def test_an_article_has_no_drawings_and_its_data_does_not_mention_any():
    desk = Desk()
    assembly = assemble(desk.page, desk.page.get_latest_revision())
    assert assembly.pieces == {}
    assert "piece" not in release(desk).content


def test_the_code_to_scan_leads_to_the_item_under_its_office(desk):
    office = province()
    piece = piece_of(desk.page, office, "vi")
    assert piece.link == f"http://localhost/{office.home.slug}{desk.page.url}"
    assert piece_of(desk.page, desk.office, "vi").link == f"http://localhost{desk.page.url}"


def test_a_new_logo_is_noticed_in_review_and_changes_nothing_that_was_approved(desk):
    place = make_facebook(desk.office)
    choose(desk, [place])
    before = assembled(desk).fingerprint
    desk.office.logo = make_logo()
    desk.office.save()
    chosen = assembled(desk)
    assert chosen.fingerprint != before
    assert assembled(desk).fingerprint == chosen.fingerprint

    made = release(desk)
    approved = made.content["pieces"]
    assert approved == chosen.pieces
    desk.office.logo = make_logo(colour=(0, 255, 0))
    desk.office.save()
    made.refresh_from_db()
    assert made.content["pieces"] == approved
    for drawing in approved[desk.office.code].values():
        assert sha256(path_of(drawing["sha256"]).read_bytes()).hexdigest() == drawing["sha256"]
    assert assembled(desk).fingerprint != chosen.fingerprint


def test_a_logo_that_the_office_above_changes_is_noticed_too(desk):
    office = province()
    choose(desk, [make_facebook(office)])
    before = assembled(desk).pieces
    desk.office.logo = make_logo()
    desk.office.save()
    after = assembled(desk).pieces
    assert after[office.code]["square"]["sha256"] != before[office.code]["square"]["sha256"]
