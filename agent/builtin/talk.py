"""Words that need no tool: greetings, thanks, what the coach can't do."""

import re

from agent.builtin.conversation import Conversation
from agent.builtin.intents import Call, Intent, Say
from training.red_flags import says_cleared

CANNOT = (
    "I can't do that. I can log training, correct and undo it, answer from your log, "
    'make you a program and fit it to your days. Say "help" for examples.'
)
NO_PROGRAMS = (
    'I did not get what you want of your plan. Say for example "make me a program", "what\'s today?", "show my week", '
    '"swap the rows", "skip today" or "how is my program going?".'
)
WHICH_SWAP = 'Which exercise would you rather swap? Say for example "swap the rows", or "skip today".'
APPROVING = "Approving is up to you: use the buttons, or topset approve in a terminal."
NO_FOOD = "I can't advise you on what to eat. I can keep your body weight and show its trend."
NO_TECHNIQUE = "I can't coach technique from here. I can tell you what an exercise trains and what to do instead of it."
OTHER_COUNT = 'I can\'t change how many sets there were in one go. Say "one more set" or "remove the last set", or "undo" and say it again.'
NOTHING_OPEN = "Nothing is waiting for a yes or a no."
MOOD = "Thanks for telling me. Tell me what you trained and I'll log it, or ask about your lifts."
WHO = "I'm Topset, a strength coach and a program, not a person. I keep your log and answer from it."
NO_WIPING = "I delete one workout at a time here: say which day. To remove all your data, use the settings outside of this chat."
WHAT_WRONG = (
    "What is wrong? Of what I logged, say how it should be, for example “the last set was six”, or “undo”. "
    "Of what I know about you, name it: “it's wrong that I work nights”."
)
WHOLE_SET = "Tell me the whole set instead, for example: the last set was eight."
HEARD = "Got it. Tell me what you trained, or ask about your numbers or your plan."
HELLO = 'Hi! Tell me what you trained, or ask about your lifts. Say "help" for examples.'
CLEARED = "Good to hear. Go gently, and tell me what you trained or ask about your lifts."
NOT_READ = (Say(CANNOT), Say(NOTHING_OPEN), Say(NO_PROGRAMS), Say(MOOD))
"""What is said to an answer that could not be read; then the question is asked again."""
_GREETING = re.compile(
    r"^(?:hi|hey|hello|yo|hiya|good (?:morning|evening|afternoon)|morning|moin|servus|sup)(?: (?:there|coach|topset|man|mate))?[!., ]*$"
)
_THANKS = re.compile(
    r"^(?:thanks?|thank you|thx|ty|tysm|cheers|great|perfect|nice|cool|awesome|ok(?:ay)?|k|got it|good|danke|lol|haha|sweet|good (?:job|stuff|bot))"
    r"(?: (?:a lot|so much|coach|you|man|mate|then|thanks|thank you|one))*[!., ]*$"
)
_BYE = re.compile(
    r"^(?:bye|good ?bye|see you|see ya|later|good night|cu|that's it|that's all|done)(?: (?:for today|coach|later|tomorrow|bye))*[!., ]*$"
)
_HELP = re.compile(
    r"^(?:help(?: me)?|\?+|what can (?:you|i) (?:do|say|ask)(?: here| for me| with this| with you| to you| you)?|how does this work.*|how do i (?:use|log|start).*|commands|menu|examples?|what do you do)[?!. ]*$"
)
_FILLER = re.compile(
    r"^(?:no|nope|yes|yeah|yep|oops|sorry|wait|hm+|ok|so|and|please|actually|well|ah|oh|and then|btw|by the way|also|(?:so )?what now)[!.,? ]*$"
)
_PROGRAM = re.compile(
    r"\b(?:program(?:me)?s?|training plan|workout plan|plan (?:my|for)|a plan|routine|periodi[sz]ation|macrocycle|mesocycle|\d[- ]day split|split for|a split|"
    r"(?:make|build|write|create|give) me a (?:workout|session)|what should i (?:train|do) (?:today|tomorrow|next))\b"
)
_FOOD = re.compile(r"\b(?:eat|eating|food|diet|protein|calories|kcal|macros|meal|creatine|supplements?|carbs)\b")
_TECHNIQUE = re.compile(
    r"\b(?:technique|form|cues?|how do i (?:do|perform)|how to (?:do|perform|squat|bench|deadlift|press|row)|grip width|stance)\b"
)
_OTHER_COUNT = re.compile(
    r"^(?:(?:no|nope|actually|sorry|oops|wait)[,.]? )*(?:it was |that was |that should be |make (?:it|that) |change (?:it|that) to |i meant )?"
    r"(?:only |just )?\d{1,2} (?:sets?\b|x \d).*$|^(?:it|that) (?:was|should be) \d{1,2} ?[x×] ?\d{1,2}\b"
)
_MOOD = re.compile(
    r"^(?:i'm|i am|im|feel(?:ing)?|i feel)( \w+){0,3} (?:tired|good|great|fine|bad|sick|strong|weak|sore|exhausted|awesome|stressed|ready|beat)(?: today)?[!. ]*$|^(?:feeling )?(?:tired|good|great|exhausted)$"
    r"|^(?:(?:everything|it|things|all|training|the training|life)(?:'s| is| are)? (?:(?:going|been going|goes) )?(?:really |very |pretty |quite |all )*(?:good|great|well|fine|ok(?:ay)?|awesome|perfect)"
    r"|(?:all|going|doing) (?:really |very |pretty |quite )*(?:good|great|well|fine|ok(?:ay)?))(?: so far| today| lately| here| at the moment| right now)?[!. ]*$"
)
_WHO = re.compile(r"^(?:who|what) are you\b|\bare you (?:an? )?(?:ai|bot|human|real|person|robot|machine)")
_WIPING = re.compile(r"\b(?:delete|erase|remove|wipe)\b.*\b(?:everything|all|account|data|chat|conversation)\b")
_DECISION = re.compile(
    r"^(?:yes|yeah|yep|yup|y|ja|ok(?:ay)?|sure|approved?|accept(?:ed)?|go (?:for it|ahead)|do it|sounds good|looks good|i approve(?: (?:it|that))?|approve (?:it|that|this)|"
    r"no|nope|nah|reject(?:ed)?(?: (?:it|that|this))?|decline|no thanks|i accept)(?: (?:please|thanks|thank you|coach|the (?:program|plan|change|proposal)))*[!., ]*$"
)
_SOMETHING_ELSE = re.compile(
    r"^(?:i'd |i would |i )?(?:rather|want to|prefer to|like to)? ?(?:do )?something else(?: today| instead)?[.! ]*$"
)
_WRONG = re.compile(
    r"^(?:no[,.]? )?(?:(?:that|this|it|something)(?:'s| is| was) )?(?:all |just )?(?:wrong|not true|not right|incorrect|false|not correct)[!. ]*$"
)
_MORE_REPS = re.compile(r"^(?:and )?(?:\d+|one|two|three|a few|another \d+) more reps?[.! ]*$")


