"""What to do about pain in training (reference 8.1, the stricter of the published cut-offs). Never a diagnosis."""

CARRY_ON_UP_TO = 2
MODIFY_UP_TO = 5
INSTEAD = {
    "knee": "box squats, hip thrusts, RDLs or the bike",
    "back": "a trap bar with high handles, leg press, chest-supported rows or hip thrusts",
    "shoulder": "neutral-grip dumbbell presses, landmine presses, floor presses or face pulls",
    "elbow": "rope pushdowns, hammer curls or a neutral grip",
    "wrist": "a neutral grip, push-ups on handles or straps",
    "hip": "trap-bar pulls, box squats or hip thrusts",
    "groin": "trap-bar pulls, box squats or hip thrusts",
    "ankle": "the bike, rowing or seated calf raises",
    "neck": "chest-supported work and machine presses",
}

REGION_WORDS = {
    "lower back": "lower_back", "upper back": "upper_back", "back": "lower_back", "lat": "upper_back",
    "knee": "knee", "quad": "knee", "shoulder": "shoulder", "elbow": "elbow", "bicep": "elbow", "tricep": "elbow",
    "forearm": "elbow", "wrist": "wrist", "hand": "wrist", "thumb": "wrist", "hip": "hip", "groin": "hip",
    "adductor": "hip", "glute": "hip", "ankle": "ankle", "foot": "ankle", "feet": "ankle", "achilles": "ankle",
    "neck": "neck", "chest": "chest", "pec": "chest", "rib": "chest", "hamstring": "hamstring",
    "calf": "calf", "calves": "calf", "shin": "calf",
}  # fmt: skip
"""What a place of a pain in words is among the regions that limit plans."""


def region_of(words: str) -> str | None:
    """The region that a place is in; ``None`` for one that no plan knows of.

    >>> region_of("left shins"), region_of("lower back"), region_of("head")
    ('calf', 'lower_back', None)
    """
    return next((region for word, region in REGION_WORDS.items() if word in words.lower()), None)


def pain_advice(region: str, score: float | None) -> str:
    """One or two calm sentences about a pain from 0 to 10 in a region of the body.

    >>> pain_advice("knee", 4)[:34]
    'Knee pain at 4/10: stay under 5/10'
    """
    where = region.capitalize()
    other = next((f" Instead: {words}." for name, words in INSTEAD.items() if name in region.lower()), "")
    if score is None:
        return (
            f"{where} pain noted. How bad is it, from 0 to 10? Up to 2 carry on; 3 to 5 train lighter and pain-free; "
            "above 5, or sharp, stop that movement and have it looked at."
        )
    said = f"{where} pain at {score:g}/10"
    if score <= CARRY_ON_UP_TO:
        return f"{said}: carry on and keep an eye on it."
    if score <= MODIFY_UP_TO:
        return (
            f"{said}: stay under 5/10, so 10 to 20 % less load, a pain-free range, slow reps, about a third fewer sets."
            f"{other} If it is worse tomorrow, swap the movement; if it lasts two weeks, see a physio or doctor."
        )
    return (
        f"{said}: stop that movement and the ones like it today.{other} "
        "Have it looked at by a clinician before you load it again, at once if it swells, locks, gives way or goes numb."
    )
