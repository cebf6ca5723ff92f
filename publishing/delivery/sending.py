"""One delivery: claim it, call the platform, write down what came of it (rules 1 to 3)."""

import logging
import socket
import time
from os import getpid

from django.db import OperationalError

from ..channel import Receipt
from ..errors import ChannelError, FencedOut
from . import policy
from .calling import OpenChannel, call, open_channel
from .claiming import Claim, claim_look, claim_sending
from .outcome import Decide, Outcome, record
from .policy import Result

logger = logging.getLogger(__name__)

# Seconds between attempts to write an outcome down when the database is busy or its disk full.
PAUSES = (0.2, 1.0, 3.0)


def send(
    delivery_id: int, *, worker: str = "", open_channel: OpenChannel = open_channel
) -> Outcome | None:
    """Carry out a queued delivery. None: it may not go now, or somebody else has it.

    Raises RuntimeError inside a transaction: a call to a platform cannot be rolled back.
    """
    claim = claim_sending(delivery_id, worker=worker or this_worker())
    return _carry_out(claim, open_channel, policy.decide) if claim else None


def look(
    delivery_id: int, *, worker: str = "", open_channel: OpenChannel = open_channel
) -> Outcome | None:
    """Ask the platform about what is unknown or accepted. None: not due, or somebody else does."""
    claim = claim_look(delivery_id, worker=worker or this_worker())
    if claim is None:
        return None
    decide = policy.decide_find if claim.attempt.kind == "find" else policy.decide_check
    return _carry_out(claim, open_channel, decide)


def this_worker() -> str:
    return f"{socket.gethostname()}:{getpid()}"


def _carry_out(claim: Claim, open_channel: OpenChannel, decide: Decide) -> Outcome:
    return _write_down(claim, _result_of(claim, open_channel), decide)


def _result_of(claim: Claim, open_channel: OpenChannel) -> Result:
    """Whatever happens in a channel is a result; only the death of this process is not."""
    try:
        return call(claim, open_channel)
    except (ChannelError, FencedOut) as error:
        return error
    except Exception as error:
        logger.exception("delivery %s: unexpected error in the channel", claim.delivery.pk)
        return error


def _write_down(claim: Claim, result: Result, decide: Decide) -> Outcome:
    """Tries again when the database cannot be written; in the end the lease runs out instead."""
    for pause in PAUSES:
        try:
            return record(claim, result, decide)
        except OperationalError:
            logger.warning("delivery %s: its outcome cannot be written yet", claim.delivery.pk)
            time.sleep(pause)
    try:
        return record(claim, result, decide)
    except OperationalError:
        known = result.remote_id if isinstance(result, Receipt) else type(result).__name__
        logger.critical("delivery %s: outcome not written: %s", claim.delivery.pk, known)
        raise
