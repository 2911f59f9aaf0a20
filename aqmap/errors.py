"""The family of errors: every fault names its file, the place in it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from aqmap.words import Text, text

if TYPE_CHECKING:
    from aqmap.words import Lang


class Fault:
    """
    One thing in the input that cannot be used.

    Attributes
    ----------
    code
        Key of the phrase under ``fault`` in the catalogue; its ``do`` child says what to do.
    file
        The file as the user knows it.
    at
        The place in the file: page, row, column, line or key; may be empty.
    facts
        What was expected and found, by the names that the phrase uses.
    """

    def __init__(self, code: str, file: object, at: str = "", **facts: object) -> None:
        self.code, self.file, self.at, self.facts = code, str(file), at, facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fault) and self.said == other.said

    def __hash__(self) -> int:
        return hash(self.said)

    def __repr__(self) -> str:
        return f"Fault({self.said.en!r})"

    @property
    def said(self) -> Text:
        """The whole message: where, what, and what to do."""
        what, do = text(f"fault.{self.code}", **self.facts), text(f"fault.{self.code}.do")
        at = (f"：{self.at}", f": {self.at}") if self.at else ("", "")
        return Text(
            f"{self.file}{at[0]}：{what.zh}。{do.zh}。",
            f"{self.file}{at[1]}: {what.en}. {do.en}.",
        )


class AqmapError(Exception):
    """
    Root of the family: input that cannot be used.

    Attributes
    ----------
    faults
        Everything found wrong, in the order of the input; never empty.
    """

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(fault.said.en for fault in self.faults))

    def said(self, lang: Lang) -> list[str]:
        """Return one message a fault, in `lang`."""
        return [fault.said.in_(lang) for fault in self.faults]


class SpecError(AqmapError, ValueError):
    """A TOML file of the workspace that does not fit its schema."""


class SourceError(AqmapError, OSError):
    """An input that is missing or unreadable, or an output that cannot be written."""


class PlaceError(AqmapError, LookupError):
    """Names that fit no place, or more than one."""


class CrsError(AqmapError, ValueError):
    """A layer without a reference system, or with another one than the map's."""


class TableError(AqmapError, ValueError):
    """A table whose rows or cells do not fit their columns."""
