"""
Size and speed of a page of the whole country, all of it synthetic.

    python benchmarks/national.py [--browser]

2 900 counties and 1 600 stations with a year and twelve months each, and every station's 365 days:
log-normal values, wiggly borders on a grid. Prints the bytes of the page and of its parts, how
long reading the table of days and writing the page take, and with ``--browser`` how long the page
takes to open, to move one month on, and to show a station's card.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
from geopandas import GeoDataFrame
from shapely.geometry import Point, Polygon

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
ACROSS, DOWN, STATIONS, WIGGLES = 58, 50, 1600, 14
YEAR = 2019
PERIODS = (str(YEAR), *(f"{YEAR}-{month:02d}" for month in range(1, 13)))


def make_counties(rng: np.random.Generator) -> GeoDataFrame:
    """Return a grid of counties whose neighbours share wiggly borders."""
    corner = {
        (i, j): np.array([75 + i * 1.0, 20 + j * 0.64]) + rng.normal(0, 0.12, 2)
        for i in range(ACROSS + 1)
        for j in range(DOWN + 1)
    }

    def edge(a: tuple[int, int], b: tuple[int, int]) -> np.ndarray:
        line = np.linspace(corner[a], corner[b], WIGGLES)
        line[1:-1] += rng.normal(0, 0.02, (WIGGLES - 2, 2))
        return line

    level = {(i, j): edge((i, j), (i + 1, j)) for i in range(ACROSS) for j in range(DOWN + 1)}
    upright = {(i, j): edge((i, j), (i, j + 1)) for i in range(ACROSS + 1) for j in range(DOWN)}
    shapes = []
    for i in range(ACROSS):
        for j in range(DOWN):
            ring = [level[i, j], upright[i + 1, j], level[i, j + 1][::-1], upright[i, j][::-1]]
            shapes.append(Polygon(np.vstack(ring)).buffer(0))
    codes = [f"{100000 + n}" for n in range(len(shapes))]
    names = [f"示例{n}县" for n in range(len(shapes))]
    table = {"code": codes, "name": names, "role": ["core"] * len(shapes)}
    return GeoDataFrame(table, geometry=shapes, crs="EPSG:4326")


def make_means(rng: np.random.Generator, count: int) -> np.ndarray:
    """Return daily means, log-normal, with winters and spells: shape (count, 365)."""
    days = np.arange(365)
    noise = np.zeros((count, 365))
    for n in range(1, 365):
        noise[:, n] = 0.6 * noise[:, n - 1] + rng.normal(0, 0.4, count)
    level = rng.normal(3.5, 0.35, (count, 1)) + 0.5 * np.cos(2 * np.pi * days / 365)
    return np.exp(level + noise).clip(1, 900)


def make_days(rng: np.random.Generator, means: np.ndarray) -> list:
    from aqmap.model.figures import Basis, Dust
    from aqmap.model.station_days import StationDay

    index = np.ceil(
        np.interp(
            means, [0, 35, 75, 115, 150, 250, 350, 500], [0, 50, 100, 150, 200, 300, 400, 500]
        )
    )
    hours = np.where(rng.random(means.shape) < 0.85, 24, rng.integers(15, 24, means.shape))
    items = ("SO2", "NO2", "PM10", "CO", "O3", "PM2.5")
    first = date(YEAR, 1, 1)
    days = []
    for s in range(len(means)):
        for n in range(365):
            facts = {"place": f"{1000 + s}A", "date": first + timedelta(n), "source": "synthetic",
                     "basis": Basis.SYNTHETIC, "dust": Dust.INCLUDED,
                     "pm25_hours": int(hours[s, n])}  # fmt: skip
            if hours[s, n] < 20:
                days.append(StationDay(**facts))
                continue
            aqi = int(index[s, n])
            primary = (items[rng.integers(0, 6)],) if aqi > 50 else ()
            days.append(StationDay(pm25=round(means[s, n]), aqi=aqi, primary=primary, items=items,
                                   standard="HJ 633-2012", **facts))  # fmt: skip
    return days


def make_figure(place: str, level: str, period: str, value: float):
    from aqmap.model.figures import Basis, Dust, Figure, Level, Quality, Role
    from aqmap.model.locators import Locator

    number = Decimal(f"{value:.1f}")
    days = 20 + round(value * 10) % 12
    return Figure(
        id=f"{period}-{place}", place=place, place_written=place, level=Level(level),
        indicator="pm25", indicator_written="PM2.5", period=period, role=Role.MEASURED,
        value=number, unit="微克/立方米", value_written=str(number), basis=Basis.SYNTHETIC,
        dust=Dust.INCLUDED, quality=Quality.VALID if days > 26 else Quality.INDICATIVE,
        source="synthetic", locator=Locator(f"stations {place}; hours {days * 24 - 7}"),
        note=f"有效日{days}天",
    )  # fmt: skip


def make_features(counties, stations, homes):
    from aqmap.book.book_layers import Mark
    from aqmap.book.scales import NO_TEXT

    return tuple(
        Mark(code, f"示例站{code}", Point(*counties.geometry.iloc[home].centroid.coords[0]),
             counties["code"].iloc[home], s % 12 == 0, NO_TEXT, indicative=False, facts=(),
             figures=tuple(f"{period}-{code}" for period in PERIODS))
        for s, (code, home) in enumerate(zip(stations, homes, strict=True))
    )  # fmt: skip


def make_places(codes):
    from aqmap.book.map_book import BookPlace
    from aqmap.words import Text

    return tuple(
        BookPlace(code, Text(f"示例{n}县", f"County {n}"), Text(f"示例{n}县", f"County {n}"),
                  "county", "all", None, None, 3000.0)
        for n, code in enumerate(codes)
    )  # fmt: skip


def make_layer(unit, scale, cells):
    from aqmap.book.book_layers import BookLayer, View
    from aqmap.words import Text, text

    return BookLayer(
        "pm25", Text("PM2.5平均浓度", "PM2.5 mean"), "air", "pm25", PERIODS, ("all",),
        {"measured": View("measured", text("view.measured"), unit, scale, cells, {},
                          printed=False)}, (), ("synthetic",),
    )  # fmt: skip


def make_book(rng: np.random.Generator):
    from aqmap.book.book_layers import Cell, Marks
    from aqmap.book.figure_cards import figure_card
    from aqmap.book.map_book import BookRegion
    from aqmap.decide.compose.classify import value_scale
    from aqmap.model.station_days import StationDays
    from aqmap.model.years_of_days import years_of_days
    from aqmap.words import Text, text
    from aqmap.workspace.indicators import read_indicators
    from aqmap.workspace.layers import Classes
    from aqmap.workspace.sources import Source
    from tests.books import square_book

    counties = make_counties(rng)
    codes = list(counties["code"])
    indicators = read_indicators(ROOT / "layers" / "indicators.toml")
    sources = {"synthetic": Source(id="synthetic", title=Text("示例数据", "Synthetic"))}
    scale = value_scale([], indicators["pm25"], Classes(edges=(15, 35, 50, 75, 100)))
    means = make_means(rng, STATIONS)
    values = np.exp(rng.normal(3.5, 0.4, (len(codes), len(PERIODS))))
    figures = {}

    def cell(place: str, level: str, period: str, value: float) -> Cell:
        figure = make_figure(place, level, period, value)
        figures[figure.id] = figure
        shown = float(figure.value)
        return Cell(shown, scale.class_of(shown), str(figure.value), str(figure.quality),
                    (Text(figure.note, figure.note),), (figure.id,))  # fmt: skip

    cells = {
        period: tuple(cell(code, "county", period, values[i, n]) for i, code in enumerate(codes))
        for n, period in enumerate(PERIODS)
    }
    homes = rng.choice(len(codes), STATIONS, replace=False)
    stations = [f"{1000 + s}A" for s in range(STATIONS)]
    readings = {}
    for n, period in enumerate(PERIODS):
        low, high = (0, 365) if n == 0 else (30 * n - 30, 30 * n)
        readings[period] = tuple(
            replace(cell(code, "station", period, means[s, low:high].mean()), qualifiers=())
            for s, code in enumerate(stations)
        )
    features = make_features(counties, stations, homes)
    days = make_days(rng, means)
    layer = make_layer(indicators["pm25"].unit, scale, cells)
    places = make_places(codes)
    base = square_book()
    lines = base.web_outlines.iloc[:0]
    cards = {key: figure_card(f, indicators, sources) for key, f in figures.items()}
    marks = Marks("stations", Text("监测站点", "Stations"), "circle", "#1F4E79", features,
                  "synthetic", text("notice.synthetic"), (), shown=True, printed=False,
                  indicator="pm25", readings={"pm25": readings})  # fmt: skip
    region = BookRegion("all", Text("示例全国", "Synthetic country"), "0", tuple(codes), 105.0, (),
                        "", "landscape")  # fmt: skip
    book = replace(
        base, regions=(region,), places=places, web_counties=counties, web_outlines=lines,
        layers=(layer,), marks=(marks,), figures=cards, sources=sources, findings=(), measures=(),
        days={year.place: (year,) for year in years_of_days(StationDays.of(days))},
    )  # fmt: skip
    return book, days


def main() -> None:
    from aqmap.model.station_days import daily_csv
    from aqmap.read.tables.read_station_days import read_daily
    from aqmap.render.browser import write_page
    from aqmap.render.browser.payload.payload import encode_book

    book, days = make_book(np.random.default_rng(7))
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "days.csv"
        table.write_text(daily_csv(days), encoding="utf-8")
        start = time.perf_counter()
        read_daily([table], sources=["synthetic"])
        took = time.perf_counter() - start
        size = table.stat().st_size
        print(f"table of days: {len(days):,} rows, {size:,} bytes, {took:.1f} s")
        page = Path(folder) / "map.html"
        start = time.perf_counter()
        write_page(book, page)
        took = time.perf_counter() - start
        print(f"page: {page.stat().st_size:,} bytes, written in {took:.1f} s; of it")
        whole = len(encode_book(book)[0])
        bare = replace(book, days={})
        for name, without in (
            ("days of 1 600 stations", bare),
            ("values of the stations", replace(bare, marks=())),
        ):
            rest = len(encode_book(without)[0])
            print(f"  {name}: {whole - rest:,}")
            whole = rest
        no_figures = len(encode_book(replace(bare, marks=(), figures={}))[0])
        print(
            f"  figures on cards: {whole - no_figures:,}; counties, borders, cells: {no_figures:,}"
        )
        if "--browser" in sys.argv:
            measure_browser(page)


def measure_browser(page: Path) -> None:
    from tests.browser import opened, running_browser

    script = """act => { const t = performance.now(); act();
        return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
            () => done(performance.now() - t)))); }"""
    with running_browser() as browser:
        start = time.perf_counter()
        with opened(browser, page) as seen:
            print(f"browser: open {time.perf_counter() - start:.1f} s", end="; ")
            step = script.replace("act()", "document.getElementById('period-next').click()")
            step = step.replace("act =>", "() =>")
            times = [seen.page.evaluate(step) for _ in range(6)]
            print(f"a month on {sorted(times)[3]:.0f} ms (median of 6)", end="; ")
            start = time.perf_counter()
            at = seen.page.evaluate("() => window.aqmap.markPoint('stations', '1001A')")
            seen.page.mouse.click(at["x"], at["y"])
            seen.page.locator(".calendar").first.wait_for()
            print(f"a station's card {1000 * (time.perf_counter() - start):.0f} ms", end="; ")
            pick = step.replace(
                "document.getElementById('period-next').click()",
                "document.querySelector('[data-date=\"2019-07-01\"]').click()",
            )
            print(f"a day on the map {seen.page.evaluate(pick):.0f} ms")
            assert seen.complaints == []


if __name__ == "__main__":
    main()
