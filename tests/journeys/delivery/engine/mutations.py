"""Every rule of the engine switched off, one clause at a time.

Each says which clause it is, in which stories it is missed soonest, and what is then found.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F

from publishing.delivery import calling, claiming, gates, line, outcome, policy, tidying
from publishing.models import Delivery
from publishing.services import deliveries, destinations, going_live, sending_again

from .stand_ins import (
    UNDER_WAY_TOO,
    TrustingGates,
    always_unclear,
    any_destination,
    costly_login,
    earlier_but_for_withdrawals,
    impatient,
    never_begun,
    no_limit,
    only_mine,
    only_what_is_settled,
    overtaken_alone,
    overtaken_before_its_time,
    overtaken_but_by_corrections,
    unclear_is_refused,
    whatever_was_seen,
)  # fmt: skip
from .switches import (
    NOTHING_ELSE,
    SwitchOff,
    claim_without,
    instead,
    mine_without,
    open_gate,
    setting,
    shut_eye,
    together,
    without_index,
)  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    rule: int  # of section 3 of the design, as `docs/decisions/0001-delivery-engine.md` tells them
    clause: str
    focus: str
    finds: str  # what the judge says first of all
    switch_off: SwitchOff
    # Further guards against the same, of other rules: off as well, or nothing would follow.
    behind: SwitchOff = NOTHING_ELSE


MUTATIONS = [
    # --- 1: the claim
    Mutation(1, "queued", "deaths", "two posts of one key", claim_without("state")),
    Mutation(1, "due", "limits", "claimed before it was due again", claim_without("due_at")),
    Mutation(
        1,
        "not held",
        "doors",
        "claimed though its destination is held or stopped",
        instead(gates, "open_destination", any_destination),
    ),
    Mutation(
        1,
        "not stopped",
        "doors",
        "claimed though its destination is held or stopped",
        instead(gates, "open_destination", gates.reachable_destination),
    ),
    Mutation(
        1,
        "release in force",
        "calendar",
        "claimed out of force",
        open_gate(gates, "release_allows"),
    ),
    Mutation(
        1, "not expired", "last day", "claimed after its validity", shut_eye(gates, "expired")
    ),
    Mutation(
        1,
        "page up",
        "page not seen",
        "claimed before its page was up",
        open_gate(gates, "page_is_up"),
    ),
    Mutation(
        1,
        "earlier settled",
        "order",
        "claimed before an earlier action had settled",
        shut_eye(gates, "earlier_unsettled"),
    ),
    Mutation(
        1,
        "one call to a destination",
        "two works",
        "two calls to one destination at the same time",
        together(
            shut_eye(gates, "destination_is_busy"), without_index("one_sending_per_destination")
        ),
    ),
    Mutation(
        1,
        "the same words of another work settled",
        "same text",
        "names a post that is not its own",
        shut_eye(gates, "same_words_unclear"),
    ),
    Mutation(
        1,
        "may be shown",
        "consents",
        "claimed though somebody in a picture no longer agrees",
        open_gate(gates, "may_be_shown"),
    ),
    Mutation(
        1,
        "agreed to",
        "nobody nods",
        "claimed though nobody agreed to it",
        claim_without("nod_until"),
    ),
    Mutation(
        1,
        "a new number with every claim",
        "worn out",
        "a dead end",
        instead(gates, "next_fence", lambda: F("fence")),
    ),
    # --- 2: the call
    Mutation(
        2,
        "begun mark",
        "deaths in the call",
        "queued, and yet it was made",
        instead(calling, "begin", lambda claim: None),
    ),
    Mutation(
        2,
        "my number",
        "two workers",
        "begun though somebody else has it",
        mine_without(gates, "fence"),
    ),
    Mutation(
        2,
        "live lease",
        "late starts",
        "begun after its lease",
        mine_without(gates, "lease_until"),
    ),
    Mutation(
        2,
        "not stopped",
        "doors",
        "begun though its destination is stopped",
        open_gate(gates, "not_stopped"),
    ),
    Mutation(
        2,
        "may still be shown",
        "consents on the way",
        "begun though somebody in a picture no longer agrees",
        instead(claiming, "gates", TrustingGates()),
    ),
    Mutation(
        2,
        "deadline within the lease",
        "two works",
        "two calls to one destination at the same time",
        setting(LOA_LEASE=timedelta(seconds=5)),
    ),
    # --- 3: the outcome
    Mutation(
        3,
        "mine",
        "two workers",
        "two calls to one destination at the same time",
        mine_without(outcome, "fence"),
    ),
    Mutation(
        3,
        "good news counts late",
        "late answers",
        "its receipt was not believed",
        instead(outcome, "write", only_mine),
    ),
    Mutation(
        3,
        "ambiguous is unknown",
        "deaths",
        "queued, and yet it was made",
        instead(policy, "_unclear", unclear_is_refused),
    ),
    Mutation(
        3,
        "remote id of one delivery",
        "same moment",
        "names a post that is not its own",
        without_index("remote_id_belongs_to_one_delivery"),
    ),
    # --- 4: the lease
    Mutation(
        4,
        "begun is unknown",
        "late answers",
        "queued, and yet it was made",
        instead(policy, "decide_lost", never_begun),
    ),
    Mutation(
        4,
        "never begun is queued",
        "deaths",
        "unknown though no call ever began",
        instead(policy, "decide_lost", always_unclear),
    ),
    Mutation(
        4,
        "absence proved by machine",
        "absence",
        "queued, and yet it was made",
        instead(policy, "absence_is_proved", lambda facts: True),
    ),
    Mutation(
        4,
        "absence proved by a person",
        "absence",
        "queued, and yet it was made",
        instead(deliveries, "capabilities_of", impatient),
    ),
    Mutation(
        4,
        "a person answers for what they saw",
        "old answers",
        "queued, and yet it was made",
        instead(deliveries, "_settle_unknown", whatever_was_seen),
    ),
    # --- 5: order
    Mutation(
        5,
        "superseded in the same UPDATE",
        "overtaken on its way",
        "waits though a newer release speaks",
        shut_eye(outcome, "overtaken"),
    ),
    Mutation(
        5,
        "overtaken is never sent",
        "order",
        "waits though a newer release speaks",
        together(*(shut_eye(owner, "overtaken") for owner in (gates, outcome, tidying))),
        behind=together(
            instead(tidying, "_overtaken", overtaken_alone),
            open_gate(gates, "release_allows"),
        ),
    ),
    Mutation(
        5,
        "whoever goes live speaks last",
        "planned",
        "replaced though it went live last",
        instead(going_live, "speak_last", lambda release: None),
    ),
    Mutation(
        5,
        "what is planned is not overtaken",
        "planned",
        "given up before its time",
        instead(tidying, "_overtaken", overtaken_before_its_time),
    ),
    # --- 6: portal first
    Mutation(
        6,
        "a page that failed cancels its posts",
        "page",
        "a dead end",
        instead(tidying, "_page_not_up", lambda queued: 0),
    ),
    # --- 7: taking down
    Mutation(
        7,
        "what is being sent is included",
        "taking down",
        "the item was taken down, and yet a post of it is public",
        instead(Delivery, "may_be_out", only_what_is_settled),
    ),
    # While its post is being sent the place is busy; while it is unknown there is no receipt yet.
    Mutation(
        7,
        "a withdrawal waits in line",
        "taken down on its way",
        "claimed before an earlier action had settled",
        instead(gates, "earlier_unsettled", earlier_but_for_withdrawals),
        behind=open_gate(gates, "has_receipt_to_act_on"),
    ),
    Mutation(
        7,
        "a withdrawal waits for its post",
        "taken down on its way",
        "the item was taken down, and yet a post of it is public",
        instead(tidying, "NEVER_OUT", UNDER_WAY_TOO),
    ),
    # The button refuses it, and the engine would not send it.
    Mutation(
        7,
        "a correction of the post ends its withdrawal",
        "regret",
        "a newer text was taken down by an older order",
        together(
            *(
                instead(owner, "overtaken", overtaken_but_by_corrections)
                for owner in (line, gates, outcome, tidying)
            ),
        ),
        behind=instead(sending_again, "_is_wanted_again", lambda delivery: False),
    ),
    # --- 8: no dead ends
    Mutation(
        8,
        "attempts are limited",
        "worn out",
        "tried more often than allowed",
        instead(outcome, "limits", no_limit),
    ),
    # The calendar takes down what is over, and its deliveries with it.
    Mutation(
        8,
        "past validity fails",
        "over",
        "a dead end",
        shut_eye(tidying, "expired"),
        behind=instead(going_live, "_expire", lambda release: None),
    ),
    Mutation(
        8,
        "refused credentials cost no attempt",
        "credentials",
        "given up though attempts were left",
        instead(policy, "decide", costly_login),
    ),
    Mutation(
        8,
        "reconnecting wakes",
        "limits",
        "not woken by the reconnection",
        instead(destinations, "_let_go_on", lambda destination: None),
    ),
]
