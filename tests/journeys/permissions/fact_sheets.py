"""A proposal, a table of facts and a word of province A, for the world of the matrix."""

from typing import Any

from cms.models import Fact, FactImport, Office, User
from tests.factories.spoken_words import make_word


def make_facts(office: Office, author: User, value: str) -> dict[str, Any]:
    fact = Fact.objects.create(office=office, key="hotline", value=value, proposed_by=author)
    row = {"number": 2, "office": office.code, "key": "bank", "value": value}
    table = FactImport.objects.create(office=office, user=author, file_name=value, rows=[row])
    word = make_word(office)
    return {"fact": fact.pk, "fact table": table.pk, "spoken word": word.pk}
