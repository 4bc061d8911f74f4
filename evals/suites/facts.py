"""Facts told in passing: judged by what is remembered afterwards, whichever table holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from evals.bench import Bench
from evals.blame import blamed, claims_to_keep
from evals.calls import overlap
from evals.conversation import Answer, InProcess
from evals.corpus import FactItem
from evals.exchange import Exchange, Telling
from evals.grades import Grade
from evals.memories import ASIDE, OF_THE_BODY, Remembered, added, ends_on, holding, memory_of, names_person
from evals.outcome import Outcome
from evals.state import Difference

MOST_ANSWERS = 5
LEAST_TOLD = 0.5
"""Of the words of a remembered sentence that were said: less is made up."""
BODILY = ("injury", "medical")


@dataclass
class After:
    """What was said last, what is remembered since, what else changed."""

    answer: Answer
    new: list[Remembered]
    changed: Difference
    transcript: list[str]


async def judge(item: FactItem, bench: Bench) -> Outcome:
    """Tell it to an athlete with a history, read the memory, and answer a question if one comes back."""
    async with Telling(bench, partial(_begun, item, bench), item.say) as telling:
        before = await memory_of(telling.talk.athlete)
        first = await _after(telling, before, await telling.first())
        outcome = _outcome(item, first)
        if outcome.grade in (Grade.NOT_UNDERSTOOD, Grade.MISREAD) and first.answer.question and item.keep:
            for reply in first.answer.choices[:MOST_ANSWERS] or ["yes"]:
                again = _outcome(item, await _after(telling, before, await telling.after(reply)))
                if again.grade is Grade.RIGHT:
                    again.grade, again.why = Grade.ASKED, f"after “{reply}”"
                    return again
        return outcome


async def _begun(item: FactItem, bench: Bench) -> InProcess:
    today = date.fromisoformat(item.today)
    talk = await bench.open("history", today.replace(day=1))  # a prepared athlete a month, not one a day
    talk.on(today)
    return talk


async def _after(telling: Telling, before: Sequence[Remembered], exchange: Exchange) -> After:
    new = added(before, await memory_of(telling.talk.athlete))
    kept = [f"  (remembered in {each.where}: {each.text}{f', until {each.ends}' if each.ends else ''})" for each in new]
    return After(exchange.answer, new, exchange.changed, [*exchange.transcript, *kept])


def _outcome(item: FactItem, after: After) -> Outcome:
    measured = any(each.where == "measurements" for each in after.new)
    parts, why = judged(item, after.new, bool(after.changed.sets_added or (item.log and measured)))
    grade = Grade.RIGHT if all(parts.values()) and not after.answer.failed else _grade(item, after)
    kinds = (*item.kinds, *dict.fromkeys(str(each.get("kind", "")) for each in item.keep))
    return Outcome(item.id, grade, "; ".join(why), kinds or ("nothing",), item.writer, after.transcript, parts)


def _grade(item: FactItem, after: After) -> Grade:
    if claims_to_keep(after.answer.text) and not after.new and item.keep:
        return Grade.FALSE_CLAIM
    return blamed(after.answer, bool(after.new or after.changed.sets_added))


def judged(item: FactItem, new: Sequence[Remembered], logged: bool) -> tuple[dict[str, bool], list[str]]:
    """Each promise of the case with whether it is kept, and in words what is not."""
    lost = [each["words"] for each in item.keep if not holding(new, each["words"])]
    strange = _not_told(item, new)
    wrong_person = _wrong_person(item, new)
    late = [
        f"{each['words'][0]} does not end on {each['until']}"
        for each in item.keep
        if each.get("until") and not ends_on(holding(new, each["words"]), date.fromisoformat(each["until"]))
    ]
    parts, why = {"precise": not strange}, [f"not told: {each}" for each in strange]
    if item.keep:
        parts["learnt"] = not lost
        why += [f"not remembered: {'/'.join(each)}" for each in lost]
    if wrong_person is not None:
        parts["attributed"] = not wrong_person
        why += wrong_person
    if any(each.get("until") for each in item.keep):
        parts["until"] = not late
        why += late
    parts["log"] = logged == bool(item.log)
    why += [] if parts["log"] else ["the training is not stored" if item.log else "stored as training"]
    return parts, why


def _not_told(item: FactItem, new: Sequence[Remembered]) -> list[str]:
    """What is remembered and was not told."""
    forbidden = holding(new, item.must_not)
    kept = [each for keep in item.keep for each in holding(new, keep["words"])]
    if item.keep:
        unasked = [each for each in new if each.where == "facts" and each not in kept]
        strange = [each for each in unasked if overlap(item.say, each.text) < LEAST_TOLD]
    else:
        strange = [each for each in new if each.where not in ASIDE]
    return [each.text for each in new if each in forbidden or each in strange]


def _wrong_person(item: FactItem, new: Sequence[Remembered]) -> list[str] | None:
    """What is remembered of the wrong person; ``None`` where nobody could be mistaken."""
    others = [each for each in item.keep if each["about"] != "me"]
    of_the_body = [each for each in new if each.where in OF_THE_BODY]
    mine = [each for each in item.keep if each["about"] == "me" and each.get("kind") in BODILY]
    if not others and (mine or not of_the_body):
        return None
    faults = [f"the athlete's own now: {each.text}" for each in of_the_body if not mine]
    for each in others:
        rows = holding(new, each["words"])
        if not any(row.where == "facts" and names_person(row.text, each["about"], item.say) for row in rows):
            faults.append(f"nothing names the {each['about']}")
    return faults
