"""Words that are grammar rather than names, and slips in them put right."""

# ruff: noqa: E501 - a table or a pattern is read best in one line

import re
from functools import cache

from training.notation.numerals import is_number_word


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


AT = words("@ at with w using mit bei je auf")
TIMES = frozenset(["x", "*", "by", "mal"])
AND = words("and & then und plus dann")
FILLERS = words(
    "i i've i'm ive im my me we it that this these those the a an of fo in on to so just did do does done had have "
    "has was were is are been being got get hit made went go going felt feel feels feeling good great ok okay fine "
    "nice solid bad strong weak tired also again each per from up all my our his today tonight now about around "
    "approx roughly really very pretty quite super too well still some more only then finally finished finish started "
    "start first second next after before workout session training trained gym log logged please add record put down "
    "as for by yes yeah yep no but and or with sets set rep reps ich habe hab und heute gemacht heavy easy light "
    "moderate hard hey hi hello thanks thank you morning evening afternoon night work working total totally exercise "
    "exercises lifts lifted performed completed knocked managed out off over than when because since which way bit "
    "little lot actually think guess maybe around about total could would should can can't don't didn't not never "
    "always weight weights load bar dumbbells dumbbell barbell kettlebell db dbs kb kbs side arm leg hand last same "
    "time week per top back down max failed miss missed drop warm warmup pause paused rest min mins sec secs minutes "
    "seconds hours hour ended ending felt like lift lifting mom à speed both everything"
)
"""Words that say nothing of sets; on their own they are no names either."""

KEYWORDS = words(
    "sets reps yesterday today monday tuesday wednesday thursday friday saturday sunday warmup warmups failure "
    "superset amrap tempo paused assisted dropset skipped kilos pounds minutes seconds rounds calories prescribed "
    "plates"
)
"""Words worth mending: long enough that one slip leaves no doubt."""

VARIANTS = words(
    "paused pause tempo deficit pin beltless belted banded negatives negative eccentrics chains slingshot blocks tng "
    "partials sleeves straps wraps raw strict kipping rx scaled unbroken assisted weighted"
)
"""Words for how a lift was done; a name may hold them."""

IMPLEMENT_WORDS = re.compile(
    r"(?:smith(?: machine)?|machine|dumb-?bells?|dbs?|kettle-?bells?|kbs?|cable(?: machine)?|cables|bands?|barbell|long bar|bb|ez(?: ?-?bar)?|"
    r"trap bar|hex bar|rings?|suspension|trx|sandbag|landmine)\b"
)
"""What is lifted, said apart from the name of the exercise."""

VERBS = {
    "ran": "running", "jogged": "running", "biked": "cycling", "cycled": "cycling", "rode": "cycling",
    "rowed": "rowing machine", "swam": "swimming", "walked": "walking", "hiked": "hiking", "erg": "rowing machine",
    "benched": "bench press", "squatted": "squat", "deadlifted": "deadlift", "planked": "plank", "runned": "running",
    "pulled": "deadlift", "pressed": "overhead press", "curled": "bicep curl", "runnning": "running", "ohped": "overhead press",
    "bouldered": "climbing", "swum": "swimming", "hung": "dead hang", "cleaned": "clean", "snatched": "snatch", "skied": "ski erg",
}  # fmt: skip
"""What was done, said as a verb, and the name of the exercise."""

PARTICLES = words("out into away off over")
"""After a verb they make another of it: to run out of time is no running."""

NO_NAMES = words(
    "help husband wife help lads kids day night morning evening school gym home work week weeks month minutes guy girl coach "
    "trainer bro dude lol weight total volume session workout program programme plan routine break lunch dinner breakfast coffee "
    "music podcast music rain snow weather floor room house street park river hotel office spotter lockout form technique grip "
    "quarter dime nickel plate plates factor drag change rpes pr pb reps sets rep set kilos kilo pounds repetitions knee back shoulder hip wrist elbow neck left right side wait scratch sorry "
    "best worst record personal first second third last final next number half third attempt attempts opener price age years"
)
"""Words that stand before numbers and are no exercise."""

