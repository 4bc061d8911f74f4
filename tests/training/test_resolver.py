"""What athletes type, and which exercise is meant."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.library import load_library
from training.movement import Movement
from training.resolver import Candidates, Resolution, Resolved, Resolver, Unknown

ANYONE = Resolver(load_library())

CORE_ALIASES = """
back_squat: Back squat, squat, squats, BS, SQ, LBBS, HBBS, low bar, high bar, sqaut
front_squat: Front squat, FS, fsq, front sq
goblet_squat: Goblet squat, GS, goblets, KB squat
bodyweight_squat: Bodyweight squat, air squat, BW squat, prisoner squat
box_squat: Box squat, box sq, BOS
overhead_squat: Overhead squat, OHS
leg_press: Leg press, sled press, 45 leg press
hack_squat: Hack squat, hacks, hack sq
split_squat: Split squat, static lunge
bulgarian_split_squat: Bulgarian split squat, BSS, bulgarians, RFESS, rear foot elevated
walking_lunge: Walking lunge, WL
reverse_lunge: Reverse lunge, rev lunge, back lunge
step_up: Step-up, stepups, box step-ups
pistol_squat: Pistol squat, pistols, single-leg squat, SLS
leg_extension: Leg extension, leg ext, LE, quad ext
leg_curl: Leg curl, ham curl, LC, HS curl, lying curl
nordic_curl: Nordic curl, nordics, NHE, nordic ham
deadlift: Deadlift, DL, deads, dead, conv, CDL
sumo_deadlift: Sumo deadlift, SDL, sumo
trap_bar_deadlift: Trap-bar deadlift, TBDL, hex bar DL, hexbar
romanian_deadlift: Romanian deadlift, RDL, RDLs, romanians
stiff_leg_deadlift: Stiff-leg deadlift, SLDL, stiff legs
single_leg_rdl: Single-leg RDL, SLRDL, 1-leg RDL
good_morning: Good morning, GM, GMs
hip_thrust: Hip thrust, HT, thrusts, BB hip thrust
glute_bridge: Glute bridge, bridge, GB
back_extension: Back extension, hypers, hyperextension, BE
kettlebell_swing: Kettlebell swing, KBS, swings, RKBS, russian swing
bench_press: Bench press, BP, bench, flat bench, BB bench, benchh
close_grip_bench: Close-grip bench press, CGBP, CG bench
incline_bench_press: Incline bench press, IBP, incline, incline BB
db_bench_press: Dumbbell bench press, DB bench, DBBP, flat DB
incline_db_press: Incline dumbbell press, IDP, incline DB, incline DBs
machine_chest_press: Machine chest press, chest press, hammer press
push_up: Push-up, pushups, press-ups
incline_push_up: Incline push-up, hands-elevated push-up
dip: Dip, dips, bar dips
chest_fly: Chest fly, flyes, pec fly
overhead_press: Overhead press, OHP, press, strict press, military, MP, shoulder press BB
push_press: Push press, PP
db_shoulder_press: Dumbbell shoulder press, DBSP, DB OHP, seated DB press
landmine_press: Landmine press, LMP
pike_push_up: Pike push-up, pike PU
handstand_push_up: Handstand push-up, HSPU
lateral_raise: Lateral raise, lat raise, laterals, side raises, LR
rear_delt_fly: Rear-delt fly, reverse fly, RDF, rear delts
face_pull: Face pull, facepulls
upright_row: Upright row, UR
barbell_row: Barbell row, BOR, BB row, BBR, bent over row, rows, yates row
pendlay_row: Pendlay row, pendlays
db_row: One-arm dumbbell row, DB rows, kroc row, 1-arm row, SA row
seated_cable_row: Seated cable row, cable row, low row
chest_supported_row: Chest-supported row, CSR, incline row
t_bar_row: T-bar row, TBR, tbar
inverted_row: Inverted row, ring row, bodyweight row, aussie pull-up
pull_up: Pull-up, pullups, pull ups, wide grip, weighted PU, WPU
chin_up: Chin-up, chins, chinups, CU, underhand
assisted_pull_up: Assisted pull-up, gravitron
lat_pulldown: Lat pulldown, LPD, pulldown, PD, lat pull, pulldowns
muscle_up: Muscle-up, MU, BMU
barbell_curl: Barbell curl, BB curl, BBC
db_curl: Dumbbell curl, DBC, bis, bicep curls
hammer_curl: Hammer curl, hammers
triceps_pushdown: Triceps pushdown, pushdowns, TPD, rope pushdown, tri pushdown, pressdown
skull_crusher: Skull crusher, skullcrushers, skulls, LTE, lying tri ext
overhead_triceps_ext: Overhead triceps extension, OHTE, OH ext
calf_raise: Calf raise, calves, CR
shrug: Shrug, shrugs
plank: Plank, planks, front plank, RKC
side_plank: Side plank
hanging_leg_raise: Hanging leg raise, HLR, leg raises
ab_wheel: Ab-wheel rollout, rollouts, wheel
cable_crunch: Cable crunch, rope crunch, kneeling crunch
pallof_press: Pallof press, anti-rotation press
farmers_carry: Farmer's carry, farmers, farmer walk, FW
suitcase_carry: Suitcase carry, one-arm carry
power_clean: Power clean, PC, cleans
clean_and_jerk: Clean and jerk, C&J, CJ
snatch: Snatch, sn
thruster: Thruster, thrusters, THR
wall_ball: Wall ball, WB, wallballs
burpee: Burpee, burps, BRP
box_jump: Box jump, BJ, boxjumps
sled_push: Sled push/pull, prowler, sled
battle_ropes: Battle ropes, ropes
jump_rope: Jump rope, skipping, SU
row_erg: Rowing ergometer, C2, erg, 2k
bike: Bike, cycle
run: Run/jog/walk, jog
turkish_get_up: Turkish get-up, TGU, getups
worlds_greatest_stretch: World's greatest stretch, WGS, spiderman lunge
"""
"""The reference's core movements (11.2) and what people call them."""

