"""One message told to a coach, and each of the answers to what it asks back, tried from the same state."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from types import TracebackType

from evals.bench import Bench, Watch, told
from evals.conversation import Answer, Called, InProcess
from evals.state import Difference


@dataclass(frozen=True)
class Exchange:
    """What came back, with the calls of everything that was said, and what changed since before the message."""

    answer: Answer
    changed: Difference
    transcript: list[str]


class Telling:
    """A message in a conversation that ``begin`` opens. The first reply goes on with it; the next begin anew, and tell it again."""

    def __init__(self, bench: Bench, begin: Callable[[], Awaitable[InProcess]], said: str) -> None:
        self._bench = bench
        self._begin = begin
        self._said = said
        self._replied = False

    async def __aenter__(self) -> "Telling":
        await self._open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._bench.close(self.talk)

    async def first(self) -> Exchange:
        """Tell it."""
        return await self._say(self._said)

    async def after(self, reply: str) -> Exchange:
        """Reply to what was asked back."""
        if self._replied:
            await self._bench.close(self.talk)
            await self._open()
            await self._say(self._said)
        self._replied = True
        return await self._say(reply)

    async def _open(self) -> None:
        self.talk = await self._begin()
        self._watch = await Watch.begin(self.talk.athlete)
        self._calls: tuple[Called, ...] = ()
        self._transcript: list[str] = []

    async def _say(self, said: str) -> Exchange:
        answer = await self.talk.say(said)
        self._calls += answer.calls
        self._transcript += told(said, answer)
        return Exchange(replace(answer, calls=self._calls), await self._watch.changed(), [*self._transcript])
