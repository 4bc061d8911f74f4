"""Red flags: signs in what an athlete writes that stop training talk (reference 9.1, 9.5, 9.6). Nothing here diagnoses.

One of two listeners, the one that can give its reasons: concepts of six languages (``ontology``), numbers
(``measures``) and rules. The other, a classifier, stands in ``agent/listening`` where both are weighed.
"""

from dataclasses import dataclass, field

from training.red_flags.answering import Who, advice, sign
from training.red_flags.clearance import says_cleared, says_not_meant
from training.red_flags.language import Language, language_of
from training.red_flags.parts import part_of, parts_named
from training.red_flags.rules import TIERS, Reading, Tier, read

__all__ = [
    "TIERS", "Flag", "Language", "Reading", "Tier", "Who", "flag_of", "language_of", "part_of", "parts_named", "read", "says_cleared",
    "says_not_meant", "who_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign that was found: how urgent it is, of which kind, whose, what it is called, what to say and in which language."""

    tier: Tier
    kind: str
    who: Who
    sign: str
    advice: str
    language: Language
    because: list[str] = field(default_factory=list)
    """The athlete's words that the concept listener goes by; none where the classifier alone heard it."""
    is_doubtful: bool = False
    """Whether it may as well be none: then it is asked about, before anything is said or held."""

    @property
    def holds(self) -> bool:
        """Whether the athlete's own training waits until it is cleared: somebody else's emergency doesn't stop theirs."""
        return self.tier == "emergency" and self.who == "me" and not self.is_doubtful


def flag_of(
    kind: str, tier: Tier, reading: Reading, who: Who, language: Language, timezone: str | None = None
) -> Flag:  # fmt: skip
    """A flag with its answer, and the words by which its kind was found."""
    because = next((reading.because(rule) for rule in reading.rules if rule.kind == kind), [])
    return Flag(tier, kind, who, sign(kind, language), advice(kind, tier, who, language, timezone), language, because)


def who_of(reading: Reading) -> Who:
    """Whose sign it is, as far as cues tell: the writer's unless somebody beside them is named.

    >>> who_of(read("my training partner just dropped off the rower and hes not answering"))
    'someone_now'
    >>> who_of(read("i fainted, my wife says i was out for a minute"))
    'me'
    """
    if "beside_me" not in reading.present and "relative" not in reading.present and "child" not in reading.present:
        return "me"
    mine = sum(word in _MINE for word in reading.words.words)
    theirs = sum(word in _THEIRS for word in reading.words.words)
    return "someone_now" if theirs > mine else "me"


_I = "i im ive me myself ich mir mich bin hab habe yo estoy tengo siento j je moi suis eu tou estou mim io ho sono mi"
_MINE = frozenset(_I.split())
_OTHERS = (
    "he hes she shes his her him they their er ihm ihn sie ihr el ella le su sus il elle lui sa son ele ela dele dela seu "
    "sua lo gli marido mujer husband wife partner mate buddy client guy dad mum roommate friend mann frau kumpel "
    "trainingspartner mutter oma vater amigo amiga companero compi colega mari femme copain copine pote pere soeur pai mae "
    "irmao irma marito moglie amico amica ragazzo daughter boy girl baby toddler kid child sohn tochter kind hijo hija nina "
    "nino fils fille bebe filho filha figlio figlia bambino padre madre grandad gf bf lads abuela abuelo nonno nonna"
)
_THEIRS = frozenset(_OTHERS.split())
