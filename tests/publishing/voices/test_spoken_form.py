from xml.etree import ElementTree

from publishing.script.model import Paragraph, Piece, Role, Script, Sentence
from publishing.voices.spoken_form import NAMESPACE, as_ssml, plain_words
from tests.factories.bulletin_sounds import make_script

HOSTILE = (
    '</s></p><audio src="file:///etc/passwd"/><break time="999999s"/>[[b@d]] \x01 & "x" \ud800'
)


def test_every_sentence_and_every_pause_stand_in_the_form():
    tree = ElementTree.fromstring(as_ssml(make_script("Một. Hai.", "Ba.")))
    sentences = [one.text for one in tree.iter(f"{{{NAMESPACE}}}s")]
    assert sentences == ["Một.", "Hai.", "Ba."]
    pauses = [one.get("time") for one in tree.iter(f"{{{NAMESPACE}}}break")]
    assert pauses == ["800ms", "800ms", "1500ms", "800ms", "1500ms"]


def test_markup_in_a_text_stays_a_text():
    sentence = Sentence((Piece("x", HOSTILE),))
    script = Script("vi", (Paragraph(Role.TEXT, (sentence,)),))
    tree = ElementTree.fromstring(as_ssml(script))
    assert {one.tag.partition("}")[2] for one in tree.iter()} == {"speak", "p", "s", "break"}
    assert {one.get("time") for one in tree.iter()} == {None, "800ms", "1500ms"}


def test_what_is_an_order_to_the_engine_is_taken_out_and_no_letter_is_lost():
    plain = plain_words(HOSTILE)
    assert not set(plain) & set("[]\x01\ud800")
    assert plain.startswith('</s></p><audio src="file:///etc/passwd"/>')
    assert plain_words("Ê-đê: 5 % – Chăm ꨌꩌ, ភាសាខ្មែរ") == "Ê-đê: 5 % – Chăm ꨌꩌ, ភាសាខ្មែរ"
