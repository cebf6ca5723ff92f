"""What a production of Loa answers to Django's own questions about security."""

import json
import subprocess
import sys

from deploy.console import ROOT

from .test_refusals import production_environment

ASKED = (
    "SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SECURE_SSL_REDIRECT DEBUG"
    " SECURE_CONTENT_TYPE_NOSNIFF SESSION_COOKIE_SAMESITE X_FRAME_OPTIONS"
).split()


def run(tmp_path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=production_environment(tmp_path, **environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_deployment_check_has_nothing_to_say(tmp_path):
    done = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_what_wagtail_remembers_is_shared_by_all_processes(tmp_path):
    show = "from cms.settings import production as p; print(p.CACHES['default'])"

    shared = run(tmp_path, "-c", show).stdout
    assert "DatabaseCache" in shared
    assert "'MAX_ENTRIES': 10000" in shared
    assert "RedisCache" in run(tmp_path, "-c", show, LOA_CACHE_URL="redis://cache.example/1").stdout


def test_cookies_and_frames_are_closed(tmp_path):
    show = (
        "import json, django; django.setup(); from django.conf import settings;"
        f" print(json.dumps({{n: getattr(settings, n) for n in {ASKED!r}}}))"
    )
    found = json.loads(run(tmp_path, "-c", show).stdout)

    assert found.pop("DEBUG") is False
    assert found.pop("X_FRAME_OPTIONS") == "DENY"
    assert found.pop("SESSION_COOKIE_SAMESITE") == "Lax"
    assert set(found.values()) == {True}
