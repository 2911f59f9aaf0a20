"""Two released months side by side, as their files in ``releases/`` have them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import dropwhile
from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import Protected, Sort, Target, write_outputs
from aqmap.files.spreadsheet_cells import unguarded
from aqmap.files.text_files import decoded, read_bytes
from aqmap.pipelines.dispatch.dispatch_inputs import month_asked, read_dispatch_inputs
from aqmap.pipelines.dispatch.month_files import TABLE
from aqmap.pipelines.dispatch.release_folder import RELEASES, released_files
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.words import Lang, Text, text
from aqmap.workspace.dispatch.settings import FILE
from aqmap.workspace.workspace import require_workspace

_SHOWN = ("task", "done", "rate", "difference", "light_name")
_HEADS = ("number", "indicator_name", "place_name", "measure")
_Cells = Mapping[str, str]


@dataclass(frozen=True)
class ComparedReleases:
    """Two releases: the table that was written, and how many of its rows differ."""

    out: Path
    rows: int
    changed: int

    @property
    def line(self) -> Text:
        """What was compared, in words."""
        return text("monthly.compared", rows=self.rows, changed=self.changed, out=self.out)


def compare_releases(
    folder: Path, first: str, second: str, out: Path, *, overwrite: bool = False, lang: Lang = "zh"
) -> ComparedReleases:
    """
    Write two released months as one table, a line a task of a place.

    Parameters
    ----------
    folder
        The workspace.
    first, second
        The months, both released.
    out
        The table to write, ``.csv``.
    overwrite
        Replace a table that was changed since aqmap wrote it.
    lang
        Of its words.

    Raises
    ------
    AqmapError
        If a month was not released, its files are not whole, or `out` cannot be written.
    """
    require_workspace(folder)
    inputs = read_dispatch_inputs(folder)
    months = [str(month_asked(m, inputs.settings, inputs.workspace)) for m in (first, second)]
    if out.suffix.lower() != ".csv":
        raise SourceError(Fault("output_ending", out, expected=".csv"))
    before, after = (_table_of(folder / RELEASES / month) for month in months)
    closed = protected_from_drawing(folder)
    protected = Protected(
        inputs=[*closed.inputs, folder / FILE],
        closed=closed.closed,
        overwrite=overwrite,
    )
    rows = list(_rows(before, after))
    with write_outputs([Target(out, Sort.TABLE)], protected) as fresh:
        _write(fresh[out], months, rows, lang)
    return ComparedReleases(out, len(rows), sum(_differ(*row) for row in rows))


def _table_of(folder: Path) -> dict[tuple[str, str], _Cells]:
    """Return the rows of a release by row and place."""
    files = released_files(folder)
    if files is None or TABLE not in files:
        raise SourceError(Fault("release_not_whole", folder))
    path = folder / TABLE
    lines = decoded(read_bytes(path), path).splitlines(keepends=True)
    table = csv.DictReader(dropwhile(lambda line: line.startswith("# "), lines))
    rows = ({name: unguarded(cell or "") for name, cell in row.items()} for row in table)
    return {(row["indicator"], row["place"]): row for row in rows}


def _rows(
    before: Mapping[tuple[str, str], _Cells], after: Mapping[tuple[str, str], _Cells]
) -> Iterator[tuple[_Cells, _Cells]]:
    """Yield every task of either month, in the later month's order; what is new is last."""
    for key in dict.fromkeys((*after, *before)):
        yield before.get(key, {}), after.get(key, {})


def _differ(before: _Cells, after: _Cells) -> bool:
    return any(before.get(name, "") != after.get(name, "") for name in ("task", "done"))


def _write(
    path: Path, months: Sequence[str], rows: Sequence[tuple[_Cells, _Cells]], lang: Lang
) -> None:
    from aqmap.render.exchange.csv_tables import write_rows

    words = [text(f"monthly.column.{name}") for name in ("number", "name", "place", "measure")]
    columns = [word.in_(lang) for word in words]
    for name in ("task", "done", "rate", "difference", "light"):
        column = text(f"monthly.column.{name}").in_(lang)
        columns += [f"{column} {month}" for month in months]
    columns.append(text("monthly.column.added").in_(lang))
    written = []
    for before, after in rows:
        named = after or before
        cells = [named.get(name, "") for name in _HEADS]
        for name in _SHOWN:
            cells += [before.get(name, ""), after.get(name, "")]
        written.append([*cells, _added(before.get("done", ""), after.get("done", ""))])
    header = [text("monthly.compared.title", first=months[0], second=months[1]).in_(lang)]
    write_rows(path, columns, written, header)


def _added(before: str, after: str) -> str:
    """Return by how much what is done has grown; empty where either is no number."""
    try:
        return format(Decimal(after) - Decimal(before), "f")
    except InvalidOperation:
        return ""
