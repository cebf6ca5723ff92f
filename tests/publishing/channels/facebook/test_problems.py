import pytest

from publishing.channel import Picture, Post
from publishing.channels.facebook import FacebookChannel


def codes(**fields):
    post = Post(**{"text": "Chào bạn", "link": "https://loa.example.vn/a/", **fields})
    return [problem.code for problem in FacebookChannel({}).problems(post)]


def picture(number=0, *, size=1000, kind="image/jpeg"):
    return Picture(f"{number:064x}", f"anh-{number}.jpg", kind, 10, 10, size)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"link": ""}, []),
        ({"text": "x" * 63_206}, []),
        ({"pictures": tuple(map(picture, range(10)))}, []),
        ({"text": "Xem http://a.vn và HTTPS://b.vn, thư: a@b.vn, lúc 8://"}, []),
        ({"text": ""}, ["no_text"]),
        ({"text": " \n "}, ["no_text"]),
        ({"text": "x" * 63_207}, ["text_too_long"]),
        ({"text": "Gọi {{hotline}}"}, ["placeholder"]),
        ({"text": "Tải ftp://a.vn/b"}, ["bad_link"]),
        ({"text": "javascript:alert(1)"}, ["bad_link"]),
        ({"link": "javascript:alert(1)"}, ["bad_link"]),
        ({"link": "/tin-tuc/"}, ["bad_link"]),
        ({"link": "http://[::1"}, ["bad_link"]),
        ({"link": "https://www.facebook.com/vss"}, ["platform_link"]),
        ({"pictures": tuple(map(picture, range(11)))}, ["too_many_pictures"]),
        ({"pictures": (picture(size=4 * 1024 * 1024 + 1),)}, ["picture_too_big"]),
        ({"pictures": (picture(kind="image/webp"),)}, ["picture_type"]),
    ],
)
def test_what_must_be_mended_before_it_can_go_out(fields, expected):
    assert codes(**fields) == expected


def test_problems_have_words():
    post = Post(text="{{x}} ftp://a", link="x", pictures=(picture(size=2**30),))
    for problem in FacebookChannel({}).problems(post):
        assert str(problem.message).endswith(".")
        assert "%(" not in str(problem.message)
