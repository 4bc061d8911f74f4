"""Words that open training talk again: that a doctor has looked at it, or that it was never meant so."""

import re
from hashlib import sha256

from training.red_flags.words import LONGEST_READ, plain

_UNCLEARED = re.compile(
    r"(n't|nt|not|never|no|nobody|without|until|once|when|waiting)( [\w']+){0,4} (clear\w*|checked)"
    r"|not (fine|ok|okay|safe)|wait(ing)? for"
    r"|\b(noch nicht|nicht|keine?|warte|erst wenn|todavia no|aun no|no me ha|pas encore|n'a pas|ne m'a pas|attends|ainda nao"
    r"|nao me|non ancora|non mi ha|aspetto)\b"
)
_CLEARED = re.compile(
    r"\b(doctor|physician|gp|hospital|cardiologist|paramedics?|er|a&e|emergency|clinic)\b([,;]? [\w']+){0,8},? "
    r"(clear\w*|fine|ok|okay|checked|all good|safe|nothing)"
    r"|\b(been|got|was|am|i'm) (medically )?(cleared|checked( out)?)\b|\bcleared (me|to train|by)\b|\bfalse alarm\b"
    r"|\bi('m| am) (safe|ok|okay) now\b"
    r"|\b(arzt|aerztin|arztin|krankenhaus|notaufnahme|kardiologe\w*|hausarzt)\b.{0,60}\b(ok|gut|freigegeben|harmlos|entwarnung|darf)\b"
    r"|\b(medico|medica|doctor|doctora|hospital|urgencias|cardiologo)\b.{0,60}\b(alta|bien|ok|limpio|puedo|visto bueno|normal|liberou"
    r"|liberado|via libera|tutto bene|a posto|tudo bem|tudo certo)\b"
    r"|\b(medecin|docteur|hopital|urgences|cardiologue)\b.{0,60}\b(feu vert|bien|ok|d'accord|rien|autorise)\b"
    r"|\b(fehlalarm|falsa alarma|fausse alerte|alarme falso|falso allarme)\b"
)
_NOT_MEANT = re.compile(
    r"\b(that'?s|that is|its|it's|thats|this is)? ?not what i meant|you (misread|misunderstood) (me|that)|i didn'?t mean (that|it like that)"
    r"|\b(das war|war) (so )?nicht( so)? gemeint|so war das nicht gemeint|falsch verstanden"
    r"|no queria decir eso|no es lo que queria decir|me (has|habeis) entendido mal"
    r"|ce n'est pas ce que je voulais dire|c'est pas ce que je voulais dire|tu as mal compris"
    r"|nao foi isso que eu quis dizer|nao quis dizer isso|entendeste mal|voce entendeu errado"
    r"|non volevo dire questo|non intendevo (questo|quello)|hai capito male"
)
LONGEST_DENIAL = 160
"""Characters of a message that only says that it was not meant so; a longer one is read as any other."""


def digest(said: str) -> str:
    """What is kept of words that were no red flag, so that they are known again: not the words themselves.

    >>> digest("I  DIED on the rower!") == digest("i died on the rower!")
    True
    """
    return sha256(" ".join(plain(said[:LONGEST_READ]).split()).encode()).hexdigest()[:32]


def says_cleared(said: str) -> bool:
    """Whether somebody says that a doctor has looked at it, which opens training talk again.

    >>> says_cleared("the doctor said it's fine"), says_cleared("the doctor hasn't cleared me")
    (True, False)
    >>> says_cleared("my shoulder is fine again"), says_cleared("better now, the trainer said it looks ok")
    (False, False)
    >>> says_cleared("der Arzt sagt, alles gut"), says_cleared("le médecin ne m'a pas donné le feu vert")
    (True, False)
    """
    text = plain(said[:LONGEST_READ])
    return _CLEARED.search(text) is not None and _UNCLEARED.search(text) is None


def says_not_meant(said: str) -> bool:
    """Whether somebody says that a red flag was a misreading of their words.

    >>> says_not_meant("lol that's not what I meant"), says_not_meant("das war nicht gemeint")
    (True, True)
    >>> says_not_meant("i meant 100 kg")
    False
    """
    return len(said) <= LONGEST_DENIAL and _NOT_MEANT.search(plain(said)) is not None
