"""
Two synthetic plans of other prefectures, against truth typed before any reader was run on them.

Truth rows are in ``plans/*.csv``. A figure of an indicator that the catalogue does not know counts
by place, value, unit, period and role alone.
"""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aqmap.read.documents.read_document import read_document
from aqmap.words import Text
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.places import read_places
from aqmap.workspace.sources import Source
from tests.frozen import reading_record
from tests.read.asked import asked_of
from tests.read.documents.plan_files import (
    PLANS,
    brief,
    forbidden,
    score,
    truth,
    write_docx,
    write_html,
)

LAYERS = Path(__file__).parents[3] / "layers"
PLAN, REPORT = "synthetic-bayingolin-plan-2022", "synthetic-aksu-report-2022"
WRITERS = {PLAN: (write_docx, ".docx"), REPORT: (write_html, ".html")}
both = pytest.mark.parametrize("name", [PLAN, REPORT])


@pytest.fixture(scope="module")
def scored(tmp_path_factory, frozen):
    """Return the score of a plan; each is written, read and scored once."""
    folder = tmp_path_factory.mktemp("plans")
    known = folder / "indicators.toml"
    parts = (LAYERS / "indicators.toml", PLANS / "indicators-more.toml")
    known.write_text("\n".join(p.read_text(encoding="utf-8") for p in parts), encoding="utf-8")
    names: dict[str, Any] = {
        "places": read_places(PLANS / "places.csv"),
        "indicators": read_indicators(known),
    }
    done = {}

    def once(name):
        if name not in done:
            write, ending = WRITERS[name]
            path = folder / f"{name}{ending}"
            write(name, path)
            source = Source(id=name, title=Text(name, name), file=path.name)
            reading = read_document(path, **names, source=source)
            record = reading_record(reading, SimpleNamespace(**names), source, quoted=True)
            frozen.check("test_plans", name, record)
            done[name] = score(truth(name), reading.figures)
        return done[name]

    return once


@both
def test_the_truth_is_of_the_size_of_a_real_plan(name):
    assert len(truth(name)) > 100
    assert sum("synthetic" in path.name for path in PLANS.glob(f"{name}.*")) == 2


@both
def test_at_least_98_in_100_figures_are_found(scored, name):
    done = scored(name)
    share = Decimal(len(done.found)) / (len(done.found) + len(done.missed))
    assert share >= Decimal("0.98"), "\n".join(map(brief, done.missed))


@both
def test_few_figures_are_asked_about(scored, name):
    """
    One in fifty at most, beside money without a bound, and work due: that is one in twenty.

    What a figure counts is left aside where its words name a thing and no catalogue knows it.
    """
    figures = scored(name).figures
    due = [
        f for f in figures if asked_of(f) == ("period",) and f.role == "target" and "/" in f.period
    ]
    asked = [f for f in figures if asked_of(f) and f not in due and asked_of(f) != ("comparator",)]
    assert len(due) <= len(figures) // 20, [(f.value_written, f.period) for f in due]
    assert len(asked) <= len(figures) // 50, [(f.value_written, asked_of(f)) for f in asked]


@both
def test_no_figure_of_a_known_indicator_is_wrong(scored, name):
    told = [f"{f.indicator} {f.place} {f.value_written} {f.locator}" for f in scored(name).wrong]
    assert told == []


@both
def test_no_number_that_says_nothing_of_a_place_is_a_figure(scored, name):
    told = [f"{f.value_written}: {f.locator}" for f in forbidden(name, scored(name).extra)]
    assert told == []


# ---- the scoring itself ----
@pytest.mark.parametrize(
    ("change", "missed", "wrong"),
    [({}, 0, 0), ({"value": Decimal(1)}, 1, 1), ({"place": ""}, 1, 1), ({"indicator": ""}, 1, 0)],
)
def test_a_figure_that_says_anything_else_is_not_found(change, missed, wrong):
    rows = truth(PLAN)[1:2]
    said: dict[str, Any] = {
        "indicator": "pm25",
        "place": "652800",
        "place_written": "全州",
        "period": "2022",
    }
    said |= {"role": "target", "value": Decimal(36), "absence": None, "unit": "微克/立方米"}
    said |= {
        "confirm": (),
        "comparator": "le",
        "change": None,
        "change_unit": "",
        "baseline_period": "",
    }
    done = score(rows, [SimpleNamespace(**said | {"remarks": Text("", "")} | change)])
    assert (len(done.missed), len(done.wrong)) == (missed, wrong)
