"""Fills in the forms that a screen shows, as a browser would send them."""

from dataclasses import dataclass, field

from django.test import Client
from lxml import html

# Wagtail draws these with scripts, so they do not stand in the page.
DRAWN_BY_SCRIPT = {f"{name}-count": "0" for name in ("body", "legal_basis", "corrections", "goals")}
COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
COMMENTS = {f"comments-{name}": "0" for name in COUNTS}
TEXTS = {"text", "search", "email", "url", "tel", "hidden", "password", None}


@dataclass
class Form:
    """What one form would send. `texts` are the fields that a person types freely into."""

    action: str
    method: str
    values: dict[str, list[str]]
    texts: tuple[str, ...]
    typed: tuple[str, ...]  # dates, times, numbers, choices: whatever has a form of its own
    files: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...] = field(default=())

    def send(self, client: Client, **changes):
        data = {name: list(values) for name, values in self.values.items()}
        data |= {name: [value] for name, value in changes.items()}
        return client.post(self.action, data)


def forms_at(address: str, text: str) -> list[Form]:
    """The POST forms of a page, except the one that ends the session."""
    if not text.strip():
        return []
    found = html.document_fromstring(text).forms
    made = [_form(one, address) for one in found if (one.method or "").upper() == "POST"]
    return [form for form in made if "logout" not in form.action]


def _form(element, address: str) -> Form:
    values: dict[str, list[str]] = {}
    for name, value in element.form_values():
        values.setdefault(name, []).append(value)
    for one in element.inputs:
        if one.name and one.tag == "input" and one.get("type", "text") in TEXTS:
            values.setdefault(one.name, [""])
    if "/pages/" in address and ("title" in values):
        values = {**{k: [v] for k, v in (DRAWN_BY_SCRIPT | COMMENTS).items()}, **values}
    inputs = [one for one in element.inputs if one.name]
    kinds = {one.name: _kind(one) for one in inputs}
    return Form(
        action=element.action or address,
        method="post",
        values=values,
        texts=tuple(name for name, kind in kinds.items() if kind == "text"),
        typed=tuple(name for name, kind in kinds.items() if kind == "typed"),
        files=tuple(name for name, kind in kinds.items() if kind == "file"),
        buttons=tuple(
            (one.get("name"), one.get("value") or "")
            for one in element.iter("button", "input")
            if one.get("name") and (one.get("type") or one.tag) in {"submit", "button"}
        ),
    )


def _kind(element) -> str:
    if element.name == "csrfmiddlewaretoken":
        return "token"
    if element.tag == "textarea":
        return "text"
    kind = element.get("type")
    if element.tag == "input" and kind in TEXTS:
        return "text"
    return {"file": "file", "submit": "button"}.get(kind or "", "typed")
