"""Which operations are kept as columns, and in what order they are worked out."""

from __future__ import annotations

from collections.abc import Iterator

from lenity.engine._ops import Op


def is_ordered_text(op: Op) -> bool:
    """Whether texts are put in order, which their codes do not keep."""
    ordered = op.kind in ("least", "greatest") or (op.kind == "compare" and op.data not in ("==", "!="))
    return ordered and any(arg.is_text for arg in op.args)


def is_whole_column(op: Op) -> bool:
    """Whether an operation needs its columns whole, and is no Polars expression."""
    return op.kind in ("bring", "fold", "joined", "climb") or is_ordered_text(op)


def _read_twice(op: Op) -> tuple[int, ...]:
    """Which of its parts an operation reads twice."""
    if op.kind == "choose":
        return (0,) if op.args[0].domain.may_lack else ()
    if op.kind in ("least", "greatest"):
        return tuple(at for at, arg in enumerate(op.args) if arg.domain.may_lack)
    return (2,) if op.kind == "cell" else ()


class Plan:
    """Which operations are kept as columns, in waves: each rests only on columns of earlier ones. A column is dropped after its last use."""

    def __init__(self, outputs: list[Op]) -> None:
        self.outputs = outputs
        self.order = list(_in_order(outputs))
        self.kept = self._kept()
        self.names = {op: f"{op.data[0]}.{op.data[1]}" for op in self.order if op.kind == "fact"}
        self.names.update((op, f"#{number}") for number, op in enumerate(self.order) if op in self.kept)
        self.waves = self._waves()
        self.gone = self._gone()
        self.is_open = any(op.is_text and op.kind != "constant" and op.domain.values() is None for op in self.order)
        """Whether texts can come up that are not known before the rows are read."""

    def _kept(self) -> set[Op]:
        uses: dict[Op, int] = dict.fromkeys(self.outputs, 2)
        for op in self.order:
            twice = _read_twice(op)
            for at, arg in enumerate(op.args):
                uses[arg] = uses.get(arg, 0) + (2 if at in twice or is_whole_column(op) else 1)
        return {op for op in self.order if op.kind not in ("fact", "constant") and (uses[op] > 1 or is_whole_column(op))}

    def reads(self, op: Op) -> Iterator[Op]:
        """The columns that an operation reads, through the operations that are part of it."""
        for arg in op.args:
            if arg in self.kept or arg.kind == "fact":
                yield arg
            else:
                yield from self.reads(arg)

    def _waves(self) -> list[list[Op]]:
        depth: dict[Op, int] = {}
        waves: list[list[Op]] = []
        for op in self.order:
            if op in self.kept:
                at = depth[op] = 1 + max((depth.get(read, -1) for read in self.reads(op)), default=-1)
                while len(waves) <= at:
                    waves.append([])
                waves[at].append(op)
        return waves

    def _gone(self) -> list[list[Op]]:
        last: dict[Op, int] = {}
        for number, wave in enumerate(self.waves):
            for op in wave:
                last[op] = max(last.get(op, 0), number)
                last.update(dict.fromkeys(self.reads(op), number))
        gone: list[list[Op]] = [[] for _ in self.waves]
        for op, number in last.items():
            if op not in self.outputs:
                gone[number].append(op)
        return gone


def _in_order(outputs: list[Op]) -> Iterator[Op]:
    """Every operation that the outputs rest on, each after those that it reads."""
    done: set[Op] = set()
    stack = [(op, False) for op in reversed(outputs)]
    while stack:
        op, is_ready = stack.pop()
        if op in done:
            continue
        if is_ready:
            done.add(op)
            yield op
        else:
            stack.append((op, True))
            stack.extend((arg, False) for arg in op.args if arg not in done)
