import pytest

from cms.importing.limits import Limits
from deploy.console import SetupError
from deploy.place import Place, programs
from media_assets.intake import audiovisual, documents, pictures, svg


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "data", 8100, 8101)


def test_a_demo_never_reaches_the_real_platform(place, monkeypatch):
    monkeypatch.setenv("GRAPH_API_BASE_URL", "https://graph.example/")
    assert place.environment()["GRAPH_API_BASE_URL"] == "http://127.0.0.1:8101/"


def test_every_program_works_in_the_folder_and_on_the_ports_of_its_demo(place):
    by_name = {program.name: program for program in programs(place)}
    assert set(by_name) == {"sandbox", "web", "worker", "beat"}
    assert all(p.environment["LOA_DATA_DIR"] == str(place.data_dir) for p in by_name.values())
    assert "127.0.0.1:8100" in by_name["web"].command
    assert "8101" in by_name["sandbox"].command
    assert any(str(place.data_dir) in part for part in by_name["beat"].command)


def test_whoever_uploads_gets_an_answer_before_the_web_server_gives_up(place):
    (web,) = (each for each in programs(place) if each.name == "web")
    patience = int(web.command[web.command.index("--timeout") + 1])

    drawing = svg.SECONDS + pictures.SECONDS
    assert max(drawing, documents.SECONDS, audiovisual.SECONDS) < patience
    assert Limits.picture_seconds < patience / 2  # the text is read besides


def test_a_folder_is_for_one_demo_at_a_time(place):
    refusal = pytest.raises(SetupError, match=r"another demo is running in .*LOA_DATA_DIR=")
    with place.occupy(), refusal:
        place.occupy()
    place.occupy().close()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match="cannot write in"):
        Place(tmp_path / "file" / "data", 8100, 8101).occupy()
