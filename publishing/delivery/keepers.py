"""Who looks after the destinations of an office."""

from cms.models import Membership, Office, Role, User


def keepers_of(office: Office) -> list[User]:
    """Channel keepers with an address; where an office has none, its parent's stand in."""
    standing: Office | None = office
    while standing is not None:
        memberships = (
            Membership.objects.filter(
                office=standing, role=Role.CHANNEL_KEEPER, user__is_active=True
            )
            .exclude(user__email="")
            .select_related("user")
            .order_by("pk")
        )
        keepers = [membership.user for membership in memberships]
        if keepers:
            return keepers
        standing = standing.parent
    return []
