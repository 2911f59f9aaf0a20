"""Several things read one after another, with the faults of all reported together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from aqmap.errors import AqmapError

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass
class Attempts:
    """
    Attempts to read, of which some may fail.

    Attributes
    ----------
    problems
        What was raised, in order.
    """

    problems: list[AqmapError] = field(default_factory=list)

    def read(
        self,
        read: Callable[Arguments, Result],
        *arguments: Arguments.args,
        **options: Arguments.kwargs,
    ) -> Result | None:
        """Return what `read` returns, or none if it finds faults: they are kept."""
        try:
            return read(*arguments, **options)
        except AqmapError as problem:
            self.problems.append(problem)
            return None

    def error(self, kind: type[AqmapError] | None = None) -> AqmapError:
        """Return the faults of all attempts as one error, by default in the class of the first."""
        faults = [fault for problem in self.problems for fault in problem.faults]
        return (kind or type(self.problems[0]))(faults)
