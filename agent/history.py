"""What a model gets to see of a thread: the latest turns, with no call left hanging."""

from collections.abc import Sequence

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, ToolMessage

MOST_MESSAGES = 40
INTERRUPTED = "This call was interrupted; whether it was done is not known. Look before you do it again."


def visible(messages: Sequence[AnyMessage], most: int = MOST_MESSAGES) -> list[AnyMessage]:
    """The latest messages from the beginning of a turn on.

    A turn that was cut off leaves a tool call without an answer, which providers refuse: it gets one.
    """
    recent = list(messages[start_of_latest(messages, most) :])
    shown: list[AnyMessage] = []
    for at, each in enumerate(recent):
        shown.append(each)
        if isinstance(each, AIMessage):
            answered = _answered_at(recent, at + 1)
            shown += [
                ToolMessage(INTERRUPTED, tool_call_id=call["id"], name=call["name"], status="error")
                for call in each.tool_calls
                if call["id"] not in answered
            ]
    return shown


def start_of_latest(messages: Sequence[AnyMessage], most: int = MOST_MESSAGES) -> int:
    """Where the latest turns begin: at most so many messages, but the last turn is whole."""
    first = max(0, len(messages) - most)
    start = next((at for at in range(first, len(messages)) if isinstance(messages[at], HumanMessage)), None)
    return len(messages) - len(this_turn(messages)) if start is None else start


def _answered_at(messages: Sequence[AnyMessage], start: int) -> set[str]:
    """The calls answered from here on until somebody speaks: a later answer may be to a later call of that id."""
    answered = set()
    for each in messages[start:]:
        if not isinstance(each, ToolMessage):
            break
        answered.add(each.tool_call_id)
    return answered


def this_turn(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The messages from the athlete's last one on."""
    last = max((at for at, each in enumerate(messages) if isinstance(each, HumanMessage)), default=0)
    return list(messages[last:])


def text_of(message: AnyMessage) -> str:
    """The words of a message."""
    return message.text
