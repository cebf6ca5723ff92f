"""The matrix, a file a room. `test_matrix.py` says how to add a line."""

from . import (
    cockpit,
    desk,
    entrance,
    facts,
    house,
    in_our_name,
    local_copies,
    media,
    national_changes,
    pages,
    public,
    publishing,
    speaking,
    translation_editor,
    translation_files,
    translation_review,
    translation_work,
    voices,
)

ROOMS = {
    room.__name__.rpartition(".")[2]: room.LINES
    for room in (
        *(desk, entrance, facts, house, media, pages, public, publishing, speaking),
        *(cockpit, in_our_name, local_copies, national_changes, voices),
        *(translation_editor, translation_files, translation_review, translation_work),
    )
}
