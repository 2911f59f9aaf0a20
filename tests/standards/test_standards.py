"""The tables of the standards: complete, dated, and each row with its clause."""

import csv
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from aqmap.standards.standards import categories, category, edition_on, limits, rules, scales
from tests.decide.assess.vectors import rows

TABLES = ("beyond", "breakpoints", "categories", "editions", "limits", "rules")


@pytest.mark.parametrize("row", rows("limits"))
def test_every_limit(row):
    limit = limits(row["standard"])[row["pollutant"], row["averaging"]]
    assert (limit.class_1, limit.class_2) == (Decimal(row["class_1"]), Decimal(row["class_2"]))


@pytest.mark.parametrize(
    ("day", "index", "limit", "assessment"),
    [
        (date(2021, 7, 1), "HJ 633-2012", "GB 3095-2012", "HJ 663-2013"),
        (date(2026, 2, 28), "HJ 633-2012", "GB 3095-2012", "HJ 663-2013"),
        (date(2026, 3, 1), "HJ 633-2026", "GB 3095-2026 transition", "HJ 663-2026"),
        (date(2030, 12, 31), "HJ 633-2026", "GB 3095-2026 transition", "HJ 663-2026"),
        (date(2031, 1, 1), "HJ 633-2026", "GB 3095-2026 final", "HJ 663-2026"),
    ],
)
def test_the_day_chooses_the_edition(day, index, limit, assessment):
    assert edition_on("index", day).name == index
    assert edition_on("limits", day).name == limit
    assert edition_on("assessment", day).name == assessment


def test_no_edition_holds_before_the_first():
    assert edition_on("index", date(1999, 1, 1)) is None


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_a_source_and_says_whether_it_was_read(table):
    with (files("aqmap.standards") / f"{table}.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            assert row["status"] in ("official", "secondary", "unverified"), row
            assert row.get("clause") or row.get("source"), row


def test_two_cells_changed_in_2026():
    old, new = scales("HJ 633-2012"), scales("HJ 633-2026")
    changed = {
        (key, then, now)
        for key in old
        for then, now in zip(old[key].breakpoints, new[key].breakpoints, strict=True)
        if then != now
    }
    assert changed == {
        (("PM10", "24h"), (100, 150), (100, 120)),
        (("PM2.5", "24h"), (100, 75), (100, 60)),
    }
    assert set(new) - set(old) == {("PM10", "1h"), ("PM2.5", "1h")}


def test_the_classes_and_their_colours():
    colours = ["#00E400", "#FFFF00", "#FF7E00", "#FF0000", "#99004C", "#7E0023"]
    assert [one.hex for one in categories()] == colours
    edges = {
        0: "优",
        50: "优",
        51: "良",
        100: "良",
        200: "中度污染",
        201: "重度污染",
        301: "严重污染",
    }
    assert {index: category(index).name.zh for index in edges} == edges


def test_the_minima_of_validity():
    wanted = {"day_hours": 20, "window_hours": 6, "month_days": 27, "february_days": 25}
    assert {name: rules()[name].value for name in wanted} == wanted
    assert rules()["year_days"].value == 324
