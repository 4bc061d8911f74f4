"""Red flags: signs in what an athlete writes that stop training talk (reference 9.1, 9.5, 9.6).

Triage runs on the words, in code, before any model. A false alarm costs a sentence; a missed one may
cost more, so the patterns are wide. Nothing here diagnoses.
"""

import re
from dataclasses import dataclass
from typing import Literal

Tier = Literal["emergency", "urgent", "clearance", "redirect"]
TIERS: tuple[Tier, ...] = ("emergency", "urgent", "clearance", "redirect")
LONGEST_READ = 50_000
"""Characters that are searched; nobody describes an emergency beyond them."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign that was found: how urgent it is, what it is called, what to say."""

    tier: Tier
    sign: str
    advice: str


CALL = "Stop now and call your local emergency number (112 in Europe, 911 in North America), or have someone do it."
TODAY = "Please don't train today, and get this looked at by a doctor today."
FIRST = "Please have a doctor clear you before you train on; until then only gentle walking and mobility."

_NOT = r"(?<!no )(?<!not )(?<!without )(?<!never )(?<!never had )(?<!any )"
_RULES: tuple[tuple[Tier, str, str, str], ...] = (
    # emergency now
    ("emergency", "thoughts of suicide",
     r"(kill(ing)? myself|suicid\w*(?! (sprints?|runs?|drills?|grips?))\b|end (my|it) (all|life)|end my life|don'?t want to (live|be alive)|want to die|better off dead|self[- ]harm|hurt(ing)? myself on purpose)",
     "I'm really glad you said it. You don't have to be alone with this: please call your local emergency number, or a "
     "crisis line (988 in the US and Canada, 116 123 in much of Europe), or someone you trust, right now. Training can wait; you matter more."),
    ("emergency", "chest pain",
     r"(chest|heart)\s*(is |was |feels? |really |very |so )*(pains?|pressure|tight(ness)?|crushing|squeez\w+|hurts?|hurting)|(pains?|pressure|tight(ness)?|crushing|squeez\w+)( \w+){0,3} (in|on|across|behind) (my |the )?(chest|breastbone|heart|sternum)|heart attack",
     f"Chest pain or pressure can be the heart. {CALL} Sit down and don't drive yourself. Training is off until a doctor has cleared you."),
    ("emergency", "fainting in exercise",
     r"(faint(ed|ing)?|pass(ed|ing) out|black(ed|ing) out|collaps(ed|ing)|lost consciousness|loss of consciousness)",
     f"Fainting or collapsing around exercise needs urgent help. {CALL} Lie down with your legs up and don't stay alone. No training until a doctor has cleared you."),
    ("emergency", "severe breathlessness",
     r"(can'?t|cannot|can not|unable to|struggling to|hard to) (breathe|catch my breath|get (any )?air)|(severe(ly)?|extreme(ly)?) (short(ness)? of breath|breathless\w*)|(breathless|short of breath|shortness of breath)( \w+){0,3} (at rest|resting|sitting|lying)",
     f"Severe trouble breathing is an emergency. {CALL} Sit upright. No training until a doctor has cleared you."),
    ("emergency", "racing or irregular heartbeat with dizziness",
     r"irregular (heart ?beat|pulse|heart rhythm)(?=.{0,60}(dizz|faint|light-?headed))|(heart|pulse)( \w+){0,3} (racing|irregular\w*|skipping|fluttering|pounding)(?=.{0,60}(dizz|faint|light-?headed))|(dizz\w*|light-?headed)(?=.{0,60}(heart|pulse)( \w+){0,3} (racing|irregular|skipping|fluttering))",
     f"A racing or irregular heartbeat with dizziness needs help at once. {CALL} Sit or lie down."),
    ("emergency", "signs of a stroke",
     r"(face|mouth)( \w+){0,2} (droop\w*|numb|paraly\w+)|(arm|leg|one side|left side|right side)( \w+){0,4} (suddenly )?(weak|numb|paraly\w+)(?=.{0,50}(speech|speak|talk|face|sudden))|slurred speech|can'?t speak|stroke symptoms|having a stroke|worst headache|thunderclap|(sudden|explosive) (severe )?headache|seizures?\b|convuls\w+",
     f"These can be signs of a stroke or a seizure, where minutes count. {CALL} Note the time it began, and don't eat or drink."),
    ("emergency", "heat stroke",
     r"(heat ?stroke|(confus\w+|collapse\w*|stopped sweating)(?=.{0,40}(heat|hot|sun))|(core )?temp\w*( \w+){0,3} 4[0-3]( ?°| ?c|\.\d)?)",
     f"This sounds like heat stroke. {CALL} Get into the shade, cool the body with water and ice at once."),
    ("emergency", "severe allergic reaction",
     r"anaphyla\w*|throat( \w+){0,2} (closing|swelling|tight\w*)|(tongue|lips|face)( \w+){0,2} swelling",
     f"This can be a severe allergic reaction. {CALL} Use an adrenaline pen if you have one."),
    ("emergency", "severe low blood sugar",
     r"(hypo(glyc\w+)?|low (blood )?sugar)(?=.{0,50}(confus\w+|shak\w+ (badly|uncontroll)|pass|faint|can'?t think))",
     f"Severe low blood sugar: take sugar now if you can swallow. {CALL}"),
    ("emergency", "head or neck injury",
     r"(hit|banged|dropped|knock\w*|landed)( \w+){0,5} (head|neck)(?=.{0,80}(vomit|unconscious|knocked out|black|can'?t (feel|move)|numb|weak|confus))|knocked (out|unconscious)|can'?t (feel|move) my (legs?|arms?|hands?|feet)",
     f"After a head or neck injury like that, don't move more than you must. {CALL} No training until a doctor has cleared you."),
    ("emergency", "back pain with numbness in the saddle area or bladder trouble",
     r"(saddle|groin|genital|between (my|the) legs|crotch)( \w+){0,3} numb\w*|numb\w*( \w+){0,4} (saddle|groin|genital\w*|crotch|between my legs)|(lost|losing|no) (control( of| over)?|bladder|bowel)( \w+){0,3} (bladder|bowels?|control)|(can'?t|cannot) (pee|urinate|hold my (pee|urine|bowels?))",
     f"Numbness there, or bladder or bowel trouble, with back pain has to be seen at once. {CALL}"),
    # today
    ("urgent", "dark urine",
     r"(dark|brown|cola|coke|tea|coca[- ]cola)[- ]?(colou?red|like)? ?(urine|pee|piss|wee)|(urine|pee|piss|wee)( \w+){0,3} (is |was |looks? |like )*(dark|brown|black|cola|coke|tea)|rhabdo\w*|(extreme|severe|massive)(ly)? (swollen|swelling|weak)",
     f"Dark urine after hard training can mean that muscle is breaking down (rhabdomyolysis), and the kidneys need protecting. {TODAY} Drink water, and tell them what and how hard you trained."),
    ("urgent", "calf swelling",
     r"(calf(?! rais)|calves|lower leg)( \w+){0,4} (swollen|swelling|swelled|warm|hot|red)\b|(swollen|swelling|warm(?! ?-?up)|red)( \w+){0,2} (calf|calves)(?! rais)|\bdvt\b|blood clot|cough\w* (up )?blood",
     f"A swollen, warm calf or coughing blood can be a clot. {TODAY} If you get breathless or your chest hurts, call the emergency number."),
    ("urgent", "a joint or tendon that may have given way",
     r"(heard|felt|with) (a |an )?(loud |big )?(pop|snap|tear|crack)\b|something (popped|snapped|tore)|(dislocat\w+|(joint|shoulder|knee|elbow|finger|ankle|hip)( \w+){0,2} (out of place|deformed|popped out))|can'?t (bear|put)( any)? weight|(tore|torn|ruptured?|snapped) (my |a |an |the )?(\w+ )?(acl|mcl|achilles|tendon|ligament|pec|bicep|biceps|hamstring|quad|rotator)",
     f"A pop, a joint out of place or a leg that won't carry you should be examined. {TODAY} Don't load it, and keep it still and cool."),
    ("urgent", "high fever or stiff neck",
     r"fever( \w+){0,4} (39|40|41|10[2-6])|\b(39|40)([.,]\d)? ?(°|degrees|c\b)|\b10[2-5]([.,]\d)? ?(°|degrees|f\b)( \w+)? ?fever|stiff neck(?=.{0,40}fever)|fever(?=.{0,40}stiff neck)",
     f"With a high fever no training at all. {TODAY} After it, start again a day after the fever is gone, at half of the usual."),
    ("urgent", "loss of vision", r"(lost|losing|loss of) (my )?(vision|sight)|(suddenly )?can'?t see\b|went blind|vision( \w+){0,2} (gone|black)",
     f"Losing sight, even briefly, has to be checked. {TODAY}"),
    ("urgent", "suspected concussion", r"concuss\w+|(hit|banged|knocked)( my| the)? head|head (hit|injury|knock)",
     f"After a blow to the head, no training until you've been checked for concussion. {TODAY} If you vomit, get confused or very sleepy, call the emergency number."),
    ("urgent", "very high blood sugar or ketones", r"(glucose|sugar|bg)( \w+){0,3} (2[5-9]\d|[3-9]\d\d)\b|ketones?( \w+){0,3} (high|moderate|large)|(high|moderate|large) ketones?",
     "With blood sugar or ketones that high, exercise can make it worse. No training, and contact your diabetes team today."),
    ("urgent", "very high blood pressure", r"(blood pressure|bp)( \w+){0,4} (1[89]\d|2\d\d) ?(/|over) ?\d{2,3}",
     f"With blood pressure that high at rest, no training. {TODAY} With headache, chest pain or trouble seeing: emergency number."),
    ("urgent", "a warning sign in pregnancy", r"pregnan\w+(?=.{0,120}(bleed\w*|contraction\w*|fluid|leak\w*|dizz\w+|headache|calf|faint\w*|abdominal pain))|(vaginal bleeding|water(s)? broke)",
     f"Stop exercising and call your midwife or doctor now. {TODAY}"),
    # clearance first
    ("clearance", "dizziness or unusual breathlessness in exercise", r"dizz(y|iness)|light-?headed\w*|palpitations|heart (flutter\w*|skips?|skipping|racing for no reason)|(unexplained|unusual) (breathless\w*|shortness of breath|fatigue)|ankles?( \w+){0,2} swell\w*|heart murmur",
     f"That should be checked before it is trained through. {FIRST}"),
    ("clearance", "high blood pressure",
     r"(blood pressure|bp)( \w+){0,4} (1[67]\d ?(/|over) ?\d{2,3}|1\d\d ?(/|over) ?1[01]\d)\b",
     f"That blood pressure should be looked at before hard training. {FIRST}"),
    ("clearance", "numbness or tingling", r"(numb(ness)?|tingling|pins and needles)( \w+){0,4} (arms?|hands?|fingers?|legs?|foot|feet|toes)|(arms?|hands?|fingers?|legs?|foot|feet|toes)( \w+){0,3} (numb|tingl\w+)",
     f"New numbness or tingling can come from a nerve. {FIRST} If it gets weak, spreads, or comes with back pain and bladder trouble: emergency."),
    ("clearance", "unintended weight loss", r"(unexplained|unintended|losing weight without trying|lost weight without)( weight loss)?",
     f"Weight loss without a reason should be looked at. {FIRST}"),
    ("clearance", "a recent operation", r"(had|after|since|recovering from) (a |an |my )?(\w+ )?(surgery|operation|op)\b|surgery (last|this|\d+|a few|two|three)|post-?op\b",
     f"After an operation the surgeon's word decides when and what to load, for twelve weeks at least. {FIRST}"),
    # redirect
    ("redirect", "performance drugs", r"\b(steroids?|anabolic\w*|sarms?|trenbolone|\btren\b|testosterone (cycle|enanthate|cypionate)|dianabol|anavar|clenbuterol|\bclen\b|\bdnp\b|\bhgh\b|growth hormone|ostarine|rad-?140|peptide (cycle|stack)|diuretics? (to|for) (cut|weigh))",
     "I don't help with steroids, SARMs, fat burners like clenbuterol or DNP, or dosing of anything: the risks are real and it is for a doctor. "
     "What I can do: training, sleep and protein that get most people further than they think. If you're using already, a doctor can check your blood without judging you."),
    ("redirect", "an extreme cut", r"(water (cut|loading)|sauna suit|not eating for|stop(ped)? eating|starv(e|ing) myself|(fast|fasting) (for )?(\d+ |two |three |four |five |several )days|\b([1-7]\d\d) ?(k?cals?|calories) (a|per|each) day|lose \d+ ?(kg|kilos|lbs?|pounds) (in|by|within) (a|one|two|2|1|3|three)? ?(days?|week))",
     "I won't help with starving, dehydrating or crash cuts: they cost muscle and can be dangerous. "
     "Half a percent to one percent of body weight a week keeps strength; I can track that with you."),
    ("redirect", "signs of an eating disorder", r"(make myself (sick|vomit|throw up)|making myself (sick|vomit|throw up)|purg(e|ed|ing)|laxatives?|binge(d|ing)? and|punish(ing)? myself (with|by|for)|burn off (what|everything) i ate|hate my body|afraid of (food|eating|carbs)|guilty (for|about|after) eating)",
     "That sounds hard, and it's more important than any number in here. Please talk to a doctor or an eating-disorder helpline; "
     "they are kind and they help. I'll leave weight and calories out of it. If you want, we just keep training gentle and enjoyable."),
    ("redirect", "a medicine's dose", r"(how (much|many)|what dose|dosage|should i (take|stop|skip|double)|can i stop)( \w+){0,4} (ibuprofen|painkillers?|beta[- ]?blockers?|insulin|metformin|blood pressure (pills?|meds?|medication)|antidepressants?|medication|meds|ozempic|semaglutide|prednisone|lithium|warfarin)",
     "Starting, stopping or changing a medicine is for your doctor or pharmacist. Tell me what they say, and I'll fit the training to it."),
)  # fmt: skip
_COMPILED = tuple(
    (tier, sign, re.compile(_NOT + "(?:" + pattern + ")"), advice) for tier, sign, pattern, advice in _RULES
)
_UNCLEARED = re.compile(
    r"(n't|nt|not|never|no|nobody|without|until|once|when|waiting)( [\w']+){0,4} (clear\w*|checked)|not (fine|ok|okay|safe)|wait(ing)? for"
)
_CLEARED = re.compile(
    r"\b(doctor|physician|gp|hospital|cardiologist|paramedics?|er|a&e|emergency|clinic)\b([,;]? [\w']+){0,8},? (clear\w*|fine|ok|okay|checked|all good|safe|nothing)"
    r"|\b(been|got|was|am|i'm) (medically )?(cleared|checked( out)?)\b|\bcleared (me|to train|by)\b|\bfalse alarm\b|\bi('m| am) (safe|ok|okay) now\b"
)


def triage(said: str) -> Flag | None:
    """The most urgent sign in what was said, or ``None``.

    >>> triage("my chest feels tight and my arm hurts").tier
    'emergency'
    >>> triage("chest press 3x8 @ 40, no chest pain") is None
    True
    """
    text = " ".join(said[:LONGEST_READ].lower().replace("’", "'").split())
    for tier, sign, pattern, advice in _COMPILED:
        if pattern.search(text):
            return Flag(tier, sign, advice)
    return None


def says_cleared(said: str) -> bool:
    """Whether somebody says that a doctor has looked at it, which opens training talk again.

    >>> says_cleared("the doctor said it's fine"), says_cleared("the doctor hasn't cleared me")
    (True, False)
    >>> says_cleared("my shoulder is fine again"), says_cleared("better now, the trainer said it looks ok")
    (False, False)
    """
    text = said[:LONGEST_READ].lower().replace("’", "'")
    return _CLEARED.search(text) is not None and _UNCLEARED.search(text) is None