VARIANTS = {
    "lunges": "Lunge",
    "seated curl": "Seated Leg Curl (Machine)",
    "ring dips": "Ring Dip",
    "pec deck": "Butterfly (Pec Deck)",
    "cable fly": "Cable Fly Crossovers",
    "arnold press": "Arnold Press (Dumbbell)",
    "seal row": "Seal Row (Barbell)",
    "band pull-ups": "Pull Up (Band)",
    "RMU": "Ring Muscle Up",
    "EZ curl": "EZ Bar Biceps Curl",
    "curls": "Bicep Curl (Dumbbell)",
    "incline curl": "Incline Curl (Dumbbell)",
    "rope hammer": "Hammer Curl (Cable)",
    "french press": "French Press (EZ Bar)",
    "donkey calf": "Donkey Calf Raise",
    "T2B": "Toes To Bar",
    "TTB": "Toes To Bar",
    "K2E": "Knees To Elbows",
    "HPC": "Hang Power Clean",
    "power snatch": "Power Snatch",
    "BBJO": "Burpee Box Jump Over",
    "DU": "Double Under",
    "double unders": "Double Under",
    "row": "Bent Over Row (Barbell)",
    "assault bike": "Air Bike",
    "echo": "Air Bike",
    "spin": "Spinning",
    "treadmill": "Treadmill",
    "12-3-30": "Treadmill",
}
"""Words that the reference lists with a core movement, and that name a variant with a load of its own."""

