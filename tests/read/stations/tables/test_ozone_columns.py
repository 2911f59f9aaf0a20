"""Ozone whose two columns the national feed had exchanged: what is read, what is refused."""

from datetime import date

import pytest

from aqmap.read.stations.hours import MISSING, Traps
from aqmap.read.stations.tables.long_layout import read_tall
from aqmap.read.stations.tables.national_layout import read_national
from tests.read.stations.tall_tables import book_of

DAY = [20, 18, 15, 12, 10, 9, 12, 20, 34, 52, 71, 90]
DAY += [110, 128, 140, 151, 149, 130, 104, 81, 60, 44, 31]
HIGHEST = [max(DAY[: n + 1]) for n in range(23)]
HOURS = range(1, 24)


def tall(rows, names=("o3", "o3_24h")):
    """Return a table of ``(station, hour, first, second)``."""
    lines = [f"timepoint,stationcode,{','.join(names)}"]
    lines += [f"2022-06-15T{h:02d}:00:00,{code},{a},{b}" for code, h, a, b in rows]
    return ("\n".join(lines) + "\n").encode()


def exchanged(code="2703A", hours=HOURS):
    return [(code, h, HIGHEST[h - 1], DAY[h - 1]) for h in hours]


def right(code="2703A", hours=HOURS):
    return [(code, h, DAY[h - 1], HIGHEST[h - 1]) for h in hours]


