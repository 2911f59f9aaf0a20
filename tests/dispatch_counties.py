"""Synthetic workspaces of the monthly dispatch: invented counties 甲县, 乙县 …, and their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from aqmap.model.dispatch.blank_forms import BlankForm, BlankRow
from aqmap.model.dispatch.ledger_rows import Entry
from aqmap.model.dispatch.month_rows import Amount
from aqmap.model.dispatch.months import dispatch_month
from aqmap.pipelines.dispatch.dispatch_inputs import read_dispatch_inputs
from aqmap.render.forms.form_workbook import write_form
from aqmap.words import Text
from aqmap.workspace.dispatch.ledger import ledger_to_read

STEMS = "甲乙丙丁戊己庚辛壬癸"
PREFECTURE = "990000"
DEPARTMENT = "energy"
YEAR = 2021


@dataclass(frozen=True)
class Row:
    """A row of the invented annex."""

    id: str
    name: str
    unit: str
    kind: str
    direction: str = "higher"


ROWS = (
    Row("households", "清洁取暖", "户", "quantity"),
    Row("area", "集中供热", "万平方米", "quantity"),
    Row("coal", "煤炭消费总量", "万吨", "cap", "lower"),
    Row("boilers", "锅炉改造", "台", "quantity"),
    Row("sweeping", "机扫率", "%", "level"),
    Row("sites", "监管工地", "个", "supervised"),
)
TASKS = {
    "households": "1683",
    "area": "120.5",
    "coal": "692.5",
    "boilers": "24",
    "sweeping": "90",
    "sites": "60",
}
SETTINGS = """
plan = ["plan", "change"]
region = "example"
year = 2021
compiler = { zh = "示例地区大气办（虚构）", en = "Example bureau (invented)" }
report_by = 25
cut_off = 20
deadline = 2021-12-31

