"""How well messages are understood before anything is done: ``python -m evals.understanding --side learn``. No database."""

import argparse
import json
from collections import Counter
from datetime import date

from agent.understanding.reading import read
from agent.understanding.router import WORDS_ALONE, router
from agent.understanding.situation import Situation
from evals.bench import PLAN_TODAY
from evals.calls import renamed, unmet
from evals.conversation import Called
from evals.corpus import TODAY, TurnItem, items


def situation_of(item: TurnItem) -> Situation:
    """Where the athlete of an item stands."""
    today = PLAN_TODAY if item.setup == "plan" else date.fromisoformat(TODAY)
    situation = Situation(
        today=today, units=item.units, has_program=item.setup in ("program", "plan", "proposal", "question:pain 0-10"),
        trained_today=item.setup == "logged", open_proposal=item.setup == "proposal", is_asked=item.setup.startswith("question"),
        follows=bool(item.before),
    )  # fmt: skip
    if item.before:
        last = next(iter(router().chances(item.before[-1].you, situation)))
        situation = Situation(**{**{name: getattr(situation, name) for name in Situation.__slots__}, "last_tool": last})
    return situation


def main() -> None:
    """Print the rates, and every item that is not understood."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--side", default="learn")
    parser.add_argument("--writer")
    parser.add_argument("--quiet", action="store_true")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for item in items("turns", [asked.side]):
        assert isinstance(item, TurnItem)
        if (asked.writer and item.writer != asked.writer) or item.triage:
            continue
        situation = situation_of(item)
        wishes = [each for each in read(item.say, situation) if each.label != WORDS_ALONE]
        made = [Called(one.tool, one.args, True, "") for each in wishes if each.candidates for one in each.candidates[0]]
        wanted = [renamed(each) for each in item.want]
        missing = unmet(made, wanted, situation.today or PLAN_TODAY)
        tools_right = {each.tool for each in made} == {each.tool for each in wanted}
        verdict = "right" if tools_right and not missing else "slots" if tools_right else "tools"
        counts[verdict] += 1
        if verdict == "slots":
            missed.update(each.tool for each in missing)
        if verdict != "right" and not asked.quiet:
            print(verdict, item.id, repr(item.say[:160]))
            print("    wanted", json.dumps([[each.tool, each.args] for each in wanted], ensure_ascii=False)[:300])
            print("    made  ", json.dumps([[each.tool, each.args] for each in made], ensure_ascii=False)[:300], [round(each.chance, 2) for each in wishes])
    number = sum(counts.values())
    print({key: f"{count / number:.1%}" for key, count in counts.items()}, number, missed.most_common(20))


if __name__ == "__main__":
    main()
