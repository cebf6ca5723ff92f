"""News of the site that the layers above act on."""

from django.dispatch import Signal

# A leader put a fact in force: `fact`, `before` (the `Fact` that it replaces, or None; its validity
# may have ended before) and `user`, who decided. Sent within the transaction: whoever raises keeps
# the fact from coming into force. What must wait for the commit asks for it by itself.
fact_in_force = Signal()
