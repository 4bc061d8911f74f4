"""From which logits on a message is a red flag: chosen by what listeners say that have not read the writer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from agent.listening import asked_of
from agent.listening.classifier import Heard
from agent.listening.perceived import Perceived, in_context, that_count
from agent.listening.segments import Part
from evals.red_flag_corpus import OURS, Text
from evals.red_flag_heads import HEADS, Data, Heads, Rows

Numbers = npt.NDArray[np.float64]
NEAR = (-0.3, -0.15, 0.0, 0.15, 0.3)
"""A choice is judged with its neighbours: at the point itself single texts count too much."""
NOT_URGENT = 0.04
"""Of emergencies by unseen writers that may be called less urgent, so that not all else is called one."""
OF_SHORT = {"emergency": 0.0033, "flag": 0.01, "none": 0.10, "ordinary": 0.01}
"""The shares of red flags that may be missed, and of harmless messages that may be heard: told, or asked about. Of what
may be missed it is a third of the bars: the concepts, and our own texts, were written after those of these writers, so
even left out they are better known than a stranger's.
"""
OF_LONG = {"flag": 0.02, "none": 0.10, "story": 0.10}
"""The same of long messages, in which many sentences may be taken for what they are not."""
TOLD = {"none": 0.05, "ordinary": 0.0025, "story": 0.03}
"""The shares, about half of the bars, of harmless messages that may be told to be red flags; what is less loud is asked about."""
FEWEST = 20
"""Messages of a class by one writer that are counted for themselves; writers of fewer are counted together."""
FOR_SURE = (0.5, 1.0, 1.5, 2.0)
WITHOUT_SIGNS = (0.0, 0.35, 0.7, 1.05, 1.4)


@dataclass(frozen=True)
class Message:
    """A message by a writer whom the listeners had not read: its text, and what counts of it."""

    text: Text
    perceived: list[Perceived]

    @property
    def is_long(self) -> bool:
        """Whether it is judged by its sentences."""
        return self.perceived[0].among is not None


def leave_one_out(data: Data) -> list[Message]:
    """Leave each writer of safety texts out but ourselves, with a share of the writers of ordinary ones."""
    writers = sorted({each.writer for each in data.texts if each.flag != "ordinary"} - OURS)
    others = sorted({each.writer for each in data.texts if each.flag == "ordinary"} - set(writers))
    found: list[Message] = []
    for at, writer in enumerate(writers):
        found += _without(data, {writer, *others[at :: len(writers)]})
    return found


def _without(data: Data, out: set[str]) -> list[Message]:
    """What listeners that have read nothing of some writers make of their messages."""
    known = data.of(lambda text: bool(text.weight) and text.writer not in out and text.host not in out)
    return messages_of(data, data.of(lambda text: text.writer in out), Heads.learn(data, known))


def messages_of(data: Data, rows: Rows, heads: Heads) -> list[Message]:
    """What some listeners make of messages, of which the rows are the parts and contexts."""
    logits = heads.logits(data, rows)
    grouped: dict[int, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        grouped[data.texts[row].message].append(at)

    def perceived(at: int) -> Perceived:
        together, alone, emergency, beside = (float(logits[name][at]) for name in HEADS)
        return Perceived(data.readings[rows[at]], Heard(together, alone, emergency, 0.0, beside, "other", "en"))

    found = []
    for group in grouped.values():
        contexts = {data.texts[rows[at]].place: at for at in group if data.texts[rows[at]].is_context}
        alone = [at for at in group if not data.texts[rows[at]].is_context]
        texts = [data.texts[rows[at]] for at in alone]
        parts = [
            Part(text.text, data.texts[rows[contexts[text.place]]].text if contexts else text.text) for text in texts
        ]
        kept = that_count(parts, [data.readings[rows[at]] for at in alone])
        parts, alone = [parts[at] for at in kept], [alone[at] for at in kept]

        def among(
            some: Sequence[int], alone: list[int] = alone, contexts: dict[int, int] = contexts
        ) -> list[Perceived]:
            return [perceived(contexts[data.texts[rows[alone[at]]].place]) for at in some]

        found.append(Message(texts[0], in_context(parts, [perceived(at) for at in alone], among)))
    return found


def thresholds_of(messages: list[Message]) -> dict[str, float]:
    """The logits from which on a message is held: where what is missed and held stands lowest over the bars of both.

    Of short messages first, with how much less a sure rule needs and how much more a text without signs; then of long
    ones. Of the words alone, for whoever listens without the concepts, one that as many look-alikes pass.
    """
    short = [each for each in messages if not each.is_long and not each.text.hidden]
    long = [each for each in messages if each.is_long and each.text.hidden != "sets"]
    places = np.arange(-3.0, 3.0, 0.05)
    best = (np.inf, {"together": 0.0, "for_sure": 0.0, "without_signs": 0.0})
    for for_sure, without in product(FOR_SURE, WITHOUT_SIGNS):
        offsets = {"together": 0.0, "in_long": 0.0, "for_sure": for_sure, "without_signs": without}
        costs = costs_of(short, offsets, places, OF_SHORT)
        at = int(costs.argmin())
        best = min(best, (float(costs[at]), offsets | {"together": float(places[at])}), key=lambda each: each[0])
    found = best[1]
    costs = costs_of(long, found | {"in_long": 0.0}, places + 2.0, OF_LONG)
    found |= {"in_long": float((places + 2.0)[costs.argmin()])}
    harmless = [each for each in short if each.text.flag == "none"]
    passed = np.mean([loudness(each, found) < 0 for each in harmless])
    alone = [max(part.heard.alone for part in each.perceived if part.heard is not None) for each in harmless]
    urgent = [each.perceived[0].emergency for each in short if each.text.flag == "emergency"]
    found |= {"doubt": doubt_of(short, found, ("none", "ordinary")), "doubt_in_long": doubt_of(long, found, ("story",))}
    return found | {
        "alone": float(np.quantile(alone, passed)),
        "emergency": float(np.quantile(urgent, NOT_URGENT)),
        "beside": _beside(short),
    }


def doubt_of(messages: list[Message], least: dict[str, float], harmless: tuple[str, ...]) -> float:
    """How loud a message has to be for being told to be a red flag, so that few harmless ones are."""
    loud = ([loudness(each, least) for each in messages if _is_of(each, name)] for name in harmless)
    return max(0.0, *(float(np.quantile(each, 1 - TOLD[name])) for name, each in zip(harmless, loud, strict=True)))


def loudness(message: Message, least: dict[str, float]) -> float:
    """By how much the loudest of a message is above what is asked of it: it is held from 0 on."""
    return max(each.alarm - asked_of(each, least) for each in message.perceived)


def costs_of(messages: list[Message], offsets: dict[str, float], places: Numbers, bars: dict[str, float]) -> Numbers:
    """What a threshold at each of the places costs: the wrong of each class and writer over the class's bar."""
    loud = np.array([loudness(each, offsets) for each in messages])
    costs = np.zeros(len(places))
    for name, bar in bars.items():
        of_writers = list(_by_writer(messages, name))
        for chosen in of_writers:
            for near in NEAR:
                held = (loud[chosen][None, :] >= places[:, None] + near).mean(axis=1)
                wrong = 1 - held if name in ("emergency", "flag") else held
                costs += wrong / bar / len(of_writers) / len(NEAR)
    return costs


