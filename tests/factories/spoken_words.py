"""Words that offices say in their own way."""

from cms.models import Office
from publishing.models import SpokenWord


def make_word(office: Office, written: str = "QWX", said: str = "quy") -> SpokenWord:
    return SpokenWord.objects.create(office=office, written=written, said=said)
