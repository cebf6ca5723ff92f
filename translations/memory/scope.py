"""Whose units there are: everybody's, and each province's own."""

from enum import StrEnum

from cms.models import Office


class Scope(StrEnum):
    CENTRAL = "central"  # the centre's, proposed to everybody
    PROVINCE = "province"  # proposed in that province only


def province_of(office: Office | None) -> Office | None:
    """The province that an office is or lies in; None: the centre."""
    while office is not None and office.level != Office.Level.PROVINCE:
        office = office.parent
    return office
