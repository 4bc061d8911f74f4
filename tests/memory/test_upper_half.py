"""The lower half of MiniLM is given halfway, and an upper half that was taught something else runs on it."""

from pathlib import Path

import numpy
import pytest

from memory.embedding import minilm, upper_half
from memory.embedding.upper_half import LAYERS, WIDTH, UpperHalf, log_chances


@pytest.fixture
def upper() -> UpperHalf:
    chance = numpy.random.default_rng(1)
    weights = {}
    for layer in range(LAYERS):
        for name, shape in (("q", (WIDTH, WIDTH)), ("k", (WIDTH, WIDTH)), ("v", (WIDTH, WIDTH)), ("o", (WIDTH, WIDTH)),
                            ("up", (WIDTH, 4 * WIDTH)), ("down", (4 * WIDTH, WIDTH))):  # fmt: skip
            weights[f"{layer}.{name}"] = chance.normal(0, 0.05, shape).astype(numpy.float32)
            weights[f"{layer}.{name}.bias"] = numpy.zeros(shape[1], dtype=numpy.float32)
        for name in ("norm", "norm2"):
            weights[f"{layer}.{name}"] = numpy.ones(WIDTH, dtype=numpy.float32)
            weights[f"{layer}.{name}.bias"] = numpy.zeros(WIDTH, dtype=numpy.float32)
    return UpperHalf(("one", "other"), weights)


def test_each_token_is_told_with_its_place() -> None:
    read = minilm.read("bench 82.5")
    assert read.halfway.shape == (len(read.spans), WIDTH)
    assert ["bench 82.5"[start:end] for start, end in read.spans[1:-1]] == ["bench", "82", ".", "5"]
    assert list(read.vector) == minilm.vectors(["bench 82.5"])[0]


def test_what_is_made_of_a_token_depends_on_the_others(upper: UpperHalf) -> None:
    alone, among = (upper.tokens(minilm.read(text).halfway)[1] for text in ("squat", "squat tomorrow"))
    assert alone.shape == (WIDTH,)
    assert numpy.abs(alone - among).max() > 0.01


def test_tokens_come_out_normed(upper: UpperHalf) -> None:
    values = upper.tokens(minilm.read("row 3x8 60").halfway)
    assert numpy.allclose(values.mean(axis=1), 0, atol=1e-4)
    assert numpy.allclose(values.std(axis=1), 1, atol=1e-3)


def test_chances_sum_to_one() -> None:
    assert numpy.exp(log_chances(numpy.array([[900.0, 901.0, -3.0]], dtype=numpy.float32))).sum() == pytest.approx(1)


def test_a_file_gives_matrices_back_to_a_127th_of_their_columns(upper: UpperHalf, tmp_path: Path) -> None:
    matrix = upper.weights["0.q"]
    scales = numpy.abs(matrix).max(axis=0) / 127
    numpy.savez(
        tmp_path / "x.npz", labels=numpy.frombuffer(b'["a", "b"]', dtype=numpy.uint8), bias=numpy.ones(2, dtype=numpy.float32),
        **{"0.q": numpy.rint(matrix / scales).astype(numpy.int8), "0.q.scale": scales},
    )  # fmt: skip
    loaded = upper_half.load(tmp_path / "x.npz")
    assert loaded.labels == ("a", "b")
    assert numpy.all(numpy.abs(loaded.weights["0.q"] - matrix) <= scales)
