from datetime import timedelta

import pytest

from publishing.channels.facebook import codes
from publishing.errors import AuthError, PermanentError, RateLimited, TransientError


def refusal(code, subcode=None, *, status=400, headers=(), message=""):
    error = {"code": code, "error_subcode": subcode, "message": message}
    return codes.refusal(error, status=status, headers=dict(headers))


@pytest.mark.parametrize(
    ("code", "subcode", "kind"),
    [
        (4, None, RateLimited),
        (17, None, RateLimited),
        (32, None, RateLimited),
        (341, None, RateLimited),
        (613, None, RateLimited),
        (80001, None, RateLimited),
        (368, 1390008, RateLimited),
        (3, None, AuthError),
        (10, None, AuthError),
        (102, None, AuthError),
        (190, None, AuthError),
        (190, 463, AuthError),
        (190, 492, AuthError),
        (200, None, AuthError),
        (299, None, AuthError),
        (283, None, AuthError),
        (368, 4854002, AuthError),
        (368, 1346003, AuthError),
        (2635, None, AuthError),
        (100, None, PermanentError),
        (100, 1366046, PermanentError),
        (100, 1609008, PermanentError),
        (100, 2061006, PermanentError),
        (324, None, PermanentError),
        (9999, None, PermanentError),
        (100, 1609005, TransientError),
        (506, None, codes.AlreadyPosted),
        (506, 1455006, codes.AlreadyPosted),
        (100, 1366051, codes.AlreadyPosted),
        (368, 1404082, codes.AlreadyPosted),
        (100, 33, codes.Gone),
    ],
)
def test_codes_say_what_to_do_next(code, subcode, kind):
    assert type(refusal(code, subcode)) is kind


@pytest.mark.parametrize(
    ("code", "status"), [(1, 400), (2, 500), (2, 200), (9999, 503), (None, 400)]
)
def test_codes_of_the_service_say_nothing_of_what_happened(code, status):
    assert refusal(code, status=status) is None


def test_the_page_of_another_app_is_no_reason_to_stop_the_account():
    error = refusal(200, message="An app can only update a Page post if made using that app.")
    assert type(error) is PermanentError


def test_the_header_says_how_long_to_wait():
    usage = '{"1":[{"type":"pages","call_count":100,"estimated_time_to_regain_access":7}]}'
    error = refusal(80001, headers={"x-business-use-case-usage": usage})
    assert error.retry_after == timedelta(minutes=7)
    assert refusal(4, headers={"retry-after": "30"}).retry_after == timedelta(seconds=30)


@pytest.mark.parametrize("broken", ["", "x", "[]", '{"1":3}', '{"1":[{"a":1}]}', '{"1":["x"]}'])
def test_without_a_readable_header_there_is_a_wait_all_the_same(broken):
    error = refusal(80001, headers={"x-business-use-case-usage": broken})
    assert error.retry_after == codes.THROTTLE
    assert refusal(368, 1390008).retry_after == codes.BLOCK


def test_messages_are_for_people():
    for meaning in (*codes.CODES.values(), *codes.SUBCODES.values(), *codes.PHRASES.values()):
        assert str(meaning.text).endswith(".")
