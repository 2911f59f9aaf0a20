"""Stations in print: signs, values where they fit, the legend with counts, and what is said."""

from __future__ import annotations

import dataclasses
import subprocess
from itertools import combinations
from pathlib import Path

import pytest
from shapely.geometry import Point

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.book.map_signs import UNCOUNTED
from aqmap.render.paper import map_fonts, write_sheets
from aqmap.render.paper.canvas.drawing import Page
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.draw_overlays import VALUE_COLOR
from aqmap.render.paper.map.signs import look_of
from aqmap.render.paper.margin.notes import sheet_alerts
from aqmap.words import Text, text
from tests.sheet_words import Written, notes_of, painted_on, words_of, writing_of
from tests.station_books import READINGS, station_book


@pytest.fixture(scope="module")
def book() -> MapBook:
    return station_book()


@pytest.fixture(scope="module")
def fonts() -> MapFonts:
    return map_fonts()


def months(book: MapBook, period: str, region: str = "west") -> MapSheet:
    return book.sheet("months", "measured", period, region)


def test_look_says_valid_indicative_none_or_nothing_measured() -> None:
    assert [look_of(cell) for cell in READINGS["2021"]] == ["valid", "indicative", "none"]
    assert look_of(None) == "plain"


def values_of(page: Page) -> list[Written]:
    return [line for line in writing_of(page) if line.color == VALUE_COLOR]


def test_values_stand_beside_their_stations(book: MapBook, fonts: MapFonts) -> None:
    written = values_of(draw_sheet(months(book, "2021-01"), fonts))
    assert [line.text for line in written] == ["60.0", "50.0"]


def test_no_value_is_written_over_another(book: MapBook, fonts: MapFonts) -> None:
    stations = book.marks[0]
    crowd = tuple(
        dataclasses.replace(stations.features[0], code=f"{n}", geometry=Point(80.3 + n / 200, 44.5))
        for n in range(12)
    )
    readings = {"months": {"2021": (READINGS["2021"][0],) * len(crowd)}}
    crowded = dataclasses.replace(stations, features=crowd, readings=readings)
    full = dataclasses.replace(book, marks=(crowded,))
    written = values_of(draw_sheet(months(full, "2021"), fonts))
    assert 1 <= len(written) < len(crowd), "values that do not fit are left out"
    assert not any(a.box.meets(b.box) for a, b in combinations(written, 2))


def test_signs_have_the_colours_of_the_scale(book: MapBook, fonts: MapFonts) -> None:
    sheet = months(book, "2021")
    painted = painted_on(draw_sheet(sheet, fonts))
    # A circle of 1.25 mm: the stations, and their samples in the legend in the same colours.
    faces = [area.face for area in painted if abs(area.box.width - 2.5) < 0.01]
    classes = sheet.view.scale.classes
    expected = [classes[cell.klass].color.lower() for cell in READINGS["2021"][:2]]
    assert faces[:4] == [*expected, *expected]


def test_a_station_outside_the_region_has_no_class_colour(book: MapBook, fonts: MapFonts) -> None:
    stations = book.marks[0]
    near = stations.features[0]
    far = dataclasses.replace(near, code="9904A", place="990101", geometry=Point(80.8, 44.2))
    readings = {"months": {"2021": (READINGS["2021"][0],) * 2}}
    both = dataclasses.replace(stations, features=(near, far), readings=readings)
    sheet = months(dataclasses.replace(book, marks=(both,)), "2021")
    page = draw_sheet(sheet, fonts)
    widths = {round(area.box.width, 2): area.face for area in painted_on(page)}
    assert widths[1.8] == UNCOUNTED.lower()
    assert [line.text for line in values_of(page)] == ["35.0"]
    assert [entry.count for entry in sheet.mark_entries(both)] == [1]


def test_the_legend_names_every_sign_with_its_count(book: MapBook, fonts: MapFonts) -> None:
    sheet = months(book, "2021-01")
    said = words_of(draw_sheet(sheet, fonts))
    entries = sheet.mark_entries(book.marks[0])
    assert [(entry.sign, entry.count) for entry in entries] == [
        ("valid", 1),
        ("indicative", 1),
        ("none", 1),
        ("background", 1),
    ]
    for entry in entries:
        assert entry.label.zh in said
    assert text("mark.same_scale").zh in said


def test_an_indicative_county_is_ruled_and_named_in_the_legend(
    book: MapBook, fonts: MapFonts
) -> None:
    assert months(book, "2021").indicative == 1
    assert "其中有效数据不足，仅供参考（加横线）" in "".join(
        words_of(draw_sheet(months(book, "2021"), fonts))
    )
    assert months(book, "2021-01").indicative == 0
    assert "加横线" not in "".join(words_of(draw_sheet(months(book, "2021-01"), fonts)))


def test_a_value_of_another_stretch_says_so(book: MapBook, fonts: MapFonts) -> None:
    sheet = months(book, "2021-02")
    assert "① 截至2月20日。" in [note.zh for note in notes_of(sheet)]
    assert [line.text for line in values_of(draw_sheet(sheet, fonts))] == ["20.0", "30.0①"]


def test_stations_with_values_are_drawn_though_the_overlay_is_not_printed(
    book: MapBook, fonts: MapFonts
) -> None:
    hidden = dataclasses.replace(
        book, marks=tuple(dataclasses.replace(m, printed=False) for m in book.marks)
    )
    assert [m.id for m in months(hidden, "2021").marks] == ["stations"]
    assert hidden.sheet("pm25", "target", "2021", "west").marks == ()
    assert "监测站点" in words_of(draw_sheet(months(hidden, "2021"), fonts))


def test_what_unofficial_values_are_stands_on_the_picture(book: MapBook) -> None:
    notice = text("notice.third_party")
    assert notice in sheet_alerts(months(book, "2021"))
    # In the east no station stands, but its signs lie outside the frame: the overlay is the same.
    assert notice not in sheet_alerts(book.sheet("pm25", "target", "2021", "west"))


def test_footnotes_repeat_neither_legend_nor_alert(book: MapBook) -> None:
    layer = book.layers[0]
    view = layer.views["measured"]
    row = tuple(
        dataclasses.replace(
            cell,
            qualifiers=(
                text("quality.indicative"),
                Text("有效日310天", "310 days"),
                text("notice.monitor_realtime"),
            ),
        )
        if cell and cell.quality == "indicative"
        else cell
        for cell in view.cells["2021"]
    )
    changed = dataclasses.replace(view, cells={**view.cells, "2021": row})
    full = dataclasses.replace(
        book, layers=(dataclasses.replace(layer, views={"measured": changed}),)
    )
    notes = [note.zh for note in notes_of(months(full, "2021"))]
    assert "① 有效日310天。" in notes
    assert not any("仅供参考" in note for note in notes)


@pytest.mark.slow
def test_only_the_named_periods_are_printed(book: MapBook, tmp_path: Path) -> None:
    only = dataclasses.replace(book, layers=book.layers[:1])
    assert [(s.period, s.region.id) for s in only.sheets()] == [("2021", "west"), ("2021", "east")]
    write_sheets(only, tmp_path)
    pdf = tmp_path / "months-measured-2021-west.pdf"
    found = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"],  # noqa: S607 - wherever poppler is
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for words in ("站点值，有效", "监测站点", "35.0", "8.0", "第三方数据，不作考核依据"):
        assert words in found


def test_a_sheet_in_english_has_every_word(book: MapBook) -> None:
    said = words_of(draw_sheet(months(book, "2021-02"), map_fonts(), "en"))
    assert any("until 20 Feb" in line for line in said)
    assert "station value, valid" in said
