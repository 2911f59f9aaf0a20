"""Figures that stand on the page by column say there what they say in the book."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.book.figure_cards import figure_card, written_with_unit
from aqmap.model.locators import Locator
from aqmap.render.browser.map_page import write_page
from aqmap.workspace.indicators import read_indicators
from tests.books import square_book
from tests.browser import opened

pytestmark = pytest.mark.browser

INDICATORS = read_indicators(Path(__file__).parents[3] / "layers" / "indicators.toml")
# Numbers that are shown otherwise than written; words with signs of our own making in them.
WRITTEN = {
    "-1234567.50": "减少1234567.50",
    "1234.05": "1234.05",
    "0.0": "\ue0000.0\ue000",
    "35": "35以下35",
    "1e3": "1000",
}
LOCATORS = (
    "table 1; row 4.2; column 示例7县; line 210",
    "sheet 任务007; cell D7",
    "page 12; line 3",
    "item 6; para 2; sentence 1; line 41",
    "table 1; row 1.2.3.4.5.6.7.8; cell 9-10",
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_says_what_it_says_in_the_book(lang, tmp_path, browser):
    book = square_book()
    model = next(card.figure for card in book.figures.values() if card.figure.value is not None)
    figures = [
        replace(model, id=f"extra-{n}", value=Decimal(number), value_written=written,
                locator=Locator(spot))
        for n, ((number, written), spot) in enumerate(zip(WRITTEN.items(), LOCATORS, strict=True))
    ]  # fmt: skip
    cards = dict(book.figures)
    cards |= {figure.id: figure_card(figure, INDICATORS, book.sources) for figure in figures}
    write_page(replace(book, figures=cards), tmp_path / "map.html", lang)
    expected = []
    for card in cards.values():
        value = card.figure.value
        said = card.figure.value_written if value is None else written_with_unit(card.figure)
        words = [card.value_text.in_(lang), said, card.locator.in_(lang)]
        expected.append([None if value is None else float(value), *words])
    assert [row[1] for row in expected[-5:-3]] == {
        "zh": ["≤−1 234 567.50微克/立方米", "≤1 234.05微克/立方米"],
        "en": ["≤−1 234 567.50 µg/m³", "≤1 234.05 µg/m³"],
    }[lang]
    with opened(browser, tmp_path / "map.html") as seen:
        assert seen.page.evaluate("window.aqmap.figures()") == expected
