"""An ONNX network with its arithmetic gathered: the same answers in two thirds of the time.

Networks of PaddlePaddle scale and shift what each convolution gives by one number each, do the same after its hard
swish, and write that out in four steps. On crops as small as ours these steps take as long as the convolutions.
Numbers go into the weights of the convolution before or behind them; a hard swish is a pixel times its hard sigmoid.
What does not look like that stays as it is.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.protobuf import FOUR, VARINT, Field, fields, parts, text, written

Floats = npt.NDArray[np.float32]

GRAPH, NODE = 7, 1
"""Fields of a model and of its graph (onnx.proto)."""
INPUT, OUTPUT, OP, ATTRIBUTE = 1, 2, 4, 5
"""Fields of a node."""
NAME, NUMBER, TENSOR, NUMBERS, KIND = 1, 2, 5, 8, 20
"""Fields of an attribute; `KIND` is 1 for a number."""
DIMENSION, TYPE, RAW = 1, 2, 9
"""Fields of a tensor; `TYPE` is 1 for single precision."""
SINGLE = 1
LIFT, MOST = 3.0, 6.0
"""A hard swish is x · min(max(x + 3, 0), 6) / 6."""


@dataclass(slots=True, eq=False)
class Node:
    """A step of a network: what it does, the names of what it takes and of what it makes, and its attributes."""

    op: str
    takes: list[str]
    makes: list[str]
    rest: list[Field]

    @classmethod
    def of(cls, message: bytes) -> Node:
        """The step that a message describes."""
        takes, makes, op = ([one.decode() for one in parts(message, number)] for number in (INPUT, OUTPUT, OP))
        return cls(op[0], takes, makes, [one for one in fields(message) if one.number not in (INPUT, OUTPUT, OP)])

    @property
    def message(self) -> bytes:
        """The step as a message."""
        named = [*(text(INPUT, name) for name in self.takes), *(text(OUTPUT, name) for name in self.makes)]
        return written([*named, text(OP, self.op), *self.rest])


def gathered(model: bytes) -> bytes:
    """An ONNX model with its arithmetic gathered, as far as it has any to gather."""
    whole = list(fields(model))
    graph = list(fields(parts(model, GRAPH)[0]))
    network = _Network([Node.of(one.value) for one in graph if one.number == NODE and isinstance(one.value, bytes)])
    network.gather()
    nodes = [text(NODE, node.message) for node in network.used()]
    made = text(GRAPH, written([*nodes, *(one for one in graph if one.number != NODE)]))
    return written(made if one.number == GRAPH else one for one in whole)


class _Network:
    """The steps of a network, and by the name of what they make or take, who makes and who takes it."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.maker = {name: node for node in nodes for name in node.makes}
        self.takers: dict[str, list[Node]] = {}
        for node in nodes:
            for name in node.takes:
                self.takers.setdefault(name, []).append(node)
        self.dropped: set[int] = set()

    def gather(self) -> None:
        """Gather what follows each convolution."""
        for conv in self.nodes:
            if _has_bias(conv):
                self._gather_scale(conv)
                if (product := self._gather_swish(conv)) is not None:
                    self._gather_ahead(product)

    def used(self) -> list[Node]:
        """The steps that are left, without the constants that none of them takes."""
        left = [node for node in self.nodes if id(node) not in self.dropped]
        taken = {name for node in left for name in node.takes}
        return [node for node in left if node.op != "Constant" or taken & set(node.makes)]

    def _gather_scale(self, conv: Node) -> None:
        """Put the numbers by which a convolution's result is scaled and shifted into its weights."""
        scale = self._step(conv, "Mul")
        shift = None if scale is None else self._step(scale[0], "Add")
        weights, bias = (self._own(name) for name in conv.takes[1:])
        if scale is None or shift is None or weights is None or bias is None:
            return
        self._set(conv.takes[1], weights * scale[1])
        self._set(conv.takes[2], bias * scale[1] + shift[1])
        self._drop(scale[0], conv.makes[0])
        self._drop(shift[0], conv.makes[0])

    def _gather_swish(self, conv: Node) -> Node | None:
        """Make two steps of the four of a hard swish; gives the second, null where there is none."""
        result = conv.makes[0]
        lifts = [one for one in self.takers.get(result, []) if one.op == "Add" and self._number(one, result) == LIFT]
        clip = self._next(lifts[0], "Clip") if lifts else None
        product = None if clip is None else self._next(clip, "Mul")
        part = None if product is None else self._step(product, "Div")
        if clip is None or product is None or part is None or part[1] != MOST or result not in product.takes:
            return None
        bounds = [self._fixed(name) for name in clip.takes[1:]]
        if [None if one is None else one.tolist() for one in bounds] != [0.0, MOST]:
            return None
        clip.op, clip.takes = "HardSigmoid", [result]
        clip.rest = [_number("alpha", 1 / MOST), _number("beta", LIFT / MOST)]
        self.takers[result].append(clip)
        self._drop(lifts[0], result)
        self._drop(part[0], product.makes[0])
        return product

    def _gather_ahead(self, product: Node) -> None:
        """Put the number by which a result is scaled into the weights of the convolution that takes it, and that by
        which it is shifted too, where no border of noughts is put around it."""
        scale = self._step(product, "Mul")
        shift = None if scale is None else self._step(scale[0], "Add")
        conv = None if shift is None else self._next(shift[0], "Conv")
        if scale is None or shift is None or conv is None or not _has_bias(conv) or scale[1] == 0:
            return
        weights, bias = (self._own(name) for name in conv.takes[1:])
        name = next(name for name in shift[0].takes if name not in scale[0].makes)
        if weights is None or bias is None or self._own(name) is None:
            return
        self._set(conv.takes[1], weights * scale[1])
        self._drop(scale[0], product.makes[0])
        if weights.shape[2:] == (1, 1) and not any(_padding(conv)):
            self._set(conv.takes[2], bias + shift[1] * weights.sum(axis=(1, 2, 3)))
            self._drop(shift[0], product.makes[0])
        else:
            self._set(name, np.full_like(self._own(name), shift[1] / scale[1]))

    def _step(self, node: Node, op: str) -> tuple[Node, float] | None:
        """The step that alone takes a node's result if it does `op` with one number, and that."""
        step = self._next(node, op)
        number = None if step is None else self._number(step, node.makes[0])
        return None if step is None or number is None else (step, number)

    def _next(self, node: Node, op: str) -> Node | None:
        takers = self.takers.get(node.makes[0], [])
        return takers[0] if len(takers) == 1 and takers[0].op == op else None

    def _number(self, step: Node, other: str) -> float | None:
        """The number that a step takes beside `other`."""
        fixed = [self._fixed(name) for name in step.takes if name != other]
        return float(fixed[0].flat[0]) if len(fixed) == 1 and fixed[0] is not None and fixed[0].size == 1 else None

    def _own(self, name: str) -> Floats | None:
        """Fixed numbers that one step alone takes."""
        return self._fixed(name) if len(self.takers.get(name, [])) == 1 else None

    def _fixed(self, name: str) -> Floats | None:
        node = self.maker.get(name)
        return None if node is None or node.op != "Constant" else _numbers(node)

    def _set(self, name: str, numbers: Floats) -> None:
        node = self.maker[name]
        node.rest = [_with_numbers(one, numbers) if one.number == ATTRIBUTE else one for one in node.rest]

    def _drop(self, step: Node, instead: str) -> None:
        """Leave a step out: who takes its result takes another `instead`."""
        self.dropped.add(id(step))
        for name in step.takes:
            self.takers[name] = [one for one in self.takers[name] if one is not step]
        for taker in self.takers.pop(step.makes[0], []):
            taker.takes = [instead if name == step.makes[0] else name for name in taker.takes]
            self.takers[instead].append(taker)


