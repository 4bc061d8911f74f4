"""Words: Markdown with blanks."""

from importlib.resources import files
from string import Template


def render(name: str, /, **blanks: str) -> str:
    """Fill in ``prompts/<name>.md``. Every blank must be given, or it raises ``KeyError``."""
    text = files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")
    return Template(text).substitute(blanks)
