"""A deliberate breakage of the coach, as mutations.toml names it, and the cases that may notice it."""

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.corpus import DATA, items
from training.errors import Invalid

TABLE = Path(__file__).with_name("mutations.toml")
MOST = 4
"""Cases of a suite that a breakage is tried on, unless it says otherwise."""
TRIED_FIRST = 2
"""So many times as many candidates are run without any breakage: only those that are right there can notice one."""


class Mutation(BaseModel):
    """A breakage: a text in a file that is there once, and what stands there instead."""

    model_config = ConfigDict(extra="forbid")

    name: str
    breaks: str
    file: str
    find: str
    replace: str
    suites: list[str] = []
    cases: list[str] = []
    """Ids; without any, cases of the suites whose text ``matching`` finds."""
    matching: str = ""
    most: int = MOST
    tests: list[str] = []
    """Paths for pytest, where a promise is held by tests and no case can show it."""
    fresh: bool = False
    """Whether the prepared athletes are made anew: where the breakage is in how the database is made."""

    def applied(self, text: str) -> str:
        """The file's text with the breakage in it. Raises ``Invalid`` unless what is to be found is there once."""
        if text.count(self.find) != 1:
            raise Invalid(f"{self.name}: '{self.find}' stands {text.count(self.find)} times in {self.file}.")
        return text.replace(self.find, self.replace)

    def candidates(self) -> list[str]:
        """The lines of the corpus, each a case, that may notice it."""
        found = []
        for suite in self.suites:
            fitting = [line for line in lines_of(suite) if self._fits(line)]
            found += fitting if self.cases else spread(fitting, self.most * TRIED_FIRST)
        return found

    def _fits(self, line: str) -> bool:
        if self.cases:
            return json.loads(line)["id"] in self.cases
        return re.search(self.matching, line, re.IGNORECASE) is not None


def load(path: Path = TABLE) -> list[Mutation]:
    """The breakages. Raises pydantic's ``ValidationError`` for what is none."""
    return [Mutation.model_validate(each) for each in tomllib.loads(path.read_text(encoding="utf-8"))["mutation"]]


def lines_of(suite: str) -> list[str]:
    """Our own cases of a suite as lines of JSON; none where it is not there yet."""
    if not (DATA / suite).exists() or not (Path(__file__).parent / "suites" / f"{suite}.py").exists():
        return []
    return [each.model_dump_json(by_alias=True) for each in items(suite)]


def spread(these: Sequence[str], most: int) -> list[str]:
    """So many of them, evenly over the whole."""
    if len(these) <= most:
        return list(these)
    return [these[at * len(these) // most] for at in range(most)]