def is_decision(text: str) -> bool:
    """Whether somebody says yes or no to a proposal."""
    return _DECISION.match(text) is not None


def cleared(text: str, conversation: Conversation) -> Intent | None:
    """The answer to 'my doctor cleared me': of an emergency in words, of the health questions by keeping it."""
    if not says_cleared(text) or len(text.split()) > 15 or re.search(r"\d\s*[x×@]", text):
        return None
    return Say(CLEARED) if conversation.is_held else Call("confirm_clearance")


def small_talk(text: str) -> Intent | None:
    """The answer to a greeting, thanks, a goodbye, a call for help; ``None`` for everything else."""
    if _HELP.match(text):
        return Call("how_to_use")
    if _GREETING.match(text):
        return Say(HELLO)
    if _THANKS.match(text):
        return Say("You're welcome.")
    return Say("See you next time.") if _BYE.match(text) else None


def is_filler(text: str) -> bool:
    """Whether a clause says nothing by itself: 'no', 'so', or small talk beside something else."""
    return _FILLER.match(text) is not None or isinstance(small_talk(text), Say)


def refusal(text: str) -> Say:
    """What the coach says to what it can't do: in a sentence, with what it can."""
    kinds = (
        (_WHO, WHO), (_DECISION, NOTHING_OPEN), (_SOMETHING_ELSE, WHICH_SWAP), (_MOOD, MOOD), (_OTHER_COUNT, OTHER_COUNT), (_WIPING, NO_WIPING), (_MORE_REPS, WHOLE_SET), (_WRONG, WHAT_WRONG), (_PROGRAM, NO_PROGRAMS), (_FOOD, NO_FOOD), (_TECHNIQUE, NO_TECHNIQUE),
    )  # fmt: skip
    return Say(next((words for pattern, words in kinds if pattern.search(text)), CANNOT))


def in_words(said: str) -> Say:
    """The answer to what needs no tool: a refusal by name where it is beyond the coach, else that it was heard."""
    found = refusal(said.lower())
    return Say(HEARD) if found.text in (CANNOT, NOTHING_OPEN, NO_PROGRAMS, WHICH_SWAP) else found


def is_refused(text: str) -> bool:
    """Whether something is plainly beyond the coach, whatever else its words look like."""
    return refusal(text).text != CANNOT


def not_understood(clauses: list[str]) -> Say:
    """Asks about what is left of a message of which the rest was understood."""
    if refused := next((plain_clause for each in clauses if is_refused(plain_clause := each.lower())), None):
        return refusal(refused)
    return Say("What did you mean by " + " and ".join(f"“{each.strip(' ?.!')}”" for each in clauses) + "?")
