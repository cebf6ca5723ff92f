"""Production never runs with what the demo runs with."""

import os
import secrets
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings import demo
from cms.settings.refusals import refuse_demo_values

GOOD = {
    "secret_key": "k" * 50,
    "credential_keys": ["c" * 44],
    "platform": "https://graph.facebook.com/",
    "site": "https://baohiemxahoi.example",
}


def test_good_values_pass():
    refuse_demo_values(**GOOD)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"secret_key": demo.SECRET_KEY}, "E010"),
        ({"secret_key": "short"}, "E010"),
        ({"credential_keys": demo.LOA_SECRET_KEYS}, "E011"),
        ({"credential_keys": []}, "E011"),
        ({"credential_keys": ["k" * 50]}, "E012"),
        ({"platform": demo.SANDBOX_URL}, "E013"),
        ({"platform": "https://localhost/"}, "E013"),
        ({"platform": "https://10.0.0.7/"}, "E013"),
        ({"platform": "https://[::1]/"}, "E013"),
        ({"site": "http://baohiemxahoi.example"}, "E014"),
    ],
)
def test_what_belongs_to_a_demo_is_refused(wrong, code):
    with pytest.raises(ImproperlyConfigured, match=f"cms.{code}"):
        refuse_demo_values(**GOOD | wrong)


def production_environment(tmp_path, **changes: str) -> dict[str, str]:
    """The least that production starts with; nothing else of this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "LOA_DATA_DIR": str(tmp_path),
        "SECRET_KEY": secrets.token_urlsafe(50),
        "LOA_SECRET_KEYS": "c" * 44,
        "LOA_BASE_URL": "https://baohiemxahoi.example",
        "LOA_ALLOWED_HOSTS": "baohiemxahoi.example",
        "CELERY_BROKER_URL": "redis://redis.example/0",
        **changes,
    }


def start_production(tmp_path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", "import cms.settings.production"],
        env=production_environment(tmp_path, **environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_production_starts_with_good_values_and_refuses_the_sandbox(tmp_path):
    sandbox = {"GRAPH_API_BASE_URL": "http://127.0.0.1:8001/"}

    assert start_production(tmp_path).returncode == 0
    assert "cms.E013" in start_production(tmp_path, **sandbox).stderr
