"""Designed pieces as they are released: of a page, for an office, in the forms that destinations take."""

from .of_page import NotTranslated, piece_of

__all__ = ["NotTranslated", "piece_of"]