def _by_writer(messages: list[Message], name: str) -> Iterator[Numbers]:
    """The places of the messages of a class, by writer; of all ordinary ones together."""
    chosen = defaultdict(list)
    for at, each in enumerate(messages):
        if _is_of(each, name):
            chosen["" if name == "ordinary" else each.text.writer].append(at)
    few = [at for each in chosen.values() if len(each) < FEWEST for at in each]
    many = [each for each in chosen.values() if len(each) >= FEWEST]
    return (np.array(each, dtype=np.intp) for each in (*many, few) if each)


def _is_of(message: Message, name: str) -> bool:
    text = message.text
    if name == "flag":
        return text.is_flag
    if name == "story":
        return text.flag in ("none", "ordinary") and message.is_long and not text.hidden
    is_harmless_story = message.is_long and not text.hidden and not text.is_flag
    return text.flag == name and not is_harmless_story and not text.of_body


def _beside(messages: list[Message]) -> float:
    """From where on a red flag is about somebody else: about this threshold, for of few people each counts for much."""
    named = [each for each in messages if each.text.is_flag and each.text.who]
    logits = np.array([each.perceived[0].beside for each in named])
    others = np.array([each.text.is_beside for each in named])

    def right(least: float) -> float:
        return float(np.mean([(logits >= near) == others for near in (least - 0.4, least, least + 0.4)]))

    return float(max(np.arange(-2.0, 1.0, 0.1), key=right))
