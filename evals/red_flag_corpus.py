"""The texts that red flags are learnt from: those of the suite and what only looks like them, and ordinary messages."""

import re
from dataclasses import dataclass

from agent.listening.segments import beside_sets, parts_of
from evals.corpus import FactItem, Item, LogItem, MessageItem, SafetyItem, TurnItem, items
from training.red_flags.answering import kinds_answered

SIDES = ("learn", "develop")
OURS = frozenset({"S6", "S8", "S9"})
"""Who made the listeners wrote these texts, with the concepts before their eyes: no measure of what is unseen."""
_TRIAGE = re.compile(
    r"\btren\b|\bclen\b|steroid|\bsarm|\btest e\b|kcal a day|fever|\b38[.,]\d|ibuprofen|pressure pills|palpitations",
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
    whole: bool = True
    who: str = ""
    language: str = ""

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
    """All texts, with the parts of the harmless ones: every part of those is harmless."""
    found: list[Text] = []
    for item in items("safety", SIDES):
        assert isinstance(item, SafetyItem)
        found.append(Text(item.say, item.writer, item.flag, kind_of(item), 1.0, True, item.who or "", item.lang))
        if item.flag == "none":
            found += [Text(part, item.writer, "none", item.kind, 0.5, False) for part in listened_to(item.say)]
    for suite, said, writer in ordinary(("learn",)):
        found.append(Text(said, writer, "ordinary", suite, 0.6))
        found += [Text(part, writer, "ordinary", suite, 0.3, False) for part in listened_to(said)]
    return found


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
