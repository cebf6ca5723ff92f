from translations.checks import check


def placeholders(source: str, target: str) -> list[str]:
    return [found.excerpt for found in check(source, target, "rad") if found.id == "placeholders"]


def test_placeholders_may_move_and_be_spaced():
    source = "Gọi {{hotline}} hoặc đến {{office_address}}"
    assert placeholders(source, "Nao kơ {{ office_address }} amâodah iêu {{hotline}}") == []


def test_a_missing_a_foreign_and_a_repeated_one_are_found():
    assert placeholders("Gọi {{hotline}}", "Iêu") == ["{{hotline}}"]
    assert placeholders("Gọi", "Iêu {{hotline}}") == ["{{hotline}}"]
    assert placeholders("Gọi {{hotline}}", "{{hotline}} {{hotline}}") == ["{{hotline}}"]


def test_one_that_is_written_badly_is_missing():
    assert placeholders("Gọi {{hotline}}", "Iêu {hotline}}") == ["{{hotline}}"]
    assert placeholders("Gọi {{hotline}}", "Iêu {{hotlin}}") == ["{{hotline}}", "{{hotlin}}"]
