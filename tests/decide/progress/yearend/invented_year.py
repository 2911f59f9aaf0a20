"""An invented year: 甲县, 乙县, 丙县, their tasks, final forms and what a superior verified."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from aqmap.decide.progress.yearend.year_table import plan_at_years_end, year_table
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import Decision, Entry, LedgerRows, Receipt
from aqmap.model.dispatch.unit_rows import ReportingUnit, UnitKind
from aqmap.model.dispatch.yearend.assessment_rows import AssessmentRow, Step
from aqmap.model.dispatch.yearend.year_rows import YearRow, YearTable
from aqmap.model.figures import Absence, Basis, Comparator, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.words import Text
from aqmap.workspace.dispatch.settings import DispatchSettings
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.workspace import Region

PREFECTURE = "999000"
PLACES = {"999001": "甲县", "999002": "乙县", "999003": "丙县"}
A, B, C = PLACES
REGION = Region(
    id="x", name=Text("某州", "a prefecture"), prefecture=PREFECTURE, places=tuple(PLACES)
)
KINDS: dict[str, tuple[Any, Any]] = {
    "trees": ("quantity", "higher"),
    "coal": ("cap", "lower"),
    "sweeping": ("level", "higher"),
    "smoke": ("level", "lower"),
    "checks": ("frequency", None),
    "bungalows": ("stock", None),
    "sites": ("supervised", None),
    "furnaces": (None, None),
    "pm25": ("quality", "lower"),
    "good_day_ratio": ("quality", "higher"),
}
INDICATORS = Indicators(
    {
        name: Indicator(
            id=name,
            name=Text(f"某项{name}", name),
            unit=Text("微克/立方米" if name == "pm25" else "台", "u"),
            theme="t",
            kind=kind,
            direction=direction,
            adds_up=kind in ("quantity", "cap", "stock"),
        )
        for name, (kind, direction) in KINDS.items()
    }
)


def target(place: str, indicator: str, written: str, **told: Any) -> Figure:
    """Return a target; one that is no number is why there is none."""
    absence = Absence(written) if written in set(Absence) else None
    text = "-text" if _in_text(told) else ""
    since = told.get("effective_from", "")
    number = len(KINDS) * 10 + list(KINDS).index(indicator)
    spot = f"table 1; row {number}; column {place}; line {number}"
    fields = {
        "id": f"{indicator}-{place}-{told.get('source', 'plan')}-{since}{text}",
        "place": place,
        "place_written": PLACES.get(place, "某州"),
        "level": Level.PREFECTURE if place == PREFECTURE else Level.COUNTY,
        "indicator": indicator,
        "indicator_written": indicator,
        "period": "2021",
        "role": Role.TARGET,
        "value": None if absence else Decimal(written),
        "absence": absence,
        "unit": "台",
        "value_written": written,
        "basis": Basis.PLAN,
        "source": "plan",
        "locator": Locator("item 1; para 1; sentence 1; line 1")
        if _in_text(told)
        else Locator(spot),
    }
    return Figure(**{**fields, **{k: v for k, v in told.items() if k != "text"}})


def _in_text(told: dict[str, Any]) -> bool:
    return bool(told.get("text"))


def air_target(place: str, indicator: str, written: str, **told: Any) -> Figure:
    """Return a target of the air as a sentence of the plan states it."""
    by_side = Comparator.LE if KINDS[indicator][1] == "lower" else Comparator.GE
    return target(place, indicator, written, text=True, **{"comparator": by_side, **told})


def result(place: str, indicator: str, value: str, period: str = "2021", **told: Any) -> Figure:
    """Return a measured value."""
    fields = {
        "id": f"m-{indicator}-{place}-{period}-{told.get('source', 'monitor')}",
        "role": Role.MEASURED,
        "period": period,
        "basis": Basis.MONITOR_REVIEWED,
        "source": "monitor",
        "comparator": None,
    }
    return target(place, indicator, value, text=True, **{**fields, **told})


@dataclass
class InventedYear:
    """A year, told in the fewest words."""

    figures: list[Figure] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    steps: list[AssessmentRow] = field(default_factory=list)
    layers: tuple[LayerSpec, ...] = ()
    told: dict[str, Any] = field(default_factory=dict)

    def asks(self, place: str, indicator: str, written: str, **told: Any) -> None:
        """Let the plan ask for something."""
        self.figures.append(target(place, indicator, written, **told))

    def with_a_task(self) -> InventedYear:
        """Return the year with a task of 乙县, since a plan has at least one."""
        self.asks(B, "trees", "1")
        return self

    def reports(self, place: str, month: str = "2021-12", **amounts: str) -> None:
        """Let a unit hand in its form of a month; an amount that is a state is no number."""
        number = len(self.receipts) + 1
        self.receipts.append(
            Receipt(
                id=number,
                month=month,
                unit=place,
                received=date(2022, 1, 8),
                file="f.xlsx",
                sha256="",
                decision=Decision.ACCEPTED,
            )
        )
        for indicator, written in amounts.items():
            is_state = written in set(CellState)
            self.entries.append(
                Entry(
                    receipt=number,
                    month=month,
                    unit=place,
                    place=place,
                    indicator=indicator,
                    field="cumulative",
                    state=CellState(written) if is_state else CellState.VALUE,
                    value=None if is_state else Decimal(written),
                    written=written,
                )
            )

    def takes(
        self,
        step: Step,
        place: str,
        indicator: str = "",
        amount: str = "",
        *,
        on: str = "2022-02-15",
        reason: str = "",
    ) -> None:
        """Let a step of the assessment be taken."""
        self.steps.append(
            AssessmentRow(
                line=len(self.steps) + 2,
                place=place,
                indicator=indicator,
                step=step,
                amount=Decimal(amount) if amount else None,
                reason=reason,
                date=date.fromisoformat(on),
                by="某厅",
                document="某函〔2022〕1号",
            )
        )

    def verifies(self, place: str, indicator: str, amount: str, on: str = "2022-02-15") -> None:
        """Let a superior verify an amount."""
        self.takes(Step.VERIFICATION, place, indicator, amount, on=on)

    @property
    def settings(self) -> DispatchSettings:
        """The office's rules."""
        usual = {"plan": ["plan", "change"], "region": "x", "year": 2021, "report_by": 25}
        final = {"cut_off": 20, "final_report_by": date(2022, 1, 10)}
        return DispatchSettings.model_validate({**usual, **final, **self.told})

    @property
    def table(self) -> YearTable:
        """What it comes to."""
        plan = plan_at_years_end(
            self.figures, self.settings, indicators=INDICATORS, region=REGION, origins={}
        )
        return year_table(
            plan,
            self.settings,
            self.figures,
            indicators=INDICATORS,
            layers=self.layers,
            region=REGION,
            units=[
                ReportingUnit(id=code, name=name, kind=UnitKind.COUNTY, places=(code,))
                for code, name in PLACES.items()
            ],
            ledger=LedgerRows(receipts=tuple(self.receipts), entries=tuple(self.entries)),
            assessment=self.steps,
        )

    def row(self, place: str, indicator: str) -> YearRow:
        """Return a row of the table."""
        (row,) = (r for r in self.table.rows if (r.place, r.indicator) == (place, indicator))
        return row
