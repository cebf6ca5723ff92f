"""The schemas of OASIS for XLIFF, from a Debian package; nothing is fetched."""

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from deploy import debian

PACKAGE = "php-symfony-translation"
FOLDER = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")


class _Beside(etree.Resolver):
    """They import xml.xsd from the network; it lies beside them."""

    def resolve(self, url, public_id, context):
        return self.resolve_filename(str(FOLDER / Path(url).name), context)


@cache
def schema(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Beside())
    return etree.XMLSchema(etree.parse(str(FOLDER / name), parser))


def assert_valid(content: bytes, name: str) -> None:
    if reason := debian.unavailable(PACKAGE):
        pytest.skip(reason)
    schema(name).assertValid(etree.fromstring(content))
