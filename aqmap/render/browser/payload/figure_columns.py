"""Figures as the page's data: by column, and each number once, whatever phrases it stands in."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from aqmap.book.figure_cards import FigureCard, number_text, written_with_unit
from aqmap.render.browser.payload.columns import encode_column
from aqmap.render.browser.payload.phrases import Phrases
from aqmap.words import Text

HOLE = "\ue000"
"""Stands in a phrase for a number that is taken out of it."""

MOST_TAKEN = 6
"""Numbers that are taken out of one phrase; one with more stays whole."""

_DIGITS = re.compile(r"([0-9]+)")
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


def encode_figures(
    cards: Iterable[FigureCard], sources: Mapping[str, int], phrases: Phrases
) -> dict[str, Any]:
    """
    Return the figures by column, as ``columns.js`` reads them.

    Notes
    -----
    Phrases are numbers from 0 on, and -1 is none. In ``words``, ``written`` and ``locator`` -2,
    -3 … are phrase 0, 1 … with holes: for the number, which stands in ``plain``, and for the
    numbers in a locator, which stand in ``spots``.
    """
    rows = list(cards)
    figures = [card.figure for card in rows]
    numbers = ["" if f.value is None else f"{f.value:f}" for f in figures]
    locators = LocatorColumns(phrases)
    said = (
        phrases.number(card.value_text)
        if card.figure.value is None
        else _without(card.value_text, number_text(card.figure.value), phrases)
        for card in rows
    )
    written = (
        _without(Text(*2 * (written_with_unit(figure),)), number, phrases)
        if number
        else phrases.number(figure.value_written)
        for figure, number in zip(figures, numbers, strict=True)
    )
    phrase = phrases.number

    def of_figures(name: str) -> Iterator[Any]:
        return map(attrgetter(name), figures)

    def of_cards(name: str) -> Iterator[Any]:
        return map(attrgetter(name), rows)

    columns = {
        "place": encode_column(of_figures("place"), phrase),
        "level": encode_column(of_figures("level"), str),
        "indicator": encode_column(of_figures("indicator")),
        "title": encode_column(of_cards("indicator"), phrase),
        "words": encode_column(said),
        "period": encode_column(of_cards("period"), phrase),
        "iso": encode_column(of_figures("period")),
        "role": encode_column(of_figures("role"), str),
        "basis": encode_column(of_figures("basis"), str),
        "source": encode_column(of_figures("source"), lambda key: sources.get(key, -1)),
        "locator": encode_column(map(locators.add, rows)),
        "notices": encode_column(of_cards("notices"), lambda n: [*map(phrase, n)]),
        "written": encode_column(written),
        "plain": encode_column(numbers),
        "indicative": encode_column(int(figure.quality == "indicative") for figure in figures),
        "theme": encode_column(of_cards("theme")),
        "dust": encode_column(of_figures("dust"), lambda dust: str(dust or "")),
    }
    return {"count": len(rows), "columns": columns, "spots": locators.numbers()}


@dataclass
class LocatorColumns:
    """
    Locators as phrases with holes, and columns of the whole numbers in them.

    Attributes
    ----------
    phrases
        The phrases of the page.
    """

    phrases: Phrases
    _templates: dict[tuple[str | Text | None, ...], int | None] = field(default_factory=dict)
    _taken: list[array[int]] = field(
        default_factory=lambda: [array("l") for _ in range(MOST_TAKEN)]
    )
    _most: int = 0

    def add(self, card: FigureCard) -> int:
        """Return the number of the phrase of a card's locator, as `encode_figures` has it."""
        pieces = _DIGITS.split(card.figure.locator)
        # The annex has its own name, without the number of the table.
        annex = card.annex if card.figure.locator.table == "1" else None
        taken = pieces[1::2] if annex is None else pieces[3::2]
        key = annex, *pieces[::2]
        if key not in self._templates:
            self._templates[key] = self._template(card.locator, taken)
        template = self._templates[key]
        is_whole = template is None or not all(map(_WHOLE_NUMBER.fullmatch, taken))
        numbers = [] if is_whole else [int(number) for number in taken]
        self._most = max(self._most, len(numbers))
        for hole, column in enumerate(self._taken):
            column.append(numbers[hole] if hole < len(numbers) else 0)
        return self.phrases.number(card.locator) if is_whole or template is None else template

    def _template(self, words: Text, numbers: Sequence[str]) -> int | None:
        """Return the number of words without these numbers; none where they have others."""
        is_alike = all(_DIGITS.findall(said) == numbers for said in words)
        if not numbers or len(numbers) > MOST_TAKEN or not is_alike or HOLE in words.zh + words.en:
            return None
        return -2 - self.phrases.number(Text(*(_DIGITS.sub(HOLE, said) for said in words)))

    def numbers(self) -> list[Any]:
        """Return the columns of the numbers that were taken out."""
        return [encode_column(column) for column in self._taken[: self._most]]


def _without(said: Text, number: str, phrases: Phrases) -> int:
    """Return the number of a phrase without the number in it; of any other, its own."""
    if not number or HOLE in said.zh + said.en or not (number in said.zh and number in said.en):
        return phrases.number(said)
    holes = Text(said.zh.replace(number, HOLE, 1), said.en.replace(number, HOLE, 1))
    return -2 - phrases.number(holes)
