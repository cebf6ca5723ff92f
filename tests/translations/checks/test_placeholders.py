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


CONDITION = "{{if:hotline}}Gọi {{hotline}}.{{end}} Hoặc đến {{office_address}}."


def test_conditions_are_protected_and_may_move_as_a_whole():
    moved = "Hriê {{office_address}}. {{if:hotline}}Iêu {{hotline}}.{{end}}"

    assert placeholders(CONDITION, moved) == []
    assert placeholders("{{if:figure:x}}A{{end}}", "A{{end}}") == ["{{if:figure:x}}"]


def test_an_end_before_its_beginning_is_found():
    turned = "{{end}}Iêu {{hotline}}.{{if:hotline}} Hriê {{office_address}}."

    assert placeholders(CONDITION, turned) == [""]


def test_a_fact_that_left_its_condition_is_found():
    outside = "{{if:hotline}}Iêu.{{end}} {{hotline}} Hriê {{office_address}}."

    assert placeholders(CONDITION, outside) == ["{{hotline}}"]


def test_a_sentence_that_another_one_opened_or_closes_keeps_its_own_part():
    assert placeholders("Gọi {{hotline}}.{{end}} Hoặc.", "Iêu {{hotline}}.{{end}} Amâodah.") == []
    assert placeholders("Gọi {{hotline}}.{{end}} A.", "Iêu {{end}} {{hotline}} A.") == [
        "{{hotline}}"
    ]
