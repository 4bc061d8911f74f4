"""The logs of the learning side with a tag on every word: ``python -m evals.tagged [--out FILE] [--missed]``.

Prints how many logs could be aligned with their gold, and of how many the tags, put together, give the gold again.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.alignment import Alignment
from evals.corpus import LogItem, items
from evals.gold import sets_differ
from evals.reading import DAY, stored
from training.notation.drafts import Entry
from training.notation.identify import by_spelling
from training.notation.message import Message
from training.notation.naming.meant import spelled
from training.notation.naming.meant import told as told_of
from training.notation.order import Named as NamedItem
from training.notation.reading import Reading
from training.notation.tagging.assembly import exercises
from training.notation.tagging.groups import Unfit
from training.notation.tagging.readings import entry_of, read_tags
from training.resolver import Resolution


@dataclass(frozen=True)
class Named:
    """An exercise of a log as it was told, with what its spelling leads to and the names that are right."""

    name: str
    around: str
    measures: str
    found: tuple[tuple[str, str], ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True)
class Tagged:
    """A log as its pieces and their tags; without tags where no alignment was found."""

    id: str
    writer: str
    text: str
    pieces: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    """Of each piece in ``text``."""
    tags: tuple[str, ...] | None
    missing: tuple[str, ...] = ()
    """Wanted exercises whose names were not found."""
    differs: str = ""
    """How the sets that the tags tell differ from the wanted ones."""
    named: tuple[Named, ...] = ()
    """What was said of each wanted exercise that could be told apart."""


def tagged(item: LogItem) -> Tagged:
    """Align one log, and put its tags together again."""
    found = Alignment(item)
    tags = found.tags()
    missing = () if tags else tuple(each.names[0] for each, at in zip(item.want, found.spans, strict=True) if not at)
    whole = found.normal
    return Tagged(
        item.id, item.writer, whole.said, tuple(piece.text for piece in found.pieces),
        tuple(whole.span(piece.start, piece.end) for piece in found.pieces), tuple(tags) if tags else None, missing,
        _difference(found, tags) if tags and item.want else "", tuple(named(found, tags)),
    )  # fmt: skip


def _difference(found: Alignment, tags: Sequence[str]) -> str:
    message = Message(found.item.say, found.context, found.names)
    try:
        told = read_tags(message, found.pieces, tags)
    except Unfit:
        return "no reading"
    return sets_differ(stored(Reading(told.workouts)), found.item.want, DAY, found.item.units)


def named(found: Alignment, tags: Sequence[str] | None) -> Iterator[Named]:
    """The wanted exercises with what was said of each. Without tags only the one of a log that has no other."""
    want = found.item.want
    message = Message(found.item.say, found.context, found.names)
    told = exercises(found.pieces, tags) if tags else []
    starts = [*(each.start for each in told), len(found.pieces)]
    taken: set[str] = set()
    left = list(range(len(want)))
    for at, exercise in enumerate(told):
        own = [
            each for each in left
            if (exercise.words and any((span.first, span.last) == exercise.words for span in found.spans[each]))
            or (not found.spans[each] and not exercise.words) or len(left) == 1
        ]  # fmt: skip
        if not own:
            continue
        left.remove(own[0])
        entry = entry_of(message, found.pieces, exercise, starts[at] if at else 0, starts[at + 1])
        yield _named(entry, by_spelling(entry, taken, found.context, found.names), want[own[0]].names)
    if not told and len(want) == 1:
        items = [each for each in message.items if not isinstance(each.value, NamedItem)]
        yield _named(Entry("", None, message.text.plain, items), None, want[0].names)


def _named(entry: Entry, found: Resolution | None, wanted: Sequence[str]) -> Named:
    seen = told_of(entry)
    return Named(seen.name, seen.around, seen.measures, tuple(spelled(found)), tuple(wanted))


def tagged_logs(logs: Sequence[LogItem]) -> list[Tagged]:
    """Align logs; what asks back says nothing of its words and is left out."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(tagged, [item for item in logs if not item.ask], chunksize=4))


def main() -> None:
    """Align the learning side, write it, and print what was left out."""
    parser = argparse.ArgumentParser(description="The logs of the learning side with a tag on every word.")
    parser.add_argument("--out", default="build/tagged.logs.jsonl", help="where to write them, a line of JSON for each")
    parser.add_argument(
        "--names", default="build/named.logs.jsonl", help="where to write what was said of each exercise"
    )
    parser.add_argument("--missed", action="store_true", help="print the logs that could not be aligned")
    asked = parser.parse_args()
    logs = [item for item in items("logs", ["learn"]) if isinstance(item, LogItem)]
    every = tagged_logs(logs)
    done = [each for each in every if each.tags is not None and not each.differs]
    wanted = {item.id: item for item in logs}
    if asked.missed:
        for each in every:
            if each not in done:
                why = each.differs or ("no name: " + ", ".join(each.missing) if each.missing else "no alignment")
                print(
                    f"{each.id} {each.text!r}\n    {why}; {[(one.names[0], one.sets, one.day) for one in wanted[each.id].want]}"
                )
    if asked.names:
        Path(asked.names).parent.mkdir(parents=True, exist_ok=True)
        rows = [{"writer": each.writer, **asdict(one)} for each in every for one in each.named]
        Path(asked.names).write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
        )
    if asked.out:
        Path(asked.out).parent.mkdir(parents=True, exist_ok=True)
        with Path(asked.out).open("w", encoding="utf-8") as file:
            for each in done:
                row = {
                    "id": each.id, "writer": each.writer, "text": each.text, "tokens": each.pieces, "spans": each.spans, "tags": each.tags,
                }  # fmt: skip
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    told = [each for each in every if not wanted[each.id].is_not]
    aligned = [each for each in told if each.tags is not None]
    again = sum(not each.differs for each in aligned)
    print(f"{len(every)} logs; of {len(told)} that tell sets {len(aligned)} aligned ({len(aligned) / len(told):.1%}), of which {again} "
          f"({again / len(aligned):.1%}) give the gold again; {sum(bool(each.missing) for each in told)} with a name that was not found")  # fmt: skip
    counts = Counter(tag for each in done for tag in each.tags or ())
    print("  ".join(f"{tag} {count}" for tag, count in counts.most_common()))


if __name__ == "__main__":
    main()
