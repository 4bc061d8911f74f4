"""From a message to intents: answers to an open question, orders, facts, questions, and what was trained."""

import re

from rapidfuzz import fuzz

from agent.builtin.conversation import Conversation
from agent.builtin.facts import facts
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.orders import ORDINALS, order
from agent.builtin.phrases import asked, clauses, plain
from agent.builtin.questions import is_question, question
from training.library import load_library
from training.notation import exercises_in, looks_like_training
from training.resolver import Resolver

READS = (
    "estimate_strength", "personal_records", "exercise_history", "suggest_load", "training_volume", "training_consistency",
    "list_workouts", "show_measurements", "find_exercises", "compare_periods",
)  # fmt: skip
MOST_CLAUSES = 40
CANNOT = (
    "I can't do that yet. I can log training, correct and undo it, and answer from your log: "
    "records, trends, volume, consistency, history, body weight. Say \"help\" for examples."
)
NO_PROGRAMS = "I can't write programs yet; that is the next thing I learn. I can log what you do, and answer from it."
DROPPED = "All right, nothing was logged."
_GREETING = re.compile(r"^(?:hi|hey|hello|yo|hiya|good (?:morning|evening|afternoon)|moin|servus|sup)(?: (?:there|coach|topset))?[!., ]*$")
_THANKS = re.compile(r"^(?:thanks?|thank you|thx|ty|cheers|great|perfect|nice|cool|awesome|ok(?:ay)?|got it|good|danke)(?: (?:a lot|so much|coach|you|man|mate|then))*[!., ]*$")
_BYE = re.compile(r"^(?:bye|good ?bye|see you|see ya|later|good night|cu)[!., ]*$")
_HELP = re.compile(r"^(?:help|\?+|what can (?:you|i) (?:do|say|ask).*|how does this work.*|how do i (?:use|log|start).*|commands|menu|examples?|what do you do)[?!. ]*$")
_NO = re.compile(r"^(?:no|nope|neither|none|cancel|forget it|never ?mind|stop|drop it|nothing)(?: of (?:them|these|those))?[!. ]*$")
_YES = re.compile(r"^(?:yes|yeah|yep|yup|y|ja|correct|right|exactly|sure|that'?s? right|the first(?: one)?)[!. ]*$")
_FOLLOW = re.compile(r"^(?:and|what about|how about|and what about|same for|or|also|ok and|now)\s+(?:for |my |the |with |of )*(.+?)[?!. ]*$")
_PROGRAM = re.compile(r"\b(?:program(?:me)?|training plan|plan my|routine|periodi[sz]ation|macrocycle|mesocycle)\b")
_ORDER_NUMBER = re.compile(r"^(?:option |number |no\.? |#)?(\d)[.)!]*$")


def understand(conversation: Conversation) -> list[Intent]:
    """What the athlete wants now: calls in the order they are to be made, or words."""
    said = conversation.said
    text = plain(said)
    open_question = conversation.open_question
    if open_question is not None and (answer := _answer(text, open_question)) is not None:
        return [answer]
    if talk := _small_talk(text):
        return [talk]
    if follow := _follow_up(text, conversation):
        return [follow]
    intents, training, unknown = _sort(said)
    if training:
        intents.insert(0, Call("log_workout", {"said": "\n".join(training) if intents else said}))
    if intents:
        return intents
    if unknown and (call := question(unknown[0])) is not None:
        return [call]
    return [Say(NO_PROGRAMS if _PROGRAM.search(text) else CANNOT)]


def _sort(said: str) -> tuple[list[Intent], list[str], list[str]]:
    """Sort the clauses of a message: calls to make, training to log, the rest."""
    intents: list[Intent] = []
    training: list[str] = []
    unknown: list[str] = []
    parts = clauses(said)
    if len(parts) > MOST_CLAUSES:  # a long paste is a log
        return [], [said], []
    for clause in parts:
        if calls := order(clause):
            intents += calls
        elif is_question(clause):
            call = question(clause)
            if call is not None:
                intents.append(call)
            else:
                unknown.append(clause)
        elif calls := facts(clause):
            intents += calls
        elif (call := question(clause)) is not None and not _is_training(clause):
            intents.append(call)
        else:
            (training if _is_training(clause) or training else unknown).append(clause)
    if unknown and training:  # a heading, a remark: the log keeps it
        return intents, [clause for clause in parts if clause in training or clause in unknown], []
    return intents, training, unknown


def _is_training(clause: str) -> bool:
    """Whether a clause tells of sets, or goes with some: it looks like it, or it has an exercise and a number."""
    if looks_like_training(clause):
        return True
    return any(letter.isdigit() for letter in clause) and bool(exercises_in(clause, Resolver(load_library())))


def _small_talk(text: str) -> Intent | None:
    if _HELP.match(text):
        return Call("how_to_use")
    if _GREETING.match(text):
        return Say("Hi! Tell me what you trained, or ask about your lifts. Say \"help\" for examples.")
    if _THANKS.match(text):
        return Say("You're welcome.")
    if _BYE.match(text):
        return Say("See you next time.")
    return None


def _answer(text: str, asked_before: dict[str, object]) -> Intent | None:
    """The choice that an answer picks; ``None`` if it is no answer but something new."""
    choices: list[dict[str, str]] = asked_before.get("choices") or []  # type: ignore[assignment]
    if _NO.match(text):
        return Say(DROPPED)
    if not choices:
        return None
    picked: int | None = None
    if found := _ORDER_NUMBER.match(text):
        picked = int(found[1]) - 1
    elif _YES.match(text):
        picked = 0
    elif (word := re.sub(r"^the | one$", "", text)) in ORDINALS:
        picked = len(choices) - 1 if word == "last" else int(ORDINALS[word]) - 1
    else:
        picked = _closest(text, [choice["label"] for choice in choices])
    if picked is None or not 0 <= picked < len(choices):
        return None
    return Call("log_workout", {"said": choices[picked]["said"]})


def _closest(text: str, labels: list[str]) -> int | None:
    """The label that an answer means: exactly, as a part that only one has, or nearly."""
    plain_labels = [plain(label) for label in labels]
    holding = [at for at, label in enumerate(plain_labels) if re.search(rf"(?<!\w){re.escape(text)}(?!\w)", label)]
    if len(holding) == 1:
        return holding[0]
    scores = [fuzz.token_set_ratio(text, label) for label in plain_labels]
    best = max(scores, default=0)
    return scores.index(best) if best >= 85 and scores.count(best) == 1 and len(text.split()) <= 8 else None


def _follow_up(text: str, conversation: Conversation) -> Intent | None:
    """'and deadlift?' after a question about squats: the same question about something else."""
    found = _FOLLOW.match(text)
    before = conversation.last_call(*READS)
    if found is None or before is None or re.search(r"\d\s*[x×@]\s*\d|\d\s*(?:kg|lbs?|reps)", text):
        return None
    new = asked(found[1])
    fresh = question(text) if len(text.split()) > 5 else None
    if fresh is not None:
        return fresh
    args = dict(before.args)
    if new.period or new.day:
        args["period"] = new.period or new.day
    if new.subject:
        key = next((name for name in ("exercise", "muscle", "metric", "name") if name in args), "exercise")
        if before.tool in ("training_consistency", "list_workouts", "compare_periods"):
            return None
        args[key] = new.subject if before.tool != "training_volume" else new.subject
        if before.tool == "training_volume":
            args = {name: value for name, value in args.items() if name != "exercise"} | {"muscle": new.subject}
    return Call(before.tool, args) if new.subject or new.period or new.day else None
