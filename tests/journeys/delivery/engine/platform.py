"""Platforms in memory, with their own clockwork: what the public sees, and when.

They know nothing of Loa's tables. A call that outlives the total deadline of `publishing.http`
breaks off; a post that was made shows up in lists at the latest after `SHOWS_AFTER`.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, ClassVar

from django.conf import settings

from publishing.channel import Capabilities, Channel, Checkpoint, Content, Post, Problem, Receipt
from publishing.errors import AmbiguousError, PermanentError, TransientError
from publishing.models import Destination

from .clock import Clock
from .workers import ANSWERED, BEGUN, CLAIMED, DONE, Answer, current_worker

SHOWS_AFTER = timedelta(seconds=100)
ABSENCE = timedelta(seconds=120)
FINAL_AFTER = timedelta(seconds=90)  # until what was accepted is public for good

OK = Answer("ok")


@dataclass
class RemotePost:
    remote_id: str
    place: int  # primary key of the destination
    key: str  # of the call that made it
    text: str
    made_at: datetime
    shows_at: datetime
    gone: bool = False


@dataclass
class Portal:
    """Pages by work; they change with Loa's own transaction, readers see it at once."""

    pages: dict[int, str] = field(default_factory=dict)  # marker by work
    down: bool = False


class Platform:
    def __init__(self, clock: Clock, judge: Any) -> None:
        self.clock, self.judge = clock, judge
        self.posts: dict[str, RemotePost] = {}
        self.made: Counter[str] = Counter()  # posts ever made, by key
        self.portal = Portal()
        self.answer = OK  # to the next call outside a worker
        self._numbers = count(1)

    def open(self, place: Destination, begin: Callable[[], None]) -> Channel:
        """Stands for `publishing.delivery.calling.open_channel`."""
        kind = {one.name: one for one in (ModelPortal, Searchable, Blind)}[place.channel]
        return kind(place.config, account=Account(self, place, begin))

    def make(self, place: int, key: str, text: str, *, hidden: bool) -> RemotePost:
        now = self.clock.now
        shows_at = now + SHOWS_AFTER if hidden else now
        post = RemotePost(f"r{next(self._numbers)}", place, key, text, now, shows_at)
        self.posts[post.remote_id] = post
        self.made[key] += 1
        return post

    def listed(self, place: int) -> list[RemotePost]:
        now = self.clock.now
        return [
            post
            for post in self.posts.values()
            if post.place == place and not post.gone and post.shows_at <= now
        ]

    def public(self, place: int) -> list[RemotePost]:
        return [post for post in self.posts.values() if post.place == place and not post.gone]

    def is_final(self, remote_id: str) -> bool:
        post = self.posts[remote_id]
        return not post.gone and self.clock.now >= post.made_at + FINAL_AFTER

    def next_answer(self) -> Answer:
        """Of the worker that calls; a sweep gets the drawn one first, then all goes well."""
        worker = current_worker()
        if worker:
            return worker.answer
        answer, self.answer = self.answer, OK
        return answer


class Account:
    """One call to a platform, from the claim to the answer, through every point of failure."""

    def __init__(self, platform: Platform, place: Destination, begin: Callable[[], None]) -> None:
        self.platform, self.place, self._begin = platform, place, begin
        self.opened_at = platform.clock.now
        self.call = platform.judge.claimed(place)

    def send(self, act: Callable[[Answer], Any]) -> Any:
        answer = self.platform.next_answer()
        self._reach(CLAIMED)
        if not answer.connects:
            raise self._refusal(TransientError("no connection"))
        self._begin()
        self.platform.judge.began(self.call)
        try:
            return self._after_begun(answer, act)
        finally:
            self.platform.judge.ended(self.call)

    def _after_begun(self, answer: Answer, act: Callable[[Answer], Any]) -> Any:
        self._reach(BEGUN)
        self._keep_deadline()
        if answer.refuses:
            self._reach(DONE)
            self._keep_deadline()
            raise self._refusal(answer.refuses())
        done = act(answer) if answer.does_it else None
        self._reach(DONE)
        self._keep_deadline()
        if answer.lost or not answer.does_it:
            raise AmbiguousError("no answer")
        self.platform.judge.ended(self.call)
        self._reach(ANSWERED)
        return done

    def ask(self, act: Callable[[], Any]) -> Any:
        """A call that changes nothing: its answer may come late too."""
        self._reach(CLAIMED)
        said = act()
        self._reach(ANSWERED)
        return said

    def _refusal(self, error: Exception) -> Exception:
        self.platform.judge.refused(self.call, error)
        return error

    def _keep_deadline(self) -> None:
        if self.platform.clock.now > self.opened_at + settings.LOA_CALL_DEADLINE:
            raise AmbiguousError("the deadline of the call is over")

    @staticmethod
    def _reach(point: str) -> None:
        worker = current_worker()
        if worker:
            worker.reach(point)


