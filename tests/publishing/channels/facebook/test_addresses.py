"""What a person copies from the browser's address line."""

import pytest

from publishing.channels.facebook.addresses import post_id

PAGE = "1001"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.facebook.com/1001_77",
        "https://www.facebook.com/1001/posts/77",
        "https://www.facebook.com/1001/posts/77/",
        "https://www.facebook.com/BHXHVN/posts/doi-the/77?__cft__=x",
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
    ],
)
def test_any_other_address_names_none(address):
    assert post_id(address, PAGE) == ""
