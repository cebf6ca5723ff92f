import hashlib
import hmac

from publishing.airing.signing import signature


def test_moment_call_and_body_are_signed():
    given = {"moment": 1_800_000_000, "method": "POST", "path": "/loa", "body": b'{"Id":"1"}'}
    text = b'1800000000\nPOST\n/loa\n{"Id":"1"}'
    wanted = hmac.new(b"secret", text, hashlib.sha256).hexdigest()
    assert signature("secret", **given) == f"sha256={wanted}"
    changed = [
        given | {"moment": 1_800_000_001},
        given | {"method": "DELETE"},
        given | {"path": "/loa/1"},
        given | {"body": b"{}"},
    ]
    made = {signature("secret", **one) for one in [given, *changed]}
    assert len(made) == 5
    assert signature("other", **given) not in made
