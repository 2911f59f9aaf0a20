"""The family of errors: every fault names its file, the place in it, and what to do."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from aqmap.words import Text, catalogue, text

if TYPE_CHECKING:
    from aqmap.words import Lang

_ROW = re.compile(r"(\bline |\brow |\bcell [A-Z]{1,3})\d+")
_BETWEEN_PARTS = re.compile(r"(; |, )")


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
    again
        In how many other places of the file the same was found.
    """

    def __init__(self, code: str, file: object, at: str = "", **facts: object) -> None:
        self.code, self.file, self.at, self.facts = code, str(file), at, facts
        self.again = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fault) and self.said == other.said

    def __hash__(self) -> int:
        return hash(self.said)

    def __repr__(self) -> str:
        return f"Fault({self.said.en!r})"

    @property
    def said(self) -> Text:
        """The whole message: where, what, and what to do."""
        what, do = (
            text(f"fault.{self.code}", **self.facts),
            text(f"fault.{self.code}.do", **self.facts),
        )
        at = spot_text(self.at)
        if self.again:
            at = text("spots.more", spot=at, count=self.again)
        return Text(
            "：".join(filter(None, (self.file, at.zh, f"{what.zh}。{do.zh}。"))),
            ": ".join(filter(None, (self.file, at.en, f"{what.en}. {do.en}."))),
        )


def without_repeats(faults: Iterable[Fault], *, anywhere: bool = False) -> list[Fault]:
    """
    Return the faults, each once: where many rows have the same one, the first says how many.

    Two are the same where code, file, facts and, unless `anywhere`, the column agree.
    """
    first: dict[tuple[object, ...], Fault] = {}
    for fault in faults:
        facts = tuple((name, str(fact)) for name, fact in fault.facts.items())
        key = (fault.code, fault.file, anywhere or _ROW.sub(r"\1", fault.at), facts)
        if first.setdefault(key, fault) is not fault:
            first[key].again += 1
    return list(first.values())


def spot_text(spot: str) -> Text:
    """
    Return a spot in a file in words.

    Parameters
    ----------
    spot
        Parts with ``; `` or ``, `` between them, most of them a word and its value.

    Examples
    --------
    >>> spot_text("sheet 汇总, cell D7").zh
    '工作表“汇总”，D7格'
    """
    pieces = _BETWEEN_PARTS.split(spot)
    chinese = pieces[0] and _part_in_chinese(pieces[0])
    for sign, part in zip(pieces[1::2], pieces[2::2], strict=True):
        translated = _part_in_chinese(part)
        chinese += (sign if translated == part else "，") + translated
    return Text(chinese, spot)


def _part_in_chinese(part: str) -> str:
    word, _, value = part.partition(" ")
    known = f"at.{word}" in catalogue() and value
    return text(f"at.{word}", value=value).zh if known else part


def os_reason(problem: OSError) -> Text:
    """
    Return why the system refused, in words.

    Examples
    --------
    >>> os_reason(FileNotFoundError(2, "No such file or directory")).zh
    '没有这个文件或文件夹'
    """
    key = f"os.{errno.errorcode.get(problem.errno or 0)}"
    if key in catalogue():
        return text(key)
    reason = problem.strerror or str(problem) or type(problem).__name__
    return Text(reason, reason)


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
