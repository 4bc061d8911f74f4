@dataclass(frozen=True, slots=True)
class Dropped:
    """What follows is a drop set."""


@dataclass(frozen=True, slots=True)
class Bodily:
    """Without any load."""
