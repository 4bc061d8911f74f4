"""A SentencePiece vocabulary: read from its file, written as a tokenizer.json. Only for making the second encoder."""

import base64
import struct
from dataclasses import dataclass
from typing import Any

SPECIAL = ("<unk>", "<s>", "</s>")


@dataclass(frozen=True)
class Piece:
    """A piece of a word as SentencePiece has it, with its row in the package's table."""

    row: int
    text: str
    score: float


def tokenizer(pieces: list[Piece], normalizer: bytes) -> dict[str, Any]:
    """A tokenizer.json that reads as SentencePiece does: the same normalisation, spaces and most likely pieces."""
    ids = {piece.text: number for number, piece in enumerate(pieces) if piece.text in SPECIAL}
    start, end = ({"SpecialToken": {"id": text, "type_id": 0}} for text in SPECIAL[1:])
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(normalizer).decode()},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
                {"type": "Strip", "strip_left": True, "strip_right": True},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, {"Sequence": {"id": "A", "type_id": 0}}, end],
            "pair": [start, {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}, end],
            "special_tokens": {text: {"id": text, "ids": [ids[text]], "tokens": [text]} for text in SPECIAL[1:]},
        },
        "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": ids["<unk>"],
            "vocab": [[piece.text, piece.score] for piece in pieces],
            "byte_fallback": False,
        },
    }


def read_vocabulary(model: bytes) -> tuple[list[Piece], bytes]:
    """The pieces and the normalizer of a SentencePiece model, out of its protocol buffers."""
    pieces: list[Piece] = []
    normalizer = b""
    for number, value in _fields(model):
        if number == 1:
            parts = dict(_fields(value))
            [score] = struct.unpack("<f", parts.get(2, bytes(4)))
            pieces.append(Piece(len(pieces), parts[1].decode(), float(f"{score:.9g}")))
        elif number == 3:
            normalizer = dict(_fields(value))[2]
    return pieces, normalizer


def _fields(data: bytes) -> list[tuple[int, bytes]]:
    """The numbered fields of a protocol buffer: those of 4 bytes and those with a length. Others are passed over."""
    found: list[tuple[int, bytes]] = []
    place = 0

    def varint() -> int:
        nonlocal place
        value = shift = 0
        while True:
            byte = data[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while place < len(data):
        number, kind = divmod(varint(), 8)
        if kind == 0:
            varint()
            continue
        length = {1: 8, 5: 4}[kind] if kind != 2 else varint()
        found.append((number, data[place : place + length]))
        place += length
    return found
