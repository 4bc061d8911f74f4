"""Approval by the person behind a client: asked by the server itself, so no argument of a tool can answer.

A client that can ask its person is asked, in whichever way its protocol has: by a request of the server's
(until 2025-11-25), or by an answer that says what is needed before the call can end (from 2026-07-28 on).
With any other client the proposal waits for a command or the page.
"""

import logging
from typing import Any
from uuid import UUID

from mcp.server.elicitation import render_elicitation_schema
from mcp.server.mcpserver import Context
from mcp.shared.exceptions import MCPError
from mcp.types import ElicitRequest, ElicitRequestFormParams, ElicitResult, InputRequiredResult
from mcp_types.version import is_version_at_least
from pydantic import BaseModel, Field, ValidationError

from db import proposals
from tools.calls import Call, called_by
from tools.planning.desk import Decided, ProposalDesk
from topset.assistants.callers import Caller

log = logging.getLogger(__name__)

MANY_ROUNDS = "2026-07-28"
"""The protocol from which on a call may come back for an answer."""
ASKED = "decision"
"""By which name the question travels."""
LONGEST = 4_000


class Choice(BaseModel):
    """What a person is asked about a proposal."""

    approve: bool = Field(title="Make this change", description="Yes changes the plan; no leaves it as it is")
    because: str = Field("", title="If not, why", description="Kept, so that it is not offered again", max_length=300)


class Asked(BaseModel):
    """Which question it was: of this call, about this proposal."""

    key: str
    proposal: UUID


class Decision(BaseModel):
    """What was decided about a proposal, and how the plan is now."""

    status: str
    text: str


async def decided(
    context: Context[Any, Any], caller: Caller, proposal: UUID, words: str, key: str
) -> Decision | InputRequiredResult | None:
    """A person's decision, or what has to be asked first; ``None`` if it can't be asked for now.

    ``words`` is what they are asked, ``key`` the call that made the proposal.
    """
    async with caller.athlete.sessions() as session:
        row = await proposals.by_id(session, caller.athlete.id, proposal)
    if row.status != "open":
        return Decision(status=row.status, text=f"{row.title}: already {row.status}.")
    asked = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    answer = await _asked(context, asked, Asked(key=key, proposal=proposal))
    if not isinstance(answer, ElicitResult):
        return answer
    choice = _choice(answer)
    if choice is None:
        return None
    desk = ProposalDesk(caller.athlete)
    with called_by(Call("mcp", f"{key}:decide")):
        done: Decided = await (desk.carry_out(proposal) if choice.approve else desk.reject(proposal, choice.because))
    return Decision(status=done.status, text=done.text)


def kept_key(context: Context[Any, Any]) -> str | None:
    """The key of the call that a client comes back to with an answer."""
    before = _asked_before(context)
    return None if before is None else before.key


def _asked_before(context: Context[Any, Any]) -> Asked | None:
    """What this server asked in an earlier round of a call: it sealed that itself, so nobody else wrote it."""
    state = context.request_state
    return None if state is None else Asked.model_validate_json(state)


async def _asked(context: Context[Any, Any], words: str, question: Asked) -> ElicitResult | InputRequiredResult | None:
    can = context.client_capabilities
    if can is None or can.elicitation is None or (can.elicitation.form is None and can.elicitation.url is not None):
        return None
    schema = render_elicitation_schema(Choice)
    if is_version_at_least(context.protocol_version or "", MANY_ROUNDS):
        given = (context.input_responses or {}).get(ASKED)
        if isinstance(given, ElicitResult) and _asked_before(context) == question:  # nothing is answered unasked
            return given
        form = ElicitRequestFormParams(message=words, requested_schema=schema)
        return InputRequiredResult(
            input_requests={ASKED: ElicitRequest(params=form)}, request_state=question.model_dump_json()
        )
    if not context.session.can_send_request:
        return None
    try:
        answer: ElicitResult = await context.session.elicit_form(words, schema, context.request_context.request_id)
        return answer
    except MCPError as error:  # the client says that it can ask, and can't
        log.warning("the client could not ask its person: %s", error)
        return None


def _choice(answer: ElicitResult) -> Choice | None:
    """What was answered. A form that was declined or dismissed is no decision: its person may not even have seen it,
    and a no is remembered against whatever is proposed later.
    """
    if answer.action != "accept":
        return None
    try:
        return Choice.model_validate(answer.content or {})
    except ValidationError as error:
        log.warning("the client's answer is no decision: %s", error.error_count())
        return None
