"""XML of other programs, element by element: it can do nothing but be read, however large it is."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from django.utils.translation import gettext as _
from lxml import etree

from translations.exchange.problems import Refused

Element = etree._Element
_AT_ONCE = 64 * 1024


def elements(file: BinaryIO, names: set[str], *, most_bytes: int) -> Iterator[Element]:
    """Each element with one of these local names, once it is complete; it is emptied afterwards.

    Takes a document type that only names its definition, as many programs write it, and never looks
    at it. Raises Refused, also after some elements.
    """
    refuse_large(file, most_bytes)
    _refuse_definitions(file)
    try:
        for _event, element in etree.iterparse(
            file,
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        ):
            if local(element) in names:
                yield element
                _forget(element)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _damaged(getattr(error, "lineno", None)) from error


def local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def refuse_large(file: BinaryIO, most_bytes: int) -> None:
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size > most_bytes:
        message = _("The file is larger than %(count)s MB. Divide it.")
        raise Refused(message % {"count": most_bytes // 1024**2})


def refuse_entities(element: Element) -> None:
    """Where one is named that nobody defined, a piece of the text is missing."""
    if (entity := next(element.iter(etree.Entity), None)) is not None:
        message = _("“%(entity)s” stands for a text that the file does not have.")
        raise Refused(message % {"entity": str(entity.text)}, _at(element.sourceline))


def _refuse_definitions(file: BinaryIO) -> None:
    """Reads as far as the first element: entities multiply, or read other files."""
    parser = expat.ParserCreate()
    state = {"is_begun": False}

    def begun(*_name_and_attributes: object) -> None:
        state["is_begun"] = True

    def refused(*_declared: object) -> None:
        raise Refused(
            _(
                "The file has definitions (DOCTYPE) that can do harm and is not read. Ask whoever sent it what it is."
            )
        )

    def declared(
        _name: str, _system: str | None, _public: str | None, has_definitions: bool
    ) -> None:
        if has_definitions:
            refused()

    parser.StartElementHandler = begun
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = refused
    try:
        while not state["is_begun"] and (some := file.read(_AT_ONCE)):
            parser.Parse(some)
    except (expat.ExpatError, LookupError) as error:
        raise _damaged(getattr(error, "lineno", None)) from error
    file.seek(0)


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _damaged(line: int | None) -> Refused:
    message = _(
        "The file is damaged, cut off or not in the encoding that it names. "
        "Save it again in your translation program, or ask for it again."
    )
    return Refused(message, _at(line))


def _at(line: object) -> str:
    return _("Line %(line)d") % {"line": line or 1}
