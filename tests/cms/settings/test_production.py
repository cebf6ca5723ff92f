"""What a production of Loa answers to Django's own questions about security."""

import json
import subprocess
import sys

import pytest

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


@pytest.mark.parametrize("proxies", [0, 1])
def test_a_header_of_proxies_is_believed_only_where_there_is_one(tmp_path, proxies):
    assert ask(tmp_path, "SECURE_PROXY_SSL_HEADER", LOA_PROXIES=str(proxies)) == (
        ["HTTP_X_FORWARDED_PROTO", "https"] if proxies else None
    )


@pytest.mark.parametrize("chosen", [True, False])
def test_an_agency_may_leave_its_other_names_without_https(tmp_path, chosen):
    for name in ("SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"):
        assert ask(tmp_path, name, LOA_HSTS_SUBDOMAINS=str(int(chosen))) is chosen


def ask(tmp_path, name: str, **environment: str):
    show = f"import json; from cms.settings import production as p; print(json.dumps(p.{name}))"
    return json.loads(run(tmp_path, "-c", show, **environment).stdout)


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
