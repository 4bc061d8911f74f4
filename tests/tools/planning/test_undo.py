"""Every write about plans is undone by one word, in any order, approvals included."""

import random
from typing import Any
from uuid import UUID

import pytest

from db import planning, transfer
from db.things import thing_json
from tests.tools.planning.conftest import Lifter
from tests.tools.test_writes import WRITES as LOG_WRITES
from tools.toolbox import access
from training.errors import Conflict, Invalid, NotFound, Refused

SMALL: list[tuple[str, dict[str, Any]]] = [
    ("update_planning", {"goals": {"hypertrophy": 6, "fat_loss": 4}, "days": 4}),
    ("update_planning", {"place": "travel", "equipment": ["dumbbell"]}),
    ("report_injury", {"region": "elbow", "severity": 2}),
    ("report_injury", {"region": "elbow", "severity": 4, "side": "left"}),
    ("resolve_injury", {"region": "elbow"}),
    ("set_movement_rule", {"kind": "exclude", "exercise": "burpees", "reason": "hate them"}),
    ("set_movement_rule", {"kind": "allow", "exercise": "burpees"}),
    ("answer_screening", {"yes": ["joint"]}),
    ("confirm_clearance", {}),
    ("set_goal", {"text": "squat 140 by june", "exercise": "squat", "target": 140.0, "by": "2027-06-01"}),
    ("check_in_goal", {"goal": "squat", "value": 120.0, "note": "going well"}),
    ("check_readiness", {"sleep_h": 7.5, "energy": 8.0}),
    ("give_feedback", {"enjoyed": 5, "tags": ["fun"]}),
    ("check_in", {}),
    ("log_planned", {}),
]
PROPOSED: list[tuple[str, dict[str, Any]]] = [
    ("propose_program", {"template": "gzclp"}),
    ("move_session", {"to": "tomorrow"}),
    ("skip_session", {"because": "party"}),
    ("propose_deload", {}),
    ("change_program", {"what": "pause"}),
    ("change_program", {"what": "resume"}),
    ("change_planned", {"exercise": "squat", "sets": 3}),
    ("swap_planned", {"exercise": "row"}),
    ("add_or_remove_planned", {"what": "add", "exercise": "plank", "sets": 2}),
    ("scale_session", {"how": "easier"}),
    ("shorten_session", {"minutes": 40}),
    ("adapt_to_equipment", {"without": ["barbell"]}),
    ("adapt_to_pain", {"region": "shoulder", "severity": 5.0}),
    ("adapt_to_injuries", {}),
    ("adapt_to_illness", {"symptoms": ["runny_nose"]}),
    ("sort_out_missed", {}),
]


def test_the_lists_have_every_write(following: Lifter) -> None:
    elsewhere = {"undo", "remember", "correct_memory", "forget", "sync", "propose_hevy_routines", "propose_server_call"}
    written = {name for name, _ in (*SMALL, *PROPOSED, *LOG_WRITES)} | elsewhere
    assert {tool.__name__ for tool in following.tools.tools if access(tool) == "write"} == written


async def state(lifter: Lifter) -> dict[str, Any]:
    """Everything that is kept about plans."""
    me = lifter.athlete
    async with me.sessions() as session:
        whole = await transfer.export(session, me)
        rules = [thing_json(row) for row in await planning.movement_rules(session, me.id)]
        said = [thing_json(row) for row in await planning.feedback(session, me.id, me.today, me.today)]
        row = await planning.profile(session, me.id)
    return whole | {"chats": [], "memories": [], "rules": rules, "feedback": said, "profile": row and thing_json(row)}


@pytest.mark.parametrize("seed", range(4))
async def test_undo_takes_back_plans_in_any_order(seed: int, following: Lifter) -> None:
    chance = random.Random(seed)
    states = [await state(following)]
    for name, arguments in chance.sample([*SMALL, *PROPOSED], k=16):
        try:
            found = await following.do(name, **arguments)
        except (NotFound, Conflict, Invalid, Refused):  # nothing of the kind is left to change
            continue
        states.append(await state(following))
        proposal = found.model_dump().get("proposal")
        if isinstance(proposal, UUID) and chance.random() < 0.8:
            await following.desk.approve(proposal)
            states.append(await state(following))
    assert len(states) > 8
    for before in reversed(states[:-1]):
        await following.do("undo")
        assert await state(following) == before