TYPED = {
    "benchh": "Bench Press (Barbell)",
    "deads": "Deadlift (Barbell)",
    "sqauts": "Squat (Barbell)",
    "lat pulldwn": "Lat Pulldown (Cable)",
    "pull-up": "Pull Up",
    "pullups": "Pull Up",
    "pull ups": "Pull Up",
    "Pull‑Ups": "Pull Up",
    "pull—ups": "Pull Up",
    "db incline bench": "Incline Bench Press (Dumbbell)",
    "incline bench dumbbells": "Incline Bench Press (Dumbbell)",
    "incline dumbell press": "Incline Bench Press (Dumbbell)",
    "dumbell bench": "Bench Press (Dumbbell)",
    "dumbbel bench press": "Bench Press (Dumbbell)",
    "bench press (barbell)": "Bench Press (Barbell)",
    "barbell bench": "Bench Press (Barbell)",
    "BENCH": "Bench Press (Barbell)",
    "bnech": "Bench Press (Barbell)",
    "bech press": "Bench Press (Barbell)",
    "benchpres": "Bench Press (Barbell)",
    "db bench press": "Bench Press (Dumbbell)",
    "DB shoulder press": "Shoulder Press (Dumbbell)",
    "dumbell shoulder pres": "Shoulder Press (Dumbbell)",
    "ohp": "Overhead Press (Barbell)",
    "overhed press": "Overhead Press (Barbell)",
    "militery press": "Overhead Press (Barbell)",
    "rdls": "Romanian Deadlift (Barbell)",
    "romainian deadlift": "Romanian Deadlift (Barbell)",
    "db rdl": "Romanian Deadlift (Dumbbell)",
    "rdl dumbbell": "Romanian Deadlift (Dumbbell)",
    "smith squat": "Squat (Smith Machine)",
    "squat smith machine": "Squat (Smith Machine)",
    "lat raises": "Lateral Raise (Dumbbell)",
    "db lat raise": "Lateral Raise (Dumbbell)",
    "cable lateral raises": "Lateral Raise (Cable)",
    "leg ext": "Leg Extension (Machine)",
    "leg extentions": "Leg Extension (Machine)",
    "leg curl": "Lying Leg Curl (Machine)",
    "lying leg curls": "Lying Leg Curl (Machine)",
    "seated leg curls": "Seated Leg Curl (Machine)",
    "ham curls": "Lying Leg Curl (Machine)",
    "leg press": "Leg Press (Machine)",
    "legpress": "Leg Press (Machine)",
    "calf raises": "Standing Calf Raise (Machine)",
    "seated calf raises": "Seated Calf Raise (Machine)",
    "hip thrusts": "Hip Thrust (Barbell)",
    "hipthrusts": "Hip Thrust (Barbell)",
    "bulgarians": "Bulgarian Split Squat",
    "bulgarian split squats": "Bulgarian Split Squat",
    "bss": "Bulgarian Split Squat",
    "walking lunges": "Walking Lunge",
    "db lunges": "Lunge (Dumbbell)",
    "goblet squats": "Goblet Squat",
    "face pulls": "Face Pull",
    "facepulls": "Face Pull",
    "facepull": "Face Pull",
    "rows": "Bent Over Row (Barbell)",
    "row": "Bent Over Row (Barbell)",
    "curls": "Bicep Curl (Dumbbell)",
    "ez bar curl": "EZ Bar Biceps Curl",
    "ez curls": "EZ Bar Biceps Curl",
    "hammers": "Hammer Curl (Dumbbell)",
    "hammer curls db": "Hammer Curl (Dumbbell)",
    "preacher curls": "Preacher Curl (EZ Bar)",
    "skullcrushers": "Skullcrusher (Barbell)",
    "skull crushers": "Skullcrusher (Barbell)",
    "scullcrushers": "Skullcrusher (Barbell)",
    "tricep pushdowns": "Triceps Pushdown",
    "triceps push down": "Triceps Pushdown",
    "rope pushdowns": "Triceps Pushdown",
    "dips": "Chest Dip",
    "weighted dips": "Chest Dip",
    "weighted pull ups": "Pull Up",
    "chins": "Chin Up",
    "chinups": "Chin Up",
    "chin-ups": "Chin Up",
    "t-bar row": "T Bar Row",
    "t bar rows": "T Bar Row",
    "tbar rows": "T Bar Row",
    "pendlay rows": "Pendlay Row (Barbell)",
    "bb rows": "Bent Over Row (Barbell)",
    "barbell row": "Bent Over Row (Barbell)",
    "bent over rows": "Bent Over Row (Barbell)",
    "bent-over barbell row": "Bent Over Row (Barbell)",
    "one arm db row": "Dumbbell Row",
    "1-arm row": "Dumbbell Row",
    "single-arm dumbbell rows": "Dumbbell Row",
    "seated cable rows": "Seated Cable Row",
    "cable rows": "Seated Cable Row",
    "lat pulldowns": "Lat Pulldown (Cable)",
    "pull down": "Lat Pulldown (Cable)",
    "pulldowns": "Lat Pulldown (Cable)",
    "close grip lat pulldown": "Lat Pulldown - Close Grip (Cable)",
    "hex bar deadlift": "Deadlift (Trap Bar)",
    "trap bar dl": "Deadlift (Trap Bar)",
    "sumo dl": "Sumo Deadlift (Barbell)",
    "conventional deadlift": "Deadlift (Barbell)",
    "deadlfit": "Deadlift (Barbell)",
    "dead lift": "Deadlift (Barbell)",
    "deadlifts": "Deadlift (Barbell)",
    "front squats": "Front Squat (Barbell)",
    "back squats": "Squat (Barbell)",
    "low bar squat": "Squat (Barbell)",
    "ssb squat": "Safety Bar Squat",
    "hack squats": "Hack Squat (Machine)",
    "box squats": "Box Squat (Barbell)",
    "pistols": "Pistol Squat",
    "step-ups": "Step Up",
    "box jumps": "Box Jump",
    "burpees": "Burpee",
    "kb swings": "Kettlebell Swing",
    "kettlebell swings": "Kettlebell Swing",
    "kettlebell swngs": "Kettlebell Swing",
    "turkish getup": "Turkish Get Up",
    "tgu": "Turkish Get Up",
    "farmers walks": "Farmers Walk",
    "farmer's carry": "Farmers Walk",
    "farmer’s walk": "Farmers Walk",
    "plank": "Plank",
    "planks": "Plank",
    "side plank": "Side Plank",
    "hanging leg raises": "Hanging Leg Raise",
    "toes to bar": "Toes To Bar",
    "t2b": "Toes To Bar",
    "ab wheel": "Ab Wheel",
    "ab rollouts": "Ab Wheel",
    "cable crunches": "Cable Crunch",
    "sit ups": "Sit Up",
    "situps": "Sit Up",
    "push-ups": "Push Up",
    "pushups": "Push Up",
    "press ups": "Push Up",
    "power cleans": "Power Clean",
    "c&j": "Clean and Jerk",
    "clean & jerk": "Clean and Jerk",
    "snatches": "Snatch",
    "thrusters": "Thruster (Barbell)",
    "wall balls": "Wall Ball",
    "double unders": "Double Under",
    "rowing": "Rowing Machine",
    "2k row": "Rowing Machine",
    "row erg": "Rowing Machine",
    "assault bike": "Air Bike",
    "treadmill": "Treadmill",
    "jog": "Running",
    "running": "Running",
    "swim": "Swimming",
    "yoga": "Yoga",
    "murph": "Murph",
    "fran": "Fran",
    "press": "Overhead Press (Barbell)",
    "squat": "Squat (Barbell)",
    "incline": "Incline Bench Press (Barbell)",
    "curl": "Bicep Curl (Dumbbell)",
    "shoulder press": "Shoulder Press (Dumbbell)",
    "pec deck": "Butterfly (Pec Deck)",
    "flyes": "Chest Fly (Dumbbell)",
    "db flys": "Chest Fly (Dumbbell)",
    "cable flies": "Cable Fly Crossovers",
    "reverse flys": "Rear Delt Fly (Dumbbell)",
    "rear delt flies": "Rear Delt Fly (Dumbbell)",
    "shrugs": "Shrug (Barbell)",
    "db shrugs": "Shrug (Dumbbell)",
    "upright rows": "Upright Row (Barbell)",
    "good mornings": "Good Morning (Barbell)",
    "back extensions": "Back Extension",
    "hypers": "Back Extension",
    "nordics": "Nordic Curl",
    "glute bridges": "Glute Bridge",
    "hip abduction": "Hip Abduction (Machine)",
    "adductors": "Hip Adduction (Machine)",
    "muscle ups": "Muscle Up",
    "muscle-up": "Muscle Up",
    "hspu": "Handstand Push Up",
    "ring dips": "Ring Dip",
    "landmine press": "Landmine Press",
    "arnold press": "Arnold Press (Dumbbell)",
    "push press": "Push Press (Barbell)",
    "z press": "Z Press (Barbell)",
    "floor press": "Floor Press (Barbell)",
    "cgbp": "Close Grip Bench Press (Barbell)",
    "close grip bench": "Close Grip Bench Press (Barbell)",
    "jm press": "JM Press (Barbell)",
    "spoto press": "Spoto Press (Barbell)",
    "front lever": "Front Lever Hold",
    "planche": "Planche",
    "handstand": "Handstand Hold",
    "l-sit": "L Sit",
    "sled push": "Sled Push",
    "prowler": "Sled Push",
    "battle ropes": "Battle Ropes",
    "skipping": "Jump Rope",
    "ski erg": "Ski Erg",
    "elliptical": "Elliptical Trainer",
    "stairmaster": "Stair Machine",
    "inclne db press": "Incline Bench Press (Dumbbell)",
    "inc bench": "Incline Bench Press (Barbell)",
    "dec bench": "Decline Bench Press (Barbell)",
    "declne bench": "Decline Bench Press (Barbell)",
    "sa db row": "Dumbbell Row",
    "sl rdl": "Single Leg Romanian Deadlift (Dumbbell)",
    "weighted plank": "Plank (Weighted)",
    "smith machine bench press": "Bench Press (Smith Machine)",
    "machine chest press": "Chest Press (Machine)",
    "hammer strength chest press": "Chest Press (Machine)",
    "cable curls": "Bicep Curl (Cable)",
    "bicep curls": "Bicep Curl (Dumbbell)",
    "bicept curl": "Bicep Curl (Dumbbell)",
    "dumbbell curls": "Bicep Curl (Dumbbell)",
    "alternating db curls": "Bicep Curl (Dumbbell)",
    "seated db press": "Shoulder Press (Dumbbell)",
    "squats (barbell)": "Squat (Barbell)",
    "zercher squat": "Zercher Squat (Barbell)",
    "stiff leg deadlifts": "Stiff Leg Deadlift (Barbell)",
    "lunges": "Lunge",
    "reverse lunges": "Reverse Lunge",
    "lateral lunges": "Lateral Lunge",
    "calf press": "Calf Press (Machine)",
    "tib raises": "Tibialis Raise",
    "neck curls": "Lying Neck Curl",
    "bulgarian split squat dumbbell": "Bulgarian Split Squat",
    "Bench Press - Close Grip (Barbell)": "Close Grip Bench Press (Barbell)",
    "Shoulder Press (Dumbbell)": "Shoulder Press (Dumbbell)",
    "Deadlift (Trap Bar)": "Deadlift (Trap Bar)",
    "Lat Pulldown - Close Grip (Cable)": "Lat Pulldown - Close Grip (Cable)",
    "Triceps Pushdown (Cable - Straight Bar)": "Triceps Pushdown",
    "Knee Raise (Captain's Chair)": "Knee Raise Parallel Bars",
    "Rear Delt Reverse Fly (Machine)": "Rear Delt Fly (Machine)",
    "Stiff Leg Deadlift (Barbell)": "Stiff Leg Deadlift (Barbell)",
    "Straight Leg Deadlift": "Stiff Leg Deadlift (Barbell)",
    "Triceps Extension (Dumbell)": "Overhead Triceps Extension (Dumbbell)",
    "Iso-Lateral Low Row": "Iso-Lateral Low Row (Machine)",
    "Rowing (Machine)": "Rowing Machine",
    "Farmers Work": "Farmers Walk",
    "incline bench  press": "Incline Bench Press (Barbell)",
    "INCLINE DB PRESS": "Incline Bench Press (Dumbbell)",
    "dumbells curl": "Bicep Curl (Dumbbell)",
    "kettelbell swing": "Kettlebell Swing",
    "prone leg curl": "Lying Leg Curl (Machine)",
    "low to high cable fly": "Low Cable Fly Crossovers",
    "high to low cable fly": "High Cable Fly Crossovers",
    "machine row": "Seated Row (Machine)",
    "row machine": "Rowing Machine",
}

