"""Wrong usage, in the words of the catalogue rather than those of the parser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer

from aqmap.errors import Fault
from aqmap.words import Text, text

WRONG_USAGE = 2
UsageError: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""The parser's own root of its errors; it is public only through its children."""


def usage_fault(problem: Any, arguments: Sequence[str], commands: Sequence[str]) -> Fault:
    """
    Return what is wrong with the arguments.

    Parameters
    ----------
    problem
        The parser's error; its class says what it is of.
    arguments
        As written.
    commands
        All there are.
    """
    if arguments and not arguments[0].startswith("-") and arguments[0] not in commands:
        return Fault("no_such_command", "aqmap", found=arguments[0])
    context = getattr(problem, "ctx", None)
    command = context.command_path if context is not None else "aqmap"
    match type(problem).__name__:
        case "NoSuchOption":
            return Fault("no_such_option", command, found=problem.option_name)
        case "MissingParameter":
            return Fault("argument_missing", command, found=_hint(problem))
        case "BadParameter":
            return Fault("argument_unfit", command, _hint(problem), found=_expected(problem))
        case _:
            return Fault("usage", command, found=problem.format_message())


def _hint(problem: Any) -> str:
    hint = problem.param_hint or (
        problem.param.get_error_hint(problem.ctx) if problem.param else ""
    )
    names = hint if isinstance(hint, str) else " / ".join(hint)
    return names.replace("'", "")


def _expected(problem: Any) -> Text:
    """Return what was expected; the parser says it in English alone."""
    kind = getattr(problem.param, "type", None)
    if choices := getattr(kind, "choices", ()):
        return text("usage.choice", names=" | ".join(str(choice) for choice in choices))
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None and high is not None:
        return text("usage.between", low=low, high=high)
    if low is not None:
        return text("usage.from", low=low)
    if getattr(kind, "name", "") == "integer":
        return text("usage.whole")
    return Text(problem.message, problem.message)
