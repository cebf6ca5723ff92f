"""A script as SSML 1.1 for a machine: what is said, with its pauses, and not one element more.

https://www.w3.org/TR/speech-synthesis11/ . Whatever stands in a text stays text: the tree escapes it.
"""

import re
from xml.etree import ElementTree

from ..script.model import Script

NAMESPACE = "http://www.w3.org/2001/10/synthesis"
SENTENCE_PAUSE = 800  # milliseconds
PARAGRAPH_PAUSE = 1500
# Engines take “[[…]]” for sounds of their own alphabet, and control characters for orders.
_ORDERS = re.compile(r"[\[\]{}\\^|]")
_UNPRINTABLE = re.compile(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_ssml(script: Script) -> str:
    """For an engine that was told its voice: a language here would have it take another one."""
    root = ElementTree.Element("speak", {"version": "1.1", "xmlns": NAMESPACE})
    for paragraph in script.paragraphs:
        block = ElementTree.SubElement(root, "p")
        for sentence in paragraph.sentences:
            ElementTree.SubElement(block, "s").text = plain_words(sentence.said)
            _pause(block, SENTENCE_PAUSE)
        _pause(root, PARAGRAPH_PAUSE)
    return ElementTree.tostring(root, encoding="unicode")


def plain_words(said: str) -> str:
    """Without what an engine would take for an order; never shorter by a letter or a digit."""
    return " ".join(_ORDERS.sub(" ", _UNPRINTABLE.sub(" ", said)).split())


def _pause(parent: ElementTree.Element, milliseconds: int) -> None:
    ElementTree.SubElement(parent, "break", {"time": f"{milliseconds}ms"})