NOT_EXERCISES = [
    "zercher floop",
    "hello",
    "banana",
    "dinner",
    "my knee",
    "knee",
    "head",
    "plan",
    "clear",
    "lead",
    "leg",
    "legs",
    "chest",
    "back",
    "shoulders",
    "arms",
    "abs",
    "core",
    "lift",
    "push",
    "pull",
    "dumbbell",
    "barbell",
    "cable",
    "machine",
    "kettlebell",
    "band",
    "reverse",
    "single arm",
    "weighted",
    "bench day was good today my friend",
    "i benched today",
    "how are you",
    "what should i do",
    "100",
    "5x5",
    "3x10",
    "100 kg",
    "kg",
    "",
    "   ",
    "!!!",
    "💪",
    "жим лежа",
    "xx press",
    "foo squat",
    "banana press",
    "leg banana",
    "dumbbell lat pulldown",
    "cable deadlift",
    "barbell leg press",
    "curl leg press",
    "press leg curl",
    "underwater row",
    "bench press and squat",
    "incline decline",
    "squat rack is taken",
    "knee pain",
    "shoulder hurts",
    "yes",
    "no",
    "undo",
    "rest day",
    "deload week",
    "warmup sets",
    "setup",
    "spring",
    "many",
    "skill",
    "bench " * 20,
]

