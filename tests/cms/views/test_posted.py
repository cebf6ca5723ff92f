"""Reasons and comments as they are posted."""

from cms.views.posted import LONGEST, posted_text


def test_a_reason_comes_without_nul_and_without_space_around_it(rf):
    assert posted_text(rf.post("/", {"reason": " Sai\0 số\0 "})) == "Sai số"
    assert posted_text(rf.post("/", {"comment": "\0"}), "comment") == ""
    assert posted_text(rf.post("/")) == ""


def test_it_is_no_longer_than_is_kept(rf):
    assert len(posted_text(rf.post("/", {"reason": "a" * (LONGEST + 1)}))) == LONGEST
    assert posted_text(rf.post("/", {"reason": "\0" * 9 + "abc"}), longest=2) == "ab"
