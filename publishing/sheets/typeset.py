"""The announcer's sheet on paper."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from media_assets import typesetting
from media_assets.printable import has_numbers, printable_data

TEMPLATE = Path(__file__).with_name("announcer.typ")


def pdf(shown: Mapping[str, Any]) -> bytes:
    """Of what `printed` says: A4, no page ends within a sentence."""
    data = {**printable_data(dict(shown)), "numbered": has_numbers(dict(shown))}
    return typesetting.pdf(TEMPLATE, data)
