from translations.checks import check


def test_what_is_not_written_yet_is_the_only_finding():
    assert [found.id for found in check("Đóng 8% tại {{office}}.", " \n", "km")] == ["empty"]


def test_nothing_is_asked_where_the_source_is_empty():
    assert check("", "", "km") == ()
