from translations.slots import scope_of


def test_cells_share_the_scope_of_their_table():
    assert scope_of("0b1c.table.3.12") == scope_of("0b1c.table.0.0") == "0b1c.table"


def test_any_other_text_is_a_scope_of_its_own():
    for slot in ("title", "0b1c.value", "0b1c.steps.77aa-01", "body-0.points.2.label"):
        assert scope_of(slot) == slot
