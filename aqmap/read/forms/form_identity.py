"""A form's hidden sheet: whom and what it is for, and how columns, rows and foot are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from aqmap.files.spreadsheet_cells import unguarded
from aqmap.model.dispatch.form_parts import (
    COLUMN,
    FOOT,
    FOOT_FIELDS,
    HEAD_LINE,
    IDENTITY,
    IDENTITY_SHEET,
    ROW,
    STAGE_BREAK,
    column_words,
    stage_column,
    without_blanks,
)
from aqmap.read.forms.form_sheets import FormSheet
from aqmap.words import catalogue, text

_ROW_CELLS = 7


class RowId(NamedTuple):
    """Indicator and place of a row."""

    indicator: str
    place: str


class KnownRow(NamedTuple):
    """A row as the form was made: who it is of, its unit, its stages, its locked words."""

    id: RowId
    measure: str
    stages: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Identity:
    """
    What the hidden sheet says; without one what every form of aqmap has.

    Attributes
    ----------
    said
        Unit, month and plan version, by their keys.
    columns, foot
        The column, or the field of the foot, by the words over or before it, without blanks.
    written_columns
        The columns that the form was made with; none without a hidden sheet.
    head
        The lines above the table, by their names; none of forms that were made without.
    rows, by_words
        The rows by id, and the ids by number, words and place.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    foot: Mapping[str, str] = field(default_factory=dict)
    written_columns: tuple[str, ...] = ()
    head: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[RowId, KnownRow] = field(default_factory=dict)
    by_words: Mapping[tuple[str, str, str], RowId] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """Return which of unit, month and plan version it does not say."""
        return [key for key in IDENTITY if not self.said.get(key)]


def find_identity(sheets: Sequence[FormSheet]) -> tuple[Identity, FormSheet | None]:
    """Return what a form's hidden sheet says, and that sheet."""
    for sheet in sheets:
        if sheet.name.casefold() == IDENTITY_SHEET:
            return _identity(sheet), sheet
    return Identity(columns=column_words(), foot=_usual_foot()), None


def bare(written: str) -> str:
    """Return words without blanks and line ends, by which what is locked is compared."""
    return without_blanks(unguarded(written))


def _identity(sheet: FormSheet) -> Identity:
    said: dict[str, str] = {}
    columns, foot = column_words(), _usual_foot()
    written: list[str] = []
    head: dict[str, str] = {}
    rows: dict[RowId, KnownRow] = {}
    by_words: dict[tuple[str, str, str], list[RowId]] = {}
    for number in sheet.rows:
        key, *cells = (unguarded(sheet.shown(number, column)) for column in range(1, 9))
        if key == COLUMN:
            columns[bare(cells[1])] = cells[0]
            written.append(cells[0])
        elif key == FOOT:
            foot[bare(cells[1])] = cells[0]
        elif key == HEAD_LINE:
            head[cells[0]] = cells[1]
        elif key == ROW:
            indicator, place, *shown, measure, stages = cells[:_ROW_CELLS]
            row = RowId(indicator, place)
            known_stages = _stages(stages, written)
            rows[row] = KnownRow(row, measure, known_stages, (*shown, measure))
            by_words.setdefault(words_key(*shown), []).append(row)
        elif key:
            said.setdefault(key, cells[0])
    certain = {words: ids[0] for words, ids in by_words.items() if len(ids) == 1}
    return Identity(said, columns, foot, tuple(written), head, rows, certain)


def _stages(written: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return a row's stages; forms of earlier versions have blanks between them."""
    if stage_column(written) in columns or STAGE_BREAK in written:
        return tuple(written.split(STAGE_BREAK))
    return tuple(written.split())


def words_key(number: str, name: str, place: str) -> tuple[str, str, str]:
    """Return what tells rows apart to a reader."""
    return bare(number), bare(name), bare(place)


def _usual_foot() -> dict[str, str]:
    return _in_both_languages("form.foot", FOOT_FIELDS)


def _in_both_languages(path: str, names: Sequence[str]) -> dict[str, str]:
    known = [(name, f"{path}.{name}") for name in names]
    return {bare(written): n for n, key in known if key in catalogue() for written in text(key)}
