"""What stories may be about. Few kinds of steps each, so that they soon come to the point."""

from .people import BLIND, PORTAL, SEARCHABLE
from .platform import OK
from .steps import (
    ACCEPTED,
    BUSY,
    FAULT,
    HIDDEN,
    LATER,
    LIMITED,
    LOST,
    NO_CONNECTION,
    NOTHING,
    REFUSED_LOGIN,
    TONIGHT,
    Focus,
)  # fmt: skip
from .workers import ANSWERED, BEGUN, CLAIMED, DONE, END


def about(events: str, **fields) -> Focus:
    """One work at one place, unless more is said."""
    fields = {"works": 1, "places": (SEARCHABLE,), "stops_at": (END,), "answers": (OK,)} | fields
    return Focus(events=tuple(events.split()), **fields)


FOCUSES = {
    "deaths": about(
        "wake sweep pass go_on slow die look",
        answers=(OK, LOST, FAULT),
        stops_at=(CLAIMED, BEGUN, DONE),
        spans=(130, 40),
    ),
    "deaths in the call": about("wake sweep pass slow die", stops_at=(DONE,), spans=(130,)),
    # Two looks as soon as they are due, at 31 and 92 seconds; what was made is not shown before 100.
    "absence": about("wake wait look wait look decide", answers=(HIDDEN,), steps=14),
    # What a person saw is told after somebody else had it sent again.
    "old answers": about(
        "wake two_people answer", answers=(NOTHING, LOST), places=(BLIND,), steps=16
    ),
    # People at every moment of a call: while it is made, while it is looked for, after a lost lease.
    "people": about(
        "wake sweep wait look go_on die slow decide read answer confirm retry cancel release take_down",
        answers=(OK, LOST, HIDDEN, NOTHING, ACCEPTED, BUSY),
        stops_at=(END, CLAIMED, BEGUN, DONE, ANSWERED),
        works=2,
        places=(SEARCHABLE, BLIND),
        steps=20,
    ),
    "one text, people": about(
        "wake wait look sweep decide read answer again",
        works=2,
        answers=(OK, LOST, HIDDEN, NOTHING),
        stops_at=(END, CLAIMED, DONE),
        first=({"text": "như nhau"},),
        steps=16,
    ),
    "late answers": about("wake slow go_on", stops_at=(ANSWERED, ANSWERED, DONE)),
    "late starts": about("wake pass go_on", stops_at=(CLAIMED, BEGUN), spans=(130,)),
    "two workers": about("duel wake wake", stops_at=(CLAIMED, BEGUN)),
    "two works": about("wake slow", works=2, stops_at=(BEGUN, DONE)),
    "order": about(
        "wake pass sweep slow release go_on decide",
        answers=(OK, LOST, BUSY),
        stops_at=(END, CLAIMED, BEGUN, DONE),
        spans=(130, 10),
        places=(SEARCHABLE, BLIND),
    ),
    "overtaken on its way": about(
        "wake release go_on", answers=(BUSY,), stops_at=(CLAIMED, BEGUN, DONE), steps=8
    ),
    "same text": about(
        "wake pass sweep",
        works=2,
        answers=(LOST, NOTHING),
        spans=(40,),
        first=({"text": "như nhau"},),
    ),
    # One of them is there already, and the other is looked for since that very second.
    "same moment": about(
        "wake wake wait look",
        works=2,
        answers=(OK, NOTHING),
        first=({"text": "như nhau"},),
        steps=8,
    ),
    "doors": about(
        "wake pass hold stop lift reconnect go_on",
        answers=(OK, BUSY),
        stops_at=(CLAIMED, END),
        spans=(10, 40),
    ),
    # Agreed until tonight, or taken back at any moment, also between the claim and the first byte.
    "consents": about("wake pass sweep consent", answers=(OK, BUSY), spans=(40, 1900)),
    "consents on the way": about("wake consent go_on", stops_at=(CLAIMED,), steps=6),
    # What an office lets go by itself, after a nod or never; the night passes and nobody answers.
    "nods": about(
        "takes takes release wake wake sweep pass nod refuse let_out retry take_down",
        answers=(OK, OK, LOST, BUSY),
        spans=(40, 40000),
        places=(PORTAL, BLIND),
        page_seen=True,
        steps=16,
    ),
    "nobody nods": about("takes release wake sweep", places=(BLIND,), steps=8),
    "last day": about("wake pass sweep release", spans=(1900,), places=(BLIND,), first=(TONIGHT,)),
    "over": about("wake pass", spans=(1900,), places=(BLIND,), first=(TONIGHT,), steps=4),
    "calendar": about("wake pass sweep schedule", spans=(70,), places=(BLIND,), first=(LATER,)),
    # An office corrects something, or all is taken down, between an approval and its time.
    "planned": about(
        "schedule say_anew say_anew wake sweep pass",
        answers=(OK, OK, LOST),
        spans=(40, 130),
        places=(SEARCHABLE, BLIND),
    ),
    "planned beyond the last day": about(
        "schedule wake sweep sweep pass",
        spans=(40, 1900),
        places=(BLIND,),
        first=(TONIGHT,),
    ),
    "page not seen": about("wake", places=(PORTAL, SEARCHABLE), page_seen=False),
    "page": about(
        "pass sweep",
        spans=(130,),
        places=(PORTAL, SEARCHABLE),
        page_seen=False,
        portal_down=True,
    ),
    "taking down": about(
        "wake pass sweep take_down go_on slow",
        answers=(OK, LOST, HIDDEN),
        stops_at=(END, BEGUN, DONE),
        spans=(130,),
    ),
    # Taken down once or twice, while it is on its way; no time for a look to settle it before.
    "taken down on its way": about(
        "wake wake sweep sweep take_down go_on",
        answers=(LOST, HIDDEN),
        stops_at=(END, BEGUN, DONE),
        steps=7,
    ),
    "regret": about("regret retry sweep", steps=4),
    "worn out": about("wake pass", answers=(BUSY,), spans=(130,), steps=12),
    "limits": about(
        "wake pass sweep reconnect",
        answers=(BUSY, BUSY, LIMITED, REFUSED_LOGIN, NO_CONNECTION, NOTHING),
        spans=(10, 40, 160),
    ),
    "credentials": about("wake pass reconnect", answers=(REFUSED_LOGIN, BUSY), spans=(160,)),
}
