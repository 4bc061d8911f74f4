"""How well messages are understood before anything is done: ``python -m evals.understanding --side learn``. No database."""

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path

from agent.understanding import router as routers
from agent.understanding.deciding import decide
from agent.understanding.router import router
from agent.understanding.situation import Situation
from evals.bench import PLAN_TODAY
from evals.calls import overlap, renamed, unmet
from evals.conversation import Called
from evals.corpus import TODAY, TurnItem, WantedCall, items
from evals.suites.turns import LEAST_QUOTED
from tools.toolbox import WRITES

ASKS = {
    "question:health check": "screening", "question:days a week": "days", "question:years lifting": "level", "question:pain 0-10": "severity",
}  # fmt: skip


def situation_of(item: TurnItem) -> Situation:
    """Where the athlete of an item stands."""
    today = PLAN_TODAY if item.setup == "plan" else date.fromisoformat(TODAY)
    situation = Situation(
        today=today, units=item.units, has_program=item.setup in ("program", "plan", "proposal", "question:pain 0-10"),
        trained_today=item.setup == "logged", open_proposal=item.setup == "proposal", is_asked=item.setup.startswith("question"),
        follows=bool(item.before), asks=ASKS.get(item.setup, ""),
    )  # fmt: skip
    if item.before:
        last = next(iter(router().chances(item.before[-1].you, situation)))
        situation = Situation(**{**{name: getattr(situation, name) for name in Situation.__slots__}, "last_tool": last})
    return situation


def kept(made: list[Called], wanted: WantedCall, item: TurnItem) -> bool:
    """Whether a fact would be kept in the athlete's own words."""
    own_words = str(wanted.args.get("said") or (item.say if len(item.want) == 1 else ""))
    return wanted.tool == "remember" and any(
        each.tool == "remember" and own_words and overlap(str(each.args.get("said")), own_words) >= LEAST_QUOTED
        for each in made
    )


def main() -> None:
    """Print the rates, and every item that is not understood."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--side", default="learn")
    parser.add_argument("--writer")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--router", type=Path, help="another router than the one that is shipped")
    asked = parser.parse_args()
    if asked.router is not None:
        routers.MODEL = asked.router
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for item in items("turns", [asked.side]):
        assert isinstance(item, TurnItem)
        if (asked.writer and item.writer != asked.writer) or item.triage:
            continue
        situation = situation_of(item)
        understood = decide(item.say, situation)
        made = [Called(each.tool, each.args, True, "") for each in understood.calls]
        wanted = [renamed(each) for each in item.want]
        missing = [each for each in unmet(made, wanted, situation.today or PLAN_TODAY) if not kept(made, each, item)]
        tools_right = {each.tool for each in made} == {each.tool for each in wanted}
        offered = [[Called(call.tool, call.args, True, "") for call in each.calls] for each in understood.offered]
        wrote = [each.tool for each in made if each.tool in WRITES and each.tool not in {one.tool for one in wanted}]
        verdict = (
            "right" if tools_right and not missing
            else "offered" if wanted and any(not unmet(each, wanted, situation.today or PLAN_TODAY) for each in offered)
            else "nothing" if not made
            else "wrote something else" if wrote
            else "slots" if tools_right
            else "part" if made and {each.tool for each in made} < {each.tool for each in wanted} and len(missing) < len(wanted)
            else "other tool"
        )  # fmt: skip
        counts[verdict] += 1
        if verdict == "slots":
            missed.update(each.tool for each in missing)
        if verdict != "right" and not asked.quiet:
            print(verdict, item.id, repr(item.say[:160]))
            print("    wanted", json.dumps([[each.tool, each.args] for each in wanted], ensure_ascii=False)[:300])
            print(
                "    made  ",
                json.dumps([[each.tool, each.args] for each in made], ensure_ascii=False)[:300],
                [each.sentence for each in understood.offered],
                understood.question,
                round(understood.chance, 2),
            )
    number = sum(counts.values())
    print({key: f"{count / number:.1%}" for key, count in counts.items()}, number, missed.most_common(20))


if __name__ == "__main__":
    main()
