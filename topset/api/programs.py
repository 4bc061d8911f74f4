"""Deciding on proposals, and a planned session that was done: what no single tool is."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from tools.logbook.shapes import Shape
from tools.planning.as_planned import FollowTools, LoggedAsPlanned
from tools.planning.desk import Decided, ProposalDesk
from tools.planning.feedback import FeedbackTools, Kept
from topset.api.asking import Deciding, Logging, Planning
from topset.api.offered import PROGRAMS
from topset.api.tool_routes import arguments_of, plain

router = APIRouter(tags=[PROGRAMS])
Planned, Feedback = arguments_of("log_planned"), arguments_of("give_feedback")


class Because(Shape):
    """Why not."""

    because: Annotated[str, Field(max_length=500)] = ""


class Done(Shape):
    """A planned session that was done."""

    planned: Planned = Planned()  # type: ignore[valid-type]
    feedback: Feedback | None = None  # type: ignore[valid-type]


class Completed(BaseModel):
    """What was logged of it, and what was kept of how it was."""

    text: str
    logged: LoggedAsPlanned
    feedback: Kept | None


@router.post("/proposals/{proposal}/approve")
async def approve_proposal(write: Deciding, proposal: UUID) -> Decided:
    """Make the changes of a proposal, in one transaction, if they still fit the plan of today. Undo takes them back.

    Refused unless whoever runs the server lets tokens approve: a token can be an assistant's, and a plan is a person's to change.
    """
    with write.call():
        return await ProposalDesk(write.athlete).carry_out(proposal)


@router.post("/proposals/{proposal}/reject")
async def reject_proposal(write: Planning, proposal: UUID, why: Because | None = None) -> Decided:
    """Leave the plan as it is; the reason is kept, so that the same is not offered again."""
    with write.call():
        return await ProposalDesk(write.athlete).reject(proposal, "" if why is None else why.because)


@router.post("/program/complete")
async def complete_session(write: Logging, done: Done) -> Completed:
    """Log the planned session as done, as it was prescribed or without some of it, with how it was.

    Two writes, each made once however often the request is repeated with its key.
    """
    await write.heed(done)
    with write.call("planned"):
        logged = await FollowTools(write.athlete).log_planned(**plain(done.planned))
    if done.feedback is None:
        return Completed(text=str(logged), logged=logged, feedback=None)
    with write.call("feedback"):
        kept = await FeedbackTools(write.athlete).give_feedback(**plain(done.feedback))
    return Completed(text=f"{logged}\n{kept}", logged=logged, feedback=kept)
