"""What publishing knows and fact sheets show. The site does not know it: a setting names a callable.

| Setting | Called with | Returns |
|---|---|---|
| `LOA_FACT_USES` | facts, user | by fact's id, safe HTML: what is out and quotes the value before |

The facts are of one office: proposals, then what is in force, as the sheet lists them. It is called
once a screen; a fact that nothing quotes is left out. It may hold links and buttons, no forms around
more than themselves, and shows the user nothing that only other offices may read.
"""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString

from .models import Fact, User


def uses_of(facts: Collection[Fact], user: User) -> Mapping[int, SafeString]:
    path = getattr(settings, "LOA_FACT_USES", None)
    return import_string(path)(facts, user) if path and facts else {}
