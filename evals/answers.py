"""Which of the answers that a wish brings is the one to a coach's question: matched by what both are about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

TOPICS = ("years", "days", "minutes", "equipment", "health")
"""In this order the corpus tells its answers, after the wish itself."""
QUESTIONS = {
    "pain": r"0 (?:to|-) ?10|how (?:bad|strong) is|does it hurt|swell|swollen|sharp",
    "health": r"health check|doctor|heart|chest pain|condition|medic(?:ine|ation)|injur|pain|operat|pregnan",
    "years": r"how long have you|experience|lifting regularly|training (?:age|for)|how many (?:years|months)|trained before",
    "minutes": r"minutes|how long (?:is|are|can|may|should) |how much time|hours",
    "days": r"days|how often|times a week|which weekday|when can you",
    "equipment": r"equipment|what (?:kit|do you have)|where do you train|\bgym\b|at home|barbell|dumbbell",
    "goal": r"goal|what (?:do you want|for)|what matters|aim|prefer|priority|most important|which (?:comes )?first",
}
"""How a question of a topic is known; the first that fits."""
ANSWERS = {
    "years": r"year|yr|\bmonth|never|since|\bjahre?\b|a[ñn]os|nunca|visits|always|whole life|used it for|^no gym|before (?:that|the)",
    "days": r"\bdays?\b|\bmon|\btue|\bwed|\bthu|\bfri|\bsat|\bsun|\bmo\b|d[ií]as|dienstag|per week|a week|^\d$|^[1-7]\b(?! ?(?:h|min|yr|year))",
    "minutes": r"min|hour|\b\d ?h\b|^\d\d(?:-\d\d)?\b|as long",
    "equipment": r"gym|dumb|\bdbs?\b|rack|\bbars?\b|\bband|kettle|room|park|box|home|club|studio|platform|chair|machine|nothing else|silla",
    "health": r"\bno\b|^nope|^nah|^none|doctor|pain|pill|tablet|\bbp\b|blood|pressure|physio|midwife|gp\b|knee|shoulder|above|as (?:i )?said",
}
UNANSWERED = {"health": "no", "pain": "no", "goal": "you decide"}
"""What is said to a question that nobody has an answer to; to any other, that one doesn't know."""


def topic_of_question(question: str) -> str:
    """What a coach asks about; ``""`` when it is none of the known topics.

    >>> topic_of_question("How many days a week can you train?"), topic_of_question("Do you like cats?")
    ('days', '')
    """
    return next((topic for topic, words in QUESTIONS.items() if re.search(words, question, re.IGNORECASE)), "")


def topics_of_answers(answers: Sequence[str]) -> list[str]:
    """What each answer is about: by its place where its words agree, else by its words, else by its place.

    >>> topics_of_answers(["3 years", "mon wed fri", "60", "gym", "no"])
    ['years', 'days', 'minutes', 'equipment', 'health']
    >>> topics_of_answers(["60 min", "no to all"])
    ['minutes', 'health']
    """
    found: list[str] = []
    for at, answer in enumerate(answers):
        usual = TOPICS[at] if at < len(TOPICS) else ""
        by_words = [topic for topic, words in ANSWERS.items() if re.search(words, answer, re.IGNORECASE)]
        if len(answers) == len(TOPICS) or usual in by_words:
            found.append(usual)
        else:
            found.append(next((each for each in by_words if each not in found), usual))
    return found


@dataclass
class Answers:
    """The answers that are left, and those that were given."""

    texts: Sequence[str]
    topics: list[str] = field(init=False)
    given: dict[int, int] = field(default_factory=dict)
    """How often each was said, by its place."""

    def __post_init__(self) -> None:
        self.topics = topics_of_answers(self.texts)

    def to(self, question: str) -> str:
        """What is said to a question. One that was answered already is told the same once more, as a person would."""
        topic = topic_of_question(question)
        for at, each in enumerate(self.topics):
            if each == topic and self.given.get(at, 0) < 2:
                return self._say(at)
        if topic and topic not in self.topics:
            return UNANSWERED.get(topic, "I don't know")
        return UNANSWERED.get(topic, "I don't know") if topic else self.next() or "you decide"

    def next(self) -> str:
        """The next answer in order that was not said yet; ``""`` when all were."""
        at = next((at for at in range(len(self.texts)) if at not in self.given), None)
        return "" if at is None else self._say(at)

    def _say(self, at: int) -> str:
        self.given[at] = self.given.get(at, 0) + 1
        return self.texts[at]
