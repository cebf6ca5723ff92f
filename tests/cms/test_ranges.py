"""Parts of files, as players ask for them, and as nobody should."""

from io import BytesIO

import pytest
from django.test import RequestFactory

from cms import ranges
from cms.ranges import NotSatisfiable, Part, Range, answer, range_in

DATA = bytes(range(256)) * 1000
SIZE = len(DATA)


class File(BytesIO):
    """Remembers the largest piece that was asked for."""

    largest = 0

    def read(self, size=-1):
        self.largest = max(self.largest, SIZE if size is None or size < 0 else size)
        return super().read(size)


def ask(method="get", file=None, **headers):
    request = getattr(RequestFactory(), method)("/x", headers=headers)
    opened = file or File(DATA)
    return answer(request, size=SIZE, etag="a" * 64, media_type="audio/mpeg", opened=lambda: opened)


def content(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", Range(0, 1)),  # how Safari begins
        ("bytes=0-", Range(0, SIZE - 1)),
        ("bytes=100-199", Range(100, 199)),
        ("BYTES = 5-5 ", Range(5, 5)),
        ("bytes=-500", Range(SIZE - 500, SIZE - 1)),
        (f"bytes={SIZE - 1}-", Range(SIZE - 1, SIZE - 1)),
        ("bytes=-99999999999999999999999", Range(0, SIZE - 1)),
        ("bytes=0-99999999999999999999999", Range(0, SIZE - 1)),
    ],
)
def test_a_part_is_what_was_asked_for(header, part):
    response = ask(Range=header)

    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {part.first}-{part.last}/{SIZE}"
    assert response["Content-Length"] == str(part.size)
    assert content(response) == DATA[part.first : part.last + 1]


@pytest.mark.parametrize(
    "header",
    [
        *("", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=--5", "bytes=1-2-3"),
        *("items=0-1", "bytes=0x0-0x1", "bytes=0.5-1", "bytes=+1-2", "bytes=\u0661-\u0662", "0-1"),
        *("bytes=0-1,2-3", "bytes=" + ",".join(["0-"] * 5000), "bytes=" + "9" * 5000 + "-"),
    ],
)
def test_what_is_not_one_range_gets_the_whole_file(header):
    assert range_in(header, SIZE) is None


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", "bytes=99999999999999999999-", "bytes=-0"])
def test_behind_the_end_there_is_nothing(header):
    response = ask(Range=header)

    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_an_empty_file_has_no_parts():
    with pytest.raises(NotSatisfiable):
        range_in("bytes=0-", 0)


def test_the_whole_file_comes_in_small_pieces_and_is_closed():
    file = File(DATA)
    response = ask(file=file)

    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert content(response) == DATA
    assert file.largest <= 64 * 1024
    assert file.closed


@pytest.mark.django_db  # Django looks after its connections when an answer is closed
def test_a_reader_who_goes_away_leaves_no_file_open():
    file = File(DATA)
    response = ask(file=file, Range="bytes=0-100000")
    next(response.streaming_content)

    response.close()

    assert file.closed


def test_a_file_that_was_cut_short_ends_the_answer():
    part = Part(File(DATA[:10]), Range(0, SIZE - 1))

    assert b"".join(part) == DATA[:10]


def test_head_says_how_long_it_is_and_opens_nothing():
    def never():
        raise AssertionError

    request = RequestFactory().head("/x", headers={"Range": "bytes=0-1"})
    response = answer(request, size=SIZE, etag="a", media_type="audio/mpeg", opened=never)

    assert (response.status_code, response["Content-Length"]) == (200, str(SIZE))


def test_who_has_it_already_gets_nothing():
    response = ask(**{"If-None-Match": f'"{"a" * 64}"'})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{"a" * 64}"'


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        (f'"{"a" * 64}"', 206),
        (f'"{"b" * 64}"', 200),
        (f'W/"{"a" * 64}"', 200),
        ("Sun, 22 Nov 2026 07:00:00 GMT", 200),
    ],
)
def test_a_part_of_another_content_is_not_given(condition, status):
    response = ask(Range="bytes=0-1", **{"If-Range": condition})

    assert response.status_code == status


def test_a_player_gets_so_much_at_once_that_no_process_waits_for_it(monkeypatch):
    monkeypatch.setattr(ranges, "MOST_AT_ONCE", 1000)

    response = ask(Range="bytes=100-", sec_fetch_dest="video")

    assert response["Content-Range"] == f"bytes 100-1099/{SIZE}"
    assert content(response) == DATA[100:1100]
    assert ask(Range="bytes=100-", sec_fetch_dest="empty")["Content-Length"] == str(SIZE - 100)
    assert ask(sec_fetch_dest="video").status_code == 200
