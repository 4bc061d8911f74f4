"""The established programs that ship with Topset: one file each, found by what people call them."""

import tomllib
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from training.errors import NotFound, Unclear
from training.established.template import Template

LEAST_LIKENESS = 80
_JUNK = str.maketrans({mark: " " for mark in "/-_.,()'’"})


@lru_cache(maxsize=1)
def catalogue() -> tuple[Template, ...]:
    """All programs, by name."""
    folder = files("training.established").joinpath("programs")
    found = [
        Template.model_validate(tomllib.loads(each.read_text(encoding="utf-8")))
        for each in folder.iterdir()
        if each.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda each: each.name))


def template(template_id: str) -> Template:
    """The program with this id. Raises ``NotFound`` that lists them."""
    for each in catalogue():
        if each.id == template_id:
            return each
    raise NotFound(f"There is no program '{template_id}'; there are {', '.join(each.id for each in catalogue())}.")


def file_of(template_id: str) -> str:
    """The file of a program, as it ships."""
    return files("training.established").joinpath("programs", f"{template_id}.toml").read_text(encoding="utf-8")


def find(words: str) -> Template:
    """The program that is meant by what an athlete types. Raises ``Unclear`` with the candidates, or ``NotFound``.

    >>> find("5/3/1 bbb").id, find("StrongLifts").id, find("c25k").id
    ('531_bbb', 'stronglifts', 'couch_to_5k')
    """
    said = _plain(words)
    named = _names()
    exact = sorted({each for name, each in named if name == said})
    if len(exact) == 1:
        return template(exact[0])
    inside = [(name, each) for name, each in named if f" {name} " in f" {said} "]
    if inside:
        longest = max(len(name) for name, _ in inside)
        meant = sorted({each for name, each in inside if len(name) == longest})
        if len(meant) == 1:
            return template(meant[0])
        raise Unclear(f"Which one: {_listed(meant)}?")
    starts = sorted({each for name, each in named if said and name.startswith(said)})
    if len(starts) == 1:
        return template(starts[0])
    if starts:
        raise Unclear(f"Which one: {_listed(starts)}?")
    near = process.extractOne(said, [name for name, _ in named], scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    if near is not None:
        return template(named[near[2]][1])
    raise NotFound(
        f"There is no established program called '{words}'; there are {_listed([e.id for e in catalogue()])}."
    )


def _plain(words: str) -> str:
    return " ".join(words.casefold().translate(_JUNK).split())


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((_plain(name), each.id) for each in catalogue() for name in (each.id, each.name, *each.aliases))


def _listed(ids: list[str]) -> str:
    return ", ".join(template(each).name for each in ids)
