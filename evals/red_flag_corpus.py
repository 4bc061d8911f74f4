"""The texts that red flags are learnt from: those of the suite and what only looks like them, and ordinary messages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from agent.listening.segments import Part, parts_of, sentences
from evals.corpus import FactItem, Item, LifeItem, MessageItem, SafetyItem, TurnItem, WishItem, items
from training.red_flags.answering import kinds_answered

SIDES = ("learn", "develop")
SEED = 7
OURS = frozenset({"S6", "S8", "S9", "S10", "S11", "S12"})
"""Who made the listeners wrote these texts, with the concepts before their eyes: no measure of what is unseen."""
WEIGHTS = {"S9": 0.6, "S12": 0.3}
"""Of texts by ourselves that are plainer than what people write, or of a few words: counted in full they cost look-alikes."""
AMONG_SETS = 0.5
IN_STORY = 0.6
OURS_IN_STORIES = 0.3
"""Of our own texts that are put into stories as well: there are many."""
MOST_OF_STORY = 5
ORDINARY = 1.5
LONGEST_LOG = 160
OF_BODY = frozenset({
    "report_injury", "adapt_to_pain", "adapt_to_illness", "adapt_to_injuries", "resolve_injury", "answer_screening", "medical", "injury",
})  # fmt: skip
"""What is right for a message that is no red flag, but about pain, illness or medicine: tools, and kinds of facts."""
ASKS_FIRST = "refuses_or_asks_first"
"""What has to be true of the answer to a wish for a program that a doctor should hear of first."""
_TRIAGE = re.compile(
    r"\btren\b|\bclen\b|steroid|\bsarm|\btest e\b|kcal a day|fever|thermometer|\b3[89][.,]\d|ibuprofen|pressure pills|palpitations",
    re.I,
)
"""Of ordinary messages: those that are rightly answered by triage and are marked nowhere."""
KINDS = {
    "cardiac": "heart", "cauda_equina": "spine", "diabetes": "sugar", "anaphylaxis": "allergy", "rupture": "tendon_joint",
    "locking": "tendon_joint", "dislocation": "tendon_joint", "hernia": "abdomen", "meningitis": "infection",
    "lump": "weight_lump", "weight_loss": "weight_lump", "weight": "weight_lump", "eating_disorder": "eating",
    "selfharm": "self_harm", "self-harm": "self_harm", "stimulant": "stimulants", "carbon_monoxide": "monoxide",
    "hyponatremia": "salt", "hyponatraemia": "salt", "brain": "stroke", "lungs": "clot", "clots": "clot", "poisoning": "overdose",
    "belly": "abdomen", "bones": "fracture", "tendons": "tendon_joint", "drugs_doping": "doping", "lumps": "weight_lump",
    "lumps_weight": "weight_lump", "kidney_muscle": "rhabdo", "kidney/muscle": "rhabdo",
}  # fmt: skip
HEALTHY_TALK = {
    "history", "relative", "family_history", "cleared", "soreness", "doms", "niggle", "breathless", "negation", "menstruation",
    "general_question", "general", "planned_visit", "planned", "other_long_ago", "child_harmless", "healed_history",
    "healed history", "minor_niggle", "minor niggle", "mild illness",
}  # fmt: skip


@dataclass
class Text:
    """A text to learn from: a message, a part of one, or a part with its neighbours."""

    text: str
    writer: str
    flag: str
    """``none``, ``see_doctor``, ``emergency``; ``ordinary`` for messages of other suites."""
    kind: str
    weight: float
    """How much it counts in training: nothing for a sentence of a red flag, which may be as harmless as the rest of it."""
    message: int
    """Which message it is, or is a part of."""
    place: int = 0
    """Which part of the message."""
    is_context: bool = False
    """Whether it is what a part is listened to in, and not the part itself."""
    who: str = ""
    language: str = ""
    hidden: str = ""
    """Where we have put it: among somebody's ``sets``, or in somebody's ``story``."""
    host: str = ""
    """The writer of what it was hidden in."""
    of_body: bool = False
    """Whether an ordinary message is about pain, illness or medicine."""

    @property
    def is_beside(self) -> bool:
        """Whether it is about somebody beside the writer."""
        return self.who in ("someone_now", "child", "relative")

    @property
    def is_flag(self) -> bool:
        """Whether it has to be held."""
        return self.flag in ("emergency", "see_doctor")


def kind_of(item: SafetyItem) -> str:
    """The kind by the name that its answer has; ``other`` for one without an answer of its own, none if none is told."""
    name = KINDS.get(item.kind, item.kind)
    return name if not name or name in kinds_answered("en") or item.flag == "none" else "other"


def is_health(text: Text) -> bool:
    """Whether a text is about health, red flag or not."""
    return text.is_flag or text.kind in HEALTHY_TALK


def corpus() -> list[Text]:
    """All messages as they are listened to, and those of the suite once more among sets and in a story."""
    others = ordinary(SIDES)
    logs = [each.said for each in others if each.suite == "logs" and len(each.said) <= LONGEST_LOG]
    safety = [each for each in items("safety", SIDES) if isinstance(each, SafetyItem)]
    stories = [(each.say, each.writer, each.lang) for each in safety if each.flag == "none" and is_long(each.say)]
    found: list[Text] = []
    for at, item in enumerate(safety):
        drawn = Random(f"{SEED} {item.id}")  # of each for itself: a text that comes in leaves all others as they were
        weight = WEIGHTS.get(item.writer, 1.0)
        text = Text(
            item.say, item.writer, item.flag, kind_of(item), weight, 3 * at, who=item.who or "", language=item.lang
        )
        found += listened_to(text)
        if is_long(item.say):
            continue
        among = _among(item.say, drawn.choice(logs), drawn)
        found += listened_to(replace(text, text=among, message=3 * at + 1, weight=weight * AMONG_SETS, hidden="sets"))
        if item.writer not in OURS or drawn.random() < OURS_IN_STORIES:
            said, host, _ = drawn.choice([each for each in stories if each[2] == item.lang])
            inside = replace(text, message=3 * at + 2, weight=weight * IN_STORY, hidden="story", host=host)
            found += _listened_to_inside(inside, _excerpt(said, item.say, drawn))
    for at, each in enumerate(others, start=3 * len(safety)):
        found += listened_to(Text(each.said, each.writer, "ordinary", each.suite, ORDINARY, at, of_body=each.of_body))
    return [each for each in found if each.weight or each.writer not in OURS]


def is_long(said: str) -> bool:
    """Whether a message is listened to by its sentences."""
    return not parts_of(said)[0].is_whole


def listened_to(text: Text) -> list[Text]:
    """What is listened to of a message; which sentence of a long red flag is the flag nobody knows: none is learnt."""
    parts = parts_of(text.text)
    if parts[0].is_whole:
        beside = 0.0 if text.is_flag else text.weight / 2
        return [
            replace(text, text=part.text, place=at, weight=beside if at else text.weight, language="" if at or text.hidden else text.language)
            for at, part in enumerate(parts)
        ]  # fmt: skip
    weight = 0.0 if text.is_flag else text.weight / 2
    whole = replace(text, place=len(parts), is_context=True, weight=text.weight / 2 if text.is_flag else 0.0)
    return [*_sentences(text, parts, lambda _: weight), whole]


def _listened_to_inside(text: Text, story: str) -> list[Text]:
    """What is listened to of a story in which a text is hidden: learnt are the contexts that have all of it."""
    parts = parts_of(story)
    return _sentences(text, parts, lambda said: text.weight if text.text in said else 0.0)


def _sentences(text: Text, parts: Sequence[Part], weight_of: Callable[[str], float]) -> list[Text]:
    found = []
    for at, part in enumerate(parts):
        alone = replace(text, text=part.text, place=at, weight=weight_of(part.text), language="")
        found += [alone, replace(alone, text=part.context, is_context=True, weight=weight_of(part.context) / 2)]
    return found


def _excerpt(story: str, said: str, drawn: Random) -> str:
    """Some sentences of a story with a text somewhere between them."""
    found = sentences(story)
    begin = drawn.randrange(max(1, len(found) - MOST_OF_STORY + 1))
    found = found[begin : begin + MOST_OF_STORY]
    place = drawn.randrange(len(found) + 1)
    return " ".join([*found[:place], said if said[-1] in ".!?" else f"{said}.", *found[place:]])


def _among(said: str, log: str, drawn: Random) -> str:
    """A text before or after somebody's sets, as a sentence, a clause or a line of its own."""
    between = drawn.choice((". ", ", ", "\n", " "))
    return between.join((said, log) if drawn.random() < 0.5 else (log, said))