def ozone(content, name="a.csv", pollutants=("PM2.5", "O3")):
    """Return ``{station: {hour: µg/m³}}``, and what was met."""
    traps = Traps()
    hours = read_tall(content, name, pollutants=pollutants, named={}, traps=traps)
    assert set(hours.values) == set(pollutants)
    row = hours.dates.index(date(2022, 6, 15))
    values = {
        code: {h: int(cells[h]) // 1000 for h in range(24) if cells[h] != MISSING}
        for code, cells in zip(hours.stations, hours.values["O3"][row].T, strict=True)
    }
    return values, {trap: times for (_, trap), times in traps.counts.items()}, traps.spots


def test_a_whole_exchanged_day_is_read_from_the_column_of_the_maximum():
    values, met, spots = ozone(tall(exchanged()))
    assert values["2703A"] == dict(zip(HOURS, DAY, strict=True))
    assert met == {"ozone_exchanged": 23}
    assert spots["a.csv", "ozone_exchanged"] == "2703A 2022-06-15 01:00, O3"


def test_a_day_in_its_right_columns_stays_as_it_is():
    values, met, _ = ozone(tall(right()))
    assert (values["2703A"], met) == (dict(zip(HOURS, DAY, strict=True)), {})


def test_hour_0_of_the_next_date_belongs_to_the_whole_day():
    content = tall(exchanged()) + b"2022-06-16T00:00:00,2703A,151,25\n"
    hours = read_tall(content, "a", pollutants=("O3",), named={}, traps=Traps())
    assert hours.values["O3"][1, 0, 0] == 25_000
    alone = tall(exchanged(hours=range(5, 24))) + b"2022-06-16T00:00:00,2703A,151,25\n"
    hours = read_tall(alone, "a", pollutants=("O3",), named={}, traps=Traps())
    assert (hours.values["O3"] == MISSING).all()


@pytest.mark.parametrize("hours", [range(13, 24), range(1, 20), [23]])
def test_a_part_of_an_exchanged_day_is_refused(hours):
    values, met, _ = ozone(tall(exchanged(hours=hours)))
    assert values["2703A"] == {}
    assert met == {"ozone_exchanged_in_part": len(hours)}


def test_each_station_of_an_exchanged_day_needs_its_own_whole_day():
    values, met, _ = ozone(tall([*exchanged(), *exchanged("2704A", range(13, 24))]))
    assert (len(values["2703A"]), values["2704A"]) == (23, {})
    assert met == {"ozone_exchanged": 23, "ozone_exchanged_in_part": 11}


def test_a_day_that_is_no_running_maximum_is_refused():
    rows = exchanged()
    rows[14] = ("2703A", 15, 999, rows[14][3])
    values, met, _ = ozone(tall(rows))
    assert (values["2703A"], met) == ({}, {"ozone_exchanged_in_part": 23})


def test_columns_that_contradict_each_other_are_refused():
    mixed = [*exchanged(hours=range(1, 24)), *right("2704A")]
    values, met, _ = ozone(tall(mixed))
    assert values == {"2703A": {}, "2704A": {}}
    assert met == {"ozone_unclear": 46}


def test_a_single_slip_among_many_hours_is_said_and_used():
    rows = right()
    rows[3] = ("2703A", 4, rows[3][1], rows[3][1] - 1)
    values, met, _ = ozone(tall(rows))
    assert (len(values["2703A"]), met) == (23, {"ozone_above_maximum": 1})


def test_a_workbook_and_the_geojson_of_the_feed_are_checked_too():
    rows = [["timepoint", "stationcode", "o3", "o3_24h"]]
    rows += [[f"2022-06-15 {h:02d}:00", code, a, b] for code, h, a, b in exchanged()]
    values, met, _ = ozone(book_of({"a": rows}), "a.xlsx")
    assert (values["2703A"], met) == (dict(zip(HOURS, DAY, strict=True)), {"ozone_exchanged": 23})


@pytest.mark.parametrize("swapped", [True, False])
def test_the_national_layout_is_checked_by_its_rows(swapped):
    lines = ["date,hour,type,2690A,2703A"]
    for h in HOURS:
        first, second = (HIGHEST, DAY) if swapped else (DAY, HIGHEST)
        lines += [f"20220615,{h},O3,{first[h - 1]},", f"20220615,{h},O3_24h,{second[h - 1]},-"]
    traps = Traps()
    content = ("\n".join(lines) + "\n").encode()
    hours = read_national(content, "a", pollutants=("O3",), stations={"2690A"}, traps=traps)
    assert list(hours.values) == ["O3"]
    assert [int(v) // 1000 for v in hours.values["O3"][0, 1:, 0]] == DAY
    met = {trap: times for (_, trap), times in traps.counts.items()}
    assert met == {"hours_missing": 1} | ({"ozone_exchanged": 23} if swapped else {})


def test_a_maximum_without_the_hours_is_no_ozone():
    traps = Traps()
    content = tall(right(), names=("pm2_5", "o3_24h"))
    hours = read_tall(content, "a", pollutants=("PM2.5", "O3"), named={}, traps=traps)
    assert (hours.values["O3"] == MISSING).all()


def test_hour_0_of_a_right_date_is_of_the_exchanged_day_before():
    rows = [
        f"2022-06-16T{h:02d}:00:00,2703A,{d},{m}"
        for h, d, m in zip(HOURS, DAY, HIGHEST, strict=True)
    ]
    content = tall(exchanged()) + ("2022-06-16T00:00:00,2703A,151,25\n" + "\n".join(rows)).encode()
    traps = Traps()
    hours = read_tall(content + b"\n", "a", pollutants=("O3",), named={}, traps=traps)
    assert hours.values["O3"][1, :3, 0].tolist() == [25_000, 20_000, 18_000]
    assert dict(traps.counts) == {("a", "ozone_exchanged"): 24}


@pytest.mark.parametrize(
    ("means", "times"),
    [(HIGHEST, 23), (DAY, 0), ([50] * 23, 0), (HIGHEST[:19], 0)],
    ids=["a maximum", "a day", "one value", "a part of a day"],
)
def test_a_day_of_ozone_alone_that_only_rises_is_counted(means, times):
    lines = [f"2703A,2022-06-15 {h:02d}:00,{value}" for h, value in enumerate(means, 1)]
    values, met, _ = ozone(("code,time,O3\n" + "\n".join(lines) + "\n").encode())
    assert met.get("ozone_only_rises", 0) == times
    assert list(values["2703A"].values()) == means
