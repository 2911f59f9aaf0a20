"""What the arguments ask for, also where they cannot be parsed: messages follow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqmap.words import Lang


def language_written(arguments: Sequence[str]) -> str:
    """Return what is written as the language; without it, nothing."""
    written = ""
    for number, word in enumerate(arguments):
        if word == "--lang":
            written = "".join(arguments[number + 1 : number + 2])
        elif word.startswith("--lang="):
            written = word.removeprefix("--lang=")
    return written


def languages_asked(arguments: Sequence[str]) -> tuple[Lang, ...]:
    """Return the language of messages: the one written, both if it is neither, or the locale's."""
    from aqmap.words import default_lang

    match language_written(arguments):
        case "zh":
            return ("zh",)
        case "en":
            return ("en",)
        case "":
            return (default_lang(),)
        case _:
            return ("zh", "en")


def json_asked(arguments: Sequence[str]) -> bool:
    """Return whether messages are to be for machines."""
    return "--json" in arguments
