"""From which logits on a message is a red flag: chosen by what listeners say that have not read the writer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agent.listening.classifier import Heard
from agent.listening.perceived import Perceived, in_context, that_count
from agent.listening.segments import Part
from evals.red_flag_corpus import OURS, Text
from evals.red_flag_heads import HEADS, Data, Heads, Rows

NOT_URGENT = 0.04
"""Of emergencies by unseen writers that may be called less urgent, so that not all else is called one."""
HEARD = {"none": 0.18, "ordinary": 0.015, "story": 0.12}
"""The shares of harmless messages that may be heard, which is told or asked about: of look-alikes, of ordinary ones, of
all long ones. As many as may be, for what is missed is worse."""
TOLD = {"none": 0.05, "ordinary": 0.001, "story": 0.03}
"""The shares, about half of the bars, that may be told to be red flags: a writer left out is better known than a stranger,
since the concepts and our own texts were written after theirs."""


@dataclass(frozen=True)
class Message:
    """A message by a writer whom the listeners had not read: its text, and what counts of it."""

    text: Text
    perceived: list[Perceived]

    @property
    def is_long(self) -> bool:
        """Whether it is judged by its sentences."""
        return self.perceived[0].among is not None

    @property
    def alarm(self) -> float:
        """That of its loudest part."""
        return max(each.alarm for each in self.perceived)


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
    """The logits from which on a message is heard and told, apart for short and for long ones.

    From where no more harmless ones are than ``HEARD`` and ``TOLD`` allow. Of the words alone, for whoever listens
    without the concepts, one that as many look-alikes pass.
    """
    short = [each for each in messages if not each.is_long and not each.text.hidden]
    long = [each for each in messages if each.is_long and each.text.hidden != "sets"]
    found: dict[str, float] = {}
    for place, some, kinds in (("", short, ("none", "ordinary")), ("_in_long", long, ("story",))):
        found |= {f"heard{place}": least_of(some, kinds, HEARD), f"told{place}": least_of(some, kinds, TOLD)}
    look_alikes = [each for each in short if each.text.flag == "none"]
    passed = np.mean([each.alarm < found["heard"] for each in look_alikes])
    alone = [max(part.heard.alone for part in each.perceived if part.heard is not None) for each in look_alikes]
    urgent = [each.perceived[0].emergency for each in short if each.text.flag == "emergency"]
    found |= {
        "alone": float(np.quantile(alone, passed)),
        "emergency": float(np.quantile(urgent, NOT_URGENT)),
        "beside": _beside(short),
    }
    return {name: round(value, 3) for name, value in found.items()}


def least_of(messages: list[Message], kinds: tuple[str, ...], shares: dict[str, float]) -> float:
    """The least alarm that no more than the shares of the kinds of harmless messages have."""
    alarms = {kind: [each.alarm for each in messages if _is_of(each, kind)] for kind in kinds}
    return max(float(np.quantile(alarms[kind], 1 - shares[kind])) for kind in kinds)


def _is_of(message: Message, name: str) -> bool:
    """Whether a message is harmless, and of a kind: a ``story`` is any long one in which we have hidden nothing."""
    text = message.text
    if name == "story":
        return message.is_long and not text.is_flag and not text.hidden
    return text.flag == name and not text.of_body


def _beside(messages: list[Message]) -> float:
    """From where on a red flag is about somebody else: about this threshold, for of few people each counts for much."""
    named = [each for each in messages if each.text.is_flag and each.text.who]
    logits = np.array([each.perceived[0].beside for each in named])
    others = np.array([each.text.is_beside for each in named])

    def right(least: float) -> float:
        return float(np.mean([(logits >= near) == others for near in (least - 0.4, least, least + 0.4)]))

    return float(max(np.arange(-2.0, 1.0, 0.1), key=right))
