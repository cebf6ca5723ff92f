"""Terms of the glossary. Words in other languages are made up: they only look like words."""

from translations.models import Term, TermTranslation


def make_term(headword: str, *forms: str, domain: str = "", **translations: str) -> Term:
    """`km="…"` is its preferred form in that language."""
    term = Term.objects.create(headword=headword, forms=list(forms), domain=domain)
    for language, preferred in translations.items():
        TermTranslation.objects.create(term=term, language=language, preferred=preferred)
    return term
