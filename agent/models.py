"""Which model talks: the built-in coach, or a language model behind the OpenAI protocol."""

from langchain_core.language_models import BaseChatModel

from agent.builtin.model import BuiltinCoach
from training.errors import Invalid

TIMEOUT_S = 60.0
RETRIES = 1
"""Beside the first try. A turn that fails falls back to the built-in coach, so waiting longer helps nobody."""


def load_model(
    name: str, api_key: str | None = None, base_url: str | None = None, *, timeout_s: float = TIMEOUT_S
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
        streaming=True, stream_usage=True, use_responses_api=False, stream_chunk_timeout=timeout_s,
    )  # fmt: skip