def _has_bias(node: Node) -> bool:
    return node.op == "Conv" and len(node.takes) == 3


def _attribute(node: Node, name: str) -> bytes:
    found = (one.value for one in node.rest if one.number == ATTRIBUTE and isinstance(one.value, bytes))
    return next((one for one in found if parts(one, NAME) == [name.encode()]), b"")


def _padding(conv: Node) -> list[int]:
    """The border around what a convolution takes: a number for each side, in one field each or all in one."""
    pads = [one.value for one in fields(_attribute(conv, "pads")) if one.number == NUMBERS]
    return [number for one in pads for number in ([one] if isinstance(one, int) else one)]


def _numbers(constant: Node) -> Floats | None:
    """The numbers of a constant; null where they are not of single precision and raw."""
    for tensor in parts(_attribute(constant, "value"), TENSOR):
        described = list(fields(tensor))
        if (TYPE, SINGLE) in [(one.number, one.value) for one in described] and (raw := parts(tensor, RAW)):
            shape = [int(one.value) for one in described if one.number == DIMENSION]
            return np.frombuffer(raw[0], np.float32).reshape(shape)
    return None


def _with_numbers(attribute: Field, numbers: Floats) -> Field:
    """The attribute of a constant with other numbers."""

    def changed(message: bytes, number: int, value: bytes) -> bytes:
        return written(text(number, value) if one.number == number else one for one in fields(message))

    message = bytes(attribute.value) if isinstance(attribute.value, bytes) else b""
    tensor = changed(parts(message, TENSOR)[0], RAW, numbers.astype(np.float32).tobytes())
    return text(attribute.number, changed(message, TENSOR, tensor))


def _number(name: str, value: float) -> Field:
    """An attribute that is a number."""
    number = Field(NUMBER, FOUR, struct.pack("<f", value))
    return text(ATTRIBUTE, written([text(NAME, name), number, Field(KIND, VARINT, SINGLE)]))
