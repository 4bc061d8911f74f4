"""Word lists: what is part of a question and not of what it is about, slips of the pen, muscles."""

STOP_WORDS = frozenset(
    ["a", "about", "after", "all", "beat", "remind", "by", "also", "am", "an", "and", "any", "anything", "are", "as", "at", "average", "be", "been", "best", "better", "between", "big", "but", "by", "can", "chart", "check", "compare", "compared", "could", "current", "currently", "curve", "data", "day", "days", "did", "didn't", "display", "do", "does", "doing", "done", "down", "draw", "e1rm", "enough", "estimate", "estimated", "ever", "every", "everything", "exercise", "exercises", "farthest", "fastest", "feel", "few", "for", "from", "get", "gets", "getting", "give", "go", "going", "good", "got", "graph", "had", "happened", "has", "have", "he", "heaviest", "heavy", "hey", "hi", "highest", "history", "hit", "hitting", "how", "i", "i'd", "i'm", "i've", "if", "improve", "improved", "improvement", "improving", "in", "increase", "increased", "into", "is", "it", "its", "kg", "last", "lately", "latest", "lb", "let", "lets", "lift", "lifted", "lifting", "lifts", "like", "line", "list", "load", "log", "logged", "long", "longest", "look", "looking", "looks", "lot", "many", "max", "maxes", "me", "mine", "month", "months", "more", "most", "move", "moved", "much", "my", "need", "now", "number", "numbers", "of", "off", "often", "ok", "okay", "on", "one-rep-max", "or", "our", "out", "overall", "pb", "pbs", "per", "personal", "plateau", "plateaued", "please", "plot", "pr", "progress", "progressed", "progressing", "progression", "prs", "put", "quick", "recent", "recently", "record", "records", "regularly", "rep", "repmax", "reps", "right", "rm", "say", "score", "see", "send", "session", "sessions", "set", "sets", "should", "show", "since", "slowest", "so", "some", "stalled", "start", "started", "stats", "still", "strength", "strong", "stronger", "stuck", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "time", "times", "to", "today", "together", "total", "track", "train", "trained", "training", "trend", "trending", "trends", "up", "us", "use", "using", "value", "vs", "was", "we", "weak", "weaker", "week", "weekly", "weeks", "were", "what", "what's", "when", "where", "which", "who", "why", "will", "with", "without", "work", "working", "workout", "workouts", "would", "year", "years", "yet", "you", "your", "1rm", "1-rm", "bests", "date", "made", "make", "change", "changed", "stuff", "tell", "versus", "much?", "against", "thing", "things", "really", "actually", "currently", "stand", "worst", "lowest", "latest", "over", "only", "just", "even", "coach", "hello"]
)  # fmt: skip
SPELLINGS = {
    "hows": "how's", "whats": "what's", "wats": "what's", "wat": "what", "waht": "what", "hwo": "how", "hw": "how",
    "im": "i'm", "ive": "i've", "didnt": "didn't", "dont": "don't", "cant": "can't", "wasnt": "wasn't", "thats": "that's",
    "whens": "when's", "todays": "today's", "yesterdays": "yesterday's", "tonights": "tonight's",
    "mondays": "monday's", "tuesdays": "tuesday's", "wednesdays": "wednesday's", "thursdays": "thursday's",
    "fridays": "friday's", "saturdays": "saturday's", "sundays": "sunday's",
    "yday": "yesterday", "yest": "yesterday", "yesterdy": "yesterday", "yesteday": "yesterday", "yesturday": "yesterday", "yestersday": "yesterday", "tday": "today",
    "udno": "undo", "undoo": "undo", "unod": "undo", "delte": "delete", "delet": "delete", "dlete": "delete", "remvoe": "remove",
    "shwo": "show", "sho": "show", "chagne": "change", "chnage": "change", "workotu": "workout", "wrokout": "workout",
    "volumne": "volume", "volum": "volume", "recrods": "records", "teh": "the", "plz": "please", "pls": "please",
    "couldnt": "couldn't", "havent": "haven't", "doesnt": "doesn't", "isnt": "isn't", "arent": "aren't", "wont": "won't", "lets": "let's",
    "tomorow": "tomorrow", "tommorow": "tomorrow", "tommorrow": "tomorrow", "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow",
    "porgram": "program", "progam": "program", "proggram": "program", "programm": "program", "prgram": "program", "prorgam": "program",
    "delaod": "deload", "dload": "deload", "shoudler": "shoulder", "sholder": "shoulder", "kneee": "knee", "begginer": "beginner",
    "dumbells": "dumbbells", "dumbell": "dumbbell", "dumbels": "dumbbells", "equipement": "equipment", "minuts": "minutes", "mintues": "minutes",
    "sesion": "session", "seesion": "session", "swpa": "swap", "squts": "squats", "sqauts": "squats", "shcedule": "schedule", "wensday": "wednesday",
    "strenght": "strength", "strentgh": "strength", "mucle": "muscle", "muscel": "muscle", "mkae": "make", "maek": "make",
    "doin": "doing", "doign": "doing", "gettin": "getting", "geting": "getting", "makin": "making", "stornger": "stronger", "strogner": "stronger",
    "progess": "progress", "progres": "progress", "porgress": "progress", "progrss": "progress", "piunds": "pounds", "puonds": "pounds",
    "ur": "your", "u": "you", "wanna": "want to", "gimme": "give me", "lemme": "let me",
}  # fmt: skip
VERBS = {
    "squatted": "squat", "squatting": "squat", "benched": "bench", "benching": "bench", "deadlifted": "deadlift",
    "deadlifting": "deadlift", "pressed": "press", "rowed": "row", "curled": "curl", "ran": "run",
}  # fmt: skip
MUSCLE = (
    r"\b(quads?|quadriceps|hamstrings?|hams|glutes?|calves|calf|chest|pecs?|back|upper back|lower back|lats?|traps?|shoulders?|"
    r"(?:front |side |rear )?delts?|biceps?|bis|triceps?|tris|forearms?|arms?|legs?|abs?|core|obliques?|adductors?|abductors?|neck)\b"
)
