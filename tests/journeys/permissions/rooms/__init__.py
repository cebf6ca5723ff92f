"""The matrix, a file a room. `test_matrix.py` says how to add a line."""

from . import desk, entrance, house, media, pages, public, publishing

ROOMS = {
    room.__name__.rpartition(".")[2]: room.LINES
    for room in (desk, entrance, house, media, pages, public, publishing)
}
