"""All tools of one athlete, as bound methods: the same for the agent, the terminal and MCP."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from db.athletes import Athlete
from tools.body import BodyTools
from tools.calls import About, Access, Result, about_of, access_of
from tools.diary import DiaryTools
from tools.edit import EditTools
from tools.guide import GuideTools
from tools.health import HealthTools
from tools.load import LoadTools
from tools.log import LogTools
from tools.outside.hevy_push import HevyTools
from tools.outside.servers import McpTools
from tools.outside.tools import ConnectionTools
from tools.own import OwnTools
from tools.planning.about import AboutTools
from tools.planning.adapt import AdaptTools
from tools.planning.alternatives import AlternativeTools
from tools.planning.as_planned import FollowTools
from tools.planning.exercises import ExerciseTools
from tools.planning.feedback import FeedbackTools
from tools.planning.goals import GoalTools
from tools.planning.injuries import InjuryTools
from tools.planning.programs import ProgramTools
from tools.planning.progress import PlanProgressTools
from tools.planning.proposals import ProposalTools
from tools.planning.readiness import ReadinessTools
from tools.planning.schedule import ScheduleTools
from tools.planning.screening import ScreeningTools
from tools.planning.today import TodayTools
from tools.planning.whole import WholeTools
from tools.profile import ProfileTools
from tools.progress import ProgressTools
from tools.records import RecordTools
from tools.remembering.forgetting import ForgettingTools
from tools.remembering.memory import MemoryTools
from tools.remembering.search import SearchTools
from tools.undo import UndoTools

BOXES = (
    LogTools, EditTools, DiaryTools, RecordTools, ProgressTools, LoadTools, BodyTools, ProfileTools, OwnTools, UndoTools,
    GuideTools, AboutTools, InjuryTools, ScreeningTools, ProgramTools, AlternativeTools, TodayTools, WholeTools, FollowTools, AdaptTools,
    ExerciseTools, ScheduleTools, ReadinessTools, FeedbackTools, PlanProgressTools, GoalTools, ProposalTools,
    MemoryTools, ForgettingTools, SearchTools, ConnectionTools, HevyTools, HealthTools, McpTools,
)  # fmt: skip
Tool = Callable[..., Awaitable[Result]]


@dataclass(frozen=True)
class Toolbox:
    """What can be done for one athlete."""

    athlete: Athlete

    @property
    def tools(self) -> list[Tool]:
        """Every tool, bound to the athlete, in a fixed order."""
        return [tool for box in BOXES for tool in _tools_of(box(self.athlete))]

    def named(self, name: str) -> Tool:
        """One tool. Raises ``KeyError``."""
        return {tool.__name__: tool for tool in self.tools}[name]


ABOUT: dict[str, About] = {
    name: about_of(method) for box in BOXES for name, method in vars(box).items() if access_of(method) is not None
}
"""What is said of each tool on its method, by its name."""
WRITES = frozenset(name for box in BOXES for name, method in vars(box).items() if access_of(method) == "write")


def access(tool: Tool) -> Access:
    """Whether a tool reads or writes."""
    found = access_of(tool)
    if found is None:
        raise TypeError(f"{tool} is no tool")
    return found


def _tools_of(box: Any) -> list[Tool]:
    return [
        getattr(box, name)
        for name, method in vars(type(box)).items()
        if inspect.isfunction(method) and access_of(method) is not None
    ]
