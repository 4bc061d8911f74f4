"""Meanings by a model behind the OpenAI protocol: ``openai:NAME`` by setting."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from memory.embedding.both import Both
from memory.embedding.embedder import Embedder
from memory.embedding.minilm import MiniLM
from training.errors import Invalid, Unavailable

HOME = "https://api.openai.com/v1"
TIMEOUT_S = 20.0
LONGEST = 8_000
"""Characters of a text that are sent."""


@dataclass(frozen=True)
class OpenAIEmbedder:
    """A model of a provider, or of a local server that speaks the same."""

    model: str
    key: str = field(repr=False)
    base_url: str = HOME

    @property
    def name(self) -> str:
        """The name that its vectors carry."""
        return f"openai:{self.model}"

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector for each text. Raises ``Unavailable`` with why, and nothing of the provider's words."""
        body = {"model": self.model, "input": [text[:LONGEST] or " " for text in texts]}
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as client:
                answer = await client.post(
                    f"{self.base_url.rstrip('/')}/embeddings",
                    json=body,
                    headers={"authorization": f"Bearer {self.key}"},
                )
            answer.raise_for_status()
            rows = sorted(answer.json()["data"], key=lambda row: row["index"])
            found = [[float(number) for number in row["embedding"]] for row in rows]
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise Unavailable(f"The model of meanings ({self.name}) didn't answer: {type(error).__name__}.") from error
        if len(found) != len(texts):
            raise Unavailable(f"The model of meanings ({self.name}) left out some of the texts.")
        return found


def load_embedder(name: str, key: str | None = None, base_url: str | None = None) -> Embedder:
    """The model that a setting names: ``shipped``, ``minilm`` or ``openai:NAME``. Raises ``Invalid`` for anything else."""
    if name == "shipped":
        return Both()
    if name == "minilm":
        return MiniLM()
    provider, _, model = name.partition(":")
    if provider != "openai" or not model:
        raise Invalid(
            f"TOPSET_EMBEDDING={name!r} is no model of meanings: it is 'shipped', 'minilm' or 'openai:NAME', "
            "for example 'openai:text-embedding-3-small'."
        )
    if not key and not base_url:
        raise Invalid("TOPSET_EMBEDDING names a provider's model, and there is no OPENAI_API_KEY (or OPENAI_BASE_URL).")
    return OpenAIEmbedder(model, key or "local", base_url or HOME)
