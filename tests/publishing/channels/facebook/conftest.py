import pytest

from tests.fakes.facebook_page import Page
from tests.fakes.sandbox import SandboxProcess


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with SandboxProcess().start(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(process, settings):
    settings.GRAPH_API_BASE_URL = process.url
    yield process
    process.clear_faults()


@pytest.fixture
def page(sandbox):
    return Page(sandbox)
