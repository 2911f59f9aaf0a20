"""What the page embeds: hostile text, phrases once, compact rows, decoded back."""

import base64
import gzip
import json
from dataclasses import replace
from typing import Any

from shapely.geometry import LineString

from aqmap.render.browser.payload import payload
from aqmap.render.browser.payload.columns import SIGNS, encode_numbers
from aqmap.render.browser.payload.figure_columns import HOLE
from aqmap.render.browser.payload.payload import book_payload, encode_book
from tests.books import HOSTILE, ORDER, ZONE, square_book
from tests.station_books import station_book


def test_encode_book_hostile_names_end_nothing():
    written, media = encode_book(square_book())
    assert media == "application/json"
    assert not set(written) & set("<>&\u2028\u2029")
    assert HOSTILE in json.dumps(json.loads(written)["texts"])


def test_encode_book_is_compressed_when_large(monkeypatch):
    plain, _ = encode_book(square_book())
    monkeypatch.setattr(payload, "PLAIN_LIMIT", 1000)
    packed, media = encode_book(square_book())
    assert media == "application/gzip"
    assert len(packed) < len(plain)
    assert json.loads(gzip.decompress(base64.b64decode(packed))) == json.loads(plain)


def test_book_payload_phrases_stand_once():
    texts = book_payload(square_book())["texts"]
    assert len(texts) == len({json.dumps(phrase) for phrase in texts})
    assert ["截至12月15日", "until 15 Dec"] in texts


def test_book_payload_cells_worked_out():
    data = book_payload(square_book())
    pm25 = data["layers"][0]
    measured = next(view for view in pm25["views"] if view["name"] == "measured")
    cells = measured["cells"][0]
    assert [place[0] for place in data["places"]] == list(ORDER)
    # In the book's order: the zone is not covered, 35.0, 47.5, no station, 19.2, …
    assert rows(cells["k"], 7) == [110, 1, 2, 108, 0, 111, 108]
    # Numbers of figures stand with these alone.
    assert rows(cells["v"], 7) == [None, "=", "=", None, "=", None, None]
    assert rows(cells["l"], 7) == [0, "35.0", 0, 0, 0, 0, 0]
    words, quality = rows(cells["q"], 7)[2]
    assert [data["texts"][n] for n in words] == [["截至12月15日", "until 15 Dec"]]
    assert quality == 0
    assert rows(cells["q"], 7)[4][1] == 1
    number, figures = 0, data["figures"]["columns"]
    for step in rows(cells["f"], 7)[:3]:
        number += step[0] if step else 0
    count = data["figures"]["count"]
    assert rows(figures["plain"], count)[number] == "47.5"
    template = data["texts"][-2 - rows(figures["words"], count)[number]]
    assert template == [f"{HOLE} 微克/立方米", f"{HOLE} µg/m³"]


def rows(column: list[Any], count: int) -> list[Any]:
    """The decoder of columns.js, once more."""
    values, text = column
    return [values[n] for n in (decode_numbers(text) if text else [0] * count)]


def test_book_payload_places_of_an_uncovered_region_have_no_cell():
    boilers = book_payload(square_book())["layers"][1]
    assert boilers["views"][0]["cells"][0]["k"] == [[0, 100, -1], "####$%%"]


def test_book_payload_draws_a_border_once_by_its_highest_rank():
    book = square_book()
    outlines = book.web_outlines.copy()
    # A prefecture's outline that runs along the national border on one side.
    outlines.loc[1, "geometry"] = LineString([(80, 43), (80, 45), (82, 45)])
    lines = book_payload(replace(book, web_outlines=outlines))["geo"]["lines"]
    assert [rank for rank, _ in lines] == ["prefecture", "national"]
    prefecture, national = ({max(a, ~a) for part in parts for a in part} for _, parts in lines)
    assert prefecture
    assert national
    assert not prefecture & national


def test_book_payload_zone_has_no_outline_but_a_marker():
    data = book_payload(square_book())
    assert data["places"][0][:7] == [ZONE, *data["places"][0][1:3], "zone", 0, 8070000, 4430000]
    assert ZONE not in [shape[0] for shape in data["geo"]["shapes"]]


def test_book_payload_without_compiler_or_marks():
    data = book_payload(replace(square_book(), compiler=None, marks=(), findings=()))
    assert data["compiler"] == -1
    assert data["marks"] == data["findings"] == []


def test_what_must_stand_on_the_map_itself_goes_with_each_view():
    payload = book_payload(square_book())
    stamped = {
        (layer["id"], view["name"]): [payload["texts"][n][0] for n in view["notices"][0]]
        for layer in payload["layers"]
        for view in layer["views"]
    }
    assert "第三方数据，不作考核依据" in stamped["pm25", "measured"]
    assert stamped["pm25", "target"] == []


def decode_numbers(written: str) -> list[int]:
    """The decoder of book.js, once more."""
    numbers, total, scale = [], 0, 1
    for sign in written:
        part = SIGNS.index(sign)
        total += part * scale
        scale *= 8
        if part < 80:
            numbers.append(total)
            total, scale = 0, 1
    return numbers


def test_encode_numbers_round_trip_in_few_signs_without_markup():
    numbers = [0, 1, 79, 80, 87, 88, 500, 719, 720, 999, 9999, 123456]
    written = encode_numbers(numbers)
    assert decode_numbers(written) == numbers
    assert not set(written) & set("\"<>&\\ '") - {"'"}
    assert [len(encode_numbers([n])) for n in (79, 80, 719, 720, 9999)] == [1, 2, 2, 3, 4]


def test_days_stand_once_a_day_with_their_makings():
    data = book_payload(station_book())
    ((year, aqi, pm25, hours, made),) = data["days"]["9901A"]
    assert year == 2020
    # One more than the value, 0 for none; the third day has hours only, the fourth no row.
    assert decode_numbers(aqi)[:5] == [157, 51, 0, 0, 57]
    assert decode_numbers(pm25)[:5] == [120, 21, 0, 0, 41]
    assert decode_numbers(hours)[:5] == [24, 23, 12, 0, 24]
    ways = decode_numbers(made)
    assert len(ways) == 366
    assert ways[3] == 0
    said = [data["texts"][data["makings"][way - 1][0]] if way and data["makings"][way - 1][0] >= 0
            else "" for way in ways[:3]]  # fmt: skip
    assert said[0] == said[1]
    assert said[0][0] == "按PM10、PM2.5计算，缺SO2等4项（HJ 633-2012）"
    assert said[2] == ""
    assert [grade[:2] for grade in data["grades"]] == [
        [0, "#00E400"],
        [51, "#FFFF00"],
        [101, "#FF7E00"],
        [151, "#FF0000"],
        [201, "#99004C"],
        [301, "#7E0023"],
    ]


def test_readings_of_stations_stand_by_layer_and_period():
    data = book_payload(station_book())
    readings = data["marks"][0]["readings"]
    assert list(readings) == ["months"]
    assert [rows(cells["k"], 3) for cells in readings["months"]] == [
        [1, 0, 106],
        [2, 111, 2],
        [0, 106, 1],
    ]
    assert rows(readings["months"][0]["v"], 3) == [35, 8, None]
    assert rows(readings["months"][1]["q"], 3) == [((), 0), ((), 0), ((), 1)]