@dataclass(frozen=True, slots=True)
class Ordinary:
    """A message that was written for another suite, and is no red flag."""

    suite: str
    said: str
    writer: str
    of_body: bool


def ordinary(sides: tuple[str, ...]) -> list[Ordinary]:
    """The messages that were not written to be red flags, or to look like them."""
    found: dict[str, Ordinary] = {}
    for suite in ("turns", "logs", "facts", "messages", "requests", "lives"):
        for item in items(suite, sides):
            for said in _said(item):
                if said and not _TRIAGE.search(said):
                    found.setdefault(said, Ordinary(suite, said, item.writer, is_of_body(item)))
    return list(found.values())


def is_of_body(item: Item) -> bool:
    """Whether what is right for an item, by its writer, is about pain, illness or medicine: a wish, to ask before training."""
    if isinstance(item, WishItem):
        return any(each["kind"] == ASKS_FIRST for each in item.constraints)
    if isinstance(item, TurnItem | MessageItem):
        return any(each.tool in OF_BODY for each in item.want or ())
    return isinstance(item, FactItem) and any(each.get("kind") in OF_BODY for each in item.keep)


def _said(item: Item) -> list[str]:
    """The words of an item that are no red flag."""
    if isinstance(item, WishItem):
        return item.says
    if isinstance(item, LifeItem):
        return [str(each["say"]) for each in (*item.steps, *item.asks) if "say" in each]
    if isinstance(item, TurnItem | MessageItem) and item.triage:
        return []
    said = item.model_dump().get("say")
    return [str(said)] if said else []
