"""What a model makes of the newest texts: triage, the understanding and memory read the same message one after the other."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 64
"""Texts of which it is kept: for vectors some 10 kB each."""


class Newest(Generic[T]):
    """What a model makes of texts, of one that was read a moment ago not worked out again."""

    def __init__(self, work: Callable[[Sequence[str]], Sequence[T]], most: int = MOST) -> None:
        self._work = work
        self._most = most
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def of(self, texts: Sequence[str]) -> list[T]:
        """What it is for each text; those that are new are worked on together. Nobody may change what is given.

        >>> newest = Newest(lambda texts: [len(each) for each in texts if not print("work:", each)])
        >>> newest.of(["a", "bb"]), newest.of(["bb", "a"])
        work: a
        work: bb
        ([1, 2], [2, 1])
        """
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known |= zip(new, self._work(new), strict=True) if new else ()
        with self._lock:
            for text in known:
                self._kept[text] = known[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return [known[text] for text in texts]
