import re
import subprocess
import sys

from publishing.sandbox.faults import MODES
from tests.fakes.sandbox import ROOT

PRODUCTION = ("cms", "media_assets", "translations", "publishing", "deploy")
IMPORT = re.compile(
    r"^\s*(import|from) publishing\.sandbox|^\s*from publishing import .*\bsandbox", re.MULTILINE
)


def test_it_imports_nothing_of_loa_but_itself():
    """Neither Django nor the rest of Loa: its process must not be able to reach the database."""
    code = (
        "import sys, publishing.sandbox.__main__;"
        "print([name for name in sys.modules if name.split('.')[0] in "
        "('django', 'wagtail', 'celery', 'cms', 'translations', 'media_assets') or "
        "name.startswith('publishing.') and not name.startswith('publishing.sandbox')])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=20
    )

    assert ended.stdout.strip() == "[]"


def test_no_production_module_imports_it():
    own = ROOT / "publishing" / "sandbox"
    files = [file for folder in PRODUCTION for file in (ROOT / folder).rglob("*.py")]

    importing = [
        file
        for file in files
        if own not in file.parents and IMPORT.search(file.read_text(encoding="utf-8"))
    ]

    assert files
    assert importing == []


def test_every_fault_has_its_row_in_the_documentation():
    documentation = (ROOT / "docs" / "sandbox.md").read_text(encoding="utf-8")

    assert [mode for mode in sorted(MODES) if f"| `{mode}` |" not in documentation] == []
