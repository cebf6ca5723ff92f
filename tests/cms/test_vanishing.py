"""Closing a text up where something was taken out of it."""

from hypothesis import given
from hypothesis import strategies as st

from cms.conditions import chosen

WORDS = st.lists(st.sampled_from(["một", " ", ".", "\n", "hai", ",", "{{hotline}}"]), max_size=6)
HTML = st.lists(st.sampled_from(["một", " ", "&nbsp;", "<b>x</b>", "<br/>", "hai"]), max_size=6)


def letters(text: str) -> str:
    return "".join(text.replace("&nbsp;", " ").split())


@given(before=WORDS, within=WORDS, after=WORDS)
def test_no_word_outside_the_condition_is_lost_and_none_within_stays(before, within, after):
    first, middle, last = "".join(before), "".join(within), "".join(after)
    text = f"{first}{{{{if:fax}}}}{middle}{{{{end}}}}{last}"

    assert letters(chosen(text, html=False, known={}.get)) == letters(first + last)
    kept = chosen(text, html=False, known={"fax": "1"}.get)
    assert letters(kept) == letters(first + middle + last)


@given(before=HTML, within=HTML, after=HTML)
def test_tags_stay_balanced(before, within, after):
    text = f"<p>{''.join(before)}{{{{if:fax}}}}{''.join(within)}{{{{end}}}}{''.join(after)}</p>"

    left = chosen(text, html=True, known={}.get)

    assert left.count("<b>") == left.count("</b>") == (before + after).count("<b>x</b>")
    assert left.count("<p>") == left.count("</p>")


def test_a_space_is_left_out_before_a_mark_that_closes():
    assert chosen("Gọi {{if:fax}}x{{end}} (một {{if:fax}}x{{end}}).", html=False, known={}.get) == (
        "Gọi (một)."
    )