TRAINED = frozenset(
    [
        "arms",
        "legs",
        "chest",
        "back",
        "shoulders",
        "abs",
        "core",
        "trained",
        "train",
        "workout",
        "session",
        "gym",
        "exercise",
        "lifted",
        "cardio",
        "usual",
        "machines",
        "training",
    ]
)
"""What tells that somebody trained, where no exercise is named."""

KEYWORDS_ABROAD = {
    **dict.fromkeys(("sätze", "satz", "serien", "series", "serie", "séries", "série"), "sets"),
    **dict.fromkeys(("wiederholungen", "wdh", "wiederholung", "repeticiones", "répétitions", "ripetizioni", "repetições"), "reps"),
    **dict.fromkeys(("mit", "con", "avec", "com"), "with"), **dict.fromkeys(("minuten", "minutos", "minuti"), "minutes"),
    **dict.fromkeys(("sekunden", "segundos", "secondes", "secondi"), "seconds"), "mal": "x", "veces": "times",
    **dict.fromkeys(("gestern", "ayer", "ontem", "ieri"), "yesterday"), **dict.fromkeys(("heute", "hoy", "hoje", "oggi"), "today"),
    **dict.fromkeys(("vorgestern", "anteayer"), "day before yesterday"), "stunde": "hour", "stunden": "hours",
    **dict.fromkeys(("kilogramm", "kilogrammes"), "kg"), "n": "and", "je": "each", "cada": "each", "pierna": "leg", "bein": "leg",
}  # fmt: skip
"""Words of notation in German, Spanish, French, Portuguese and Italian, as they are read."""

GRAMMAR = (
    words(
        "kg kgs kilo kilos lb lbs pounds pound st stone stones rpe rir rm reps rep sets set x times bw bodyweight bar "
        "ea each side arm leg hand sec secs s second seconds min mins minute minutes hr hrs hour hours h m km mi mile "
        "miles k yd yards ft feet cal cals kcal calories steps amrap emom tabata rounds round rds ss superset "
        "supersets drop dropset failure tf failed fail missed miss warm warmup warmups wu w top backoff back off rest "
        "r zone z hr split same ditto repeat plan skipped skip pr pb max e1rm plates plate pps pin level stack band "
        "bands vest l ladder cluster myo 21s giant single singles double doubles triple triples grinder left right "
        "pain hurts hurt sore pinch yesterday today tomorrow ago monday tuesday wednesday thursday friday saturday "
        "sunday mon tue tues wed thu thur thurs fri sat sun jan feb mar apr may jun jul aug sep sept oct nov dec "
        "january february march april june july august september october november december week weeks days day month "
        "prescribed planned written mph kph bpm thereafter afterwards later finally hence"
    )
    | AT
    | TIMES
    | AND
    | FILLERS
    | frozenset(VERBS)
)


_NO_SLIPS = words("pilates passed slipped places caused played pasted seconde planes temple tempt sundays")
"""Words of their own, one letter away from a keyword."""


@cache
def _slips() -> dict[str, str]:
    """Every keyword with one letter left out, to find it by."""
    found: dict[str, str] = {}
    for word in sorted(KEYWORDS):
        if len(word) >= 5:
            for place in range(len(word)):
                found.setdefault(word[:place] + word[place + 1 :], word)
    return found


def mended(word: str) -> str | None:
    """The keyword that a word is one slip away from (a letter too few, too many, wrong, or two swapped).

    >>> mended("yesteday"), mended("warmpu"), mended("bench")
    ('yesterday', 'warmup', None)
    """
    if (
        len(word) < 5
        or word[0] == "x"
        or word in GRAMMAR
        or is_number_word(word)
        or word in _NO_SLIPS
        or len(word) > 12
    ):
        return None
    slips = _slips()
    if word in slips:
        return slips[word]
    for place in range(len(word)):
        shorter = word[:place] + word[place + 1 :]
        if shorter in KEYWORDS and len(shorter) >= 5:
            return shorter
        if (keyword := slips.get(shorter)) and abs(len(keyword) - len(word)) == 0:
            return keyword
    return None
