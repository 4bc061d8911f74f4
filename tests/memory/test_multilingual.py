"""The second encoder against what others make of the same words: ``use_vectors.json`` has, for each text, the pieces
of Google's SentencePiece library and the vector of the package that the weights come from, to 4 digits."""

import hashlib
import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from memory.embedding import multilingual
from memory.embedding.inference import FOLDER
from memory.embedding.multilingual import MOST_TOKENS, MultilingualUSE, tokens, vectors

FROZEN = json.loads((Path(__file__).parent / "use_vectors.json").read_text(encoding="utf-8"))
TEXTS = [row["text"] for row in FROZEN]


def cosine(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)


@pytest.mark.parametrize("row", FROZEN, ids=lambda row: row["text"].strip()[:20])
def test_texts_are_read_in_the_pieces_of_sentencepiece(row: dict[str, list[str]]) -> None:
    assert tokens(str(row["text"])) == row["tokens"]


@pytest.mark.parametrize("row", [row for row in FROZEN if row["vector"]], ids=lambda row: row["text"].strip()[:20])
def test_a_vector_is_nearly_that_of_the_original(row: dict[str, list[float]]) -> None:
    [found] = vectors([str(row["text"])])
    assert cosine(found, row["vector"]) > 0.999


async def test_each_text_has_512_numbers_of_unit_length() -> None:
    found = await MultilingualUSE().embed(TEXTS)
    assert [len(vector) for vector in found] == [512] * len(TEXTS)
    assert [math.hypot(*vector) for vector in found] == pytest.approx([1.0] * len(TEXTS), abs=1e-5)


def test_a_text_is_worth_the_same_alone_and_beside_others() -> None:
    together = vectors(TEXTS * 20)
    assert len(together) == len(TEXTS) * 20
    for place, text in enumerate(TEXTS):
        [alone] = vectors([text])
        assert together[place] == pytest.approx(alone, abs=1e-4)
        assert together[place - len(TEXTS)] == pytest.approx(alone, abs=1e-4)


def test_words_of_one_meaning_are_near_in_two_languages() -> None:
    pain, schmerz, weight = vectors(["My knee hurts when I squat", "Mein Knie tut bei Kniebeugen weh", "I weigh 82 kg"])
    assert cosine(pain, schmerz) > cosine(pain, weight) + 0.2


def test_no_texts_have_no_vectors() -> None:
    assert vectors([]) == []


@pytest.mark.parametrize("text", ["", "   ", "\n", "\x00", "привет", "深蹲", "💪" * 50])
def test_a_text_without_known_words_has_a_vector_too(text: str) -> None:
    [found] = vectors([text])
    assert math.hypot(*found) == pytest.approx(1, abs=1e-5)


def test_a_long_text_is_read_to_its_256th_token() -> None:
    long = "Kniebeugen 5x5 mit 100 kg, " * 741
    assert len(long) > 20_000
    [found], [longer] = vectors([long]), vectors([long + "und danach Bankdrücken"])
    assert found == longer
    assert len(tokens(long)) > MOST_TOKENS


def test_nothing_is_loaded_before_the_first_text() -> None:
    asked = f"import sys, {multilingual.__name__}; print({{'onnxruntime', 'tokenizers', 'numpy'}} & set(sys.modules))"
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=FOLDER.parents[1]
    )
    assert told.stdout.strip() == "set()"


@pytest.mark.parametrize("name", ["use_int8.onnx", "use_tokenizer.json"])
def test_the_notice_names_the_files_that_are_shipped(name: str) -> None:
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
    assert f"sha256 of {name}: {digest}" in " ".join((FOLDER / "NOTICE").read_text(encoding="utf-8").split())
