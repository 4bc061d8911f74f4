"""Talk about memory: 'remember that ...', 'what do you know about me?', 'that's wrong', 'forget my ex-gym'."""

import re
from collections.abc import Callable

from agent.builtin.conversation import Conversation
from agent.builtin.intents import Call, Intent, Say
from agent.builtin.shown import LEFT, WHICH_WHY, WHICH_WRONG, Shown, asked_which, is_none, picked, shown, which
from agent.telling.facts import fact_in, fact_of
from agent.telling.sentences import sentences
from agent.telling.voice import core_of, to_you
from agent.understanding.phrases import plain
from agent.understanding.replies import reply
from agent.understanding.situation import Situation
from agent.understanding.words import ANY_DAY
from memory.injections import is_injection

KEPT = frozenset(("remember", "correct_memory", "forget"))
"""Tools of memory that write."""
NO_RULES = "That would change how I work. Rules, checks and approvals stay as they are; tell me about yourself and I remember that."
SURE = "That is everything I know about you, for good. Say “yes, forget everything about me” if you mean it."
Planned = Callable[[str], list[Call]]
_REMEMBER = re.compile(
    r"^(?:(?:please|hey|ok|can you|could you|and|also)[, ]+)*(?:remember|keep in mind|bear in mind|don't forget|do not forget|make a (?:mental )?note|for the record|fyi|for future reference|you should know|note(?=,? that))"
    r"(?P<that>[,:]? that|[,:])?\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NO_FACT = re.compile(
    r"^(?:to |when |how |what |the (?:last|first) |me\b|it$|this$|that$|my (?:last )?(?:workout|session|set))",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^(?:why do you (?:think|believe|say|assume)|how do you know|where did you (?:get|hear)|who told you|since when do you (?:know|think))(?: (?:that|this|it))?(?: (?P<what>.+))?$"
)
_WRONG = re.compile(
    r"^(?:no[,.]? )?(?:that|this|it)(?:'s| is) (?:wrong|not true|not right|incorrect|false|not correct|no longer true|not true any ?more)(?P<time>)?(?:[,.:;-]+ ?(?P<instead>.+))?$"
    r"|^(?:it's|it is|that's) (?:wrong|not true|false) that (?P<what>.+)$|^you(?:'re| are) wrong about (?P<about>.+)$"
)
_ONE_WRONG = re.compile(
    r"^(?:no[,.]? )?(?P<one>(?!that\b|this\b|it\b|something\b)[\w' ]{1,40}?) (?:(?:is|are|was) (?:all )?(?:wrong|not true|not right|incorrect|false|not correct|no longer true)|(?:isn't|aren't) (?:true|right|correct))(?: any ?more)?"
    r"(?:[,.:;-]+ ?(?P<instead>.+))?$"
)
_FORGET = re.compile(
    r"^(?:(?:please|pls|ok|can you|could you|would you|i want you to|i'd like you to)[, ]+)*"
    r"(?:forget|unlearn|(?:delete|erase|wipe|remove)(?= (?:everything|all|anything|what|that)\b| [\w' -]+ (?:thing|stuff|bit)\b|.* memory\b))"
    r" (?P<what>[^,;:!?]+?)(?:[,;:!?].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(
    r"^(?:(?:everything|all|anything|the (?:thing|stuff|bit|part)s?(?= about| of| on| with|$)|the(?= .* (?:thing|stuff|bit)$)|what (?:i|we) (?:said|told you|wrote)|that i told you|about|of|on|that)\b ?)+"
    r"|\b(?:thing|stuff|bit)s?$|(?: (?:please|pls|thanks|for good|at once|now|(?:from|out of) (?:your )?memory))+$",
    re.IGNORECASE,
)
"""What stands around that which is to be forgotten."""
SURE_FACT = 0.8
"""From this chance on what is said beside an order to forget tells something."""
_OF_LOG = re.compile(
    r"\b(?:sets?|reps?|workouts?|session|log(?:ged)?|today|yesterday|plan|program|proposal|last one|undo|\d+ ?(?:kg|lbs?))\b|^(?:it|that|this|about it|about that)$",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"^(?:everything|all)(?: that| of it)?(?: (?:you|u) (?:know|remember)(?: about me)?| about me| of me)?$"
)
_SURE = re.compile(r"^yes,? (?:please )?forget everything(?: (?:you know )?about me)?$")


