"""The part of the body that somebody has to see a doctor about: plans leave it out until the athlete says that it is fine."""

from agent.events import Step
from agent.turn import Turn
from db.athletes import Athlete
from tools.calls import Call, called_by
from tools.planning.injuries import InjuryTools
from training.red_flags import language_of, parts_named
from training.red_flags.answering import phrase

TOOL = "report_injury"


async def leave_out(athlete: Athlete, turn: Turn) -> Step | None:
    """Keep the part as an injury that stops; ``None`` where no red flag of this turn names one, or nothing may be written."""
    part = (turn.red_flag or {}).get("part")
    if part is None or athlete.scope == "read":
        return None
    args = {"region": part, "sharp": True, "said": turn.said}
    with called_by(Call(turn.door, f"{turn.message}:left out", turn.message, turn.chat)):
        noted = await InjuryTools(athlete).report_injury(**args)
    language = language_of(turn.said)
    text = phrase("left_out", language, part=parts_named(language)[part])
    return Step(TOOL, args, True, text, noted.model_dump(mode="json"), wrote=True)
