"""Red flags stop the turn before any model sees it."""

from typing import Any

from langchain.agents.middleware import ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage

from agent.history import text_of
from agent.middleware.layers import Handler, Layer
from training.red_flags import says_cleared, triage

REMINDER = (
    "Before we go on with training: you wrote about {sign}. Has a doctor looked at it? "
    "Tell me when you have been checked and cleared; until then I leave training alone, and nothing is logged. "
    "If it is back or worse, call for help now."
)


HELD = "held_for"
"""What a message carries when an emergency sign of this athlete, in whichever chat, has not been cleared."""


def triage_first() -> Layer:
    """Answer a red flag in code; after an emergency, hold training talk until somebody says that they are cleared."""

    async def check(request: ModelRequest, handler: Handler) -> Any:
        last = request.messages[-1]
        if isinstance(last, HumanMessage):
            answer = triage_answer(request.messages)
            if answer is not None:
                return ModelResponse(result=[answer])
        return await handler(request)

    return check


def triage_answer(messages: list[AnyMessage]) -> AIMessage | None:
    """What has to be said instead of training talk, if anything."""
    said = text_of(messages[-1])
    held = messages[-1].additional_kwargs.get(HELD) or _emergency_before(messages[:-1])
    cleared = says_cleared(said)
    flag = triage(said)
    if flag is not None and not (held and cleared):
        return AIMessage(flag.advice, additional_kwargs={"red_flag": {"tier": flag.tier, "sign": flag.sign}})
    if held is not None and not cleared:
        return AIMessage(REMINDER.format(sign=held), additional_kwargs={"red_flag": {"tier": "held", "sign": held}})
    return None


def _emergency_before(messages: list[AnyMessage]) -> str | None:
    """The sign of an emergency that nobody has cleared since."""
    sign: str | None = None
    for each in messages:
        flag = each.additional_kwargs.get("red_flag")
        if flag is not None and flag["tier"] in ("emergency", "held"):
            sign = flag["sign"]
        elif isinstance(each, HumanMessage) and says_cleared(text_of(each)):
            sign = None
    return sign
