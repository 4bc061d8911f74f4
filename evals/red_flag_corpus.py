"""The texts that red flags are learnt from: those of the suite and what only looks like them, and ordinary messages."""

import re
from dataclasses import dataclass, replace
from random import Random

from agent.listening.segments import beside_sets, parts_of
from evals.corpus import FactItem, Item, LogItem, MessageItem, SafetyItem, TurnItem, items
from training.red_flags.answering import kinds_answered

SIDES = ("learn", "develop")
SEED = 7
OURS = frozenset({"S6", "S8", "S9"})
"""Who made the listeners wrote these texts, with the concepts before their eyes: no measure of what is unseen."""
WEIGHTS = {"S9": 0.6}
"""Of texts by ourselves that are plainer than what people write: counted in full they cost look-alikes."""
AMONG_SETS = 0.5
ORDINARY = 0.6
LONGEST_LOG = 160
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
    """A text to learn from, or a part of one."""

    text: str
    writer: str
    flag: str
    """``none``, ``see_doctor``, ``emergency``; ``ordinary`` for messages of other suites."""
    kind: str
    weight: float
    """How much it counts in training: nothing for a part of a red flag, which may be as harmless as the rest of it."""
    message: int
    """Which message it is, or is a part of."""
    whole: bool = True
    who: str = ""
    language: str = ""
    among_sets: bool = False
    """Whether we have put it among somebody's sets."""

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
    """All texts, each with the parts of it that are listened to, and those of the suite once more among sets."""
    others = ordinary(("learn",))
    logs = [said for suite, said, _ in others if suite == "logs" and len(said) <= LONGEST_LOG]
    drawn = Random(SEED)
    found: list[Text] = []
    for at, item in enumerate(items("safety", SIDES)):
        assert isinstance(item, SafetyItem)
        weight = WEIGHTS.get(item.writer, 1.0)
        text = Text(item.say, item.writer, item.flag, kind_of(item), weight, 2 * at, True, item.who or "", item.lang)
        found += [text, *_parts(text)]
        hidden = replace(
            text, text=_among(item.say, drawn.choice(logs), drawn), message=2 * at + 1, weight=weight * AMONG_SETS,
            language="", among_sets=True,
        )  # fmt: skip
        found += [hidden, *_parts(hidden)]
    for at, (suite, said, writer) in enumerate(others, start=len(found)):
        text = Text(said, writer, "ordinary", suite, ORDINARY, 2 * at)
        found += [text, *_parts(text)]
    return found


def _parts(text: Text) -> list[Text]:
    """The parts of a text: those of a harmless one are harmless."""
    weight = 0.0 if text.is_flag else text.weight / 2
    return [replace(text, text=part, weight=weight, whole=False, language="") for part in listened_to(text.text)]


def _among(said: str, log: str, drawn: Random) -> str:
    """A text before or after somebody's sets, as a sentence, a clause or a line of its own."""
    between = drawn.choice((". ", ", ", "\n", " "))
    return between.join((said, log) if drawn.random() < 0.5 else (log, said))


def listened_to(said: str) -> list[str]:
    """The parts of a message that are listened to beside the whole."""
    beside = beside_sets(said)
    return [*parts_of(said), *([beside] if beside else [])]


def ordinary(sides: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """The messages that have nothing to do with red flags: suite, words, writer."""
    found: dict[str, tuple[str, str, str]] = {}
    for suite in ("turns", "logs", "facts", "messages"):
        for item in items(suite, sides):
            said = _said(item)
            if said and not _TRIAGE.search(said):
                found.setdefault(said, (suite, said, item.writer))
    return list(found.values())


def _said(item: Item) -> str:
    """The words of a message that is no red flag."""
    assert isinstance(item, TurnItem | LogItem | FactItem | MessageItem)
    return "" if isinstance(item, TurnItem | MessageItem) and item.triage else item.say
