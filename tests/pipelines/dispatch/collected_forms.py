"""Forms of January from four invented counties, to be collected; and what came of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx

from aqmap.model.dispatch.collected import Collection, Outcome
from aqmap.model.dispatch.ledger_rows import Entry, Receipt
from aqmap.pipelines.dispatch.collect_forms import CollectChoice, collect_forms
from aqmap.workspace.dispatch.ledger import ledger_to_read
from tests.dispatch_counties import (
    OpenForm,
    code_of,
    lay_dispatch_workspace,
    returned_form,
    usual,
)

MONTH = "2021-01"
IN_TIME, LATE = date(2021, 1, 24), date(2021, 1, 26)
SHARES = {1: 0.9, 2: 0.8, 3: 0.7, 4: 0.6}


def lay(folder: Path) -> Path:
    """Lay down a workspace of four counties and a department, and what the counties return."""
    workspace = lay_dispatch_workspace(folder / "工作区")
    for number, share in SHARES.items():
        filled = usual(code_of(number), 1, share=share)
        path = folder / "报来" / f"表{number}.xlsx"
        returned_form(workspace, f"c{number}", MONTH, filled, path)
    return folder


def collect(workspace: Path, given: Path, received: date = IN_TIME, **options) -> Collection:
    choice = CollectChoice(received=received, **options)
    return collect_forms(workspace, MONTH, given, choice)


def data(workspace: Path) -> Path:
    return workspace / "data" / "dispatch"


def ledger(workspace: Path) -> tuple[list[Receipt], list[Entry]]:
    with ledger_to_read(data(workspace)) as opened:
        return opened.receipts(), opened.entries()


def edit(path: Path, number: int, **cells) -> None:
    """Type into the households' row of a county's form."""
    form = OpenForm(path)
    form.fill({("households", code_of(number)): cells})
    form.save()


def outcomes(collection: Collection) -> dict[str, tuple[Outcome, bool]]:
    return {file.file: (file.outcome, file.again) for file in collection.files}


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])
