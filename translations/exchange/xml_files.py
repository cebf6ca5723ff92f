"""XML from outside, read so that it can do nothing but be read."""

from typing import cast

from django.utils.translation import gettext as _
from lxml import etree

from translations.exchange.archives import refuse_declarations
from translations.exchange.problems import Refused

Element = etree._Element


def parsed(content: bytes) -> Element:
    """The root. Raises Refused."""
    refuse_declarations(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    try:
        root = etree.fromstring(content.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Refused(
            _(
                "The file is damaged, cut off or not in the encoding that it names. "
                "Save it again in your translation program, or ask for it again."
            ),
            _("Line %(line)d") % {"line": getattr(error, "lineno", None) or 1},
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        refuse_declarations(b"<!DOCTYPE")
    return root


def only_one(files: list[Element]) -> Element:
    """Of the documents that an exchange file may hold. Raises Refused."""
    if len(files) != 1:
        raise Refused(
            _(
                "The file holds %(count)d documents; one of Loa holds one. Import the pages one by one."
            )
            % {"count": len(files)}
        )
    return files[0]


def written(root: Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def in_lines(element: Element) -> None:
    """Each child begins a line, so that a report can say where it stands."""
    element.text = "\n"
    for child in element:
        child.tail = "\n"


def line_of(element: Element) -> int:
    return cast(int, element.sourceline) or 0


def default(namespace: str) -> dict[str, str]:
    """For elements without a prefix."""
    return cast(dict[str, str], {None: namespace})  # the types of lxml know no such key


def local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