ASKED = {
    "PU": {"Pull Up", "Push Up"},
    "SP": {"Shoulder Press (Dumbbell)", "Side Plank"},
    "LP": {"Leg Press (Machine)", "Lat Pulldown (Cable)"},
    "HS": {"Handstand Hold", "Hang Snatch", "Lying Leg Curl (Machine)"},
    "PS": {"Power Snatch", "Pistol Squat"},
    "TM": {"Treadmill", "Running"},
    "SS": {"Snatch", "Split Squat"},
    "FP": {"Face Pull", "Floor Press (Barbell)"},
    "HC": {"Hang Clean", "Hammer Curl (Dumbbell)"},
    "SCR": {"Seated Cable Row", "Seated Calf Raise (Machine)"},
    "lats": {"Lat Pulldown (Cable)", "Straight Arm Lat Pulldown (Cable)"},
    "db press": {"Bench Press (Dumbbell)", "Shoulder Press (Dumbbell)", "Incline Bench Press (Dumbbell)"},
    "machine press": {"Chest Press (Machine)", "Shoulder Press (Machine)"},
    "hip aduction": {"Hip Abduction (Machine)", "Hip Adduction (Machine)"},
}


def name_of(resolution: Resolution) -> str | None:
    return resolution.movement.name if isinstance(resolution, Resolved) else None


