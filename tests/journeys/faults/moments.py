"""The columns: what happens to us while the platform does what the row says."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Moment:
    """`absurd`: rows that cannot be, with the reason."""

    name: str
    meaning: str
    pictures: int = 0
    workers: int = 1
    lease: int = 0  # seconds, where it has to outlast something
    absurd: dict[str, str] = field(default_factory=dict)


ABSURD = "–"
LISTINGS = dict.fromkeys(
    (
        "truncated_listing:paged",
        "truncated_listing:silent",
        "truncated_listing:cut",
        "hang, listing cut",
        "token expires meanwhile",
    ),
    "an edit or a deletion may be repeated, so nothing is looked for",
)

DYING = (
    Moment("undisturbed", "nothing else happens"),
    Moment(
        "killed before",
        "every worker is killed after it took the delivery and before the call that posts "
        "(while a picture is uploaded)",
        pictures=1,
    ),
    Moment("killed during", "every worker is killed while the platform has not answered yet"),
    Moment(
        "killed after",
        "every worker is killed when the platform has answered (or the call timed out) and the "
        "outcome is not yet written",
    ),
    Moment(
        "frozen before",
        "the worker stops (SIGSTOP) during the upload, goes on after another one took over",
        pictures=1,
    ),
    Moment(
        "frozen during",
        "the worker stops (SIGSTOP) during the call, goes on after its lease ran out and another "
        "one took over",
    ),
)
MEANWHILE = (
    Moment("woken twice", "every wake-up arrives three times, also during the call"),
    Moment("two workers", "two workers and their sweeps want the same deliveries", workers=2),
    Moment("newer release", "a newer version is approved during the call"),
    Moment("withdrawal", "the item is taken down during the call"),
    Moment("destination held", "the page is held during the call and reconnected later"),
    Moment("broker down", "the broker is gone when the release is approved"),
    Moment(
        "locked at the claim",
        "another process holds the database for longer than the busy timeout when the worker "
        "wants to take the delivery",
    ),
    Moment(
        "locked at the answer",
        "another process holds the database for longer than the busy timeout when the answer "
        "comes and the outcome is to be written",
        lease=60,
    ),
)
OTHERS = (
    Moment("correction", "the edit of a post that is out fails so", absurd=LISTINGS),
    Moment(
        "correction, killed",
        "the edit fails so, and every worker is killed during the call",
        absurd=LISTINGS,
    ),
    Moment("taking down", "the deletion of a post that is out fails so", absurd=LISTINGS),
    Moment(
        "taking down, killed",
        "the deletion fails so, and every worker is killed during the call",
        absurd=LISTINGS,
    ),
    Moment("three pictures", "the post has three pictures", pictures=3),
    Moment(
        "three pictures, killed",
        "the post has three pictures, and every worker is killed during the call",
        pictures=3,
    ),
)
TABLES = {
    "A first publication, and processes that die or freeze": DYING,
    "A first publication, and what people and machines do meanwhile": MEANWHILE,
    "What follows a publication, and pictures": OTHERS,
}
MOMENTS = DYING + MEANWHILE + OTHERS
BY_NAME = {moment.name: moment for moment in MOMENTS}
