"""Training that was done, in anybody's words: graded by the sets that are stored."""

import re
from datetime import date
from functools import partial

from evals.bench import Bench
from evals.conversation import Answer
from evals.corpus import TODAY, LogItem
from evals.exchange import Exchange, Telling
from evals.gold import sets_differ, wanted_sets
from evals.grades import Grade
from evals.outcome import Outcome
from evals.state import Difference
from evals.words import claims_a_deed, says_not_understood, voices_doubt

MOST_ANSWERS = 5
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


async def judge(item: LogItem, bench: Bench) -> Outcome:
    """Say it to an athlete with a history, and compare what is stored."""
    async with Telling(
        bench, partial(bench.open, "history", date.fromisoformat(TODAY), item.units), item.say
    ) as telling:
        first = await telling.first()
        outcome = _outcome(item, first)
        if outcome.grade in (Grade.NOT_UNDERSTOOD, Grade.MISREAD) and first.answer.question and item.want:
            for reply in _answers(item, first.answer):
                again = _outcome(item, await telling.after(reply))
                if again.grade is Grade.RIGHT:
                    again.grade, again.why = Grade.ASKED, f"after “{reply}”"
                    return again
        return outcome


def _outcome(item: LogItem, exchange: Exchange) -> Outcome:
    grade, why = _graded(item, exchange.answer, exchange.changed, date.fromisoformat(TODAY))
    return Outcome(item.id, grade, why, tuple(item.kinds), item.writer, exchange.transcript)


def _graded(item: LogItem, answer: Answer, changed: Difference, today: date) -> tuple[Grade, str]:
    if answer.failed:
        return Grade.CRASH, answer.text
    stored = changed.sets_added or changed.sets_gone
    if item.is_not or item.ask:
        if stored:
            why = item.is_not or item.ask
            return (Grade.WRONG_SHOWN if voices_doubt(answer.text) else Grade.WRONG_SILENT), f"stored, though: {why}"
        if item.ask and not answer.question:
            return _nothing_stored(answer)
        return Grade.RIGHT, ""
    if not stored:
        return _nothing_stored(answer)
    differs = sets_differ(changed.sets_added, item.want, today, item.units)
    if not differs and not changed.sets_gone:
        return Grade.RIGHT, ""
    return (Grade.WRONG_SHOWN if voices_doubt(answer.text) else Grade.WRONG_SILENT), differs or "sets were taken away"


def _nothing_stored(answer: Answer) -> tuple[Grade, str]:
    if says_not_understood(answer.text):
        return Grade.NOT_UNDERSTOOD, "said so, nothing stored"
    if claims_a_deed(answer.text) and not any(each.wrote for each in answer.calls):
        return Grade.FALSE_CLAIM, "claims a deed, nothing stored"
    return Grade.MISREAD, "nothing stored"


def _answers(item: LogItem, answer: Answer) -> list[str]:
    """What the athlete might say to the question: a choice that has all the reps that were done, or names other things than sets;
    where there is none to choose from, what is missing of the gold."""
    if not answer.choices:
        return [item.want[0].names[0], "yes", item.units]
    sets = [each for want in item.want for each in wanted_sets(want, date.fromisoformat(TODAY), item.units)]
    reps = {str(each.reps) for each in sets if each.reps}
    numbers = [set(_NUMBER.findall(choice)) for choice in answer.choices[:MOST_ANSWERS]]
    return [choice for choice, told in zip(answer.choices, numbers, strict=False) if not told or reps <= told]
