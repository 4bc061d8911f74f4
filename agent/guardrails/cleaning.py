"""What of a model's words may reach a page: no thoughts, no markup of tools, no pages or pictures of others, no end without end."""

import re

LONGEST = 6_000
"""Characters of a reply."""
_THOUGHT = re.compile(
    r"<(think|thinking|thought|reasoning|reflection|scratchpad)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_MARKUP = re.compile(
    r"</?(?:think|thinking|thought|reasoning|reflection|scratchpad|tool_?calls?|function_?calls?|function|invoke|tool_response)\b|<\|"
    r"|\[/?(?:INST|TOOL_CALLS|SYS)\]|```(?:tool_code|tool_call|python|json)?\s*(?:print\(|\{)|^\s*\{\s*\"(?:name|function|tool|type)\"\s*:"
    r"|<<SYS>>|^(?:analysis|commentary)\s*<",
    re.IGNORECASE | re.MULTILINE,
)
_ACTIVE = re.compile(r"<(script|style|iframe|object|svg|form)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\]]*)\]\((?!#)[^)]*\)")
_ADDRESS = re.compile(r"\b(?:https?|ftp|javascript|data):\S+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
_NOT_OURS = re.compile(
    r"\b(?:chatgpt|openai|anthropic|claude|gemini|mistral|llama|qwen|deepseek|(?:large )?language model"
    r"|ai (?:model|assistant) (?:made|trained|developed))\b",
    re.IGNORECASE,
)
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)
RUN = 7
"""Words in a row that nobody has by chance in common with the instructions."""


class Unfit(Exception):
    """A reply that is not fit to be shown, nor any part of it."""


def cleaned(reply: str, instructions: str, tools: frozenset[str]) -> str:
    """The words of a reply that may be shown. Raises ``Unfit`` where they are no words to a person.

    >>> cleaned("<think>hm</think>Well done. ![x](http://a.example/p.png)", "", frozenset())
    'Well done.'
    """
    text = _CONTROL.sub("", _THOUGHT.sub("", reply)).strip()
    if len(text) > LONGEST:
        raise Unfit("too long")
    if _MARKUP.search(text):
        raise Unfit("markup")
    text = _TAG.sub("", _ACTIVE.sub("", text))
    text = _ADDRESS.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text))).strip()
    if _NOT_OURS.search(text) or _ID.search(text) or _recites(text, instructions):
        raise Unfit("leaks")
    if any(re.search(rf"\b{name}\b", text) for name in tools if "_" in name):
        raise Unfit("names tools")
    return text


def _recites(text: str, instructions: str) -> bool:
    """Whether so many words in a row stand in the instructions as well."""
    theirs, ours = _words(text), f" {' '.join(_words(instructions))} "
    return any(f" {' '.join(theirs[at : at + RUN])} " in ours for at in range(len(theirs) - RUN + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())
