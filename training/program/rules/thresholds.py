"""The numbers of the rules: the section ``[validation]``."""

from training.coaching import Rules


class ValidationRules(Rules):
    """The section ``[validation]``."""

    over_time_share: float
    over_time_min: float
    longest_min: float
    most_load_kg: float
    most_reps: int
    most_sets: int
    longest_rest_s: int
    longest_set_min: float
    guard_days: int
    weekly_gain: dict[str, float]
    main_load_jump: float
    novice_load_jump: float
    novice_weeks: int
    novice_steps: int
    as_long_as_it_takes: frozenset[str]
    run_jump: float
    run_jump_min: float
    sets_jump_share: float
    sets_jump: float
    sets_jump_most: float
    hard_sets_from_min: int
    major: tuple[str, ...]
    build_weeks: int
    deload_sets: float
    hard_rir: float
    hard_from: int
    most_hard_days: int
    lifting_days: dict[str, int]
    conditioning_movements: int
    conditioning_min: float
    cardio_days: int
    cardio_min: float
    ratio_from: float
    ratio_slack: float
    hard_intervals: frozenset[str]
