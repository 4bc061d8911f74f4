"""What each step of a reading costs, in one table: the cheapest reading of a line wins.

A cost of 1 is about what a careful reader would call "possible, but I would rather read it otherwise".
Roles: S sets, R reps, L load, E effort, T time, D distance, P the two of a pair of implements.
"""

# ruff: noqa: E501 - a table or a pattern is read best in one line

NEVER = 99.0
ASK_BELOW = 0.45
"""A second reading that costs less than this more than the first, and differs, is asked about."""
DOUBTFUL = 3.4
"""A reading that costs more than this above what its numbers must cost is asked about."""
BEAM = 6
WITHIN = 5.0
"""Readings that cost so much more than the cheapest are not followed."""

JOIN: dict[str, dict[str, float]] = {
    "x": {"SR": 0, "LR": 0, "RS": 1.1, "RL": 0.5, "ST": 0, "SD": 0, "TS": 0.3, "DS": 0.3, "LS": 1.7, "LT": 0.1, "LD": 0.1,
          "ES": 0.3, "RR": 1.5, "DL": 0.3, "TL": 0.5, "PL": 0.2, "SL": 1.1, "DT": 0.6, "ER": 0.9, "TT": 1.5, "TR": 1.0},
    "sx": {"SR": 0.9, "LR": 0, "RS": 0.6, "RR": 0.2, "LS": 0.5, "ES": 0.3, "TS": 0.2, "DS": 0.2, "RL": 0.9, "ER": 0.8, "ST": 0.3,
           "SD": 0.3, "TT": 0.6, "PL": 0.5},
    "times": {"RS": 0.1, "TS": 0.1, "DS": 0.1, "ES": 0.3, "SR": 0.5, "LR": 0.4, "LS": 0.5, "RR": 2.0},
    "@": {"RL": 0, "SL": 1.2, "RE": 0, "LE": 0, "SE": 0.6, "TL": 0.1, "DL": 0.1, "DT": 0, "TE": 0.2, "DE": 0.2, "EE": 0.8, "ST": 0.1, "SD": 0.1,
          "LL": 2.0, "ER": 1.5, "EL": 0.3},
    "for": {"LR": 0, "LS": 0.1, "RS": 0.3, "SL": 1.2, "RL": 0.9, "DT": 0.1, "LT": 0.1, "LD": 0.1, "TD": 0.3, "ER": 0.2, "ES": 0.3,
            "SR": 0.6, "RR": 2.0, "ST": 0.2, "SD": 0.2, "TS": 0.3, "DS": 0.3, "RT": 2.0},
    "of": {"SR": 0, "ST": 0, "SD": 0, "RL": 0.4, "SL": 1.5, "LR": 0.6},
    "with": {"RL": 0, "SL": 0.4, "DL": 0, "TL": 0, "ST": 0.5, "SR": 0.3, "RE": 0.2, "LE": 0.2, "LR": 0.8, "RR": 2.0, "DT": 0.2, "ER": 1.5, "EL": 0.2},
    "a": {"SR": 0, "RL": 0.8},
    "in": {"DT": 0, "RS": 0.2, "RT": 1.0, "SR": 0.6, "LS": 0.5, "TD": 0.4, "LR": 0.8},
    "to": {"LR": 1.0, "LL": 2.0},
    " ": {"LR": 0.2, "LS": 0.1, "RL": 0.3, "RS": 0.9, "SR": 0.8, "SL": 0.6, "RR": 0.3, "LL": 0.6, "DT": 0.1, "TD": 0.1, "ER": 0.3,
          "EL": 0.25, "ES": 0.25, "EE": 0.3, "TT": 0.4, "ST": 0.4, "SD": 0.4, "TL": 0.5, "DL": 0.3, "LT": 0.2, "LD": 0.2, "TS": 0.4, "DS": 0.4,
          "RT": 1.5, "DD": 0.8, "RE": 0.1, "LE": 0.1, "SE": 0.3, "TE": 0.1, "DE": 0.1},
    ",": {"RR": 0.15, "LL": 0.45, "TT": 0.15, "DD": 0.3, "EE": 0.2, "LR": 0.4, "LS": 0.3, "RL": 0.5, "RS": 0.9, "SR": 0.6, "SL": 0.7,
          "DT": 0.2, "TD": 0.2, "LT": 0.4, "LD": 0.4, "TS": 0.5, "DS": 0.5, "ST": 0.6, "SD": 0.6, "TL": 0.7, "DL": 0.7, "ER": 0.6,
          "EL": 0.6, "ES": 0.6, "RE": 0.1, "LE": 0.1, "TE": 0.1, "DE": 0.1, "SE": 0.3, "RT": 2.0},
    "/": {"RR": 0.0, "LL": 0.5, "EE": 0.0, "TT": 0.1, "DD": 0.3, "LR": 0.1, "RL": 0.5, "SR": 1.5, "DT": 0.4, "TD": 0.4, "LS": 1.0, "RS": 1.5},
    "-": {"RR": 0.1, "LL": 0.9, "TT": 0.2, "LR": 0.6, "SR": 0.8, "LS": 0.6, "DT": 0.4, "TD": 0.5, "DD": 0.6, "LT": 0.4, "LD": 0.5, "RL": 0.9, "EE": 0.6},
    "+": {"RR": 0.6, "TT": 0.6, "LL": 2.0, "DD": 0.8, "TD": 0.6},
    ":": {"LR": 0.0, "LS": 0.1, "SR": 0.1, "SL": 0.5, "RL": 0.6, "DT": 0.2, "LT": 0.1, "LD": 0.1, "ST": 0.1, "SD": 0.2, "RR": 1.0, "RS": 1.2, "LL": 0.7, "TD": 0.4, "TT": 1.0,
          "ER": 0.5},
    "(": {"LR": 0.2, "LS": 0.2, "RS": 0.2, "SR": 0.4, "RL": 0.3, "RE": 0, "LE": 0, "TS": 0.2, "DS": 0.2, "DT": 0.2, "TD": 0.2, "TE": 0, "DE": 0,
          "ST": 0.3, "RR": 1.2, "LT": 0.3, "LD": 0.3, "TL": 0.4, "DL": 0.4, "SL": 0.3, "EE": 1.0},
    ")": {"LR": 0.2, "LS": 0.2, "RL": 0.4, "RS": 0.4, "RR": 0.8, "LT": 0.3, "DT": 0.3, "TD": 0.3, "SR": 0.5, "SL": 0.4, "TT": 0.8, "RE": 0.1, "LE": 0.1, "TS": 0.4, "DS": 0.4},
    ".": {"RR": 0.5, "TT": 0.5, "LL": 0.9, "LR": 0.7, "LS": 0.6, "RS": 0.8, "RL": 0.8, "SR": 0.9, "SL": 0.9, "DT": 0.7, "TD": 0.7, "RE": 0.2, "LE": 0.2, "TS": 0.7, "DS": 0.7, "EE": 1.0,
          "LT": 0.7, "LD": 0.7, "ST": 0.9, "DL": 0.9, "TL": 0.9, "TE": 0.2, "DE": 0.2},
    "\n": {"RR": 0.7, "LR": 0.9, "LS": 0.9, "TT": 0.6, "RL": 1.4, "DT": 0.7, "TD": 0.7, "RE": 0.3, "LE": 0.3, "LL": 1.4, "RS": 1.5, "SR": 1.4},
    "then": {"RR": 0.4, "TT": 0.4, "DD": 0.5, "LL": 1.2, "LR": 1.2},
    "and": {"RR": 0.3, "LL": 0.5, "TT": 0.3, "DD": 0.5, "EE": 0.4, "RS": 1.2, "LS": 0.8, "RL": 0.7, "LR": 0.8, "DT": 0.2, "TD": 0.2, "LT": 0.5, "LD": 0.5, "RE": 0.1, "LE": 0.1,
            "SR": 0.8, "SL": 0.9, "TE": 0.1, "TS": 0.7, "DS": 0.7, "ER": 0.9},
    "=": {"RR": 3.0, "SR": 0.2, "LR": 0.2, "RL": 0.2, "DT": 0.2, "TD": 0.2, "RE": 0.2, "LE": 0.2, "LL": 2.5},
    ">": {},
    "but": {"RR": 0.5, "RE": 0.1, "LE": 0.1, "SR": 0.6, "RL": 0.8},
    "or": {},
}  # fmt: skip
"""Putting a number in the group in hand: by what joins it to the one before, and the roles of both."""
JOIN_ELSE = 3.0

