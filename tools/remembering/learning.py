"""Learning in passing: what was found in a message after it was answered. No model may call this."""

from collections.abc import Sequence
from dataclasses import dataclass

from db import planning
from db.athletes import Athlete
from db.program_tables import MovementRuleRow
from memory.findings import Finding
from memory.injections import is_injection
from tools import lookup
from tools.calls import Change, Result, write
from tools.remembering.keeping import keep
from tools.remembering.views import FactView, views_of
from training.errors import TopsetError


class Learnt(Result):
    """What is known now that was not known before the message."""

    facts: list[FactView]
    rules: list[str] = []

    def __str__(self) -> str:
        return " ".join([*(each.text for each in self.facts), *self.rules]) or "Nothing new."


@dataclass(frozen=True)
class LearningTools:
    """Keep what was said in passing."""

    athlete: Athlete

    @write
    async def learn(self, change: Change, findings: Sequence[Finding]) -> Learnt:
        """Keep what was found in a message. An exercise that is hated is a rule about it: plans respect that."""
        good = [each for each in findings if not is_injection(each.text) and not is_injection(each.said)]
        rules = [rule for each in good if (rule := await self._rule(change, each)) is not None]
        plain = [each for each in good if not each.disliked or each.disliked not in rules]
        kept = await keep(change, plain, "heard") if plain else []
        if not kept and not rules:
            change.nothing()
        rows = [each.row for each in kept]
        change.said = "learnt in passing"
        return Learnt(facts=await views_of(change.session, self.athlete, rows), rules=rules)

    async def _rule(self, change: Change, finding: Finding) -> str | None:
        """The exercise that is excluded from plans by a finding, as it was said; none if it is about something else."""
        said = finding.disliked
        if not said:
            return None
        try:
            name = await lookup.family(change.session, self.athlete, said)
        except TopsetError:
            return None
        if any(row.what == name for row in await planning.movement_rules(change.session, self.athlete.id)):
            return said
        row = MovementRuleRow(kind="exclude", what=name, reason=finding.said[:200])
        await planning.add(change.session, self.athlete.id, row)
        change.will_add("movement_rules", str(row.id))
        return said
