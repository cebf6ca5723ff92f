"""What a person copies from the browser's address line."""

import pytest

from publishing.channels.facebook.addresses import is_elsewhere, post_id

PAGE = "1001"
# Steps back, slashes, percent signs, controls; a dot in two bytes; a byte that is no letter; half an escape.
HIDDEN = "%2e%2E %2f %5C %25 %252e %00 %0a %7F %c0%ae %E1 a%2 100%".split()


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/1001_77",
        "https://www.facebook.com/1001/posts/77",
        "https://www.facebook.com/1001/posts/77/",
        "https://www.facebook.com/BHXHVN/posts/doi-the/77?__cft__=x",
        "https://www.facebook.com/BHXHVN/posts/%C4%91%E1%BB%95i-th%e1%ba%bb-%28m%E1%BB%9Bi%29/77",
        "https://www.facebook.com/permalink.php?story_fbid=77&id=1001",
        "http://127.0.0.1:8001/1001/posts/77",
    ],
)
def test_an_address_of_a_post_of_the_page_names_its_id(address):
    assert post_id(address, PAGE) == "1001_77"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://www.facebook.com/BHXHVN",
        "https://www.facebook.com/2002/posts/77",
        "https://www.facebook.com/permalink.php?story_fbid=77&id=2002",
        "https://www.facebook.com/BHXHVN/posts/pfbid02abcXYZ",
        "https://www.facebook.com/1001/posts/../../x",
        "https://www.facebook.com/1001/posts/../../2002/posts/77",
        "https://www.facebook.com/1001/posts/%2e%2e/77",
        "https://www.facebook.com/1001/posts/\\77",
        "https://www.facebook.com/1001/posts/²",
        "https://www.facebook.com/permalink.php?story_fbid=²&id=1001",
    ],
)
def test_any_other_address_names_none(address):
    assert post_id(address, PAGE) == ""


@pytest.mark.parametrize("hidden", HIDDEN)
def test_an_address_with_hidden_signs_names_none(hidden):
    assert post_id(f"https://www.facebook.com/1001/posts/{hidden}/77", PAGE) == ""


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [
        ("https://www.facebook.com/1001/posts/5", False),
        ("https://m.facebook.com/story.php?story_fbid=5&id=1001", False),
        ("https://www.facebook.com/bhxh.laocai/posts/pfbid02", False),
        ("https://fb.watch/abc/", False),
        ("http://127.0.0.1:8001/1001/posts/5", False),
        ("https://www.facebook.com/2002/posts/5", True),
        ("https://www.facebook.com/permalink.php?story_fbid=5&id=2002", True),
        ("https://www.facebook.com/1001/posts/../../x", True),
        ("https://www.facebook.com/1001/posts/%2e%2e/%2e%2e/x", True),
        ("https://www.facebook.com/bhxh/posts/%C4%91%E1%BB%95i-th%E1%BA%BB/pfbid02", False),
        *((f"https://www.facebook.com/bhxh/posts/{one}/5", True) for one in HIDDEN),
        ("https://www.facebook.com/%32002/posts/5", True),
        ("javascript://www.facebook.com/1001/posts/5", True),
        ("https://notfacebook.com/1001/posts/5", True),
        ("https://facebook.com.example.vn/1001/posts/5", True),
        ("", True),
    ],
)
def test_an_address_that_is_certainly_not_this_page_s_is_told(address, elsewhere):
    assert is_elsewhere(address, "1001", own_host="127.0.0.1") is elsewhere
