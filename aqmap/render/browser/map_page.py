"""The interactive page: folium as the shell, Leaflet inside, the map book in it, no network."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import folium
import xstatic.pkg.leaflet
from branca.element import Element, Figure
from folium.map import CustomPane
from folium.template import Template

from aqmap.book.map_book import MapBook
from aqmap.render.browser.payload.payload import encode_book
from aqmap.render.html_embedding import (
    allowed_source,
    asset_text,
    filled_shell,
    packed,
    page_script,
    without_comments,
)
from aqmap.words import Lang, catalogue, say

ASSETS = files(__package__) / "assets"
SCRIPTS = (
    "book/failure.js",
    "book/events.js",
    "book/state.js",
    "book/inflate.js",
    "book/packed.js",
    "book/payload.js",
    "book/phrases.js",
    "book/columns.js",
    "book/outlines.js",
    "book/book.js",
    "book/stationDays.js",
    "book/sheet.js",
    "book/opening.js",
    "book/chosenClasses.js",
    "map/patterns.js",
    "map/drawing.js",
    "map/signShapes.js",
    "map/tip.js",
    "grids/underlay.js",
    "grids/gridKey.js",
    "insets/insetPlaces.js",
    "map/landPaths.js",
    "map/map.js",
    "map/mapWords.js",
    "map/daymap.js",
    "compare/compared.js",
    "book/address.js",
    "map/apart.js",
    "map/overlays.js",
    "map/boxes.js",
    "map/locate.js",
    "map/labelPlacer.js",
    "map/labels.js",
)
# What is worked with once the map is drawn: it stands packed in the page, and runs at once.
REST_SCRIPTS = (
    "controls/handOver.js",
    "time/rails.js",
    "time/railTrack.js",
    "time/periods.js",
    "controls/spreads.js",
    "controls/layers.js",
    "controls/switches.js",
    "controls/histogram.js",
    "controls/pairKey.js",
    "controls/legend.js",
    "take/pictureText.js",
    "take/pictureParts.js",
    "take/pngDots.js",
    "take/pictureGround.js",
    "take/pictureLabels.js",
    "take/pictureMap.js",
    "take/pictureInsets.js",
    "insets/insets.js",
    "map/walk.js",
    "take/picturePair.js",
    "take/pictureLegend.js",
    "take/picture.js",
    "controls/dispatchMonth.js",
    "controls/frame.js",
    "panel/citations.js",
    "controls/headline.js",
    "panel/measures.js",
    "panel/findings.js",
    "panel/calendar.js",
    "panel/months.js",
    "panel/station.js",
    "panel/cards.js",
    "county/indicatorRows.js",
    "county/bullet.js",
    "county/monthLine.js",
    "county/indicatorTable.js",
    "county/countySheet.js",
    "county/onePage.js",
    "panel/choice.js",
    "table/cellText.js",
    "take/pageData.js",
    "take/takeAway.js",
    "table/tableRows.js",
    "table/table.js",
    "panel/bars.js",
    "table/matrix.js",
    "panel/notes.js",
    "compare/picker.js",
    "compare/footing.js",
    "compare/sides.js",
    "compare/sideParts.js",
    "compare/comparedWords.js",
    "compare/comparedTable.js",
    "compare/comparedPicture.js",
    "compare/twoMaps.js",
    "compare/smallMap.js",
    "compare/periodMaps.js",
    "compare/placeCharts.js",
    "compare/indicatorCharts.js",
    "compare/compare.js",
    "panel/tabs.js",
    "controls/printing.js",
    "drop/dropParts.js",
    "drop/dropZone.js",
    "main.js",
    "hooks.js",
)
# Run once a file is dropped; until then they stand packed in the page.
LATE_SCRIPTS = (
    "drop/rules/readingRules.js",
    "drop/rules/unitNames.js",
    "drop/rules/cellGrammar.js",
    "drop/rules/placeNames.js",
    "drop/rules/periodNames.js",
    "drop/files/fileText.js",
    "drop/files/zipParts.js",
    "drop/files/shownNumbers.js",
    "drop/files/xlsxBook.js",
    "drop/tableColumns.js",
    "drop/files/droppedFile.js",
    "drop/droppedRows.js",
    "drop/droppedScale.js",
    "drop/droppedLayer.js",
    "drop/droppedStations.js",
    "drop/dropSession.js",
    "drop/dropForm.js",
    "drop/dropReads.js",
)
STYLES = ("page.css", "work.css", "sheet.css", "time.css", "compare.css", "drop.css", "print.css")
# Made by folium before the script runs.
MADE_BY_FOLIUM = ("leafletMap",)
PANES = {
    "aq-grid": (390, False),
    "aq-areas": (400, True),
    "aq-picked": (420, False),
    "aq-labels": (450, False),
}

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; {scripts}"
# Heeded only before everything else in the head.
_ENGINE_MODE = '<meta http-equiv="X-UA-Compatible" content="IE=edge">'
_REST, _DROP = "aqmap-rest", "aqmap-drop"
_ENGINE = ("title", "mode", "other", "paper")
_SCRIPT = re.compile(r"<script(?P<kind>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)


def write_page(book: MapBook, path: Path, lang: Lang = "zh") -> None:
    """
    Write the interactive map as one HTML file that needs nothing else.

    Parameters
    ----------
    book
        What is drawn.
    path
        The file; its folder must exist.
    lang
        Language in which it opens; the page holds both.

    Notes
    -----
    Equal books give equal bytes. The page asks nothing of the network: Leaflet stands in it, and
    its policy forbids the browser to load anything.
    """
    written = to_folium(book, lang).get_root().render()
    path.write_text(written, encoding="utf-8", newline="\n")


def to_folium(book: MapBook, lang: Lang = "zh") -> folium.Map:
    """
    Return the interactive map as a folium map, which shows itself in a notebook.

    Parameters
    ----------
    book
        What is drawn.
    lang
        Language in which it opens.

    Returns
    -------
    page
        Without tiles and without the scripts that folium would load. What is added to it is
        drawn over the counties; its own elements have fixed names.

    Examples
    --------
    >>> import aqmap
    >>> book = aqmap.make_book(Path(aqmap.__file__).with_name("templates") / "minimal")
    >>> page = to_folium(book)
    >>> _ = folium.Marker((44.25, 84.25), tooltip="a marker of your own").add_to(page)
    >>> "a marker of your own" in page.get_root().render()
    True
    """
    page = _BookMap(
        location=[43.8, 85.0],
        zoom_start=6,
        tiles=None,
        zoom_control=False,
        prefer_canvas=True,
        attribution_control=False,
        zoom_snap=0.25,
        wheel_px_per_zoom_level=120,
        min_zoom=3,
        max_zoom=12,
    )
    page.global_switches._id = "switches"
    _PageFigure(book, lang).add_child(page)
    for name, (height, pointed) in PANES.items():
        pane = CustomPane(name, z_index=height, pointer_events=pointed)
        pane._id = name.replace("-", "_")
        page.add_child(pane)
    page.add_child(_BookScript(page.get_name()))
    return page


class _BookMap(folium.Map):
    """A folium map that loads nothing and stands where the page's shell has its place."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium declares it like this
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map(
                {{ this.get_name()|tojson }},
                {center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }}}
            );
        {% endmacro %}
        """
    )

    @classmethod
    def _generate_id(cls) -> str:
        # folium's own ids are random; a page must be the same whenever it is made.
        return "book"


class _Raw(Element):
    """Text put out as it is: folium reads any other as a template, be it a county's name."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.written = written

    def render(self, **_: Any) -> str:
        return self.written


