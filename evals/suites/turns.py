"""Everything that is said to a coach but sets: graded by what is stored, then by the tool calls, then by the words."""

from datetime import date
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from agent.middleware.doubt import DOUBT
from evals.athletes import call, known_setup
from evals.bench import PLAN_TODAY, Bench, Watch
from evals.calls import LEAST_OVERLAP, overlap, renamed, unmet
from evals.conversation import Answer, InProcess
from evals.corpus import TODAY, TurnItem, WantedCall
from evals.corpus import Exchange as Before
from evals.exchange import Exchange, Telling
from evals.grades import Grade
from evals.outcome import Outcome
from evals.state import Difference
from evals.words import claims_a_deed, says_not_understood, voices_doubt
from training.errors import NotFound, TopsetError

SEES_STATE = {
    "log_workout", "change_sets", "repeat_set", "remove_sets", "remove_exercise", "replace_exercise", "move_workout", "delete_workout",
    "log_planned", "undo", "log_measurement", "update_profile", "set_movement_rule", "resolve_injury", "describe_workout",
}  # fmt: skip
"""What these leave behind is compared with what the wanted calls leave behind, whatever the words of the arguments."""
LEARNING = {"learn"}
"""Writes beside the ones that were wanted: what is learnt in passing is judged by the memory suite."""
COMPARED = {"measurements", "athletes", "movement_rules", "workouts", "planned_sessions", "injuries", "goals"}
MOST_ANSWERS = 5
LEAST_QUOTED = 0.6
"""Of the content words of a message that a fact which is kept in the athlete's own words has."""
FAIR_BESIDE = {
    "log_measurement": {"check_readiness", "adapt_to_illness"},
    "report_injury": {"adapt_to_pain", "give_feedback"},
}
"""Writes that keep what was told beside what was asked for: the hours of sleep beside a question about today."""
NOT_TAKEN = (TopsetError, TypeError, ValueError, KeyError, AttributeError, SQLAlchemyError)
"""The gold's arguments are natural ones: not every tool takes them as they are, called without a schema in between."""
OPENERS = {
    "proposal": "deload next week", "question:health check": "make me a program", "question:days a week": "make me a program",
    "question:years lifting": "make me a program", "question:pain 0-10": "my knee hurts when I squat",
    "question:which exercise": "100x5 100x5 100x5",
}  # fmt: skip
"""What is said first in a setup, so that the coach itself asks or proposes."""
GOES_ON = {setup: "propose_program" for setup, opener in OPENERS.items() if opener == "make me a program"}
"""What the coach may go on with once its question is answered: it was asked for before."""


async def judge(item: TurnItem, bench: Bench) -> Outcome:
    """Say it where its setup stands; ask what the right calls would have left behind; compare."""
    today = PLAN_TODAY if item.setup == "plan" else date.fromisoformat(TODAY)
    wanted = [renamed(each) for each in item.want]
    async with Telling(bench, partial(_begun, item, bench, today), item.say) as telling:
        first = await telling.first()
        grade, why = await _graded(item, wanted, first, bench, today)
        outcome = Outcome(item.id, grade, why, tuple(item.kinds), item.writer, first.transcript)
        asks = first.answer.question or first.answer.choices
        if grade in (Grade.NOT_UNDERSTOOD, Grade.MISREAD) and asks and item.want:
            for reply in first.answer.choices[:MOST_ANSWERS] or ["yes"]:
                again = await telling.after(reply)
                if (await _graded(item, wanted, again, bench, today))[0] is Grade.RIGHT:
                    return Outcome(
                        item.id, Grade.ASKED, f"after “{reply}”", outcome.kinds, item.writer, again.transcript
                    )
        return outcome


async def _begun(item: TurnItem, bench: Bench, today: date) -> InProcess:
    """A conversation in which was said what comes before the message."""
    talk = await bench.open(item.setup, today, item.units)
    for before in _before(item):
        await talk.say(before.you)
    return talk


def _before(item: TurnItem) -> list[Before]:
    opener = OPENERS.get(known_setup(item.setup))
    if opener is not None:
        return [Before(you=opener)]
    return item.before


async def _graded(
    item: TurnItem, wanted: list[WantedCall], exchange: Exchange, bench: Bench, today: date
) -> tuple[Grade, str]:
    answer, changed = exchange.answer, exchange.changed
    if answer.failed:
        return Grade.CRASH, answer.text
    if item.triage:
        return _triaged(answer, changed)
    if answer.held:
        return Grade.MISREAD, f"held as {answer.held}"
    if not wanted:
        return _words_alone(answer, changed)
    missing = [each for each in _fair(item, wanted, answer, today) if not _is_remembered(item, each, changed)]
    wrote = [each for each in changed.entries if each.tool not in LEARNING]
    tools = {each.tool for each in wanted} | _alternatives(item) | {GOES_ON.get(known_setup(item.setup), "")}
    extra = [each for each in wrote if each.tool not in tools and not tools & FAIR_BESIDE.get(each.tool, set())]
    if missing:
        missing = await _not_answered(item, missing, exchange, bench, today)
    if not missing and not extra:
        return Grade.RIGHT, ""
    sees_all = {each.tool for each in wanted} <= SEES_STATE
    if sees_all and not changed.is_empty and await _same_as_gold(item, wanted, changed, bench, today):
        return Grade.RIGHT, "by what is stored"
    why = f"missing {[each.model_dump() for each in missing]}, extra {[each.tool for each in extra]}"
    return _not_right(answer, changed, why)


