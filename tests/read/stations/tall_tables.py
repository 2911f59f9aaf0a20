"""Small tables with a row a station and hour, and what `read_tall` makes of them."""

import csv
import io
from datetime import datetime

from openpyxl import Workbook

from aqmap.model.natural_days import POLLUTANTS
from aqmap.read.stations.hours import MISSING, Traps
from aqmap.read.stations.station_lists import station_key
from aqmap.read.stations.tables.long_layout import read_tall

NAMED = {station_key("昌吉州", "新区"): "2692A"}
HEAD = ["时间", "站点编码", "PM2.5"]
AT = "2021-03-01 13:00"
ROW = [datetime(2021, 3, 1, 13), "2691A", 40]
VALUE = {("20210301", 13, "2691A", "PM2.5"): 40_000}


def text_of(rows, end="\n"):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n") + end


def hours(content, *pollutants, name="a.csv", named=NAMED):
    """Return ``{(date, hour, station, pollutant): thousandths}``, what was met, and where."""
    content = content.encode() if isinstance(content, str) else content
    traps = Traps()
    wanted = pollutants or POLLUTANTS
    found = read_tall(content, name, pollutants=wanted, named=named, traps=traps)
    values = {
        (f"{day:%Y%m%d}", hour, code, kind): int(cells[row, hour, column])
        for kind, cells in (found.values if found else {}).items()
        for row, day in enumerate(found.dates)
        for hour in range(24)
        for column, code in enumerate(found.stations)
        if cells[row, hour, column] != MISSING
    }
    counts = {trap: times for (_, trap), times in traps.counts.items()}
    return values, counts, {trap: spot for (_, trap), spot in traps.spots.items()}


def one(header, cell, kind="PM2.5"):
    """Return the value of a table with one row, and what was met."""
    found, met, spots = hours(text_of([["时间", "站点编码", *header], [AT, "2691A", *cell]]))
    return found.get(("20210301", 13, "2691A", kind)), met, spots


def timed(cell, *clock, named=("时间", "小时")):
    """Return the date and hour of a row with these cells, and what was met."""
    head = [*named[: 1 + len(clock)], "站点编码", "PM2.5"]
    found, met, spots = hours(text_of([head, [cell, *clock, "2691A", "40"]]))
    return next(((day, hour) for day, hour, _, _ in found), None), met, spots


def book_of(sheets, change=None):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
