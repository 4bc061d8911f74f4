"""What the concept listener tells the classifier: the concepts, cues, numbers and rules of a message as numbers."""

from functools import lru_cache

from training.red_flags.measures import NAMES
from training.red_flags.ontology import concepts, cues
from training.red_flags.rules import Reading, kinds

COUNTS = ("sure", "sure_without_excuse", "likely", "signs_2", "signs_4", "signs_6", "no_sign", "joke_without_sign")


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The name of each number, in order."""
    return (
        *(f"has_{each}" for each in concepts()),
        *(f"denied_{each}" for each in concepts() if each not in set(cues())),
        *(f"number_{each}" for each in NAMES),
        *(f"rule_{each}" for each in kinds()),
        *COUNTS,
    )


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    return {name: at for at, name in enumerate(names())}


def features_of(reading: Reading) -> list[float]:
    """The numbers of a message, 0 or 1 each.

    >>> from training.red_flags.rules import read
    >>> found = dict(zip(names(), features_of(read("my chest feels tight and i'm clammy")), strict=True))
    >>> found["has_chest"], found["rule_heart"], found["sure"], found["has_joke"]
    (1.0, 1.0, 1.0, 0.0)
    """
    places = _places()
    found = [0.0] * len(places)
    signs = reading.signs
    present = [f"has_{each}" for each in reading.present]
    present += [f"number_{each}" for each in reading.present]
    present += [f"denied_{each}" for each in reading.denied]
    present += [f"rule_{rule.kind}" for rule in reading.rules]
    counts = {
        "sure": reading.sure is not None,
        "sure_without_excuse": reading.sure is not None and not reading.excuses,
        "likely": reading.likely is not None,
        "signs_2": len(signs) >= 2,
        "signs_4": len(signs) >= 4,
        "signs_6": len(signs) >= 6,
        "no_sign": not signs,
        "joke_without_sign": "joke" in reading.present and reading.likely is None,
    }
    for name in [*present, *(name for name, holds in counts.items() if holds)]:
        if name in places:
            found[places[name]] = 1.0
    return found
