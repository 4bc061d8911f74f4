"""Slots about numbers of health: which one, and which other one."""

from agent.understanding.words import Words
from training.health.metrics import health_metrics


def _named(words: Words) -> list[str]:
    """The metrics that are named, in order; longest names first where they overlap."""
    text = f" {' '.join(each.word for each in words.tokens)} "
    found: list[tuple[int, int, str]] = []
    for metric in health_metrics().values():
        for word in metric.words:
            at = text.find(f" {word} ")
            if at >= 0:
                found.append((at, at + len(word), metric.name))
    kept: list[tuple[int, int, str]] = []
    for start, end, name in sorted(found, key=lambda each: each[0] - each[1]):
        if all(end < one[0] or start > one[1] for one in kept):
            kept.append((start, end, name))
    return list(dict.fromkeys(name for _, _, name in sorted(kept)))


def health_metric(words: Words) -> str | None:
    """The number that is asked for."""
    return next(iter(_named(words)), None)


def other_health_metric(words: Words) -> str | None:
    """What it is laid beside: a second number, or an exercise."""
    found = _named(words)
    if len(found) > 1:
        return found[1]
    return (
        words.names[0].said
        if words.names
        else next((each for each in ("tonnage", "volume", "sets") if words.has(each)), None)
    )