class ModelChannel(Channel):
    label = "Model"

    def __init__(
        self, config: Mapping[str, Any], http: Any = None, *, account: Account | None = None
    ) -> None:
        super().__init__(config, http)
        self._account = account

    @property
    def account(self) -> Account:
        assert self._account
        return self._account

    @property
    def platform(self) -> Platform:
        return self.account.platform

    def compose(self, content: Content) -> Post:
        raise NotImplementedError("the posts of the model are given")

    def problems(self, post: Post) -> list[Problem]:
        return []

    def identify(self) -> str:
        return "model"

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        def act(answer: Answer) -> Receipt:
            made = self.platform.make(self.account.place.pk, key, post.text, hidden=answer.hidden)
            self.platform.judge.published(self.account.call, made.remote_id, key, post)
            return Receipt(made.remote_id, f"https://example.vn/{made.remote_id}", answer.final)

        return self.account.send(act)

    def withdraw(self, receipt: Receipt) -> None:
        def act(answer: Answer) -> None:
            self.platform.judge.removed(self.account.call, receipt.remote_id)
            self.platform.posts[receipt.remote_id].gone = True

        self.account.send(act)


class Searchable(ModelChannel):
    """Lists its posts by their text, as social pages do; edits in place."""

    name = "searchable"
    capabilities: ClassVar[Capabilities] = Capabilities(
        pictures=10,
        find=True,
        check=True,
        revise=True,
        withdraw=True,
        link=True,
        absence_proven_after=ABSENCE,
    )

    def find(
        self, post: Post, *, key: str, since: datetime, checkpoint: Checkpoint
    ) -> Receipt | None:
        def act() -> Receipt | None:
            for one in self.platform.listed(self.account.place.pk):
                if one.text == post.text and one.made_at >= since:
                    return Receipt(one.remote_id, f"https://example.vn/{one.remote_id}")
            return None

        return self.account.ask(act)

    def check(self, receipt: Receipt) -> Receipt:
        final = self.platform.is_final(receipt.remote_id)
        return self.account.ask(lambda: Receipt(receipt.remote_id, receipt.address, final))

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        def act(answer: Answer) -> Receipt:
            self.platform.judge.revised(self.account.call, receipt.remote_id, key, post)
            found = self.platform.posts[receipt.remote_id]
            if found.gone:
                raise PermanentError("there is no such post")
            found.text = post.text
            return Receipt(receipt.remote_id, receipt.address)

        return self.account.send(act)


class Blind(ModelChannel):
    """Neither lists nor edits: only a person can tell what is out."""

    name = "blind"
    capabilities: ClassVar[Capabilities] = Capabilities(
        pictures=10, withdraw=True, confirmed_by_person=True
    )


class ModelPortal(ModelChannel):
    """Confirms what Loa itself put up, as `publishing.channels.portal` does."""

    name = "portal"
    capabilities: ClassVar[Capabilities] = Capabilities(link=True, revise=True, withdraw=True)

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        return self._confirmed(post)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        return self._confirmed(post)

    def withdraw(self, receipt: Receipt) -> None:
        work = int(receipt.data["work"])
        if self.account.ask(lambda: self.platform.portal.pages.get(work)):
            raise self.account._refusal(TransientError("the page still answers"))

    def _confirmed(self, post: Post) -> Receipt:
        portal, work, marker = self.platform.portal, post.extra["work"], post.extra["marker"]
        seen = self.account.ask(lambda: None if portal.down else portal.pages.get(work))
        if seen != marker:
            raise self.account._refusal(TransientError("the page shows something else"))
        self.platform.judge.confirmed.add(self.account.call.delivery.pk)
        return Receipt(marker, post.link, data={"work": work})
