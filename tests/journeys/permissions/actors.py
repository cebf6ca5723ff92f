"""Who asks: every role in the office of the object and in the offices around it, and those without.

`own` is the office of the object (a province), `above` its parent (the centre), `below` a
grassroots office under it, `other` another province.
"""

from cms.models import Role

# Nobody known; a login that may not enter the admin; one that may but has no role; the administrator.
ANONYMOUS, STRANGER, STAFF, ADMIN = "anonymous", "stranger", "staff", "admin"
# Whose the object is; asked for by name only, since roles are what the table is about.
AUTHOR = "author"
RELATIONS = ("own", "above", "below", "other")
ROLES = tuple(Role.values)

Who = frozenset[str]


def at(relation: str, *roles: str) -> Who:
    return frozenset(f"{relation} {role}" for role in roles or ROLES)


def anywhere(*roles: str) -> Who:
    return frozenset().union(*(at(relation, *roles) for relation in RELATIONS))


def line_above(*roles: str) -> Who:
    """In the object's office or in the one above it; the administrator too."""
    return at("own", *roles) | at("above", *roles) | ONLY_ADMIN


NOBODY: Who = frozenset()
ONLY_ADMIN: Who = frozenset({ADMIN})
OUTSIDE: Who = frozenset({ANONYMOUS, STRANGER})
INSIDE: Who = anywhere() | {STAFF, ADMIN}
EVERYBODY: Who = INSIDE | OUTSIDE

_WRITE = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
# Of the object's office alone.
WRITERS: Who = at("own", *_WRITE) | ONLY_ADMIN
CHOOSERS: Who = WRITERS | at(
    "own", Role.POLICY_REVIEWER, Role.LANGUAGE_REVIEWER, Role.TRANSLATOR, Role.CHANNEL_KEEPER
)
OWN_OFFICE: Who = at("own") | ONLY_ADMIN
DRAWERS: Who = OWN_OFFICE - at("own", Role.OBSERVER)
LEADERS: Who = at("own", Role.LEADER)
SECRETARIES: Who = at("own", Role.SECRETARY)
DELEGATIONS_SEEN: Who = ONLY_ADMIN | at(
    "own", Role.SECTION_HEAD, Role.POLICY_REVIEWER, Role.LEADER, Role.OBSERVER
)
PROPOSERS: Who = at("own", *_WRITE, Role.CHANNEL_KEEPER)
AUTHORS: Who = frozenset({AUTHOR})
PROPOSERS_ABOVE: Who = at("above", *_WRITE, Role.CHANNEL_KEEPER)
PROPOSERS_ANYWHERE: Who = anywhere(*_WRITE, Role.CHANNEL_KEEPER)
KEEPERS: Who = at("own", Role.CHANNEL_KEEPER) | ONLY_ADMIN
# Pages around the items: a leader of the office or of the centre vouches for their words.
STRUCTURE_LEADERS: Who = LEADERS | at("above", Role.LEADER)
STRUCTURE_READERS: Who = OWN_OFFICE | STRUCTURE_LEADERS
STRUCTURE_WRITERS: Who = WRITERS | STRUCTURE_LEADERS
# Of the object's office and of the one above.
LINE: Who = line_above()
SETTLERS: Who = line_above(Role.CHANNEL_KEEPER)
TAKERS_DOWN: Who = line_above(Role.CHANNEL_KEEPER, Role.LEADER)
ON_DUTY: Who = at("above", Role.DUTY_EDITOR)
STEERERS: Who = line_above(Role.CHANNEL_KEEPER, Role.LEADER, Role.EDITOR)
COMMUNE_KEEPERS: Who = line_above(Role.CHANNEL_KEEPER, Role.GRASSROOTS_OFFICER)
COMMUNE_READERS: Who = COMMUNE_KEEPERS | line_above(Role.OBSERVER)
STOPPERS: Who = TAKERS_DOWN
# Translations: asked for and given out in the line of the item's office, made by its linguists.
ASKERS: Who = line_above(*_WRITE)
LINGUISTS: Who = line_above(Role.TRANSLATOR, Role.LANGUAGE_REVIEWER) - ONLY_ADMIN
TRANSLATION_READERS: Who = OWN_OFFICE | ASKERS | LINGUISTS | at("above", Role.OBSERVER)
# Screens that show everybody their own: what of it, the marks of `secrets.py` watch.
KEEPERS_ANYWHERE: Who = anywhere(Role.CHANNEL_KEEPER) | ONLY_ADMIN
STOPPERS_ANYWHERE: Who = anywhere(Role.CHANNEL_KEEPER, Role.LEADER) | ONLY_ADMIN
APPROVERS_ANYWHERE: Who = anywhere(Role.SECTION_HEAD, Role.POLICY_REVIEWER, Role.LEADER)
LISTENERS_ANYWHERE: Who = ONLY_ADMIN | anywhere(
    Role.CHANNEL_KEEPER, Role.GRASSROOTS_OFFICER, Role.OBSERVER
)
# The grassroots office of the world has no part of the page tree.
WRITERS_ANYWHERE: Who = WRITERS | at("above", *_WRITE) | at("other", *_WRITE)
IMPORTERS: Who = ONLY_ADMIN | frozenset(f"{one} editor" for one in ("own", "above", "other"))


def asked(*permitted: Who) -> list[str]:
    """Those whose answers tell everything, by name.

    Rights add up. So beside each role that is permitted to do anything one person asks who has all
    the other roles of that relation: what is refused to that person is refused to each role alone.
    And what is open to somebody without any role is open to every role.
    """
    allowed = frozenset().union(*(who for who in permitted if STAFF not in who))
    names = [ANONYMOUS, STRANGER, STAFF, ADMIN]
    for relation in RELATIONS:
        single = sorted(at(relation) & allowed)
        names += single
        rest = [role for role in ROLES if f"{relation} {role}" not in single]
        if rest:
            names.append(f"{relation} {'+'.join(rest)}")
    return names


def stands_for(actor: str) -> Who:
    """The single roles that a name of `asked` speaks for."""
    relation, _space, roles = actor.partition(" ")
    return at(relation, *roles.split("+")) if roles else frozenset({actor})