[rows.boilers]
stages = ["开工", "完工", "验收"]
done = "完工"
"""


def county_names(count: int) -> list[str]:
    """Return names of invented counties: 甲县 … 癸县, 甲甲县 …"""
    names = [f"{stem}县" for stem in STEMS]
    names += [f"{first}{second}县" for first in STEMS for second in STEMS]
    return names[:count]


def code_of(number: int) -> str:
    """Return the code of a county by its number, from 1."""
    return f"99{number:04d}"


def lay_dispatch_workspace(
    folder: Path,
    counties: int = 4,
    *,
    tasks: Mapping[tuple[str, str], str] | None = None,
    changes: Sequence[tuple[str, str, str, str]] = (),
    rows: Sequence[Row] = ROWS,
) -> Path:
    """
    Lay a workspace down.

    Parameters
    ----------
    folder
        Where.
    counties
        How many; each is a unit of the id ``c1``, ``c2`` … There is a department too, which
        oversees the households of all.
    tasks
        By indicator and code, where they are not those of `TASKS`.
    changes
        Of the plan: indicator, code, task, first day.
    rows
        Of the annex.
    """
    names = county_names(counties)
    codes = [code_of(number) for number in range(1, counties + 1)]
    for part in ("boundaries", "layers", "data/targets", "data/dispatch"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    listed = ", ".join(f'"{code}"' for code in codes)
    (folder / "aqmap.toml").write_text(
        'title = { zh = "示例（虚构）", en = "Example (invented)" }\n'
        'boundary_credit = { zh = "虚构", en = "invented" }\n'
        '[themes]\nwork = { zh = "任务", en = "Tasks" }\n'
        '[[regions]]\nid = "example"\nname = { zh = "示例地区", en = "Example region" }\n'
        f'prefecture = "{PREFECTURE}"\nplaces = [{listed}]\n',
        encoding="utf-8",
    )
    places = [f"{c},{n},{n},,{PREFECTURE},county,,,,,\n" for c, n in zip(codes, names, strict=True)]
    header = "code,name_zh,name_en,other_names,prefecture,role,official_area_km2,area_source,"
    (folder / "boundaries" / "places.csv").write_text(
        f"{header}lon,lat,note\n{''.join(places)}"
        f"{PREFECTURE},示例地区,Example,,{PREFECTURE},prefecture,,,,,\n",
        encoding="utf-8",
    )
    (folder / "layers" / "indicators.toml").write_text(
        "\n".join(_indicator(number, row) for number, row in enumerate(rows, 1)), encoding="utf-8"
    )
    (folder / "data" / "sources.toml").write_text(
        "\n".join(
            f'[{source}]\ntitle = {{ zh = "虚构{source}", en = "invented {source}" }}\n'
            f'date = 2021-01-01\nplace = "{PREFECTURE}"\nlicence = "CC0"\n'
            for source in ("plan", "change")
        ),
        encoding="utf-8",
    )
    _write_targets(folder, codes, rows, tasks or {}, changes)
    units = [f"c{n},{name},county,{code},,,\n" for n, (name, code) in _numbered(names, codes)]
    (folder / "data" / "dispatch" / "units.csv").write_text(
        "unit,name,kind,places,rows,since,until\n"
        + "".join(units)
        + f"{DEPARTMENT},能源局,department,{';'.join(codes)},households,,\n",
        encoding="utf-8",
    )
    (folder / "dispatch.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def _numbered(names: Iterable[str], codes: Iterable[str]) -> enumerate[tuple[str, str]]:
    return enumerate(zip(names, codes, strict=True), 1)


def _indicator(number: int, row: Row) -> str:
    adds_up = str(row.unit != "%").lower()
    return (
        f'[{row.id}]\nname = {{ zh = "{row.name}", en = "{row.id}" }}\nrow = "{number}"\n'
        f'unit = {{ zh = "{row.unit}", en = "{row.unit}" }}\ntheme = "work"\n'
        f'direction = "{row.direction}"\nadds_up = {adds_up}\nkind = "{row.kind}"\n'
    )


def _write_targets(
    folder: Path,
    codes: Sequence[str],
    rows: Sequence[Row],
    tasks: Mapping[tuple[str, str], str],
    changes: Sequence[tuple[str, str, str, str]],
) -> None:
    lines = [
        "place,indicator,indicator_written,period,role,value,basis,effective_from,source,locator"
    ]
    for number, row in enumerate(rows, 1):
        for column, code in enumerate(codes, 1):
            task = tasks.get((row.id, code)) or TASKS[row.id]
            spot = f"table 1; row {number}; column {column}; line {number}"
            lines.append(f"{code},{row.id},{row.name},2021,target,{task},synthetic,,plan,{spot}")
    for number, (indicator, code, task, day) in enumerate(changes, 1):
        spot = f"table 1; row {number}; column 1; line {number}"
        lines.append(f"{code},{indicator},,2021,target,{task},synthetic,{day},change,{spot}")
    (folder / "data" / "targets" / "plan.csv").write_text("\n".join(lines) + "\n", "utf-8")


# ---- forms ----
Filled = Mapping[tuple[str, str], Mapping[str, Any]]
"""By indicator and place what is written into which column."""
SIGNED = {"head": "赵某", "filled_by": "钱某", "checked_by": "孙某", "telephone": "0999-0000000"}


def blank_form(folder: Path, unit: str, month: str) -> BlankForm:
    """Return the form of a unit, with what the ledger says of the month before."""
    inputs = read_dispatch_inputs(folder)
    asked = dispatch_month(month)
    plan = inputs.plan_of(asked)
    (reporting,) = (u for u in inputs.units if u.id == unit)
    last: dict[tuple[str, str], Entry] = {}
    if asked.previous:
        with ledger_to_read(inputs.folder) as ledger:
            last = {
                (entry.indicator, entry.place): entry
                for entry in ledger.standing(str(asked.previous), unit=unit)
                if entry.field == "cumulative"
            }
    rows = []
    for row in plan.rows:
        rule = inputs.settings.rule_of(row.indicator)
        for task in row.tasks:
            if not reporting.fills(task.place, row.indicator):
                continue
            entry = last.get((row.indicator, task.place))
            amount = Amount(state=entry.state, value=entry.value) if entry else None
            rows.append(
                BlankRow(
                    number=row.number,
                    name=row.written,
                    place_name=inputs.workspace.places[task.place].name.zh,
                    measure=row.unit,
                    task=task,
                    last=amount,
                    stages=rule.stages,
                    done=rule.done,
                )
            )
    return BlankForm(
        unit=unit,
        unit_name=reporting.name,
        month=asked,
        plan_version=plan.id,
        plan=Text("虚构计划", "invented plan"),
        compiler=inputs.settings.compiler,
        cut_off=inputs.settings.last_day_that_counts(asked),
        report_by=inputs.settings.last_day_to_report(asked),
        rows=tuple(rows),
    )


class OpenForm:
    """A form in a spreadsheet program: cells are found as a person finds them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = next(s for s in self.book.worksheets if s.sheet_state == "visible")
        self.header = next(
            row for row in range(1, 20) if self.sheet.cell(row, 1).value in ("序号", "No.")
        )
        words = {self.sheet.cell(self.header, c).value: c for c in range(1, 40)}
        shown = {
            "number": "序号",
            "task": "任务数",
            "last": "上月累计",
            "month": "本月完成",
            "cumulative": "本年累计",
            "scope": "统计范围",
            "problems": "存在问题",
            "next_steps": "下一步措施",
            "indicator": "indicator",
            "place": "place_id",
        }
        self.columns = {name: words[heading] for name, heading in shown.items()}
        stages = ("开工", "完工", "验收")
        self.rows: dict[tuple[str, str], int] = {}
        self.columns |= {f"stage {stage}": words[stage] for stage in stages if stage in words}

    def row_of(self, indicator: str, place: str) -> int:
        """Return the sheet's row of a task."""
        if not self.rows:
            ids = [self.columns[name] for name in ("indicator", "place")]
            for row in range(self.header + 1, self.sheet.max_row + 1):
                first, second = (self.sheet.cell(row, column).value for column in ids)
                self.rows.setdefault((str(first), str(second)), row)
        return self.rows[indicator, place]

    def cell_name(self, indicator: str, place: str, column: str) -> str:
        """Return where a cell is: D7."""
        cell = self.sheet.cell(self.row_of(indicator, place), self.columns[column])
        return cell.coordinate

    def write(self, indicator: str, place: str, column: str, value: object) -> None:
        """Type into a cell."""
        row = self.row_of(indicator, place)
        self.sheet.cell(row, self.columns[column]).value = value

    def fill(self, filled: Filled) -> None:
        """Type into many cells."""
        for (indicator, place), cells in filled.items():
            for column, value in cells.items():
                self.write(indicator, place, column, value)

    def sign(self, people: Mapping[str, str] = SIGNED, filled_on: str = "") -> None:
        """Write who filled it, and when."""
        labels = {
            "单位负责人：": people.get("head", ""),
            "填报人：": people.get("filled_by", ""),
            "审核人：": people.get("checked_by", ""),
            "联系电话：": people.get("telephone", ""),
            "填报日期：": filled_on,
        }
        for row in self.sheet.iter_rows(min_row=self.header + 1):
            for cell in row:
                if labels.get(cell.value):
                    merged = {
                        r.min_col: r
                        for r in self.sheet.merged_cells.ranges
                        if r.min_row == cell.row
                    }
                    here = merged.get(cell.column)
                    column = (here.max_col if here else cell.column) + 1
                    self.sheet.cell(cell.row, column).value = labels[cell.value]

    def save(self, path: Path | None = None) -> Path:
        """Save it."""
        target = path or self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        self.book.save(target)
        return target


def returned_form(
    folder: Path,
    unit: str,
    month: str,
    filled: Filled,
    path: Path,
    *,
    people: Mapping[str, str] = SIGNED,
    filled_on: str = "",
) -> OpenForm:
    """Make a unit's form, fill and sign it, and save it; more can be done to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_form(blank_form(folder, unit, month), path)
    form = OpenForm(path)
    form.fill(filled)
    form.sign(people, filled_on)
    form.save()
    return form


def usual(code: str, month: int, *, share: float = 1.0) -> dict[tuple[str, str], dict[str, Any]]:
    """Return plausible numbers of a county for a month: a twelfth of each task a month."""

    def so_far(task: float, months: int) -> float:
        return round(task * share * months / 12)

    filled: dict[tuple[str, str], dict[str, Any]] = {}
    for row in ROWS:
        task = float(TASKS[row.id])
        if row.kind in ("level", "supervised"):
            filled[row.id, code] = {"cumulative": round(task * 0.8)}
            continue
        total, before = so_far(task, month), so_far(task, month - 1)
        cells = {"month": total - before, "cumulative": total}
        if row.id == "boilers":
            cells |= {"stage 开工": total, "stage 完工": total, "stage 验收": before}
        filled[row.id, code] = cells
    return filled
