"""What has to be known before a program can be made: one question at a time, and none twice."""

from datetime import date

from pydantic import BaseModel

from tools.planning.trainee import Known
from training.adaptation.screening import is_due, questions_text
from training.established.template import Template
from training.program.limits import to_be_cleared

TEXTS = {
    "goals": "What do you train for most: strength, muscle, fat loss, endurance, power, mobility or general health?",
    "days": "How many days a week can you train?",
    "minutes": "How many minutes may a session take?",
    "equipment": "What do you have to train with? For example: a full gym, or dumbbells and a bench, or nothing.",
    "level": "How long have you been lifting regularly: under a year, one to three years, or longer?",
    "severity": "How bad is the {region}, from 0 (nothing) to 10? And is it sharp, swollen or giving way?",
    "screening": "Before the first program, a short health check:\n{questions}",
    "clearance": "{conditions} Has the doctor, midwife or surgeon who treats you cleared you for strength training? Yes or no.",
}
FOR_TEMPLATE = ("equipment", "severity", "screening", "clearance")
"""An established program sets the rest itself."""
ORDER = ("goals", "days", "minutes", "equipment", "level", "severity", "screening", "clearance")


class Needed(BaseModel):
    """A question that has to be answered first."""

    asks: str
    text: str


def open_question(known: Known, today: date, template: Template | None) -> Needed | None:
    """The next thing to ask, or nothing."""
    missing = set(known.missing)
    if is_due(known.trainee.screening, today):
        missing.add("screening")
    if uncleared := to_be_cleared(known.trainee):
        missing.add("clearance")
    if template is not None and not template.equipment:
        missing.discard("equipment")
    wanted = ORDER if template is None else FOR_TEMPLATE
    asks = next((each for each in wanted if each in missing), None)
    if asks is None:
        return None
    unsure = next((each for each in known.trainee.active(today) if each.severity is None), None)
    region = "" if unsure is None else " ".join(each for each in (unsure.side, unsure.region.replace("_", " ")) if each)
    blanks = {"region": region, "questions": questions_text(), "conditions": " ".join(uncleared)}
    return Needed(asks=asks, text=TEXTS[asks].format(**blanks))
