"""A page that takes dropped files, with the real names of places, and files to drop on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aqmap.pipelines.page_reading import reading_rules
from aqmap.render.browser.map_page import write_page
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.places import read_places
from tests.books import square_book

ROOT = Path(__file__).parents[1]


def dropping_page(folder: Path) -> Path:
    """Write the synthetic book's page with the workspace's places and indicators."""
    places = read_places(ROOT / "boundaries" / "places.csv")
    indicators = read_indicators(ROOT / "layers" / "indicators.toml")
    path = folder / "map.html"
    write_page(replace(square_book(), reading=reading_rules(places, indicators, ["pm25"])), path)
    return path
