"""A channel whose platform lives in memory and fails as a test says."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from publishing.channel import Capabilities, Channel, Checkpoint, Content, Post, Problem, Receipt
from publishing.models import Destination


class WorkerKilled(BaseException):
    """The process ends here: nothing after this line runs in it."""


@dataclass
class Call:
    """How the next call goes. Defaults: begin, do it, answer."""

    error: BaseException | None = None  # raised at the end
    does_it: bool | None = None  # None: only if there is no error
    begins: bool = True
    hidden: bool = False  # done, but not listed until `world.reveal()`
    before: Callable[[], Any] | None = None  # runs before the call begins
    after_begun: Callable[[], Any] | None = None
    saves: Mapping[str, Any] | None = None  # into the checkpoint, before it begins
    final: bool = True
    answer: Any = None  # returned as it is


@dataclass
class RemotePost:
    remote_id: str
    key: str
    text: str
    hidden: bool = False


@dataclass
class World:
    """What the public sees, and everything that was ever made public."""

    public: dict[str, RemotePost] = field(default_factory=dict)
    ever: Counter[str] = field(default_factory=Counter)  # by key
    calls: list[tuple[str, str]] = field(default_factory=list)  # (method, key or remote id)
    script: deque[Call] = field(default_factory=deque)
    checkpoints: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def then(self, *calls: Call) -> None:
        """What happens at the next calls, one each; after them everything succeeds."""
        self.script.extend(calls)

    def next_call(self, method: str, of: str) -> Call:
        with self.lock:
            self.calls.append((method, of))
            return self.script.popleft() if self.script else Call()

    def add(self, key: str, text: str, *, hidden: bool = False) -> RemotePost:
        with self.lock:
            self.ever[key] += 1
            post = RemotePost(f"{key}/{self.ever[key]}", key, text, hidden)
            self.public[post.remote_id] = post
            return post

    def reveal(self) -> None:
        for post in self.public.values():
            post.hidden = False

    def texts(self) -> list[str]:
        return [post.text for post in self.public.values()]

    def methods(self) -> list[str]:
        return [method for method, _of in self.calls]


class ScriptedChannel(Channel):
    name = "scripted"
    label = "Scripted"
    capabilities: ClassVar[Capabilities] = Capabilities(
        find=True,
        check=True,
        revise=True,
        withdraw=True,
        absence_proven_after=timedelta(minutes=2),
    )

    def __init__(
        self,
        config: Mapping[str, Any],
        world: World | None = None,
        on_irreversible: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(config)
        self.world = world or World()
        self.on_irreversible = on_irreversible

    def compose(self, content: Content) -> Post:
        return Post(text=content.title, link=content.url, language=content.language)

    def problems(self, post: Post) -> list[Problem]:
        return []

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        self.world.checkpoints.append(dict(checkpoint.data))

        def act(call: Call) -> Receipt:
            made = self.world.add(key, post.text, hidden=call.hidden)
            return Receipt(made.remote_id, f"https://example.vn/{made.remote_id}", call.final)

        return self._run("publish", key, act, checkpoint)

    def check(self, receipt: Receipt) -> Receipt:
        return self._run(
            "check", receipt.remote_id, lambda call: receipt_as(receipt, call.final), begins=False
        )

    def find(
        self, post: Post, *, key: str, since: datetime, checkpoint: Checkpoint
    ) -> Receipt | None:
        def act(call: Call) -> Receipt | None:
            for made in self.world.public.values():
                if made.key == key and not made.hidden:
                    return Receipt(made.remote_id, f"https://example.vn/{made.remote_id}")
            return None

        return self._run("find", key, act, begins=False)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        def act(call: Call) -> Receipt:
            self.world.public[receipt.remote_id].text = post.text
            return receipt_as(receipt, call.final)

        return self._run("revise", receipt.remote_id, act)

    def withdraw(self, receipt: Receipt) -> None:
        self._run(
            "withdraw", receipt.remote_id, lambda _: self.world.public.pop(receipt.remote_id, None)
        )

    def _run(
        self,
        method: str,
        of: str,
        act: Callable[[Call], Any],
        checkpoint: Checkpoint | None = None,
        *,
        begins: bool = True,
    ) -> Any:
        call = self.world.next_call(method, of)
        if call.before:
            call.before()
        if call.saves and checkpoint:
            checkpoint.save(call.saves)
        if call.begins and begins:
            self.on_irreversible()
        if call.after_begun:
            call.after_begun()
        done = act(call) if call.does_it is not False and (call.does_it or not call.error) else None
        if call.error:
            raise call.error
        return done if call.answer is None else call.answer


def receipt_as(receipt: Receipt, final: bool) -> Receipt:
    return Receipt(receipt.remote_id, receipt.address, final, receipt.data)


def opener(world: World) -> Callable[[Destination, Callable[[], None]], Channel]:
    """For `send(…, open_channel=opener(world))`."""
    return lambda destination, begin: ScriptedChannel(destination.config, world, begin)
