"""Wrong usage, in the words of the catalogue rather than those of the parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer

from aqmap.errors import Fault
from aqmap.words import Text, text

WRONG_USAGE = 2
_MAY_BE_EMPTY = frozenset(("--lang", "--place", "--scheduler"))
_CHOICES = re.compile(r"is not one of (.+?)\.?$", re.DOTALL)
_EXTRA = re.compile(r"unexpected extra argument\S* \((.+)\)$", re.DOTALL)
UsageError: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
"""The parser's own root of its errors; it is public only through its children."""


def empty_argument(arguments: Sequence[str]) -> Fault | None:
    """
    Return the fault of an empty argument where a path is wanted, as an unset variable leaves it.

    The parser takes it for the folder that one is in.
    """
    for before, word in zip(("", *arguments), (*arguments, "-"), strict=True):
        name, sign, value = word.partition("=")
        option = name if sign and name.startswith("--") else before if not word else ""
        if (not word or (sign and not value and option)) and option not in _MAY_BE_EMPTY:
            return Fault("argument_empty", "aqmap", option if option.startswith("-") else "")
    return None


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
        case "BadOptionUsage":
            spot = problem.option_name
            return Fault("option_unfit", command, spot, found=problem.format_message())
        case _:
            return Fault("usage", command, found=_extra_words(problem.format_message()))


def _hint(problem: Any) -> str:
    """Return what the user calls an option or argument."""
    if problem.param is None:
        return str(problem.param_hint or "")
    options = [name for name in problem.param.opts if name.startswith("-")]
    return " / ".join(options or [str(problem.param.name).upper()])


def _extra_words(message: str) -> Text:
    """Return what the parser says of words too many, which it quotes in brackets."""
    extra = _EXTRA.search(message)
    return text("usage.extra", words=extra[1]) if extra else Text(message, message)


def _expected(problem: Any) -> Text:
    """Return what was expected; the parser says it in English alone."""
    message = str(problem.message)
    if choices := _CHOICES.search(message):
        return text("usage.choice", names=choices[1].replace("'", ""))
    bounds = (problem.param, getattr(problem.param, "type", None))
    low, high = (
        next((b for of in bounds if (b := getattr(of, side, None)) is not None), None)
        for side in ("min", "max")
    )
    if low is not None and high is not None:
        return text("usage.between", low=low, high=high)
    if low is not None:
        return text("usage.from", low=low)
    if "valid integer" in message:
        return text("spec.int_parsing")
    if "is not readable" in message:
        return text("usage.not_readable")
    return Text(message, message)
