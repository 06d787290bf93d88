"""Interleaved timing: all contestants take part in every round, with the same input."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Contestant:
    """Something that does a job; ``deed`` gets the number of the round."""

    name: str
    deed: Callable[[int], bytes | list[bytes] | None]
    times: list[float] = field(default_factory=list)
    result: bytes | list[bytes] | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def compete(contestants: list[Contestant], rounds: int, prepare: Callable[[int], None]) -> None:
    """Round 0 warms up and does not count; ``prepare`` lays out the input of a round, untimed."""
    for number in range(rounds + 1):
        prepare(number)
        for contestant in contestants:
            gc.collect()
            start = time.perf_counter()
            result = contestant.deed(number)
            spent = time.perf_counter() - start
            if number:
                contestant.times.append(spent)
            contestant.result = result
