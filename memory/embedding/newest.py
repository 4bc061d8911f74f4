"""The vectors of the newest texts: triage, the understanding and memory read the same message one after the other."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

Vector = list[float]
MOST = 64
"""Texts whose vectors are kept, some 10 kB each."""


class Newest:
    """A model's vectors, of a text that was read a moment ago not worked out again."""

    def __init__(self, work: Callable[[Sequence[str]], list[Vector]]) -> None:
        self._work = work
        self._kept: OrderedDict[str, Vector] = OrderedDict()
        self._lock = Lock()

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """A vector for each text.

        >>> newest = Newest(lambda texts: [[float(len(each))] for each in texts if not print("work:", each)])
        >>> newest.vectors(["a", "bb"]), newest.vectors(["bb", "a"])
        work: a
        work: bb
        ([[1.0], [2.0]], [[2.0], [1.0]])
        """
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known |= zip(new, self._work(new), strict=True) if new else ()
        with self._lock:
            for text in known:
                self._kept[text] = known[text]
                self._kept.move_to_end(text)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return [list(known[text]) for text in texts]