def own(name: str, *aliases: str) -> Movement:
    return Movement(
        slug="own_" + name.casefold().replace(" ", "_"), name=name, aliases=aliases, pattern="hinge",
        primary=("glutes",), secondary=(), equipment=(), mechanic="compound", modality="weight_reps", skill=2,
    )  # fmt: skip


@pytest.mark.parametrize("line", CORE_ALIASES.strip().splitlines())
def test_core_movements_answer_to_their_aliases(line: str) -> None:
    core_id, aliases = line.split(": ")
    core = load_library().by_core_id(core_id).name
    assert {alias: name_of(ANYONE.resolve(alias)) for alias in aliases.split(", ")} == dict.fromkeys(
        aliases.split(", "), core
    )


@pytest.mark.parametrize(("text", "name"), [*TYPED.items(), *VARIANTS.items()])
def test_what_people_type(text: str, name: str) -> None:
    assert name_of(ANYONE.resolve(text)) == name


@pytest.mark.parametrize("text", NOT_EXERCISES)
def test_what_is_no_exercise(text: str) -> None:
    assert isinstance(ANYONE.resolve(text), Unknown)


@pytest.mark.parametrize(("text", "names"), ASKED.items())
def test_what_has_to_be_asked(text: str, names: set[str]) -> None:
    resolution = ANYONE.resolve(text)
    assert isinstance(resolution, Candidates)
    assert {each.name for each in resolution.movements} == names


