"""How a tool is called: reads get a session, writes get a change that the ledger records.

A tool is a method of a frozen dataclass that holds an ``Athlete``. ``@read``, ``@prescribe`` and ``@write`` open the
transaction and hand it over; callers, models and schemas see the method without that argument.
"""

import functools
import inspect
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any, Concatenate, Literal, ParamSpec, Protocol, TypeVar, get_type_hints
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict

from db import ledger, snapshots
from db.athletes import Athlete
from db.engine import Session
from memory import state
from tools.held import refuse_plans
from training.errors import Conflict, Lost

Access = Literal["read", "write"]
REUSED = (
    "This idempotency key was used before with other arguments, so nothing was written. "
    "Use a new key for a new write; the same key only to repeat the same one."
)


@dataclass(frozen=True)
class Call:
    """Through which door a tool is called, by which message, with which idempotency key."""

    door: str = "code"
    key: str | None = None
    message_id: UUID | None = None
    chat_id: UUID | None = None
    digest: str | None = None
    """Of the arguments, where the key was chosen by somebody else: with other arguments it is another call."""
    told: Callable[[str], Awaitable[None]] | None = None
    """Who wants to hear how far a long call is."""
    only_if: "Callable[[Change], Awaitable[None]] | None" = None
    """What has to hold before anything is written, asked in the transaction of the write: it raises what is wrong."""


_call: ContextVar[Call] = ContextVar("topset_call")


@contextmanager
def called_by(call: Call) -> Iterator[None]:
    """Say for the tool calls inside who makes them."""
    token = _call.set(call)
    try:
        yield
    finally:
        _call.reset(token)


def calling() -> Call:
    """Who makes the call that is under way."""
    return _call.get(Call())


async def tell(how_far: str) -> None:
    """Say how far a long call is, to whoever wants to hear it."""
    told = calling().told
    if told is not None:
        await told(how_far)


class Result(BaseModel):
    """What a tool answers. ``str()`` of it is the sentence a person would say; the fields are for programs."""

    model_config = ConfigDict(defer_build=True)
    """There are two hundred of them, and few are needed in a turn."""


@dataclass
class Change:
    """One write under way: touch what is about to change, change it, and the ledger has both states."""

    athlete: Athlete
    session: Session
    before: ledger.Snapshot = field(default_factory=dict)
    after: ledger.Snapshot = field(default_factory=dict)
    said: str = ""
    undoes: UUID | None = None
    is_empty: bool = False

    async def touch(self, kind: str, *keys: str) -> None:
        """Note how things are before they change; a key that is not there yet is noted as absent."""
        state = await snapshots.take(self.session, self.athlete.id, {kind: list(keys)})
        for key, value in state.get(kind, {}).items():
            self.before.setdefault(kind, {}).setdefault(key, value)

    def had(self, kind: str, key: str, state: Any) -> None:
        """Note how a thing is before it changes, where the tool has read it already."""
        self.before.setdefault(kind, {}).setdefault(key, state)

    def will_add(self, kind: str, *keys: str) -> None:
        """Note things that are new, without asking the database."""
        for key in keys:
            self.before.setdefault(kind, {})[key] = None

    async def now(self, kind: str, key: str) -> Any:
        """How a touched thing is now, read back from the database; ``None`` once it is gone."""
        state = await snapshots.take(self.session, self.athlete.id, {kind: [key]})
        self.after.setdefault(kind, {}).update(state.get(kind, {}))
        return self.after[kind].get(key)

    def nothing(self) -> None:
        """Say that nothing is written after all (a question came up): no entry, no idempotency key used."""
        self.is_empty = True


class HasAthlete(Protocol):
    """A toolbox: whatever holds the athlete."""

    @property
    def athlete(self) -> Athlete:
        """Who is asking."""
        ...


@dataclass(frozen=True, slots=True)
class About:
    """What others should know of a tool, beside its access: it stands on the tool, not in lists of names."""

    tells: bool = False
    """It keeps what is told: a question tells it nothing."""
    takes_away: bool = False
    """Something is gone, or taken as settled, afterwards."""
    needs_program: bool = False
    proposes: bool = False
    """Nothing changes until a person approves."""
    told_together: bool = False
    """What several parts of a message tell it is told at once."""
    comes_last: bool = False
    """It builds on what other calls of the same message keep."""
    keeps: tuple[str, ...] = ()
    """Kinds of facts that it keeps in a place of their own, so that memory need not."""


P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound=HasAthlete)
R = TypeVar("R", bound=Result)


def about(
    *, tells: bool = False, takes_away: bool = False, needs_program: bool = False, proposes: bool = False, told_together: bool = False,
    comes_last: bool = False,    keeps: tuple[str, ...] = (),
) -> Callable[[T], T]:  # fmt: skip
    """Say on a tool what others should know of it. Stands above ``read`` or ``write``."""

    def noted(tool: T) -> T:
        tool.about = About(tells, takes_away, needs_program, proposes, told_together, comes_last, keeps)  # type: ignore[attr-defined]
        return tool

    return noted


