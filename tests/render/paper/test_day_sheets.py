"""A print map of one day, the table of stations, and signs that are moved apart."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from shapely.geometry import Point

from aqmap.book.day_maps import with_day_maps
from aqmap.book.map_book import MapBook, MapSheet
from aqmap.render.paper import map_fonts, write_sheets
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.draw_sheet import draw_sheet, draw_sheet_pages
from aqmap.render.paper.map.labels.declutter import apart
from aqmap.render.paper.margin.notes import sheet_alerts
from aqmap.words import Lang, text
from tests.sheet_words import notes_of, painted_on, status_of, words_of, writing_of
from tests.station_books import READINGS, station_book

DAY = "2020-01-01"


@pytest.fixture(scope="module")
def book() -> MapBook:
    return with_day_maps(station_book(), {"stations": [DAY]}, asked_by="--day")


@pytest.fixture(scope="module")
def fonts() -> MapFonts:
    return map_fonts()


def day_sheet(book: MapBook) -> MapSheet:
    return book.sheet("stations", "aqi", DAY, "west")


def crowded(book: MapBook, count: int, step: float = 0.0) -> MapSheet:
    """Return a sheet with many stations at one place, or in a row."""
    stations = book.marks[0]
    crowd = tuple(
        dataclasses.replace(
            stations.features[0],
            code=f"{n}",
            name=f"示例站{n}",
            geometry=Point(80.3 + n * step, 44.5),
        )
        for n in range(count)
    )
    cells = tuple(
        dataclasses.replace(READINGS["2021"][0], value=90.0 - n, label=f"{90 - n}.0")
        for n in range(count)
    )
    full = dataclasses.replace(stations, features=crowd, readings={"months": {"2021": cells}})
    return dataclasses.replace(book, marks=(full,)).sheet("months", "measured", "2021", "west")


def test_a_station_has_the_colour_of_its_index_and_counties_none(
    book: MapBook, fonts: MapFonts
) -> None:
    faces = [area.face for area in painted_on(draw_sheet(day_sheet(book), fonts))]
    # 156 is 中度污染: once in the legend, on the map and in the table; the rest in the legend.
    assert faces.count("#ff0000") == 3
    assert [faces.count(color) for color in ("#00e400", "#ffff00", "#7e0023")] == [1, 1, 1]


def test_the_page_says_what_is_shown_and_what_it_is_made_of(book: MapBook, fonts: MapFonts) -> None:
    sheet = day_sheet(book)
    said = words_of(draw_sheet(sheet, fonts))
    assert sheet.title.zh == "2020年1月1日示例西州监测站点AQI图"
    for words in ("156①", "中度污染 PM2.5", "各监测站点数值", "中度污染（151–200）"):
        assert words in said, words
    assert "各县（市）数值" not in said
    notes = [note.zh for note in notes_of(sheet)]
    assert any(note.startswith("① 按PM10、PM2.5计算，缺SO2等4项") for note in notes)
    assert any("县（市）不作评价" in note for note in notes)
    assert text("notice.third_party") in sheet_alerts(sheet)


def test_files_and_atlas_hold_the_day(book: MapBook, tmp_path: Path) -> None:
    only = dataclasses.replace(book, layers=())
    write_sheets(only, tmp_path)
    name = f"stations-aqi-{DAY}-west"
    assert {path.name for path in tmp_path.iterdir()} == {
        "atlas.pdf",
        f"{name}.pdf",
    }
    tool = ["pdftotext", "-layout", str(tmp_path / f"{name}.pdf"), "-"]
    found = subprocess.run(tool, check=True, capture_output=True, text=True).stdout
    for words in ("2020年1月1日", "示例站一", "156", "未收集到公布值"):
        assert words in found
    info = ["pdfinfo", str(tmp_path / f"{name}.pdf")]
    subject = subprocess.run(info, check=True, capture_output=True, text=True).stdout
    assert "示例站一 156" in subject, "who cannot see the map is told its stations"


def test_measured_sheets_list_their_stations_by_value(book: MapBook, fonts: MapFonts) -> None:
    sheet = book.sheet("months", "measured", "2021", "west")
    said = words_of(draw_sheet(sheet, fonts))
    names = [mark.name[:4] for mark, _ in sheet.stations]  # a long name is cut
    assert names[0] == "示例站一"
    at = said.index("各监测站点数值")
    assert [word[:4] for word in said[at:] if word[:4] in names] == names
    assert "各县（市）数值" in said


def test_stations_without_room_are_counted(book: MapBook, fonts: MapFonts) -> None:
    sheet = crowded(book, 90, 0.02)
    said = words_of(draw_sheet(sheet, fonts))
    listed = [word for word in said if word.startswith("示例站")]
    assert listed == [f"示例站{n}" for n in range(len(listed))], "from high to low"
    assert 10 < len(listed) < 90
    assert f"另有{90 - len(listed)}个监测站点未列入，见网页图" in said


def test_stations_without_room_stand_on_the_next_page(book: MapBook, fonts: MapFonts) -> None:
    first, table = draw_sheet_pages(crowded(book, 90, 0.02), fonts)
    listed = [word for word in words_of(first) if word.startswith("示例站")]
    rest = [word for word in words_of(table) if word.startswith("示例站")]
    assert f"另有{len(rest)}个监测站点列入续表（下一页）" in words_of(first)
    assert [*listed, *rest] == [f"示例站{n}" for n in range(90)]
    assert "各监测站点数值" in words_of(table)


def test_stations_are_counted_though_none_finds_room(book: MapBook, fonts: MapFonts) -> None:
    """A legend of many classes leaves the column few lines for a table."""
    sheet = crowded(book, 5)
    scale = dataclasses.replace(sheet.view.scale, classes=sheet.view.scale.classes * 16)
    view = dataclasses.replace(sheet.view, scale=scale)
    said = words_of(draw_sheet(dataclasses.replace(sheet, view=view), fonts))
    listed = {mark.code for mark, _ in sheet.stations if mark.code in said or mark.name in said}
    assert len(listed) == 5 or f"另有{5 - len(listed)}个监测站点未列入，见网页图" in said
    assert any(line.startswith("另有") and line.endswith("见网页图的图例") for line in said)


def test_stations_side_by_side_where_there_is_little_room(book: MapBook, fonts: MapFonts) -> None:
    def codes(count: int) -> int:
        said = words_of(draw_sheet(crowded(book, count, 0.02), fonts))
        assert sum(word.startswith("示例站") for word in said) == count
        return sum(word.isdecimal() and len(word) < 3 for word in said)

    assert codes(4) - codes(0) >= 4, "a code stands beside each name"
    assert codes(30) == codes(0), "two a line have names and numbers alone"


def test_stations_at_one_place_are_seen_each(book: MapBook, fonts: MapFonts) -> None:
    painted = painted_on(draw_sheet(crowded(book, 5), fonts))
    discs = [area.box for area in painted if abs(area.box.width - 2.5) < 0.01]
    middles = np.array([disc.center for disc in discs[:5]])
    away = np.hypot(*(middles[:, None] - middles).transpose(2, 0, 1))
    assert (away + 9 * np.eye(5)).min() >= 2.5


PLACES = st.integers(1, 25).flatmap(
    lambda n: st.tuples(
        arrays.arrays(float, (n, 2), elements=st.floats(0, 12)),
        arrays.arrays(float, n, elements=st.sampled_from([0.95, 1.35, 2.0])),
    )
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(PLACES)
def test_no_sign_covers_another(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    places, radii = drawn
    moved = apart(places, radii)
    away = np.hypot(*(moved[:, None] - moved).transpose(2, 0, 1))
    needed = radii[:, None] + radii
    np.fill_diagonal(needed, 0)
    assert (away >= needed - 1e-9).all()
    assert np.hypot(*(moved - places).T).max() < 25, "a sign stays near its place"
    np.testing.assert_array_equal(moved, apart(places, radii))


def test_who_meets_nobody_stays() -> None:
    places = np.array([(0.0, 0.0), (1.0, 0.0), (40.0, 0.0)])
    moved = apart(places, np.full(3, 1.25))
    assert tuple(moved[2]) == (40.0, 0.0)
    # Both give way by as much, in line, until neither covers the other's place.
    assert moved[0, 0] < -0.5
    assert moved[0, 0] + moved[1, 0] == pytest.approx(1.0, abs=0.1)
    to_places = np.hypot(*(moved[:2, None] - places[:2]).transpose(2, 0, 1))
    assert to_places.min() >= 1.25


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_many_notes_stay_clear_of_status_and_scale(
    book: MapBook, fonts: MapFonts, orientation: Literal["landscape", "portrait"], lang: Lang
) -> None:
    """A dozen notes, as the 2019 map of Ili has them."""
    note = (
        text("notice.third_party"),
        text("paper.note.gaps"),
        text("paper.note.system", meridian=1, south=2, north=3, paper="A4"),
    )
    months = next(layer for layer in book.layers if layer.id == "months")
    west = dataclasses.replace(book.regions[0], orientation=orientation)
    full = dataclasses.replace(
        book,
        layers=(dataclasses.replace(months, notes=note),),
        regions=(west, *book.regions[1:]),
    )
    page = draw_sheet(full.sheet("months", "measured", "2021", "west"), fonts, lang)
    status = status_of(full.sheets()[0]).in_(lang)
    boxes = [(line.text, line.box) for line in writing_of(page)]
    assert all(box.bottom >= 0 and box.right <= page.width_mm for _, box in boxes)
    own = next(box for said, box in boxes if said == status)
    assert [said for said, box in boxes if said != status and box.meets(own)] == []
    head = "Notes: 1." if lang == "en" else "说明：1."
    notes_top = next(box.top for said, box in boxes if said.startswith(head))
    scale = "Scale" if lang == "en" else "比例尺"
    bar = next(box for said, box in boxes if said.startswith(scale))
    assert bar.bottom > notes_top or bar.left > page.width_mm * 0.7


# ---- AQI colours are not apart in a grey copy: the number stands by the sign -----------------


def crowded_day(book: MapBook, count: int) -> MapSheet:
    """Return a day of stations that all stand at one place, with indices from 151 up."""
    sheet = day_sheet(book)
    stations = sheet.marks[0]
    read = next(n for n, cell in enumerate(sheet.readings(stations)) if not cell.reason)
    cell = sheet.readings(stations)[read]
    spot = dataclasses.replace(stations.features[read], geometry=Point(80.3, 44.5))
    crowd = tuple(
        dataclasses.replace(spot, code=f"{n}", name=f"示例站{n:03d}") for n in range(count)
    )
    cells = tuple(
        dataclasses.replace(cell, value=151.0 + n, label=f"{151 + n}") for n in range(count)
    )
    readings = {layer: {DAY: cells} for layer in stations.readings}
    full = dataclasses.replace(stations, features=crowd, readings=readings)
    return dataclasses.replace(sheet, book=dataclasses.replace(sheet.book, marks=(full,)))


def test_every_station_of_a_crowd_has_its_number_by_its_sign(
    book: MapBook, fonts: MapFonts
) -> None:
    page = draw_sheet(crowded_day(book, 12), fonts)
    words = words_of(page)
    # Once on the map and once in the table.
    assert [sum(w.startswith(f"{151 + n}") for w in words) for n in range(12)] == [2] * 12
    assert not any("没有位置标注数值" in word for word in words)


def test_numbers_of_stations_without_room_are_counted(book: MapBook, fonts: MapFonts) -> None:
    count = 70  # more than have lines
    said = words_of(draw_sheet(crowded_day(book, count), fonts))
    whole = "".join(said)
    written = sum(
        word.rstrip("①②").isdecimal() and 151 <= int(word.rstrip("①②")) < 151 + count
        for word in said
    )
    listed = sum(word.startswith("示例站") for word in said)
    assert listed < count
    assert f"图上没有位置标注数值的监测站点{count - (written - listed)}个，如示例站" in whole
