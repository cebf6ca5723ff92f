"""Who may hear a recording of a translation as its second listener, and whom to ask."""

from typing import Any

from cms.models import User

from .models import SpokenVersion
from .person_names import same_name
from .planning.people import People
from .rights import Rights


def may_hear(version: SpokenVersion, user: Any) -> bool:
    """Who may review the translation, but for the reader and whoever brought the recording."""
    return not took_part(version, user) and Rights(user).may_review(version.request)


def took_part(version: SpokenVersion, user: Any) -> bool:
    return user.pk == version.user_id or same_name(version.reader_name, str(user))


def listeners(version: SpokenVersion) -> list[User]:
    """Whoever reviews this translation by name; without one, or if that one took part, the
    language reviewers of the nearest office that has any."""
    request = version.request
    named = request.reviewer
    if named is not None and named.is_active and may_hear(version, named):
        return [named]
    people = People({request.office})
    others = {one.pk for one in people.reviewers(request.language) if took_part(version, one)}
    return people.reviewers_near(request.language, request.office, others)
