"""The wire format of protobuf messages, as far as ONNX files need it: read and written without their schema.

The package `onnx` has the schema, and tools to build and check networks with it, all of which each process would load.
https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

VARINT, EIGHT, BYTES, FOUR = 0, 1, 2, 5
"""Wire types: a whole number, eight bytes, as many bytes as are said, four bytes."""
LENGTHS = {EIGHT: 8, FOUR: 4}


class Field(NamedTuple):
    """A field of a message: its number, its wire type, and its value, a whole number or bytes."""

    number: int
    wire: int
    value: int | bytes


def text(number: int, value: str | bytes) -> Field:
    """A field of bytes."""
    return Field(number, BYTES, value.encode() if isinstance(value, str) else value)


def fields(message: bytes) -> Iterator[Field]:
    """The fields of a message in their order. Raises `ValueError` or `IndexError` where it is none."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            whole, at = _varint(message, at)
            yield Field(number, wire, whole)
            continue
        if wire not in (BYTES, *LENGTHS):
            raise ValueError(f"wire type {wire}")
        length, at = _varint(message, at) if wire == BYTES else (LENGTHS[wire], at)
        yield Field(number, wire, message[at : at + length])
        at += length


def parts(message: bytes, number: int) -> list[bytes]:
    """The values in bytes of a message's fields of that number."""
    return [one.value for one in fields(message) if one.number == number and isinstance(one.value, bytes)]


def written(message: Iterable[Field]) -> bytes:
    """A message of these fields."""
    pieces: list[bytes] = []
    for number, wire, value in message:
        pieces.append(_whole(number << 3 | wire))
        if isinstance(value, int):
            pieces.append(_whole(value))
        else:
            pieces += [_whole(len(value)), value] if wire == BYTES else [value]
    return b"".join(pieces)


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """The whole number at a place of a message, and the place behind it."""
    whole = shift = 0
    while True:
        byte = message[at]
        at += 1
        whole |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return whole, at


def _whole(number: int) -> bytes:
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    made.append(number)
    return bytes(made)
