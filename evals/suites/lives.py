"""Lives in dated messages: what the coach answers later, and whether what was to be forgotten is gone."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

from evals.bench import Bench, told
from evals.blame import blamed, is_no_answer, worst
from evals.conversation import Answer, InProcess
from evals.corpus import TODAY, LifeItem
from evals.grades import Grade
from evals.memories import left_of
from evals.outcome import Outcome
from evals.words import claims_a_deed

_FORGET = re.compile(
    r"\bforget\b|\b(?:delete|erase|wipe|remove)\b.*\b(?:about|said|memory|everything)\b|out of your memory|"
    r"\bvergiss|\blösch\w*\b.*\b(?:über|gesagt|alles)|\boubliez?\b|\beffacez?\b|\bolvid(?:a|e|ate)\b|\bborra\b|"
    r"\besquece|\bdimentica",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“([^”]*)”")
_WORD = re.compile(r"\w*[^\W\d_]\w*")
SHORTEST = 3


async def judge(item: LifeItem, bench: Bench) -> Outcome:
    """Live the days in order: what is told, then, in a chat of its own, what is asked on that day."""
    talk = await bench.open("fresh", date.fromisoformat(TODAY))
    outcome = Outcome(item.id, Grade.RIGHT, "", tuple(item.kinds), item.writer)
    failures: list[Grade] = []
    faults: list[str] = []
    try:
        for day in sorted({str(each["day"]) for each in (*item.steps, *item.asks)}):
            outcome.transcript.append(f"-- {day}")
            talk.on(date.fromisoformat(day))
            for step in [each for each in item.steps if each["day"] == day]:
                answer = await _say(talk, step["say"], outcome)
                if answer.failed:
                    failures.append(Grade.CRASH)
                words = forgotten(item, step)
                if words:
                    left = await left_of(bench.stable.owner, talk.athlete.id, words)
                    outcome.parts[f"forgotten {day}"] = not left
                    faults += [f"{'/'.join(words)} still in {', '.join(left)}"] if left else []
                    claimed = Grade.FALSE_CLAIM if claims_a_deed(answer.text) else blamed(answer, False)
                    failures += [claimed] if left else []
            told_in, talk.chat = talk.chat, uuid4()
            for number, ask in enumerate(item.asks, 1):
                if ask["day"] == day:
                    answer = await _say(talk, ask["say"], outcome)
                    why = answers(ask, answer)
                    outcome.parts[f"answered {number}"] = not why
                    faults += [f"“{ask['say']}”: {why}"] if why else []
                    failures += [_grade(why, answer)] if why else []
            await bench.stable.backdate(talk.athlete, (told_in, talk.chat))
    finally:
        await bench.close(talk)
    if failures:
        outcome.grade, outcome.why = worst(failures), "; ".join(faults) or "a message failed"
    return outcome


async def _say(talk: InProcess, said: str, outcome: Outcome) -> Answer:
    answer = await talk.say(said)
    outcome.transcript += told(said, answer)
    return answer


def answers(ask: dict[str, Any], answer: Answer) -> str:
    """What is missing of an answer or wrong with it; empty for a right one."""
    text = _QUOTED.sub(
        lambda quoted: "" if quoted[1] in ask["say"] else quoted[0], answer.text
    )  # no echo of the question
    for pattern in ask.get("must_not", ()):
        if re.search(pattern, text):
            return f"says {pattern}"
    if answer.failed or is_no_answer(answer):
        return "no answer"
    return next((f"does not say {pattern}" for pattern in ask.get("must", ()) if not re.search(pattern, text)), "")


def _grade(why: str, answer: Answer) -> Grade:
    return blamed(answer, why.startswith("says") and not is_no_answer(answer))


def forgotten(item: LifeItem, step: dict[str, Any]) -> list[str]:
    """The words that a step asks to forget: those said up to it that no later answer may say; of other steps none.

    ``gone`` in the step itself says it outright.
    """
    if step.get("gone"):
        return [str(each) for each in step["gone"]]
    if not _FORGET.search(step["say"]):
        return []
    said = " ".join(each["say"] for each in item.steps if each["day"] <= step["day"])
    later = [
        re.compile(pattern) for ask in item.asks if ask["day"] >= step["day"] for pattern in ask.get("must_not", ())
    ]
    words = dict.fromkeys(each for each in _WORD.findall(said) if len(each) >= SHORTEST)
    return [word for word in words if any(_is_word(pattern, word) for pattern in later)]


def _is_word(pattern: re.Pattern[str], word: str) -> bool:
    """Whether a pattern forbids the word by itself, not as the beginning of an answer."""
    return "^" not in pattern.pattern.split("|")[0] and pattern.search(word) is not None and word.casefold() != "yes"
