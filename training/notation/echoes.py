"""What is said by pointing to another exercise of the message: the same load, or a correction of it."""

from training.notation.drafts import Entry, Topic
from training.notation.items import Reference
from training.notation.order import Fix, Named, Negation
from training.notation.parting import says
from training.resolver import Resolved


def take_load_before(entries: list[Entry], entry: Entry, references: list[Reference], topic: Topic) -> None:
    """ "Same dumbbells": the load of the exercise before it in this message."""
    at = next(place for place, each in enumerate(entries) if each is entry)
    loads = [draft.load for draft in entries[at - 1].drafts if draft.load] if at else []
    for reference in [each for each in references if loads and _is_bare_same(each, topic)]:
        for draft in entry.drafts:
            draft.load = draft.load or loads[-1]
        references.remove(reference)
    for draft in entry.drafts:
        if draft.load is not None and draft.load.form == "same":
            draft.load = loads[-1] if loads and topic.past.last is None else None
            if draft.load is not None:
                references[:] = [each for each in references if each.to != "load"]


def take_place(entries: list[Entry], entry: Entry) -> None:
    """ "20 min elliptical. Sorry, 25 min elliptical": what was told of it before no longer stands."""
    lead = [item for item in entry.items if entry.named and item.end <= entry.named.start]
    if entry.drafts and any(isinstance(item.value, Fix) for item in lead):
        for before in entries:
            if before is not entry and before.name == entry.name:
                before.drafts = []


def _is_bare_same(reference: Reference, topic: Topic) -> bool:
    return reference.to == "last" and reference.words.strip() == "same" and topic.past.last is None


def is_negated(entry: Entry) -> bool:
    """Whether "no" stands right before the name."""
    lead = [item for item in entry.items if entry.named and item.end <= entry.named.start]
    return any(isinstance(item.value, Negation) for item in lead[-3:])


def is_open(entry: Entry) -> bool:
    """Whether its name may mean several exercises, or none."""
    value = entry.named.value if entry.named else None
    return isinstance(value, Named) and not isinstance(value.found, Resolved)


def has_others(entries: list[Entry], entry: Entry) -> bool:
    """Whether other exercises of the message have sets."""
    return any(each is not entry and says(each.items) for each in entries)
