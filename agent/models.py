"""Which model talks: the built-in coach, or a language model behind the OpenAI protocol."""

from dataclasses import dataclass
from typing import Literal

from langchain_core.language_models import BaseChatModel

from agent.builtin.model import BuiltinCoach
from training.errors import Invalid

TIMEOUT_S = 60.0
RETRIES = 1
"""Beside the first try. A turn that fails falls back to the built-in coach, so waiting longer helps nobody."""
Effort = Literal["minimal", "low", "medium", "high"]
Api = Literal["chat", "responses"]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a language model is asked; what is ``None`` is left to the server."""

    effort: Effort | None = None
    """How long a reasoning model may think."""
    temperature: float | None = None
    max_tokens: int | None = None
    """Of one answer, thoughts included."""
    api: Api = "chat"
    """Chat completions, which every server has, or OpenAI's Responses API, which some models need."""


def load_model(
    name: str,
    api_key: str | None = None,
    base_url: str | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
    asking: Asking = Asking(),
) -> BaseChatModel:
    """The model that a setting names: ``builtin`` or ``openai:NAME``. Raises ``Invalid`` for anything else."""
    if name == "builtin":
        return BuiltinCoach()
    provider, _, model = name.partition(":")
    if provider != "openai" or not model:
        raise Invalid(
            f"TOPSET_MODEL={name!r} is no model: it is 'builtin' or 'openai:NAME', for example 'openai:gpt-4.1-mini'."
        )
    if not api_key and not base_url:
        raise Invalid(
            "TOPSET_MODEL names a language model, and there is no OPENAI_API_KEY (or OPENAI_BASE_URL for a local one)."
        )
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    return ChatOpenAI(
        model=model, api_key=SecretStr(api_key or "local"), base_url=base_url, timeout=timeout_s, max_retries=RETRIES,
        streaming=True, stream_usage=True, use_responses_api=asking.api == "responses", stream_chunk_timeout=timeout_s,
        reasoning_effort=asking.effort, temperature=asking.temperature, max_completion_tokens=asking.max_tokens,
    )  # fmt: skip
