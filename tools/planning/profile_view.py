"""What is known of somebody to plan for, in fields and in words."""

from tools.calls import Result
from training.units import plain

ASKED_FOR = {
    "goals": "what you train for", "days": "how many days a week", "minutes": "how long a session may take", "equipment": "what equipment you have",
    "level": "how long you have been training", "screening": "a short health check", "severity": "how bad the injury is",
}  # fmt: skip


class PlanningProfile(Result):
    """What is known of the athlete for planning. kg; weights of goals sum to 10."""

    goals: dict[str, int]
    level: str
    days: int
    weekdays: list[str]
    minutes: int
    place: str | None
    places: dict[str, list[str]]
    equipment: list[str]
    activities: list[str]
    priorities: list[str]
    cardio_as: str | None
    style: str
    wish: list[str]
    conditions: list[str]
    injuries: list[str]
    rules: list[str]
    screening: str
    e1rm_kg: dict[str, float]
    missing: list[str]
    changed: list[str] = []
    stays: str = ""
    """What is said of the program that goes on."""

    def __str__(self) -> str:
        facts = {
            "goals": f"you train for {_goal_words(self.goals)}" if "goals" not in self.missing else "",
            "level": f"you are {_article(self.level)} lifter" if "level" not in self.missing else "",
            "days": f"{self.days} days a week" if "days" not in self.missing else "",
            "weekdays": f"on {', '.join(each.capitalize() for each in self.weekdays)}" if self.weekdays else "",
            "minutes": f"up to {self.minutes} minutes a session",
            "place": f"at {'the ' if self.place == 'gym' else ''}{self.place}" if self.place else "",
            "equipment": f"with {', '.join(self.equipment).replace('_', ' ') or 'no equipment'}"
            if "equipment" not in self.missing else "",
            "activities": f"for cardio you like {', '.join(self.activities)}" if self.activities else "",
            "priorities": f"first comes {', '.join(self.priorities).replace('_', ' ')}" if self.priorities else "",
            "cardio as": f"cardio as {'a day of its own' if self.cardio_as == 'own_day' else 'a finisher'}"
            if self.cardio_as else "",
            "style": f"coaching style: {self.style}" if self.style else "",
            "wish": "; ".join(self.wish),
            "conditions": f"health: {', '.join(self.conditions).replace('_', ' ')}" if self.conditions else "",
            "injuries": f"injuries: {'; '.join(self.injuries)}" if self.injuries else "",
            "rules": f"rules: {'; '.join(self.rules)}" if self.rules else "",
            "screening": self.screening,
        }  # fmt: skip
        if self.changed:
            said = [words for name, words in facts.items() if name in self.changed and words]
            return " ".join(each for each in (f"Noted: {'; '.join(said)}.", self.stays) if each)
        known = "\n".join(f"- {words[0].upper()}{words[1:]}" for words in facts.values() if words)
        asks = "; ".join(ASKED_FOR[each] for each in self.missing)
        return f"What I plan with:\n{known}" + (f"\nStill open: {asks}." if asks else "")


def _goal_words(goals: dict[str, int]) -> str:
    return ", ".join(
        f"{goal.replace('_', ' ')} ({plain(weight)} of 10)" if len(goals) > 1 else goal.replace("_", " ")
        for goal, weight in goals.items()
    )


def _article(level: str) -> str:
    return f"{'a' if level == 'novice' else 'an'} {level}"
