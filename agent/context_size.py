"""How much a model's server reads of a request: local ones cut what is longer without a word."""

import re
from typing import Any

import httpx

NEEDED = 8_192
"""Tokens that a usual request of a turn fits into, with the answer."""
OLLAMA_DEFAULT = 4_096
"""What Ollama gives a model that says nothing else; its door for the OpenAI protocol takes no other wish."""
TIMEOUT_S = 3.0


def context_size(base_url: str, model: str) -> int | None:
    """The tokens that a server reads at once, as vLLM, llama-server or Ollama tell it; ``None`` where none of them answers."""
    root = base_url.rstrip("/").removesuffix("/v1")
    with httpx.Client(timeout=TIMEOUT_S) as client:
        listed = _asked(client, "GET", f"{root}/v1/models")
        for each in listed.get("data") or ():
            if isinstance(each, dict) and each.get("id") == model and isinstance(each.get("max_model_len"), int):
                return int(each["max_model_len"])
        settings = _asked(client, "GET", f"{root}/props").get("default_generation_settings")
        if isinstance(settings, dict) and isinstance(settings.get("n_ctx"), int):
            return int(settings["n_ctx"])
        for each in _asked(client, "GET", f"{root}/api/ps").get("models") or ():
            if isinstance(each, dict) and each.get("name") in (model, f"{model}:latest") and each.get("context_length"):
                return int(each["context_length"])
        shown = _asked(client, "POST", f"{root}/api/show", {"model": model})
        if "parameters" in shown or "model_info" in shown:
            found = re.search(r"\bnum_ctx\s+(\d+)", str(shown.get("parameters", "")))
            return int(found[1]) if found else OLLAMA_DEFAULT
    return None


def told(size: int | None) -> str:
    """What a size means for a turn, and what to do, in words.

    >>> told(4096).partition(":")[0], told(32768), told(None)
    ('it reads 4,096 tokens at once', 'it reads 32,768 tokens at once', '')
    """
    if size is None:
        return ""
    words = f"it reads {size:,} tokens at once"
    if size >= NEEDED:
        return words
    return (
        f"{words}: longer requests are cut, and a turn may need {NEEDED:,}. Start Ollama with OLLAMA_CONTEXT_LENGTH=16384 "
        "(llama-server: -c 16384, vLLM: --max-model-len 16384)"
    )


def _asked(client: httpx.Client, method: str, url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a server answers; nothing where it does not know the question."""
    try:
        answer = client.request(method, url, json=body)
        found = answer.json() if answer.is_success else {}
    except (httpx.HTTPError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
