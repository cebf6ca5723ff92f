import io
import threading

import pytest
import requests
from PIL import Image

from tests.fakes.sandbox import SandboxProcess

PAGE = "104000000000001"
TOKEN = f"sandbox-token-{PAGE}"


@pytest.fixture
def start_sandbox(tmp_path):
    """Starts sandboxes that end with the test."""
    started = []

    def start(data_dir=tmp_path, **options):
        started.append(SandboxProcess())
        return started[-1].start(data_dir, **options)

    yield start
    for sandbox in started:
        sandbox.stop()


@pytest.fixture
def sandbox(start_sandbox):
    return start_sandbox()


class Client:
    """A plain client: what it sends is what the test says."""

    def __init__(self, sandbox, token=TOKEN, page=PAGE):
        self.sandbox = sandbox
        self.token = token
        self.page = page

    def call(self, method, path, *, fault=None, **options):
        headers = options.pop("headers", {}) | ({"X-Sandbox-Fault": fault} if fault else {})
        url = f"{self.sandbox.url}/v25.0/{path}"
        params = {"access_token": self.token} | options.pop("params", {})
        options.setdefault("timeout", 10)
        return requests.request(method, url, params=params, headers=headers, **options)

    def publish(self, message="Xin chào", *, fault=None, **fields):
        options = {"timeout": fields.pop("timeout", 10)}
        data = {"message": message} | fields
        return self.call("POST", f"{self.page}/feed", data=data, fault=fault, **options)

    def upload(self, picture, *, fault=None, **fields):
        data = {"published": "false"} | fields
        files = {"source": ("anh.png", picture, "image/png")}
        return self.call("POST", f"{self.page}/photos", data=data, files=files, fault=fault)

    def feed(self, edge="feed", *, fault=None, **params):
        return self.call("GET", f"{self.page}/{edge}", params=params, fault=fault)

    def messages(self, edge="feed", **params):
        return [post.get("message") for post in self.feed(edge, **params).json()["data"]]


@pytest.fixture
def client(sandbox):
    return Client(sandbox)


@pytest.fixture
def make_picture():
    def make(colour="red", size=(40, 30), kind="PNG"):
        content = io.BytesIO()
        Image.new("RGB", size, colour).save(content, kind)
        return content.getvalue()

    return make


@pytest.fixture
def run_together():
    """Runs functions at the same moment and gives back their results."""

    def run(*functions):
        barrier, results = threading.Barrier(len(functions)), [None] * len(functions)

        def enter(index, function):
            barrier.wait(10)
            results[index] = function()

        threads = [threading.Thread(target=enter, args=pair) for pair in enumerate(functions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        return results

    return run
