"""One drawing from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Locale

from tests.factories.approval import Desk
from tests.factories.infographics import FIGURES, make_infographic
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import release, rewrite, set_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre)
    desk.page = make_infographic(centre, user=desk.editor, owner=desk.editor)
    return desk


def render(page, output, *more, form: str = "square") -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(
        "render_piece",
        *(str(page.pk), "--format", form, "--output", str(output), *more),
        stdout=out,
        stderr=err,
    )
    return out.getvalue(), err.getvalue()


def refusal(*arguments, **options) -> CommandError:
    with pytest.raises(CommandError) as refused:
        render(*arguments, **options)
    assert "\n" not in str(refused.value)
    return refused.value


def test_it_draws_for_the_office_that_is_named(desk, tmp_path):
    office = make_province(code="08")
    set_fact(office, "hotline", "0207 1")
    own, other = tmp_path / "own.png", tmp_path / "other.png"
    told, _errors = render(desk.page, own)
    render(desk.page, other, "--office", "08", "--language", "vi")

    assert Image.open(other).size == (1080, 1080)
    assert own.read_bytes() != other.read_bytes()
    assert "square, vi, VN, newest draft" in told


def test_paper_is_a_pdf_and_the_same_again(desk, tmp_path):
    path = tmp_path / "poster.pdf"
    render(desk.page, path, form="poster-a4")
    once = path.read_bytes()
    render(desk.page, path, form="poster-a4")
    assert once.startswith(b"%PDF")
    assert path.read_bytes() == once
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_live_is_drawn_unless_the_draft_is_asked_for(desk, tmp_path):
    release(desk)
    live, after, draft = (tmp_path / name for name in ("1.png", "2.png", "3.png"))
    render(desk.now(), live)
    rewrite(desk, palette="red")
    told, _errors = render(desk.now(), after)
    assert "live version" in told
    render(desk.now(), draft, "--draft")
    assert live.read_bytes() == after.read_bytes() != draft.read_bytes()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--office", "99"], "There is no office “99”. Possible: VN"),
        (["--language", "khmer"], "There is no language “khmer”"),
        (["--language", "km"], "no edition in km. It is there in: vi."),
        (["--language", "khm"], "no edition in km. It is there in: vi."),
        (["--language", "cjm"], "“cjm” may be any of: cjm-latn"),
    ],
)
def test_a_wrong_word_is_answered_with_what_is_possible(desk, tmp_path, more, said):
    assert said in str(refusal(desk.page, tmp_path / "a.png", *more))
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_there_is_not_is_answered_with_those_there_are(desk, tmp_path):
    told = str(refusal(desk.page, tmp_path / "a.png", form="sqare"))
    assert "Did you mean “square”?" in told
    assert "poster-a4" in told


def test_a_page_that_is_no_infographic_is_answered_with_those_there_are(desk, tmp_path):
    told = str(refusal(Desk(desk.office).page, tmp_path / "a.png"))
    assert f"{desk.page.pk} “Bảo hiểm xã hội tự nguyện”" in told


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.pdf", "is a .png file"), ("none/a.png", "There is no folder"), ("", "is a folder")],
)
def test_a_place_that_cannot_be_written_is_refused_before_drawing(desk, tmp_path, name, said):
    assert said in str(refusal(desk.page, tmp_path / name))


def test_a_missing_fact_is_named_and_nothing_is_written(desk, tmp_path):
    make_province(code="08")
    told = refusal(desk.page, tmp_path / "a.png", "--office", "08")
    assert "has no value for: hotline" in str(told)
    assert told.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_room_is_said_beside_the_file(desk, tmp_path):
    long = "Người lao động và người sử dụng lao động cùng đóng bảo hiểm. " * 4
    steps = ("steps", {"title": "Thật dài", "steps": [{"title": "", "text": long}] * 8})
    rewrite(desk, piece=[steps])
    errors = io.StringIO()
    with pytest.raises(CommandError) as flawed:
        call_command(
            "render_piece",
            *(str(desk.page.pk), "--format", "square", "--output", str(tmp_path / "a.png")),
            stderr=errors,
        )
    assert flawed.value.returncode == 3
    assert "Thật dài" in errors.getvalue()
    assert (tmp_path / "a.png").exists()


def test_an_empty_infographic_is_not_drawn(desk, tmp_path):
    rewrite(desk, piece=[])
    assert "no content yet" in str(refusal(desk.page, tmp_path / "a.png"))


def test_another_language_is_drawn_from_its_own_edition(desk, tmp_path):
    khmer = Locale.objects.create(language_code="km")
    other = desk.page.copy_for_translation(khmer, copy_parents=True)
    other.title, other.piece = "ធានារ៉ាប់រង", [FIGURES]
    other.save_revision()
    ours, theirs = tmp_path / "vi.png", tmp_path / "km.png"
    render(desk.page, ours)
    told, _errors = render(desk.page, theirs, "--language", "km")
    assert "square, km" in told
    assert ours.read_bytes() != theirs.read_bytes()
