"""
A synthetic year, collected month by month from real workbooks, beside the same year as plain data.

Five invented counties and a department; of what they hand in, `bad_forms` damages a form at a time.
What is true of each month is kept as a `World` of the oracle, by loops that know no ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from aqmap.model.dispatch.collected import Collection
from aqmap.model.dispatch.ledger_rows import MonthEvent, MonthState
from aqmap.pipelines.dispatch.collect_forms import CollectChoice, collect_forms
from aqmap.workspace.dispatch.ledger import ledger_to_write
from tests.decide.progress.oracle import Submission, World, first_report
from tests.dispatch_counties import (
    DEPARTMENT,
    ROWS,
    SIGNED,
    TASKS,
    code_of,
    lay_dispatch_workspace,
    returned_form,
)
from tests.pipelines.dispatch.bad_forms import ASK, KINDS, NOTE, BadForm, Slot

COUNTIES = 5
NAMES = "甲乙丙丁戊"
SHARES = {1: 95, 2: 85, 3: 75, 4: 65, 5: 55}
CHANGED_TASK, CHANGED_FROM = "1800", "2021-07-01"
STILL = (2, 3, 4)
"""Months in which the fifth county's heating area stands still."""
FIRST, MENDED, LATE, RELEASE = 22, 24, 27, 28
CORRECTED = (3, 4, 5, 7, 8, 9)
"""Months of which a county corrects its report after the release."""
_NEEDS_LAST = {(ASK, code) for code in ("below_earlier", "sum_differs", "last_changed")}