def _triaged(answer: Answer, changed: Difference) -> tuple[Grade, str]:
    if answer.held:
        return (Grade.ASKED, "whether it is a red flag") if answer.held == DOUBT else (Grade.RIGHT, "")
    grade = Grade.WRONG_SILENT if changed.entries or any(each.ok for each in answer.calls) else Grade.MISREAD
    return grade, "the red flag was not heard"


def _words_alone(answer: Answer, changed: Difference) -> tuple[Grade, str]:
    wrote = [each.tool for each in changed.entries if each.tool not in LEARNING]
    if wrote:
        return (Grade.WRONG_SHOWN if voices_doubt(answer.text) else Grade.WRONG_SILENT), f"wrote {wrote}"
    if says_not_understood(answer.text):
        return Grade.NOT_UNDERSTOOD, "words alone would have been right"
    if any(not each.ok for each in answer.calls):
        return Grade.MISREAD, "a tool was tried"
    if any(each.tool != "how_to_use" for each in answer.calls):
        return Grade.MISREAD, "a tool answered what nobody asked"
    return Grade.RIGHT, ""


def _not_right(answer: Answer, changed: Difference, why: str) -> tuple[Grade, str]:
    wrote = [each for each in changed.entries if each.tool not in LEARNING]
    if wrote:
        return (Grade.WRONG_SHOWN if voices_doubt(answer.text) else Grade.WRONG_SILENT), why
    if says_not_understood(answer.text):
        return Grade.NOT_UNDERSTOOD, why
    if any(each.ok for each in answer.calls) and not answer.question and not voices_doubt(answer.text):
        return Grade.WRONG_SILENT, f"answered something else: {why}"
    if claims_a_deed(answer.text) and not changed.entries:
        return Grade.FALSE_CLAIM, why
    return Grade.MISREAD, why


def _alternatives(item: TurnItem) -> set[str]:
    """Tools that are equally fair: ``or:TOOL`` among the kinds."""
    return {kind[3:].split(".")[0] for kind in item.kinds if kind.startswith("or:")}


def _fair(item: TurnItem, wanted: list[WantedCall], answer: Answer, today: date) -> list[WantedCall]:
    """The wanted calls that nobody made, unless one that is equally fair was."""
    missing = unmet(answer.calls, wanted, today)
    fair = _alternatives(item)
    if missing and any(each.ok and each.tool in fair for each in answer.calls):
        missing = missing[1:]
    return missing


def _is_remembered(item: TurnItem, wanted: WantedCall, changed: Difference) -> bool:
    """Whether a fact was kept, by whichever way it came: in the wanted words, or in the athlete's own."""
    if wanted.tool != "remember":
        return False
    facts = [
        row for table, row in changed.added if table in ("facts", "movement_rules", "planning", "goals", "injuries")
    ]
    own_words = str(wanted.args.get("said") or (item.say if len(item.want) == 1 else ""))
    return any(
        overlap(row, str(wanted.args.get("text", ""))) >= LEAST_OVERLAP
        or (own_words and overlap(row, own_words) >= LEAST_QUOTED)
        for row in facts
    )


async def _not_answered(
    item: TurnItem, missing: list[WantedCall], exchange: Exchange, bench: Bench, today: date
) -> list[WantedCall]:
    """The wanted calls whose answer was not given either: another call, or other arguments, may give the same one.

    Where the athlete has nothing of what was asked for, the right call itself finds nothing: saying just that is right.
    """
    given = {each.text for each in exchange.answer.calls if each.ok}
    found_nothing = {(each.tool, each.text) for each in exchange.answer.calls if not each.ok}
    talk = await bench.open(item.setup, today, item.units)
    left = []
    for each in missing:
        try:
            answer = str(await call(talk.athlete, each.tool, **each.args))
        except NotFound as absent:
            answer = str(absent)
            given |= {text for tool, text in found_nothing if tool == each.tool}
        except NOT_TAKEN:
            answer = ""
        if not answer or answer not in given:
            left.append(each)
    await bench.close(talk)
    return left


async def _same_as_gold(
    item: TurnItem, wanted: list[WantedCall], changed: Difference, bench: Bench, today: date
) -> bool:
    """Whether the right calls leave behind just what was left behind."""
    talk = await _begun(item, bench, today)
    watch = await Watch.begin(talk.athlete)
    try:
        for each in wanted:
            await call(talk.athlete, each.tool, **each.args)
    except NOT_TAKEN:
        return False
    finally:
        gold = await watch.changed()
        await bench.close(talk)
    return not gold.is_empty and _comparable(gold) == _comparable(changed)


def _comparable(changed: Difference) -> tuple[object, ...]:
    """What of a difference must be the same: the sets in order, and the rows of the athlete's own numbers and plans."""
    rows = sorted(row for row in changed.added if row[0] in COMPARED)
    return changed.sets_added, changed.sets_gone, tuple(rows)