def test_every_name_and_slug_resolves_to_itself() -> None:
    for movement in load_library().movements:
        assert ANYONE.resolve(movement.name) == Resolved(movement, certain=True)
        assert ANYONE.named(movement.name.upper()) is movement
        assert ANYONE.named(movement.slug) is movement


def test_every_alias_is_found_by_imports() -> None:
    for movement in load_library().movements:
        for alias in movement.aliases:
            assert ANYONE.named(alias) is movement, alias


@pytest.mark.parametrize("text", ["sqat", "lat pulldwn", "inclne db press", "overhed press"])
def test_a_typo_is_told_as_a_reading(text: str) -> None:
    assert not ANYONE.resolve(text).certain


@pytest.mark.parametrize("text", ["bench", "pull-ups", "db bench", "RDL", "leg curls"])
def test_what_is_spelled_right_is_certain(text: str) -> None:
    assert ANYONE.resolve(text).certain


@pytest.mark.parametrize(
    ("text", "times_done", "name"),
    [
        ("bench", {"Bench Press (Dumbbell)": 12}, "Bench Press (Dumbbell)"),
        ("bench", {"Bench Press (Dumbbell)": 12, "Bench Press (Barbell)": 10}, "Bench Press (Barbell)"),
        ("leg curls", {"Seated Leg Curl (Machine)": 4}, "Seated Leg Curl (Machine)"),
        ("curls", {"Bicep Curl (Barbell)": 9, "Bicep Curl (Dumbbell)": 1}, "Bicep Curl (Barbell)"),
        ("rows", {"Seated Cable Row": 3}, "Seated Cable Row"),
        ("press", {"Leg Press (Machine)": 40}, "Overhead Press (Barbell)"),
        ("squat", {"Goblet Squat": 8}, "Goblet Squat"),
        ("split squats", {"Split Squat (Dumbbell)": 6}, "Split Squat (Dumbbell)"),
        ("pull ups", {"Pull Up (Band)": 20}, "Pull Up"),
        ("PU", {"Pull Up": 30}, "Pull Up"),
        ("FP", {"Face Pull": 10, "Floor Press (Barbell)": 1}, "Face Pull"),
        ("FP", {"Face Pull": 10, "Floor Press (Barbell)": 9}, None),
        ("iso row", {"Iso-Lateral Row (Machine)": 5}, "Iso-Lateral Row (Machine)"),
        ("bench press barbell", {"Bench Press (Dumbbell)": 50}, "Bench Press (Barbell)"),
    ],
)
def test_an_open_name_means_what_the_athlete_does(text: str, times_done: dict[str, int], name: str | None) -> None:
    assert name_of(Resolver(load_library(), times_done=times_done).resolve(text)) == name


