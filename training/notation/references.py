"""What points to the last time or the plan, as sets."""

from dataclasses import replace

from training.notation.drafts import Draft, Entry, Topic
from training.notation.items import Load, Reference
from training.notation.reading import Context
from training.notation.rendering import sets_text
from training.units import KG_PER, Typed
from training.workout import Set


def apply_reference(reference: Reference, entry: Entry, topic: Topic, context: Context) -> None:
    """Give an entry the sets that a reference points to, before or beside its own."""
    base = (topic.planned or topic.past.last) if reference.to in ("only", "cut", "plan") else topic.past.last
    if reference.to == "plan" and topic.planned is None:
        base = None
    if reference.to == "load":
        _same_load(entry, topic)
        return
    if base is None or not base.sets:
        where = "plan for today" if reference.to == "plan" else "earlier sets"
        topic.doubts.settle(f"I have no {where} of {entry.name}: what did you do?", ())
        return
    sets = list(base.sets)
    if reference.to == "only":
        work = [place for place, each in enumerate(sets) if each.kind != "warmup"]
        sets = [each for place, each in enumerate(sets) if place not in work[reference.count :]]
    elif reference.to == "cut":
        sets = sets[: max(0, len(sets) - reference.count)]
    if entry.drafts and reference.to == "last":
        _same_load(entry, topic)
        return
    sets = [stepped(each, reference, context) for each in sets]
    entry.drafts = [Draft(finished=each) for each in sets] + entry.drafts
    source = (
        "planned"
        if base is topic.planned
        else f"last time ({topic.past.last_date:%Y-%m-%d})"
        if topic.past.last_date
        else "last time"
    )
    topic.doubts.assume(
        f"{entry.name} from {source}: {sets_text(sets, context.unit)}.".replace("from planned", "as planned")
    )


def _same_load(entry: Entry, topic: Topic) -> None:
    """Take the loads of the last time for sets that were given without."""
    last = [each for each in (topic.past.last.sets if topic.past.last else ()) if each.load_kg is not None]
    work = [each for each in last if each.kind == "work"] or last
    for place, draft in enumerate(entry.drafts):
        if draft.load is None and work:
            typed = work[min(place, len(work) - 1)].typed_load or Typed(
                work[min(place, len(work) - 1)].load_kg or 0.0, "kg"
            )
            draft.load = Load(typed.value, typed.unit)


def stepped(each: Set, reference: Reference, context: Context) -> Set:
    """A set with the load or the reps moved on; warm-ups stay as they are."""
    if each.kind == "warmup":
        return each
    step = reference.load_step
    if step is not None and each.load_kg is not None:
        old = each.typed_load or Typed(each.load_kg, "kg")
        added_unit = step.unit or context.unit
        value = old.value + (
            step.value if added_unit == old.unit else step.value * KG_PER[added_unit] / KG_PER[old.unit]
        )
        typed = Typed(value, old.unit)
        each = replace(each, load_kg=typed.kg, typed_load=typed)
    if reference.reps_step and each.reps is not None:
        each = replace(each, reps=max(0, each.reps + reference.reps_step))
    return replace(each, rpe=None) if step or reference.reps_step else each
