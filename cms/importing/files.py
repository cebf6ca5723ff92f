"""Which files a list of paths means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

PICTURE_FOLDERS = ("_files", ".files", "_tep_tin")
PAGES = (".html", ".htm", ".xhtml")


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as named; of folders every file below them in order of name, without hidden files,
    Word's lock files and the folders in which browsers keep the pictures of saved pages."""
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.is_symlink():
            continue
        if path.is_dir():
            if not _holds_pictures_of_page(path):
                yield from _below(path)
        else:
            yield path


def _holds_pictures_of_page(folder: Path) -> bool:
    for ending in PICTURE_FOLDERS:
        if folder.name.endswith(ending):
            stem = folder.name.removesuffix(ending)
            return any(folder.with_name(stem + page).exists() for page in PAGES)
    return False