@pytest.mark.parametrize(
    ("text", "equipment", "name"),
    [
        ("bench", {"dumbbell", "bench"}, "Bench Press (Dumbbell)"),
        ("bench", {"barbell", "bench", "rack", "dumbbell"}, "Bench Press (Barbell)"),
        ("press", {"dumbbell"}, "Shoulder Press (Dumbbell)"),
        ("squat", set(), "Squat (Bodyweight)"),
        ("bench", set(), "Bench Press (Barbell)"),
        ("bench press (barbell)", {"dumbbell", "bench"}, "Bench Press (Barbell)"),
    ],
)
def test_an_open_name_means_what_the_athlete_can_do(text: str, equipment: set[str], name: str) -> None:
    assert name_of(Resolver(load_library(), equipment=frozenset(equipment)).resolve(text)) == name


def test_the_athletes_own_exercises_come_first() -> None:
    floop = own("Zercher Floop", "floops", "bench")
    resolver = Resolver(load_library(), own=[floop])
    for text in ("zercher floop", "Zercher Floops", "floop zercher", "floops", "bench"):
        assert resolver.resolve(text) == Resolved(floop, certain=True)
    assert resolver.resolve("zercher flooop") == Resolved(floop, certain=False)
    assert resolver.named("ZERCHER FLOOP") is floop
    assert name_of(resolver.resolve("squat")) == "Squat (Barbell)"


def test_a_name_without_letters_is_a_name() -> None:
    flex = own("💪")
    assert Resolver(load_library(), own=[flex]).resolve("💪") == Resolved(flex, certain=True)


def test_an_unknown_name_is_offered_what_looks_like_it() -> None:
    resolution = ANYONE.resolve("barbell leg press")
    assert isinstance(resolution, Unknown)
    assert resolution.nearest[0].name == "Leg Press (Machine)"


@pytest.mark.parametrize("implement", ["barbell", "dumbbell", "kettlebell", "cable", "smith", "band", "machine"])
def test_an_implement_is_never_traded(implement: str) -> None:
    for base in (
        "bench press",
        "inclne bench",
        "row",
        "curls",
        "lateral raise",
        "romanian deadlft",
        "front squat",
        "shrg",
    ):
        resolution = ANYONE.resolve(f"{implement} {base}")
        movements = (resolution.movement,) if isinstance(resolution, Resolved) else ()
        assert all(implement in each.equipment for each in movements), (implement, base)


@given(st.text(max_size=100))
def test_anything_may_be_typed(text: str) -> None:
    assert isinstance(ANYONE.resolve(text), Resolved | Candidates | Unknown)


WORDS = sorted({word for each in load_library().movements for word in each.name.casefold().split()})


@given(st.lists(st.sampled_from([*WORDS, "x", "db", "flop", "presss"]), max_size=12).map(" ".join))
def test_any_mixture_of_words_is_answered(text: str) -> None:
    resolution = ANYONE.resolve(text)
    if isinstance(resolution, Candidates):
        assert 2 <= len(resolution.movements) <= 5
        assert len(set(resolution.movements)) == len(resolution.movements)


def test_a_turn_is_quick() -> None:
    """Wide margins: the real times are some microseconds, and one millisecond for a typo."""
    ANYONE.resolve("warm the index")
    started = time.perf_counter()
    for _ in range(200):
        Resolver(load_library(), times_done={"Bench Press (Barbell)": 3}).resolve("db incline bench")
    assert (time.perf_counter() - started) / 200 < 0.001
    started = time.perf_counter()
    for _ in range(20):
        ANYONE.resolve("dumbel inclne benhc presss x y z " + "q" * 40)
    assert (time.perf_counter() - started) / 20 < 0.05
