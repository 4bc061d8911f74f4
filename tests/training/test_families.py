"""A name without equipment stands for a family: who hates lunges gets none of any kind."""

from training.generation.candidates import is_excluded
from training.library import load_library
from training.program.trainee import MovementRule, Trainee


def test_a_ban_of_lunges_bans_every_lunge() -> None:
    trainee = Trainee(rules=(MovementRule("exclude", "Lunge"),))
    banned = {each.name for each in load_library().movements if is_excluded(each, trainee)}
    assert {"Lunge", "Reverse Lunge (Dumbbell)", "Walking Lunge", "Lunge (Barbell)"} <= banned
    assert all("Lunge" in name for name in banned)


def test_a_ban_of_one_is_of_that_one() -> None:
    trainee = Trainee(rules=(MovementRule("exclude", "Lunge (Barbell)"),))
    banned = [each.name for each in load_library().movements if is_excluded(each, trainee)]
    assert banned == ["Lunge (Barbell)"]
