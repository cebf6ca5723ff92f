"""What the listing pages show: newest live items, filtered by topic and audience, in pages."""


def home_context(page, request) -> dict:
    return {}


def section_context(page, request) -> dict:
    return {}


def office_context(page, request) -> dict:
    return {}