class _BookScript(Element):
    """The page's own script; it starts once folium has made the map and its panes."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._id, self.map_name = "Script", "book", name

    def render(self, **_: Any) -> str:
        names = dict.fromkeys(MADE_BY_FOLIUM, self.map_name)
        code = page_script(ASSETS, SCRIPTS, names, rest=_REST)
        figure = self.get_root()
        if isinstance(figure, Figure):
            figure.script.add_child(_Raw(code), name="aqmap_script")
        return ""


class _PageFigure(Figure):
    """The document around the map: head, shell, the book's data, and its policy."""

    def __init__(self, book: MapBook, lang: Lang) -> None:
        super().__init__(title=html.escape(book.title.in_(lang)))
        self.book, self.lang = book, "zh-CN" if lang == "zh" else lang
        self.height = "720px"

    def render(self, **kwargs: Any) -> str:
        data, media = encode_book(self.book)
        style = "\n".join(without_comments(asset_text(ASSETS, name)) for name in STYLES)
        head = (
            # Browsers with two engines are asked for the newer one.
            '<meta name="renderer" content="webkit">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
            f"<style>{_leaflet('leaflet.css')}\n{style}</style>\n"
            f"<script>{_leaflet('leaflet.js')}</script>"
        )
        parts = {
            "name": "map_book",
            "no_javascript": " ".join(catalogue()["engine.no_javascript"]),
            **{f"engine_{part}": say(f"engine.{part}", "zh") for part in _ENGINE},
            "engine_english": " ".join(say(f"engine.{part}", "en") for part in _ENGINE),
            "dead": "\n".join(catalogue()["page.failed"]),
        }
        shell = filled_shell(
            without_comments(asset_text(ASSETS, "shell.html")),
            lambda name: html.escape(parts[name]),
        )
        embedded = f'<script id="aqmap-book" type="{media}">{data}</script>'
        later = {_REST: page_script(ASSETS, REST_SCRIPTS, late=True)}
        if self.book.reading:
            later[_DROP] = page_script(ASSETS, LATE_SCRIPTS, late=True)
        for name, part in later.items():
            embedded += f'\n<script id="{name}" type="application/gzip">{packed(part)}</script>'
        self.html.add_child(_Raw(f"{shell}\n{embedded}"), name="aqmap_shell")
        written = str(super().render(**kwargs))
        # Our style comes after folium's, which it has to set right.
        written = written.replace("</head>", f"{head}\n</head>", 1)
        written = written.replace("<html>", f'<html lang="{self.lang}">', 1)
        return _with_policy(written, later.values())


def _with_policy(written: str, later: Iterable[str]) -> str:
    """Allow exactly the scripts that stand in the page, by their checksums, and those packed."""
    scripts = [
        script["code"]
        for script in _SCRIPT.finditer(written)
        if "application/" not in script["kind"]
    ]
    scripts += later
    sources = " ".join(["script-src", *sorted(set(map(allowed_source, scripts)))])
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(scripts=sources)}">'
    )
    return written.replace("<head>", f"<head>\n{_ENGINE_MODE}\n{meta}", 1)


def _leaflet(name: str) -> str:
    """Return a file of Leaflet, without what it would load: its icons and its source map."""
    folder = Path(xstatic.pkg.leaflet.BASE_DIR)
    written = (folder / name).read_text(encoding="utf-8").strip()
    written = re.sub(r"url\(images/[^)]*\)", "none", written)
    return re.sub(r"//# sourceMappingURL=\S+", "", written)