def about_of(tool: Any) -> About:
    """What is said of a tool."""
    found: About = getattr(tool, "about", About())
    return found


def read(method: Callable[Concatenate[S, Session, P], Awaitable[R]]) -> Callable[Concatenate[S, P], Awaitable[R]]:
    """A tool that only looks: it gets a session in which only the athlete's rows exist."""

    @functools.wraps(method)
    async def tool(self: S, *args: P.args, **kwargs: P.kwargs) -> R:
        async def once() -> R:
            async with self.athlete.sessions() as session:
                return await method(self, session, *args, **kwargs)

        return await _begun_again(once)

    published: Callable[Concatenate[S, P], Awaitable[R]] = _published(tool, method, "read")
    return published


async def _begun_again(once: Callable[[], Awaitable[R]]) -> R:
    """Do something, and once more if the database went away in the middle: a write that was done finds its key."""
    try:
        return await once()
    except Lost:
        return await once()


def prescribe(method: Callable[Concatenate[S, Session, P], Awaitable[R]]) -> Callable[Concatenate[S, P], Awaitable[R]]:
    """A tool that looks at what is to be trained: it refuses while a sign that holds plans has not been cleared."""

    @functools.wraps(method)
    async def unheld(self: S, session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
        await refuse_plans(session, self.athlete)
        return await method(self, session, *args, **kwargs)

    return read(unheld)


def write(method: Callable[Concatenate[S, Change, P], Awaitable[R]]) -> Callable[Concatenate[S, P], Awaitable[R]]:
    """A tool that writes: one transaction with its entry in the ledger, made once however often it is called.

    A call with a key that was used before answers what the first one answered and writes nothing.
    """
    answer: type[R] = get_type_hints(method)["return"]

    @functools.wraps(method)
    async def tool(self: S, *args: P.args, **kwargs: P.kwargs) -> R:
        call = calling()
        key = call.key or f"call-{uuid4()}"

        async def once() -> R:
            async with self.athlete.writing() as session:
                done = await ledger.done_before(session, self.athlete.id, key)
                if done is not None:
                    if call.digest is not None and done.digest is not None and call.digest != done.digest:
                        raise Conflict(REUSED)
                    return answer.model_validate(done.result)
                change = Change(self.athlete, session)
                if call.only_if is not None:
                    await call.only_if(change)
                result = await method(self, change, *args, **kwargs)
                if not change.is_empty:
                    await _record(change, call, method.__name__, key, result)
                return result

        return await _begun_again(once)

    published: Callable[Concatenate[S, P], Awaitable[R]] = _published(tool, method, "write")
    return published


def outside(
    access: Access,
) -> Callable[[Callable[Concatenate[S, P], Awaitable[R]]], Callable[Concatenate[S, P], Awaitable[R]]]:
    """A tool that talks to another service. No transaction is open while it waits: what it stores, it stores by writes."""

    def marked(method: Callable[Concatenate[S, P], Awaitable[R]]) -> Callable[Concatenate[S, P], Awaitable[R]]:
        method.access = access  # type: ignore[attr-defined]
        return method

    return marked


@contextmanager
def part(name: str) -> Iterator[None]:
    """One of several writes within a call: each has an idempotency key of its own."""
    call = calling()
    with called_by(replace(call, key=None if call.key is None else f"{call.key}:{name}", digest=None, only_if=None)):
        yield


async def _record(change: Change, call: Call, tool: str, key: str, result: Result) -> None:
    unread = {
        kind: [each for each in states if each not in change.after.get(kind, {})]
        for kind, states in change.before.items()
    }
    for kind, states in (await snapshots.take(change.session, change.athlete.id, unread)).items():
        change.after.setdefault(kind, {}).update(states)
    entry = ledger.Entry(
        door=call.door, tool=tool, key=key, said=change.said or str(result), before=change.before, after=change.after,
        result=result.model_dump(mode="json"), message_id=call.message_id, undoes=change.undoes, digest=call.digest,
    )  # fmt: skip
    await ledger.record(change.session, change.athlete.id, entry)
    if not state.KINDS.isdisjoint(change.before):
        await state.follow(change.session, change.athlete, call.message_id)


def _published(tool: Any, method: Any, access: Access) -> Any:
    """The method as callers see it: without the session or change that it is handed."""
    signature = inspect.signature(method)
    kept = [parameter for at, parameter in enumerate(signature.parameters.values()) if at != 1]
    handed = list(signature.parameters)[1]
    tool.__signature__ = signature.replace(parameters=kept)
    tool.__annotations__ = {name: kind for name, kind in method.__annotations__.items() if name != handed}
    tool.access = access
    del tool.__wrapped__
    return tool


def access_of(tool: Any) -> Access | None:
    """Whether a method is a READ or a WRITE tool; ``None`` for what is no tool."""
    found: Access | None = getattr(tool, "access", None)
    return found
