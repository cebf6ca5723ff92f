"""Who takes the routes: one person for each role that could plausibly reach a screen."""

EDITOR, LEADER, REVIEWER = "editor", "leader", "policy reviewer"
KEEPER, GRASSROOTS = "channel keeper", "grassroots officer"
SECRETARY, DUTY = "secretary", "duty editor"
NEIGHBOUR = "leader of another province"
# Django refuses them nothing.
ADMINISTRATOR = "administrator"

COLLEAGUES = (EDITOR, LEADER, REVIEWER, KEEPER, GRASSROOTS, SECRETARY, DUTY, NEIGHBOUR)
# Those who have anything to do with pages, files or packages in Wagtail's screens.
EVERYBODY = (EDITOR, LEADER, KEEPER, SECRETARY, DUTY, NEIGHBOUR, ADMINISTRATOR)
# Who is let into screens of files, terms and rights: to write, to decide, at all.
WRITERS = (EDITOR, LEADER, ADMINISTRATOR)
EVERY_ROLE = (*COLLEAGUES, ADMINISTRATOR)


def all_but(*names: str) -> tuple[str, ...]:
    """Of every role, the others."""
    return tuple(one for one in EVERY_ROLE if one not in names)
