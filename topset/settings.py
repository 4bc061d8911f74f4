"""Settings, read once at the edge. Every default works without a key."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from db.budget import CONNECTIONS, FEWEST
from topset.checkout import ROOT

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """What the environment says, or a ``.env`` file in the checkout."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    home: Path = Field(default=Path("~/.topset"), alias="TOPSET_HOME")
    database_url: str | None = Field(default=None, alias="TOPSET_DATABASE_URL")
    owner_url: str | None = Field(default=None, alias="TOPSET_DATABASE_OWNER_URL")
    connections: int = Field(default=CONNECTIONS, ge=FEWEST, alias="TOPSET_CONNECTIONS")
    """How many connections one process may open; who finds none free waits."""
    model: str = Field(default="builtin", alias="TOPSET_MODEL")
    deadline_s: float = Field(default=45.0, gt=0, alias="TOPSET_DEADLINE")
    """Seconds after which the built-in coach takes a turn over from a language model."""
    model_effort: Literal["minimal", "low", "medium", "high"] | None = Field(default=None, alias="TOPSET_MODEL_EFFORT")
    """How long a reasoning model may think."""
    model_temperature: float | None = Field(default=None, ge=0, le=2, alias="TOPSET_MODEL_TEMPERATURE")
    model_max_tokens: int | None = Field(default=None, ge=64, alias="TOPSET_MODEL_MAX_TOKENS")
    """Of one answer, thoughts included."""
    model_api: Literal["chat", "responses"] = Field(default="chat", alias="TOPSET_MODEL_API")
    """Chat completions, or OpenAI's Responses API for models that need it."""
    embedding: str = Field(default="shipped", alias="TOPSET_EMBEDDING")
    athlete: str = Field(default="me", alias="TOPSET_ATHLETE")
    timezone: str | None = Field(default=None, alias="TOPSET_TIMEZONE")
    host: str = Field(default="127.0.0.1", alias="TOPSET_HOST")
    port: int = Field(default=8000, alias="TOPSET_PORT")
    url: str | None = Field(default=None, alias="TOPSET_URL")
    """The address that people open the page by, where a proxy with TLS stands in front."""
    mcp_host: str = Field(default="127.0.0.1", alias="TOPSET_MCP_HOST")
    mcp_port: int = Field(default=8765, alias="TOPSET_MCP_PORT")
    mcp_url: str | None = Field(default=None, alias="TOPSET_MCP_URL")
    """The address that others call the MCP server by, where a proxy with TLS stands in front."""
    mcp_issuer: str | None = Field(default=None, alias="TOPSET_MCP_ISSUER")
    """The OAuth issuer whose tokens the MCP server takes beside its own."""
    mcp_claim: str = Field(default="sub", alias="TOPSET_MCP_CLAIM")
    """Which claim of those is the athlete's name."""
    mcp_rate: str = Field(default="240/minute", alias="TOPSET_MCP_RATE")
    """How much one token may ask."""
    api_host: str = Field(default="127.0.0.1", alias="TOPSET_API_HOST")
    api_port: int = Field(default=8770, alias="TOPSET_API_PORT")
    api_url: str | None = Field(default=None, alias="TOPSET_API_URL")
    """The address that others call the API by; what an issuer's tokens have to be made for."""
    api_rate: str = Field(default="600/minute", alias="TOPSET_API_RATE")
    """How much one token may ask."""
    api_origins: str = Field(default="", alias="TOPSET_API_ORIGINS")
    """The pages of other hosts whose scripts may call it, separated by spaces."""
    api_decides: bool = Field(default=False, alias="TOPSET_API_DECIDES")
    """Whether a token that may plan also approves proposals: only where no assistant holds one."""
    hevy_url: str = Field(default="https://api.hevyapp.com", alias="TOPSET_HEVY_URL")
    hevy_pace_s: float = Field(default=0.5, ge=0, alias="TOPSET_HEVY_PACE")
    """Seconds between two requests to Hevy, which limits them without saying how."""
    openai_api_key: SecretStr | None = Field(default=None, alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, alias="OPENAI_BASE_URL")

    @property
    def home_folder(self) -> Path:
        """``$TOPSET_HOME``, absolute."""
        return self.home.expanduser().absolute()

    @property
    def is_private(self) -> bool:
        """Whether only this machine can reach the page: then nobody has to log in."""
        return self.host in LOOPBACK and self.database_url is None and self.url is None

    @property
    def api_key(self) -> str | None:
        """The key, unwrapped where it is needed."""
        return None if self.openai_api_key is None else self.openai_api_key.get_secret_value()


def load_settings(**overrides: Any) -> Settings:
    """Read the settings; raises pydantic's ``ValidationError`` that names the variable."""
    return Settings(**overrides)