@dataclass
class Year:
    """The year: its workspace, its plain data, and what each file was expected to be told."""

    folder: Path
    world: World
    told: list[tuple[str, str, set[tuple[str, str]], set[tuple[str, str]]]] = field(
        default_factory=list
    )
    """Month, file, expected and found remarks."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    kinds: list[BadForm] = field(default_factory=lambda: list(KINDS))
    corrections: set[tuple[int, str]] = field(default_factory=set)

    @property
    def workspace(self) -> Path:
        """The workspace."""
        return self.folder / "工作区"


def total(county: int, row: str, month: int) -> int:
    """Return what a county has done of a row by a month: invented, and the same everywhere."""
    if county == 5 and row == "area" and month in STILL:
        month = STILL[0]
    if row == "sweeping":
        return 60 + county
    if row == "sites":
        return 50 + county
    return round(float(TASKS[row]) * SHARES[county] * month / 1200)


def right_cells(county: int, month: int) -> dict[str, dict[str, int]]:
    """Return what a county rightly writes for a month, by row and column."""
    cells: dict[str, dict[str, int]] = {}
    for row in ROWS:
        now, before = total(county, row.id, month), total(county, row.id, month - 1)
        if month == 1:
            before = 0
        told = {"cumulative": now}
        if row.kind not in ("level", "supervised"):
            told["month"] = now - before
        if row.id == "boilers":
            told |= {"stage 开工": now + 1, "stage 完工": now, "stage 验收": before}
        cells[row.id] = told
    return cells


def live_through(folder: Path) -> Year:
    """Lay the workspace down, and let twelve months be filled, damaged, collected and corrected."""
    year = Year(folder, _world())
    lay_dispatch_workspace(
        year.workspace,
        COUNTIES,
        changes=[("households", code_of(1), CHANGED_TASK, CHANGED_FROM)],
    )
    units = year.workspace / "data" / "dispatch" / "units.csv"
    ended = f"old,丙开发区,zone,{code_of(3)},sites,,2020-12-31\n"
    units.write_text(units.read_text(encoding="utf-8") + ended, encoding="utf-8")
    for month in range(1, 13):
        _month(year, month)
        if month - 1 in CORRECTED:
            reported = [n for n in (2, 4, 1, 3) if first_report(year.world, month - 1, f"c{n}")]
            _correct(year, month - 1, reported[month % len(reported)])
    return year


def _world() -> World:
    codes = [code_of(n) for n in range(1, COUNTIES + 1)]
    tasks: dict[str, Any] = {
        row.id: {code: [("", "", round(float(TASKS[row.id]) * 1000))] for code in codes}
        for row in ROWS
    }
    tasks["households"][code_of(1)].append((CHANGED_FROM, "", int(CHANGED_TASK) * 1000))
    always = {"since": "2021-01-01", "until": "2021-12-31", "rows": ()}
    units = [
        {"id": f"c{n}", "places": (code,), "department": False, **always}
        for n, code in enumerate(codes, 1)
    ]
    department = {"id": DEPARTMENT, "places": tuple(codes), "department": True}
    return World(
        year=2021,
        cut_off=20,
        kinds={row.id: row.kind for row in ROWS},
        lower={"coal"},
        rules={
            row.id: {"deadline": "2021-12-31", **({"done": "完工"} if row.id == "boilers" else {})}
            for row in ROWS
        },
        tasks=tasks,
        printed=dict.fromkeys(tasks),
        units=[*units, {**department, **always, "rows": ("households",)}],
        submissions=[],
        releases={},
        questions=[],
    )


# ---- a month ----
def _month(year: Year, month: int) -> None:
    first: dict[str, tuple[int, set[tuple[str, str]]]] = {}
    again: list[int] = []
    inbox = year.folder / f"{month:02d} 月"
    inbox.mkdir()
    for county in range(1, COUNTIES + 1):
        kind = _kind_of(year, month, county)
        path, codes = _hand_in(year, inbox, month, county, kind)
        first[path.name] = county, codes
        if kind and kind.mended:
            again.append(county)
    if month == 6:
        first |= _department(year, inbox, month)
    _expect(year, month, inbox, FIRST, {name: codes for name, (_, codes) in first.items()})
    for county in again:
        late = county % 2 == 0
        _mend(year, month, county, LATE if late else MENDED)
    _release(year, month)


def _kind_of(year: Year, month: int, county: int) -> BadForm | None:
    """Return what happens to a form: nothing in January, and where months have to follow."""
    if month == 1 or (county == 5 and month in STILL) or (month == 6 and county == 3):
        return None
    has_last = first_report(year.world, month - 1, f"c{county}") is not None
    fitting = (kind for kind in year.kinds if has_last or not kind.codes & _NEEDS_LAST)
    kind = next(fitting, None)
    if kind:
        year.kinds.remove(kind)
    return kind


def _hand_in(
    year: Year, inbox: Path, month: int, county: int, kind: BadForm | None
) -> tuple[Path, set[tuple[str, str]]]:
    """Fill, damage and save a form; add to the plain data what comes of it."""
    code = code_of(county)
    cells = right_cells(county, month)
    signed = SIGNED if kind is None or kind.signed else {}
    path = inbox / f"报表-{month}-{county}.xlsx"
    filled = {(row, code): dict(columns) for row, columns in cells.items()}
    if month == 1 and county == 2:  # as the first county's, word for word
        filled = {(row, code): dict(columns) for row, columns in right_cells(1, 1).items()}
        cells = right_cells(1, 1)
    form = returned_form(year.workspace, f"c{county}", f"2021-{month:02d}", filled, path,
                         people=signed)  # fmt: skip
    codes: set[tuple[str, str]] = set(_by_the_calendar(month, county))
    if kind is None:
        _submit(year, month, county, cells, len(codes))
        return path, codes
    slot = Slot(
        code,
        total(county, "households", month),
        total(county, "households", month - 1),
        code_of(county % COUNTIES + 1),
    )
    form.book.close()
    damaged = kind.damage(path, slot)
    codes |= kind.codes
    if kind.becomes == "accepted":
        stated = {**_as_stated(kind, slot), **kind.reported(slot)}
        asked = len([severity for severity, _ in codes if severity == ASK])
        _submit(year, month, county, cells, 0 if kind.mended else asked, stated=stated)
    elif kind.becomes == "returned":
        _submit(year, month, county, None, 0)
    return damaged, codes


def _by_the_calendar(month: int, county: int) -> Iterator[tuple[str, str]]:
    """Yield what is to be asked of right forms because of what other months and units say."""
    if month == 1 and county in (1, 2):
        yield ASK, "same_content"
    if month == STILL[-1] and county == 5:
        yield ASK, "unchanged"
    if month == 6 and county == 3:
        yield ASK, "department_differs"


def _as_stated(kind: BadForm, slot: Slot) -> dict[str, dict[str, tuple[str, int | None]]]:
    """Return the sums of households that stand until they are mended."""
    stated = {
        "below last month": slot.before - 1,
        "in another unit": slot.total * 10_000,
        "over the task": 2800,
    }
    if kind.name not in stated:
        return {}
    return {"households": {"cumulative": ("value", stated[kind.name])}}


def _submit(
    year: Year,
    month: int,
    county: int,
    cells: dict[str, dict[str, int]] | None,
    questions: int,
    *,
    day: int = FIRST,
    reason: str = "",
    stated: dict[str, dict[str, tuple[str, int | None]]] | None = None,
) -> None:
    code = code_of(county)
    told: dict[tuple[str, str, str], tuple[str, int | None]] = {}
    for row, columns in (cells or {}).items():
        for column, value in columns.items():
            state, number = (stated or {}).get(row, {}).get(column, ("value", value))
            told[code, row, column] = (state, None if number is None else number * 1000)
    year.world.submissions.append(
        Submission(
            number=next(year.numbers),
            month=month,
            unit=f"c{county}",
            day=date(2021, month, day).isoformat(),
            accepted=cells is not None,
            late=day > 25,
            reason=reason,
            cells=told,
        )
    )
    year.world.questions += [(month, f"c{county}")] * questions


def _department(year: Year, inbox: Path, month: int) -> dict[str, tuple[int, set[tuple[str, str]]]]:
    """Let the department report the households of all, one of which it counts otherwise."""
    numbers = {n: total(n, "households", month) + (n == 3) for n in range(1, COUNTIES + 1)}
    filled = {("households", code_of(n)): {"cumulative": value} for n, value in numbers.items()}
    path = inbox / "能源局.xlsx"
    returned_form(year.workspace, DEPARTMENT, f"2021-{month:02d}", filled, path)
    year.world.submissions.append(
        Submission(
            number=next(year.numbers),
            month=month,
            unit=DEPARTMENT,
            day=date(2021, month, FIRST).isoformat(),
            accepted=True,
            cells={
                (code_of(n), "households", "cumulative"): ("value", value * 1000)
                for n, value in numbers.items()
            },
        )
    )
    year.world.questions.append((month, DEPARTMENT))
    return {path.name: (0, {(ASK, "department_differs")})}


def _mend(year: Year, month: int, county: int, day: int) -> None:
    inbox = year.folder / f"{month:02d} 月 {county} 改"
    inbox.mkdir()
    path, codes = _hand_in(year, inbox, month, county, None)
    last = year.world.submissions[-1]
    last.day, last.late = date(2021, month, day).isoformat(), day > 25
    if last.late:
        codes = codes | {(NOTE, "late")}
    _expect(year, month, inbox, day, {path.name: codes})


def _correct(year: Year, month: int, county: int) -> None:
    """Correct a released month: one road more was swept, and no doubt is left."""
    year.corrections.add((month, f"c{county}"))
    open_questions = year.world.questions
    year.world.questions = [asked for asked in open_questions if asked != (month, f"c{county}")]
    inbox = year.folder / f"{month:02d} 月 {county} 更正"
    inbox.mkdir()
    code, cells = code_of(county), right_cells(county, month)
    cells["sweeping"]["cumulative"] += 1
    filled = {(row, code): dict(columns) for row, columns in cells.items()}
    path = inbox / "更正.xlsx"
    returned_form(year.workspace, f"c{county}", f"2021-{month:02d}", filled, path)
    choice = CollectChoice(received=date(2021, month + 1, RELEASE), reason="复核后更正")
    collection = collect_forms(year.workspace, f"2021-{month:02d}", inbox, choice)
    _note(year, month, collection, {path.name: {(NOTE, "late")}})
    _submit(year, month, county, cells, 0, reason="复核后更正")
    last = year.world.submissions[-1]
    last.day, last.late = date(2021, month + 1, RELEASE).isoformat(), True


def _expect(
    year: Year, month: int, inbox: Path, day: int, codes: dict[str, set[tuple[str, str]]]
) -> None:
    choice = CollectChoice(received=date(2021, month, day))
    collection = collect_forms(year.workspace, f"2021-{month:02d}", inbox, choice)
    _note(year, month, collection, codes)


def _note(
    year: Year, month: int, collection: Collection, codes: dict[str, set[tuple[str, str]]]
) -> None:
    found = {
        file.file: {(str(remark.severity), remark.code) for remark in file.remarks}
        for file in collection.files
    }
    for name in sorted({*found, *codes}):
        expected = codes.get(name, {("nothing", "expected")})
        year.told.append((f"2021-{month:02d}", name, expected, found.get(name, set())))


def _release(year: Year, month: int) -> None:
    folder = year.workspace / "data" / "dispatch"
    with ledger_to_write(folder) as ledger:
        ledger.note(
            MonthEvent(
                month=f"2021-{month:02d}",
                state=MonthState.RELEASED,
                by="王某",
                on=date(2021, month, RELEASE),
                last_receipt=ledger.last_receipt,
            )
        )
    year.world.releases[month] = len(year.world.submissions)
