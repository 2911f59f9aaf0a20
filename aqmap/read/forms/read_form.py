"""A returned workbook → what it says, cell by cell, and all that keeps it from being read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aqmap.errors import AqmapError, Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.model.dispatch.form_parts import FILLED_ON, IDENTITY_SHEET, MONTH, PLAN_VERSION, UNIT
from aqmap.model.dispatch.forms import PEOPLE, FormRow, ReturnedForm
from aqmap.read.forms.form_foot import read_foot
from aqmap.read.forms.form_identity import find_identity
from aqmap.read.forms.form_rows import FormTable, find_table
from aqmap.read.forms.form_sheets import FormSheet
from aqmap.read.forms.locked_words import changed_head
from aqmap.read.forms.xls_sheets import xls_sheets
from aqmap.read.forms.xlsx_sheets import xlsx_sheets
from aqmap.words import listed

_OLD = b"\xd0\xcf\x11\xe0"  # begins every compound file
_ZIP = b"PK"


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """
    What came of reading a file.

    Attributes
    ----------
    file, sha256
        The file's name and checksum.
    form
        What could be read; none where the file is no workbook that can be opened, or holds no
        table of a form. Of a bad form it is what is there, with what it lacks left empty.
    faults
        Why it cannot count; none for a form that can be checked.
    remarks
        What was passed over and does no harm: macros, comments.
    """

    file: str
    sha256: str
    form: ReturnedForm | None = None
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()


def read_form(file: FileContent) -> FormReading:
    """
    Read a form, xlsx or xls by its content.

    Whose it is stands in its hidden sheet; the file's name says nothing. No fault is raised: each
    is a part of the reading, so that one bad form stops no other.
    """
    name = str(file.path)
    try:
        sheets, remarks = _sheets(file)
    except AqmapError as problem:
        return FormReading(file=name, sha256=file.sha256, faults=problem.faults)
    reading = _Reading(file, sheets)
    form = reading.form()
    return FormReading(
        file=name,
        sha256=file.sha256,
        form=form,
        faults=tuple(reading.faults),
        remarks=remarks,
    )


def _sheets(file: FileContent) -> tuple[Sequence[FormSheet], tuple[Fault, ...]]:
    if file.content.startswith(_OLD):
        return xls_sheets(file), ()
    if file.content.startswith(_ZIP):
        return xlsx_sheets(file)
    raise SourceError(Fault("form_no_workbook", file.path))


@dataclass
class _Reading:
    """One file on its way to a form; what is wrong is noted."""

    file: FileContent
    sheets: Sequence[FormSheet]
    faults: list[Fault] = field(default_factory=list)

    def form(self) -> ReturnedForm | None:
        """Return the form; none where there is no table of one."""
        path = self.file.path
        identity, hidden = find_identity(self.sheets)
        if hidden is None:
            self.faults.append(Fault("form_unidentified", path, expected=IDENTITY_SHEET))
        elif identity.missing:
            spot, keys = f"sheet {hidden.name}", listed(identity.missing)
            self.faults.append(Fault("form_identity_gone", path, spot, found=keys))
        tables = list(self._tables([s for s in self.sheets if s is not hidden]))
        if not tables:
            self.faults.append(Fault("form_table_missing", path))
            return None
        table = tables[0]
        if len(tables) > 1:
            names = listed(table.sheet.name for table in tables)
            spot = f"sheet {tables[1].sheet.name}, row {tables[1].header}"
            self.faults.append(Fault("form_tables_several", path, spot, found=names))
        rows = table.read()
        self.faults += table.faults
        return self._filled(table, rows)

    def _tables(self, sheets: Sequence[FormSheet]) -> Iterator[FormTable]:
        """Yield the tables of a form, those on sheets that are shown first."""
        identity, _ = find_identity(self.sheets)
        is_old = self.file.content.startswith(_OLD)
        for sheet in sorted(sheets, key=lambda sheet: sheet.hidden):
            table = find_table(sheet, identity, self.file.path, percents_are_lost=is_old)
            if table:
                yield table

    def _filled(self, table: FormTable, rows: Sequence[FormRow]) -> ReturnedForm:
        said = table.identity.said
        foot = read_foot(table.sheet, table.identity, table.header)
        return ReturnedForm(
            file=str(self.file.path),
            sha256=self.file.sha256,
            sheet=table.sheet.name,
            unit=said.get(UNIT, ""),
            month=said.get(MONTH, ""),
            plan_version=said.get(PLAN_VERSION, ""),
            rows=tuple(rows),
            people={name: foot[name] for name in PEOPLE if foot.get(name)},
            filled_on=foot.get(FILLED_ON, ""),
            sheet_hidden=table.sheet.hidden,
            changed=tuple(changed_head(table.sheet, table.identity, table.header)),
            hidden_rows=tuple(sorted(table.sheet.hidden_rows & set(table.numbers))),
        )
