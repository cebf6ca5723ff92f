import dataclasses

import pytest

from translations.machine import MachineFailed, Suggestion, Translator, draft
from translations.machine.dummy import Dummy
from translations.unit import Kind, State, Unit


class Engine(Translator):
    name = "Máy thử"

    def __init__(self, answer=str.upper, **limits):
        self.asked, self.answer = [], answer
        self.__dict__.update(limits)

    def translate(self, texts, source, target):
        self.asked.append(list(texts))
        return [self.answer(text) for text in texts]


def units(*sources, kind=Kind.TEXT):
    return [Unit(f"u{number}", source, kind=kind) for number, source in enumerate(sources)]


def test_what_a_machine_makes_is_always_a_draft_of_a_machine():
    (made,) = draft(units("Gọi {{hotline}}"), "vi", "km", engine=Engine()).suggestions
    assert (made.text, made.state, made.origin) == ("GỌI {{hotline}}", State.DRAFT, "machine")
    assert made.engine == "Máy thử"
    assert {field.name for field in dataclasses.fields(Suggestion)} == {"unit", "text", "engine"}


def test_values_and_texts_without_words_are_left_to_people():
    engine = Engine()
    wanted = [*units("46.800.000", kind=Kind.MONEY), *units("8%")]
    assert draft(wanted, "vi", "km", engine=engine).suggestions == ()
    assert engine.asked == []


def test_a_draft_that_lost_a_number_is_refused_and_the_others_stay(in_english):
    engine = Engine(lambda text: "no number" if "[X" in text else text.upper())
    made = draft(units("Sau 15 năm", "Xin chào"), "vi", "km", engine=engine)
    assert [one.unit for one in made.suggestions] == ["u1"]
    (refused,) = made.problems
    assert refused.unit == "u0"
    assert "Translate it by hand" in refused.message


def test_an_empty_answer_is_no_draft():
    made = draft(units("Xin chào"), "vi", "km", engine=Engine(lambda text: "  "))
    assert (made.suggestions, [one.unit for one in made.problems]) == ((), ["u0"])


def test_many_texts_are_asked_for_in_parts():
    engine = Engine(most_texts=2, most_characters=10)
    made = draft(units("một", "hai", "ba", "bốn năm sáu bảy", "tám"), "vi", "km", engine=engine)
    assert engine.asked == [["một", "hai"], ["ba"], ["bốn năm sáu bảy"], ["tám"]]
    assert len(made.suggestions) == 5


def test_an_engine_that_answers_with_fewer_texts_fails():
    class Short(Engine):
        def translate(self, texts, source, target):
            return []

    with pytest.raises(MachineFailed, match="Máy thử"):
        draft(units("một"), "vi", "km", engine=Short())


def test_without_an_engine_nothing_is_made(settings, in_english):
    settings.LOA_MACHINE_TRANSLATION = ""
    with pytest.raises(MachineFailed, match="not switched on"):
        draft(units("một"), "vi", "km")


def test_the_demonstration_says_that_it_translates_nothing():
    (made,) = draft(units("Sau 15 năm"), "vi", "km", engine=Dummy()).suggestions
    assert made.text == "[demo → km-VN] Sau 15 năm"
