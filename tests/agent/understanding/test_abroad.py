"""What is not understood in another language is said so in that language."""

import pytest

from agent.understanding.abroad import foreign, in_own_language
from agent.understanding.deciding import Understood, offer
from training.red_flags.language import LANGUAGES


@pytest.mark.parametrize(
    ("said", "language", "words"),
    [
        ("warum ist das so und nicht anders mit meinem Zeug?", "de", "Das habe ich nicht verstanden"),
        ("¿por qué no me has dicho nada de eso hasta ahora?", "es", "No he entendido"),
        ("pourquoi est-ce que tu ne me dis jamais rien de tout ça ?", "fr", "Je n'ai pas compris"),
        ("por que você não me disse nada disso até agora?", "pt", "Não entendi"),
        ("perché non mi hai mai detto niente di tutto questo?", "it", "Non ho capito"),
    ],
)
def test_in_the_language_of_the_message(said: str, language: str, words: str) -> None:
    assert foreign(said) == language
    answer, choices = offer(Understood(rest=said))
    assert answer.startswith(words) and said[:20] in answer
    assert not choices


@pytest.mark.parametrize(
    "said", ["bench 3x5 80", "hip thrusts 100 kg 3x8 e/s", "why's that de facto the case?", "dl 5,5,3"]
)
def test_english_and_notation_are_answered_in_english(said: str) -> None:
    assert foreign(said) is None
    assert offer(Understood(rest=said))[0].startswith("I didn't get")


def test_every_language_has_its_sentences() -> None:
    for language in LANGUAGES:
        said = {"de": "ich weiß nicht was ich mit dem zeug soll", "es": "no sé qué hacer con todo esto ahora", "fr": "je ne sais pas ce que je dois faire de ça",
                "pt": "não sei o que fazer com isso tudo agora", "it": "non so che cosa fare con tutto questo"}.get(language)  # fmt: skip
        if said is not None:
            assert {in_own_language(said, kind, "…") is not None for kind in ("not_understood", "not_sure")} == {True}
