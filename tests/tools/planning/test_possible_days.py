"""Days that are no longer possible: the others stay, and one at least has to."""

import pytest

from tools.planning.about import WEEKDAYS
from tools.toolbox import Toolbox
from training.errors import Invalid


async def test_days_that_go_leave_the_others(tools: Toolbox) -> None:
    update = tools.named("update_planning")
    first = await update(weekdays=["tuesday", "thursday", "saturday"])
    assert (first.days, first.weekdays) == (3, ["tuesday", "thursday", "saturday"])
    assert (await update(not_on=["saturday"])).weekdays == ["tuesday", "thursday"]
    assert (await update(not_on=["sunday"])).weekdays == ["tuesday", "thursday"]
    with pytest.raises(Invalid, match="leaves no day to train on"):
        await update(not_on=["tuesday", "thursday"])


async def test_where_no_days_were_named_all_others_are_possible(tools: Toolbox) -> None:
    known = await tools.named("update_planning")(not_on=["sunday"])
    assert known.weekdays == list(WEEKDAYS[:6]) and "days" in known.missing
