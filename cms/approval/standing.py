"""Why a person may take a step: by a role of their own, as deputy, by delegation, for an office below."""

from dataclasses import dataclass

from ..models import Approval, Delegation, Office, User

Basis = Approval.Basis


@dataclass(frozen=True)
class Standing:
    """`office` is whose role it is; `stands_in_for` the item's office, where that is another one."""

    user: User
    role: str
    office: Office
    is_deputy: bool = False
    delegation: Delegation | None = None
    stands_in_for: Office | None = None
    all_wrote: bool = False  # the office below has people for the step, but every one is an author

    @property
    def basis(self) -> str:
        """The first that holds; whoever delegated is kept in any case."""
        if self.stands_in_for:
            return Basis.STAND_IN
        if self.delegation:
            return Basis.DELEGATION
        return Basis.DEPUTY if self.is_deputy else ""

    def as_recorded(self) -> dict[str, str | int | None]:
        """Fields of `Approval`."""
        if not self.basis:
            return {}
        if self.delegation is None:
            return {"basis": self.basis}
        return {
            "basis": self.basis,
            "on_behalf_of": self.delegation.delegator_id,
            "on_behalf_of_name": self.delegation.delegator_name,
        }
