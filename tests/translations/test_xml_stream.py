from io import BytesIO

import pytest

from translations.exchange.problems import Refused
from translations.xml_stream import elements, local


def names(content: bytes, *, most_bytes: int = 10**9) -> list[str]:
    return [
        f"{local(one)}={one.text}"
        for one in elements(BytesIO(content), {"a", "b"}, most_bytes=most_bytes)
    ]


def test_elements_come_in_the_order_in_which_they_end():
    assert names(b"<r><a>1</a><x/><b>2</b><a xmlns='u'>3</a></r>") == ["a=1", "b=2", "a=3"]


def test_what_was_read_is_not_kept():
    content = b"<r>" + b"<a>1</a>" * 50_000 + b"</r>"
    kept = [len(one.getparent()) for one in elements(BytesIO(content), {"a"}, most_bytes=10**6)]
    assert len(kept) == 50_000
    assert max(kept) < 10_000


def test_a_large_file_is_refused():
    with pytest.raises(Refused):
        names(b"<r><a>1</a></r>", most_bytes=5)


def test_a_file_is_refused_where_it_breaks_off():
    with pytest.raises(Refused) as refused:
        names(b"<r>\n<a>1</a>\n<b>")
    assert "3" in refused.value.where
