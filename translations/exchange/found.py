"""What a file says, before it is known whether it may be taken: one `Found` for each unit."""

from dataclasses import dataclass

from translations.unit import Unit


@dataclass(frozen=True)
class Head:
    """Empty where the file does not say it any more."""

    item: str = ""
    title: str = ""
    source_language: str = ""
    target_language: str = ""
    version: str = ""


@dataclass(frozen=True)
class Found:
    """`trouble` says why the translation cannot be read as it stands."""

    where: str
    unit: Unit
    exported: str = ""
    trouble: str = ""


@dataclass(frozen=True)
class Contents:
    head: Head
    found: tuple[Found, ...]
