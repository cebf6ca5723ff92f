import hashlib
import hmac

import pytest
import requests

from tests.publishing.sandbox.conftest import PAGE, TOKEN, Client


def error_of(reply):
    return reply.json()["error"]


def test_a_page_appears_when_its_token_is_first_used(sandbox, client):
    client.call("GET", PAGE)

    [page] = sandbox.state()["pages"]
    assert (page["id"], page["registered"]) == (PAGE, False)


@pytest.mark.parametrize("token", ["EAAB-anything", "sandbox-token-", "sandbox-token-abc", "x y"])
def test_other_tokens_are_refused_with_190(sandbox, token):
    reply = Client(sandbox, token).publish()

    assert (reply.status_code, error_of(reply)["code"]) == (400, 190)
    assert reply.headers["WWW-Authenticate"].startswith("OAuth")
    assert sandbox.posts() == []


def test_a_missing_token_is_refused_with_104(sandbox):
    reply = requests.post(f"{sandbox.url}/{PAGE}/feed", data={"message": "Chào"}, timeout=10)

    assert error_of(reply)["code"] == 104


def test_a_registered_page_takes_only_its_own_token(sandbox):
    sandbox.register({"id": PAGE, "name": "BHXH", "token": "own-token"})

    assert error_of(Client(sandbox, TOKEN).publish())["code"] == 190
    assert Client(sandbox, "own-token").publish().status_code == 200


def test_a_page_may_be_given_only_a_name(sandbox, client):
    sandbox.register({"id": PAGE, "name": "BHXH thử nghiệm"})

    assert client.call("GET", PAGE).json()["name"] == "BHXH thử nghiệm"
    assert Client(sandbox, f"{TOKEN}-moi").publish().status_code == 200


def test_a_registration_that_is_none_is_refused(sandbox):
    reply = requests.post(f"{sandbox.url}/_sandbox/pages", json={"id": "x"}, timeout=10)

    assert reply.status_code == 400
    assert "numeric id" in reply.json()["error"]


@pytest.mark.parametrize(("proof", "status"), [("right", 200), ("wrong", 400), ("", 400)])
def test_the_proof_of_an_app_with_a_secret_is_checked(sandbox, proof, status):
    sandbox.register({"id": "55", "token": "t-55", "app_id": "9", "app_secret": "s-9"})
    right = hmac.new(b"s-9", b"t-55", hashlib.sha256).hexdigest()
    given = {"right": {"appsecret_proof": right}, "wrong": {"appsecret_proof": "0" * 64}}

    reply = Client(sandbox, "t-55", "55").publish(**given.get(proof, {}))

    assert reply.status_code == status
    assert len(sandbox.posts()) == (status == 200)


def test_revoked_tokens_are_expired_until_restored(sandbox, client):
    client.publish("Trước")
    sandbox.revoke(PAGE)

    expired = client.publish("Trong lúc hết hạn")
    sandbox.restore(PAGE)

    assert (error_of(expired)["code"], error_of(expired)["error_subcode"]) == (190, 463)
    assert client.publish("Sau").status_code == 200
    assert client.messages() == ["Sau", "Trước"]


def test_a_new_token_reconnects_a_revoked_page(sandbox):
    sandbox.revoke(PAGE)

    assert error_of(Client(sandbox, TOKEN).publish())["error_subcode"] == 463
    assert Client(sandbox, f"{TOKEN}-moi").publish().status_code == 200


def test_registering_a_revoked_token_again_does_not_revive_it(sandbox):
    page = {"id": "55", "token": "t-55"}
    sandbox.register(page)
    sandbox.revoke("55")
    sandbox.register(page)

    assert error_of(Client(sandbox, "t-55", "55").publish())["error_subcode"] == 463


def test_debug_token_tells_good_from_expired(sandbox, client):
    client.publish()
    good = client.call("GET", "debug_token", params={"input_token": TOKEN}).json()["data"]
    sandbox.revoke(PAGE)
    app = Client(sandbox, "900000000000001|secret")
    bad = app.call("GET", "debug_token", params={"input_token": TOKEN}).json()["data"]

    assert (good["is_valid"], good["type"], good["profile_id"]) == (True, "PAGE", PAGE)
    assert "pages_manage_posts" in good["scopes"]
    assert (bad["is_valid"], bad["error"]["code"], bad["error"]["subcode"]) == (False, 190, 463)


def test_a_persons_token_lists_pages_with_their_tokens_and_cannot_post(sandbox, client):
    client.publish()
    person = Client(sandbox, "sandbox-user-token")

    [page] = person.call("GET", "me/accounts").json()["data"]

    assert (page["id"], page["access_token"]) == (PAGE, TOKEN)
    assert "CREATE_CONTENT" in page["tasks"]
    assert error_of(person.publish())["code"] == 200


def test_me_is_the_page_of_the_token(client):
    assert client.call("GET", "me").json()["id"] == PAGE
    assert client.call("POST", "me/feed", data={"message": "Từ me"}).status_code == 200
    assert client.messages() == ["Từ me"]
