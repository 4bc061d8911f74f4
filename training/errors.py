"""What can go wrong, in words for a person.

TopsetError
├── NotFound        the thing asked for is not in the athlete's data
├── Unclear         two readings are likely: one short question settles it
├── Invalid         a value that cannot be true, or a request that makes no sense
├── Conflict        the data has changed since the request was made
│   └── Outdated     the thing is no longer the version that the request was made for
├── Refused         training, or an action, that would not be safe or allowed
│   └── Busy         not now: it says for how long
└── Unavailable     a part that is needed (database, model) does not answer
    ├── Lost         the database went away in the middle: what was begun may be begun again
    └── Unreachable  another service does not answer; nothing of ours is in doubt

Only these become words for a model or a person. Anything else is a bug: it crashes, is logged
with a reference, and the athlete is told that nothing was saved.
"""


class TopsetError(Exception):
    """Something went wrong that can be explained: what was wrong, and what to do."""


class NotFound(TopsetError):
    """The thing asked for is not in the athlete's data."""


class Unclear(TopsetError):
    """Two readings are likely and differ in what would be stored."""


class Invalid(TopsetError):
    """A value that cannot be true, or a request that makes no sense."""


class Conflict(TopsetError):
    """The data has changed since the request was made."""


class Outdated(Conflict):
    """The thing is no longer the version that the request was made for."""


class Refused(TopsetError):
    """Training, or an action, that would not be safe or allowed."""


class Busy(Refused):
    """Not now, but after some seconds."""

    def __init__(self, words: str, wait_s: int) -> None:
        super().__init__(words)
        self.wait_s = wait_s


class Unavailable(TopsetError):
    """A part that is needed does not answer."""


class Lost(Unavailable):
    """The database went away in the middle: a read, or a write that has a key, may be begun again."""


class Unreachable(Unavailable):
    """Another service does not answer: nothing of ours is in doubt, and the turn goes on."""
