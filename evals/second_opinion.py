"""How far the gold can be relied on: a second annotator's answers, judged by the first one's: ``python -m evals.second_opinion``.

The second saw the messages and the formats, neither the first gold nor the code. Where two people differ nobody can be right for
both, so this share is the most that any coach can reach on these messages.
"""

import argparse
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from evals.calls import renamed
from evals.conversation import Called
from evals.corpus import LogItem, TurnItem, items, read
from evals.gold import sets_differ, wanted_sets
from evals.grades import Rate
from evals.learn_deciding import is_right
from evals.reading import DAY

SECOND = Path(__file__).with_name("second")


def pairs(suite: str) -> Iterator[tuple[LogItem | TurnItem, LogItem | TurnItem]]:
    """The items of a suite that were annotated twice: as the first has them, as the second has them."""
    first = {item.id: item for item in items(suite)}
    for path in sorted(SECOND.glob(f"*.{suite}.jsonl")):
        for _, other in read(path):
            one = first[other.id]
            assert isinstance(one, LogItem | TurnItem)
            assert isinstance(other, LogItem | TurnItem)
            yield one, other


def logs_agree(one: LogItem, other: LogItem) -> bool:
    """Whether both have the same sets logged, or both none for the same reason."""
    if not one.want or not other.want:
        return bool(one.want) == bool(other.want) and bool(one.ask) == bool(other.ask)
    for names in product(*(each.names for each in other.want)):
        stored = [
            kept._replace(exercise=name)
            for each, name in zip(other.want, names, strict=True)
            for kept in wanted_sets(each, DAY, other.units)
        ]
        if not sets_differ(stored, one.want, DAY, one.units):
            return True
    return False


def turns_agree(one: TurnItem, other: TurnItem) -> bool:
    """Whether the second's calls would be right by the first's."""
    if one.triage or other.triage:
        return one.triage == other.triage
    made = [Called(each.tool, each.args, True, "") for each in map(renamed, other.want)]
    return is_right(made, [renamed(each) for each in one.want], one)


def agree(one: LogItem | TurnItem, other: LogItem | TurnItem) -> bool:
    """Whether two annotations of a message come to the same."""
    if isinstance(one, LogItem) and isinstance(other, LogItem):
        return logs_agree(one, other)
    assert isinstance(one, TurnItem)
    assert isinstance(other, TurnItem)
    return turns_agree(one, other)


def main() -> None:
    """Print the share on which both agree, and on demand where they differ."""
    parser = argparse.ArgumentParser(description="How far a second annotator agrees with the gold.")
    parser.add_argument("--differ", action="store_true", help="print the messages on which they differ")
    asked = parser.parse_args()
    for suite in ("logs", "turns"):
        both = list(pairs(suite))
        differ = [(one, other) for one, other in both if not agree(one, other)]
        print(f"{suite}: both annotators agree on {Rate(len(both) - len(differ), len(both))} of {len(both)}")
        for one, other in differ if asked.differ else ():
            print(f"  {one.id} {one.say!r}\n    {one.want}\n    {other.want}")


if __name__ == "__main__":
    main()
