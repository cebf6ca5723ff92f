"""Languages as files name them: BCP 47 there, the registry's codes here."""

from cms.languages import LANGUAGES


def code_of(tag: str) -> str:
    """Programs shorten tags (`km` for `km-VN`) and change their case; an unknown one stays itself."""
    folded = tag.strip().replace("_", "-").casefold()
    for language in LANGUAGES:
        if folded in (language.bcp47.casefold(), language.code.casefold()):
            return language.code
    return tag.strip()
