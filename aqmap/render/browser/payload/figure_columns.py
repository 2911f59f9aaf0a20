"""Figures as the page's data: by column, and each number once, whatever phrases it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aqmap.book.figure_cards import FigureCard, number_text, written_with_unit
from aqmap.render.browser.payload.columns import encode_column
from aqmap.render.browser.payload.phrases import Phrases
from aqmap.words import Text

HOLE = "\ue000"
"""Stands in a phrase for a number that is taken out of it."""

MOST_TAKEN = 6
"""Numbers that are taken out of one phrase; one with more stays whole."""

_WHOLE_NUMBER = re.compile(r"(?<!\d)(?:0|[1-9]\d{0,8})(?!\d)")


def encode_figures(
    cards: Iterable[FigureCard], sources: Mapping[str, int], phrases: Phrases
) -> dict[str, Any]:
    """
    Return the figures by column, as ``columns.js`` reads them.

    Notes
    -----
    The phrases of a column named in ``filled`` are numbers from 0 on; -1 is none; and -2, -3 …
    are phrase 0, 1 … with holes, to be filled with the numbers of the column or columns that
    stand beside it.
    """
    rows = list(cards)
    figures = [card.figure for card in rows]
    numbers = ["" if f.value is None else f"{f.value:f}" for f in figures]
    words, written, locators = [], [], []
    taken_numbers: list[Sequence[int]] = []
    known: dict[Text, tuple[int, Sequence[int]]] = {}
    for card, figure, number in zip(rows, figures, numbers, strict=True):
        shown = "" if figure.value is None else number_text(figure.value)
        words.append(_without(card.value_text, shown, phrases))
        said = written_with_unit(figure) if number else figure.value_written
        written.append(_without(Text(said, said), number, phrases))
        if card.locator not in known:
            known[card.locator] = _without_numbers(card.locator, phrases)
        number_of_phrase, taken = known[card.locator]
        locators.append(number_of_phrase)
        taken_numbers.append(taken)
    most = max(map(len, taken_numbers), default=0)
    spots = [[taken[i] if i < len(taken) else 0 for taken in taken_numbers] for i in range(most)]
    phrase = phrases.number
    columns: dict[str, Iterable[Any]] = {
        "place": (phrase(figure.place) for figure in figures),
        "level": (str(figure.level) for figure in figures),
        "indicator": (figure.indicator for figure in figures),
        "title": (phrase(card.indicator) for card in rows),
        "words": words,
        "period": (phrase(card.period) for card in rows),
        "iso": (figure.period for figure in figures),
        "role": (str(figure.role) for figure in figures),
        "basis": (str(figure.basis) for figure in figures),
        "source": (sources.get(figure.source, -1) for figure in figures),
        "locator": locators,
        "notices": (tuple(map(phrase, card.notices)) for card in rows),
        "written": written,
        "plain": numbers,
        "indicative": (int(figure.quality == "indicative") for figure in figures),
        "theme": (card.theme for card in rows),
        "dust": (str(figure.dust or "") for figure in figures),
    }
    encoded = {name: encode_column(values) for name, values in columns.items()}
    return {"count": len(rows), "columns": encoded, "spots": [encode_column(s) for s in spots]}


def _without(said: Text, number: str, phrases: Phrases) -> int:
    """Return the number of a phrase without the number in it; of any other, its own."""
    if not number or HOLE in said.zh + said.en or not (number in said.zh and number in said.en):
        return phrases.number(said)
    holes = Text(said.zh.replace(number, HOLE, 1), said.en.replace(number, HOLE, 1))
    return -2 - phrases.number(holes)


def _without_numbers(said: Text, phrases: Phrases) -> tuple[int, Sequence[int]]:
    """Return the number of a phrase without the whole numbers in it, and these."""
    taken = _WHOLE_NUMBER.findall(said.zh)
    is_alike = taken == _WHOLE_NUMBER.findall(said.en) and HOLE not in said.zh + said.en
    if not taken or len(taken) > MOST_TAKEN or not is_alike:
        return phrases.number(said), ()
    holes = Text(_WHOLE_NUMBER.sub(HOLE, said.zh), _WHOLE_NUMBER.sub(HOLE, said.en))
    return -2 - phrases.number(holes), [int(number) for number in taken]