NEW: dict[str, float] = {
    "x": 9, "sx": 1.3, "times": 9, "@": 9, "for": 4, "of": 9, "with": 1.2, "a": 9, "in": 4, "to": 1.0, " ": 0.95, ",": 0.3, "/": 0.6, "-": 1.5, "+": 0.6, ":": 1.0,
    "(": 1.4, ")": 0.35, ".": 0.05, "\n": 0, "then": 0, "and": 0.3, "=": 3, ">": 0, "but": 0.2, "or": 2.0,
}  # fmt: skip
"""Beginning a group of sets."""
LABELLED = 0.75
"""A number with its unit or label may stand a little farther off: join costs are multiplied."""

WORD_BETWEEN = 0.06
"""A word between two numbers that are joined."""

NO_REPS = 3.0
NO_LOAD = 1.1
CARRIED_LOAD = 0.25
LONE_COUNT = 3.0
LENGTHS_DIFFER = 3.2
COUNT_DIFFERS = 1.5
"""A count of sets and a list that has not as many: it is asked which is right."""
SMALL_AFTER_REPS = 1.2
"""The second of "3 x 12" as a load."""
HEAVIEST_COST = 3.6
MIXED_LOADS = 1.0
"""Sets with and without a load in one exercise."""
NOISE = 4.2
"""A number that is left out."""
BY_CONTEXT = 0.2
"""A role, for each time it is e times less likely than certain, by what stands around the number (``number_roles``)."""
BY_CONTEXT_MOST = 1.0
PASSED_OVER = 0.8
"""Leaving out a number that is, by what stands around it, certainly none of the sets; less sure ones are dearer."""
NOISE_ON_ROAD = 1.5
"""The same, of an endurance exercise whose time or distance is known: the slope, the level, how many were there."""
COUNT_AFTER_LOAD = 0.5
"""The x of "5 @ 100 x 3", where the reps are known: not that of "100 x 3"."""
COUNT_AFTER_REPS = 0.3
"""The last x of "100 x 5 x 3"."""
LOAD_BELOW_REPS = 0.8
"""A bare number after reps that are more, read as their load."""
LOADS_UNLIKE = 1.0
"""A bare load in a list that began with a unit."""
NEW_REPS = 0.45
"""Reps alone as a new group, where they could go on with a list."""
REPS_AFTER_LOADS = 0.7
"""A list of bare loads, and then a list of reps, with nothing but spaces between."""
LIGHT_FIRST = 1.8
LIGHT_FIRST_OF_LIGHT = 1.3
"""The small number of "3 x 12" as a load, not as a count."""
LIGHT_UP_TO = 12
PAST_AMENDMENT = 1.5
"""A number after what was said of some sets only, read as said of those too, beyond a sign that parts."""
LOOSE_COUNT = 0.6
"""A bare number before a list of reps, read as their count: "3 2 2 1"."""
MATCHED = -0.4
"""A list that has just as many items as sets were said."""
EXPECTED = -0.3
"""The next item of a list that has fewer than sets were said."""
LOAD_JUMPS = 1.5
"""The load of a new group, for each time it is e times that of the group before, beyond a warm-up's step."""
SPLITS_ROAD = 1.2
"""A time apart from the distance before it, or the reverse."""
LIKE_REPS = 1.1
"""A number in the middle of a list of reps, read as the load of what follows."""
RESTATED = 0.2
ONE_SET = 0.35
REPS_ABOVE: tuple[tuple[int, float], ...] = ((30, 1.2), (50, 1.6), (100, 2.5))
"""Of a loaded lift; each that is passed is added."""
REPS_ABOVE_BODY: tuple[tuple[int, float], ...] = ((60, 0.5), (100, 0.8), (250, 2.0))
SETS_ABOVE: tuple[tuple[int, float], ...] = ((6, 0.5), (10, 1.3), (20, 2.0), (40, 3.0))
LOAD_UNUSUAL = 1.6
"""For each time a load is e times what is usual, beyond a wide margin."""
BARE_LOAD_ON_BODY = 1.6
"""A number without a unit as the load of an exercise of the body alone."""
REPS_OF_ROAD = 3.0
"""Reps, said as such, of an exercise that has none: "the double" of a rower."""
REPS_UNLIKE = 1.2
"""Reps in a list that are far from the ones before."""
