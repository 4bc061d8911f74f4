"""The answers to red flags: complete in six languages, with a number, a source, and nothing that reads as training."""

import pytest

from evals.red_flag_advice import PAGE, page
from training.red_flags.answering import advice, kinds_answered, phrase, place_of, sources
from training.red_flags.language import LANGUAGES, Language, language_of
from training.red_flags.rules import TIERS, kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_texts(language: Language) -> None:
    assert set(kinds()) <= set(kinds_answered(language)) == set(kinds_answered("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_emergency_names_whom_to_call_in_the_right_language(language: Language) -> None:
    for kind in kinds_answered(language):
        for tier in TIERS:
            for who in ("me", "someone_now"):
                text = advice(kind, tier, who, language, "Europe/Vienna")  # type: ignore[arg-type]
                assert language_of(text) == language, text
                assert "{" not in text
                if tier == "emergency" and kind not in ("extreme_cut", "medicine_dose"):
                    assert "112" in text, text


def test_numbers_are_those_of_the_place() -> None:
    assert "988" in advice("suicide", "emergency", "me", "en", "America/Chicago")
    assert "116 123" in advice("suicide", "emergency", "me", "de", "Europe/Berlin")
    assert "192" in advice("heart", "emergency", "me", "pt", "America/Sao_Paulo")
    assert "000" in advice("heart", "emergency", "me", "en", "Australia/Perth")
    assert place_of(None, "fr").crisis == "3114"


def test_every_advice_has_a_source() -> None:
    assert all(sources(kind) for kind in kinds_answered("en"))


def test_the_page_of_advice_is_what_is_said() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m evals.red_flag_advice"


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_of_no_kind(language: Language) -> None:
    assert language_of(phrase("reminder", language, sign="x")) == language
    assert language_of(phrase("unknown", language)) == language
    assert phrase("cleared_away", language)
