"""Which of the answers that a wish brings is the one to a coach's question: matched by what both are about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

TOPICS = ("years", "days", "minutes", "equipment", "health")
"""In this order the corpus tells its answers, after the wish itself."""
MISTAKEN = re.compile(
    r"sets and reps|which exercise|when was it|nothing is logged|did you mean|what did you mean|how many reps",
    re.IGNORECASE,
)
"""Questions of a coach that takes the wish for something else."""
QUESTIONS = {
    "goal": r"goal|train for|what (?:do you want|for)|fits best|what matters|\baim\b|most important",
    "pain": r"0 (?:to|-) ?10|how (?:bad|strong) is|does it hurt|swell|swollen|sharp",
    "health": r"health check|doctor|heart|chest pain|condition|medic(?:ine|ation)|injur|pain|operat|pregnan",
    "years": r"how long have you|experience|lifting regularly|training (?:age|for)|how many (?:years|months)|trained before",
    "minutes": r"minutes|how long (?:is|are|can|may|should) |how much time|hours",
    "days": r"days|how often|times a week|which weekday|when can you",
    "equipment": r"equipment|what (?:kit|do you have)|where do you train|\bgym\b|at home",
}
"""How a question of a topic is known; the first that fits."""
ANSWERS = {
    "years": r"year|yr|\bmonth|never|since|\bjahre?\b|a[ñn]os|nunca|visits|always|whole life|used it for|^no gym|before (?:that|the)",
    "days": r"\bdays?\b|\bmon|\btue|\bwed|\bthu|\bfri|\bsat|\bsun|\bmo\b|d[ií]as|dienstag|per week|a week|^\d$|^[1-7]\b(?! ?(?:h|min|yr|year))",
    "minutes": r"min|hour|\b\d ?h\b|^\d\d(?:-\d\d)?\b|as long",
    "equipment": r"gym|dumb|\bdbs?\b|rack|\bbars?\b|\bband|kettle|room|park|box|home|club|studio|platform|chair|machine|nothing else|silla",
    "health": r"\bno\b|^nope|^nah|^none|doctor|pain|pill|tablet|\bbp\b|blood|pressure|physio|midwife|gp\b|knee|shoulder|above|as (?:i )?said",
}
GOALS = {
    "strength": r"strong|strength|stark|fuerte|powerlift|\bmax|meet\b|comp\b|5/3/1|gzcl|5x5|squat \d|bench .*\d",
    "muscle": r"hypertrophy|muscle|size|glute|arms|bodybuild|tone|grow|ppl",
    "fat loss": r"lose|fat\b|belly|drop \d|burn",
    "endurance": r"marathon|\bhalf+\b|10k|hyrox|\brun",
    "power": r"olympic lifts|snatch|\bsn\b|faster|crossfit",
    "general health": r"fit|bones|health|balance|back|pregnant|weeks",
}
"""What a wish is for, in the words that a coach offers; the first that its own words hint at."""
UNANSWERED = {"health": "no", "pain": "no", "goal": "you decide"}
"""What is said to a question that nobody has an answer to; to others of a topic that one doesn't know, to the rest no."""


def topic_of_question(question: str) -> str:
    """What a coach asks about; ``""`` when it is none of the known topics.

    >>> topic_of_question("How many days a week can you train?"), topic_of_question("Do you like cats?")
    ('days', '')
    """
    if MISTAKEN.search(question):
        return ""
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


def goal_of(wish: str) -> str:
    """What a wish is for; ``""`` where its words do not say.

    >>> goal_of("please make me strong"), goal_of("hello")
    ('strength', '')
    """
    return next((goal for goal, words in GOALS.items() if re.search(words, wish, re.IGNORECASE)), "")


@dataclass
class Answers:
    """The answers that are left, and those that were given."""

    wish: str
    texts: Sequence[str]
    topics: list[str] = field(init=False)
    given: dict[int, int] = field(default_factory=dict)
    """How often each was said, by its place."""
    empty: dict[str, int] = field(default_factory=dict)
    """How often a topic was met without an answer."""

    def __post_init__(self) -> None:
        self.topics = topics_of_answers(self.texts)

    def to(self, question: str) -> str:
        """What is said to a question. One that was answered already is told the same once more, as a person would."""
        topic = topic_of_question(question)
        for at, each in enumerate(self.topics):
            if each == topic and self.given.get(at, 0) < 2:
                return self._say(at)
        times = self.empty[topic] = self.empty.get(topic, 0) + 1
        if topic == "goal" and times <= 2 and goal_of(self.wish):
            return goal_of(self.wish)
        nothing = dict.fromkeys(
            (UNANSWERED.get(topic, "I don't know" if topic else "no"), "I don't know", "you decide")
        )
        return list(nothing)[times - 1] if times <= len(nothing) else self.next()

    def next(self) -> str:
        """The next answer in order that was not said yet; ``""`` when all were."""
        at = next((at for at in range(len(self.texts)) if at not in self.given), None)
        return "" if at is None else self._say(at)

    def _say(self, at: int) -> str:
        self.given[at] = self.given.get(at, 0) + 1
        return self.texts[at]