def explicit_memory(conversation: Conversation, situation: Situation, planned: Planned) -> list[Intent] | None:
    """What an order to remember or to forget means, an answer to "which of them?", and what is said to be wrong of what was
    just shown; ``None`` for all else. ``planned`` reads what plans are made with: that has a place of its own.
    """
    said = conversation.said.strip()
    text = plain(said).strip(" .!?")
    if (answered := _picked(text, said.strip(" .!?"), conversation)) is not None:
        return answered
    if found := _REMEMBER.match(said.strip(" .!")):
        return _remember(found, situation, planned)
    if _SURE.match(text):
        return [Call("forget", {"what": "everything", "everything": True})]
    if (what := _to_forget(said)) is not None:
        return [Say(SURE)] if _ALL.match(plain(what)) else [Call("forget", {"what": what})]
    return _doubted(text, said, conversation) if shown(conversation) else None


def _to_forget(said: str) -> str | None:
    """What is to be forgotten, if a message wants that and tells or asks nothing else."""
    parts = sentences(said)
    orders = [found for each in parts if (found := _FORGET.match(core_of(each)))]
    others = [each for each in parts if not _FORGET.match(core_of(each))]
    if len(orders) != 1 or any(each.endswith("?") or fact_in(each, ANY_DAY, SURE_FACT) for each in others):
        return None
    what = orders[0]["what"].strip(" .")
    if _OF_LOG.search(what):
        return None
    return what if _ALL.match(plain(what)) else _OBJECT.sub("", _OBJECT.sub("", what)).strip() or None


def _remember(found: re.Match[str], situation: Situation, planned: Planned) -> list[Intent] | None:
    what = found["what"].strip(" .!")
    if found["that"] is None and _NO_FACT.match(what):
        return None
    if is_injection(what):
        return [Say(NO_RULES)]
    if calls := planned(what):  # what plans are made with has its own place, and one truth
        return list(calls)
    return [Call("remember", fact_of(what, situation.today or ANY_DAY).args)]


def _doubted(text: str, said: str, conversation: Conversation) -> list[Intent] | None:
    there = shown(conversation)
    if found := _WHY.match(text):
        what = found["what"]
        if what and (there or what.startswith(("i ", "i'm", "my ", "that i"))):
            return [Call("why_do_you_think", {"fact": what})]
        if not what and there:
            return _explained(there) if len(there) == 1 else [which(WHICH_WHY, there)]
    if found := _WRONG.match(text):
        what = found["what"] or found["about"]
        if what and (there or what.startswith(("i ", "i'm", "my "))):
            return [Call("correct_memory", {"fact": what})]
        if not what and there:
            return _corrected(there, found["instead"], said) if len(there) == 1 else [which(WHICH_WRONG, there)]
    if (found := _ONE_WRONG.match(text)) and (one := picked(found["one"], there)):
        return _corrected(one, found["instead"], said)
    return None


def _picked(text: str, said: str, conversation: Conversation) -> list[Intent] | None:
    """What an answer to 'which of them?' means; ``None`` if none was asked, or this is no answer."""
    there, asked = shown(conversation), asked_which(conversation)
    if asked is None:
        return _forgotten(text, conversation)
    if is_none(text):
        return [Say(LEFT)]
    question, led = asked
    if question == WHICH_WHY:
        return _explained(picked(text, there)) or None
    found = _WRONG.match(plain(led).strip(" .!?"))
    if facts := picked(text, there):
        return _corrected(facts, found["instead"] if found else None, led.strip(" .!?"))
    one, _, instead = re.sub(r"[,:;]|(?<=\w) (?:is|should be) ", ",", text, count=1).partition(",")
    facts = picked(one, there) if len(one.split()) <= 3 else []
    return _corrected(facts, instead.strip(), said) if len(facts) == 1 and instead.strip() else None


def _forgotten(text: str, conversation: Conversation) -> list[Intent] | None:
    """The same for what may be meant to be forgotten."""
    question = conversation.open_question or {}
    there = question.get("candidates") or []
    if "candidates" not in question or not (there or question.get("sentences")):
        return None
    if is_none(text):
        return [Say(LEFT)]
    kind = reply(text)
    if question.get("sentences") and (kind == "all" or (kind in ("yes", "fine") and len(there) <= 1)):
        return [Call("forget", {"what": question["what"], "anyway": True})]
    return [Call("forget", {"what": each.id}) for each in picked(text, shown(conversation))] or None


def _explained(facts: list[Shown]) -> list[Intent]:
    return [Call("why_do_you_think", {"fact": each.id}) for each in facts]


def _corrected(facts: list[Shown], instead: str | None, said: str) -> list[Intent]:
    """What is said to be wrong is taken back; one thing is replaced, if it was said by what."""
    if not instead or len(facts) > 1:
        return [Call("correct_memory", {"fact": each.id}) for each in facts]
    words = said[-len(instead.strip()) :] if said.lower().endswith(instead.strip()) else instead
    return [Call("correct_memory", {"fact": facts[0].id, "text": to_you(words), "said": words.strip(" .!")})]
