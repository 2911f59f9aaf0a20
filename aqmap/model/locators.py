"""Locators: the spot in a source that a figure stands at."""

from __future__ import annotations

import re
from functools import lru_cache

from aqmap.words import Text, catalogue, text

_DIGITS = re.compile(r"(\d+)")
_ROW_NUMBER = re.compile(r"\d+(?:\.\d+)*")


class Locator(str):
    """
    The spot in a source: parts with ``;`` between them, each a word and its value.

    It is written outermost part first, the line or cell last: ``item 6; para 2; sentence 1; line
    41``, ``table 1; row 4.2; column 伊宁市; line 210``, ``sheet 任务; cell D7``. As text it goes
    through tables and JSON unchanged; the parts are read from it.

    >>> spot = Locator("table 1; row 4.2; column 伊宁市; line 210")
    >>> spot.row, spot.column, spot.line, spot.last
    ('4.2', '伊宁市', '210', 'line 210')
    >>> spot.in_words().zh
    '表1第4.2行“伊宁市”列（文件第210行）'
    """

    __slots__ = ("_parts",)
    _parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, *parts: str) -> Locator:
        """
        Return the locator of parts, each one part or several as written; empty ones count not.

        Of a part made from a document's own words use `locator_part`.
        """
        return cls("; ".join(filter(None, parts)))

    @classmethod
    def in_table(cls, number: int, *parts: str) -> Locator:
        """Return a locator in a table; a cell of its other part (table 2; cell B2) says which."""
        *before, cell = parts
        spot = cls(cell)
        if not spot.table:
            return cls.of(f"table {number}", *before, cell)
        return cls.of(spot.only("table"), *before, spot.without("table"))

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The parts in order, each a word and its value."""
        try:
            return self._parts
        except AttributeError:  # asked for the first time; every check asks again
            self._parts = tuple(self._split())
            return self._parts

    def _split(self) -> list[tuple[str, str]]:
        written = (part.strip() for part in self.split(";"))
        split = (part.partition(" ") for part in written if part)
        return [(word, value) for word, _, value in split]

    def value(self, word: str) -> str:
        """Return the value of the first part with this word; empty if it has none."""
        for name, value in self.parts:
            if name == word:
                return value
        return ""

    def only(self, *words: str) -> Locator:
        """Return the parts with these words."""
        return self.of(*(f"{word} {value}" for word, value in self.parts if word in words))

    def without(self, *words: str) -> Locator:
        """Return the parts with other words."""
        return self.of(*(f"{word} {value}" for word, value in self.parts if word not in words))

    @property
    def table(self) -> str:
        """The table's number; empty for a spot in no table."""
        # Asked of every figure by every check: what stands first is read without the rest.
        if self.startswith("table "):
            return self[6:].partition(";")[0].rstrip()
        word, _, value = self.partition(";")[0].strip().partition(" ")
        if word:
            return value if word == "table" else ""
        parts = self.parts
        return parts[0][1] if parts and parts[0][0] == "table" else ""

    @property
    def row(self) -> str:
        """The number of a table's row, or the words that name it."""
        return self.value("row")

    @property
    def column(self) -> str:
        """The words over a table's column."""
        return self.value("column")

    @property
    def sheet(self) -> str:
        """The workbook's sheet."""
        return self.value("sheet")

    @property
    def page(self) -> str:
        """The page's number."""
        return self.value("page")

    @property
    def line(self) -> str:
        """The number of the file's line, or of the page's."""
        return self.value("line")

    @property
    def sentence(self) -> Locator:
        """The spot as far as its sentence; empty for one that is in none."""
        if "sentence" not in self:
            return NOWHERE
        words = [word for word, _ in self.parts]
        if "sentence" not in words:
            return Locator()
        return self.of(*self.written[: words.index("sentence") + 1])

    @property
    def article(self) -> Locator:
        """The paragraph with its line, also one in a table's cell; or the table's row."""
        if not self.table:
            return self.without("sentence")
        if not self.value("sentence"):
            return self.of(*self.written[:2])
        return self.of(*self.written[1:]).without("sentence")

    @property
    def last(self) -> str:
        """The last part: the line or the cell."""
        return next(reversed(self.written), "")

    @property
    def before_last(self) -> Locator:
        """All parts but the last."""
        return self.of(*self.written[:-1])

    @property
    def written(self) -> tuple[str, ...]:
        """The parts in order as written."""
        return tuple(f"{word} {value}".strip() for word, value in self.parts)

    @property
    def annex_row(self) -> tuple[str, str] | None:
        """The table and the number of the row, where the row has a number."""
        if self.table and _ROW_NUMBER.fullmatch(self.row):
            return self.table, self.row
        return None

    @property
    def order(self) -> tuple[tuple[str, int], ...]:
        """What sorts locators of one source as it is read: numbers in them count."""
        pieces = (piece for piece in _DIGITS.split(self) if piece)
        return tuple(("", int(p)) if p.isdecimal() else (p, 0) for p in pieces)

    def in_words(self, annex: Text | None = None) -> Text:
        """
        Return the locator in words.

        Parameters
        ----------
        annex
            The source's own name of its first table.

        Returns
        -------
        phrase
            For example 附表第4.2行“伊宁市”列. A part with an unknown word stays as it is.
        """
        phrases = []
        for word, value in self._split():  # asked once: not worth keeping
            if word == "table" and value == "1" and annex is not None:
                phrases.append(annex)
            else:  # a line may be one of the page, not of the file
                of_page = word == "line" and self.page
                phrases.append(_part_text("page_line" if of_page else word, value))
        return Text("".join(p.zh for p in phrases), ", ".join(p.en for p in phrases))


@lru_cache(maxsize=16_384)
def _part_text(word: str, value: str) -> Text:
    """Return one part in words."""
    if f"locator.{word}" in catalogue():
        return text(f"locator.{word}", value=value)
    return Text(*2 * (f"{word} {value}".strip(),))


NOWHERE = Locator()
"""The locator of what stands in no source."""


def locator_part(word: str, value: object) -> str:
    """Return one part of a locator; a ``;`` in the document's own words would end it too early."""
    return f"{word} {value}".replace(";", "；").strip()
