"""How red flags of unseen writers are heard: recall by tier, language and writer, look-alikes and ordinary ones held."""

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from agent.listening import BOTH, Listeners, judge
from agent.listening.classifier import Heard
from training.red_flags import language_of

if TYPE_CHECKING:
    from evals.learn_red_flags import Data, Unseen


def report(data: "Data", unseen: "Unseen", thresholds: dict[str, float]) -> None:
    """Print the figures, of both listeners and of each alone."""
    print("thresholds:", {name: round(value, 2) for name, value in thresholds.items()})
    for name, listeners in (
        ("both", BOTH),
        ("classifier", Listeners(concepts=False)),
        ("concepts", Listeners(classifier=False)),
    ):
        held: dict[str, list[bool]] = defaultdict(list)
        for at, row in enumerate(unseen.rows):
            text = data.texts[row]
            heard = None
            if listeners.classifier:
                values = {each: float(logits[at]) for each, logits in unseen.logits.items()}
                heard = Heard(values["together"], values["alone"], values["emergency"], 0.0, "other")
            found = judge(data.readings[row], heard, listeners, thresholds)
            if text.flag == "ordinary":
                held["ordinary"].append(found is not None)
                continue
            if text.flag == "none":
                held["look-alikes"].append(found is not None)
                held[f"look-alikes of {text.writer}"].append(found is not None)
                continue
            is_held = found is not None
            for group in (text.flag, "all flags", f"flags of {text.writer}", f"flags in {language_of(text.text)}"):
                held[group].append(is_held)
            if text.flag == "emergency":
                held["emergencies called so"].append(found is not None and found[1] == "emergency")
            elif is_held:
                held["see_doctor called emergency"].append(found is not None and found[1] == "emergency")
        print(f"-- {name}")
        for group in sorted(held):
            print(f"   {group:32} {np.mean(held[group]):6.3f} of {len(held[group])}")
