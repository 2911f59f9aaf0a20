"""Figures for the audit's tests, and what the audit says of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from aqmap.decide.audit.run_checks import audit
from aqmap.model.figures import Absence, Basis, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.workspace.indicators import Indicators, read_indicators

INDICATORS: Indicators = read_indicators(Path(__file__).parents[3] / "layers" / "indicators.toml")


def figure(key, indicator, place, value, /, **fields):
    level = Level.PREFECTURE if place == "654000" else Level.COUNTY
    number = None if value is None else Decimal(value)
    defaults = {
        "id": key,
        "place": place,
        "place_written": place,
        "level": level,
        "indicator": indicator,
        "indicator_written": indicator,
        "period": "2021",
        "role": Role.TARGET,
        "value": number,
        "unit": INDICATORS[indicator].unit.zh if indicator in INDICATORS else "",
        "value_written": value or "",
        "absence": Absence.NOT_REPORTED if value is None else None,
        "basis": Basis.PLAN,
        "source": "plan",
        "locator": f"table 1; row 3; column {place}; line 7",
    }
    cells = {**defaults, **fields}
    return Figure(**{**cells, "locator": Locator(cells["locator"])})


def row(indicator, cells, total, **fields):
    """One row of an annex: cells by place, and its printed total."""
    places = [figure(f"f-{place}", indicator, place, value, **fields) for place, value in cells]
    return [*places, figure("f-total", indicator, "654000", total, **fields)]


def only(figures):
    findings = audit(figures, INDICATORS)
    assert len(findings) == 1, [f.id for f in findings]
    return findings[0]


def unnamed(key, written, unit, value, /, **fields):
    """A figure of an indicator that the catalogue does not know."""
    defaults = {
        "indicator_written": written,
        "unit": unit,
        "role": Role.MEASURED,
        "basis": Basis.REPORT,
        "locator": Locator("item 1; para 1; sentence 2; line 6"),
    }
    return figure(key, "", "652302", value, **{**defaults, **fields})


def graded(figures):
    """The ids of what is found, with how grave it is."""
    return [(f.id, f.severity.value) for f in audit(figures, INDICATORS)]
