"""Files of decisions, as the review page saves them: whatever is wrong is named together."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.files.table_columns import UnfitCellError
from aqmap.files.text_files import read_text
from aqmap.model.figures import COLUMNS, FIGURE_COLUMNS, Figure, figure_contradictions
from aqmap.model.periods import is_day
from aqmap.model.review.decisions import Answer, Decision, Review, ReviewedDocument
from aqmap.words import catalogue
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places

FORMAT, VERSION = "aqmap-review", 1
_MOST_BYTES = 50_000_000
_MOST_DECISIONS, _LONGEST = 100_000, 20_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNKNOWN_DIGIT = "X"  # a year that the document leaves open: XXXX-05
_HOLDS_WAS = {Answer.ACCEPT: True, Answer.REJECT: True, Answer.TO_ASK: True, Answer.ADDED: False}
_WHO = ("checked_by", "checked_on", "rechecked_by")


@dataclass(frozen=True)
class Known:
    """What a workspace knows: decided figures may name nothing else."""

    indicators: Indicators
    places: Places
    sources: Collection[str]


def read_decisions(paths: Sequence[Path], known: Known) -> tuple[Review, ...]:
    """
    Read files of decisions.

    Parameters
    ----------
    paths
        JSON as the review page saves it.
    known
        The workspace's indicators, places and registered sources; a source that a file names as
        its document is known too.

    Raises
    ------
    TableError
        With every fault of every file: no such file, of another version, decisions that do not fit.
    """
    faults: list[Fault] = []
    reviews = []
    for path in paths:
        try:
            reviews.append(_read(path, known))
        except AqmapError as problem:
            faults += problem.faults
    if faults:
        raise TableError(faults)
    return tuple(reviews)


def _read(path: Path, known: Known) -> Review:
    written = read_text(path, max_bytes=_MOST_BYTES)
    try:
        table = json.loads(written)
    except (ValueError, RecursionError):
        raise TableError(Fault("decisions_no_json", path)) from None
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise TableError(Fault("decisions_foreign", path, expected=FORMAT))
    if table.get("version") != VERSION:
        found = str(table.get("version"))[:40]
        raise TableError(Fault("decisions_version", path, found=found, expected=VERSION))
    documents, decisions = table.get("documents"), table.get("decisions")
    if not isinstance(documents, list) or not isinstance(decisions, list):
        raise TableError(Fault("decisions_foreign", path, expected=FORMAT))
    if len(decisions) > _MOST_DECISIONS or len(documents) > _MOST_DECISIONS:
        raise TableError(Fault("decisions_many", path, expected=_MOST_DECISIONS))
    reader = _Reader(path, known)
    read_documents = [reader.document(number, d) for number, d in enumerate(documents, 1)]
    reader.sources |= {document.source for document in filter(None, read_documents)}
    read_all = [reader.decision(number, d) for number, d in enumerate(decisions, 1)]
    if reader.faults:
        raise TableError(reader.faults)
    return Review(path, tuple(filter(None, read_documents)), tuple(filter(None, read_all)))


class _Reader:
    """Reads the parts of one file, and keeps what is wrong with them."""

    def __init__(self, path: Path, known: Known) -> None:
        self.path, self.known = path, known
        self.sources = set(known.sources)
        self.faults: list[Fault] = []

    def document(self, number: int, written: object) -> ReviewedDocument | None:
        """Return a document, or none with a fault."""
        cells = _texts(written, ("name", "sha256", "source"))
        if cells is None or not _SHA256.fullmatch(cells["sha256"]) or not cells["source"]:
            self._fault("decision_unfit", f"document {number}", found=_short(written))
            return None
        return ReviewedDocument(**cells)

    def decision(self, number: int, written: object) -> Decision | None:
        """Return a decision, or none with its faults."""
        before, at = len(self.faults), f"decision {number}"
        answer = written.get("answer") if isinstance(written, dict) else None
        if not isinstance(written, dict) or answer not in [kind.value for kind in Answer]:
            self._fault("decision_unfit", at, found=_short(answer))
            return None
        kind = Answer(answer)
        who = _texts(written, _WHO)
        if who is None or (who["checked_on"] and not is_day(who["checked_on"])):
            self._fault("decision_unfit", at, found=_short([written.get(name) for name in _WHO]))
        was = self._figure(written.get("was"), at, expected=_HOLDS_WAS[kind])
        row = self._figure(written.get("row"), at, expected=kind is not Answer.REJECT)
        if was is not None and row is not None and was.basis != row.basis:
            self._fault("decision_basis", at, found=row.basis, expected=was.basis)
        if row is not None:
            self.faults += (
                Fault(code, self.path, f"{at}, {column}", **facts)
                for code, column, facts in self._unknown(row, kind, was)
            )
        if len(self.faults) > before or who is None:
            return None
        return Decision(answer=kind, was=was, row=row, spot=(self.path, number), **who)

    def _figure(self, written: object, at: str, *, expected: bool) -> Figure | None:
        """Return a figure's row; none where none is expected, or with its faults."""
        if not expected:
            if written is not None:
                self._fault("decision_unfit", at, found=_short(written))
            return None
        cells = _texts(written, COLUMNS)
        if cells is None or not isinstance(written, dict) or set(written) - set(COLUMNS):
            self._fault("decision_unfit", at, found=_short(written))
            return None
        values: dict[str, Any] = {}
        bad = []
        for column in FIGURE_COLUMNS.columns:
            cell = cells[column.name].strip()
            try:
                values[column.name] = column.read(cell)
            except UnfitCellError as problem:
                bad.append((column.name, problem.found or cell, problem.expected))
        if not bad:
            bad += figure_contradictions(values)
        for name, found, wanted in bad:
            shown = catalogue().get(wanted, wanted)
            self._fault("cell_value", f"{at}, {name}", found=_short(found), expected=shown)
        return None if bad else Figure(**values)

    def _unknown(
        self, figure: Figure, kind: Answer, was: Figure | None
    ) -> Iterator[tuple[str, str, Mapping[str, object]]]:
        """Yield code, column and facts of what the workspace does not know, or is still open."""
        indicator = self.known.indicators.get(figure.indicator)
        if figure.indicator and indicator is None:
            yield "indicator_unknown", "indicator", {"found": figure.indicator}
        elif indicator is not None and figure.unit != indicator.unit.zh:
            units = {"found": figure.unit, "expected": indicator.unit.zh}
            yield "unit_differs", "unit", units
        place = self.known.places.by_code.get(figure.place)
        if figure.place and place is None:
            yield "decision_place", "place", {"found": figure.place}
        elif place is not None and figure.level not in (place.level, "prefecture"):
            yield "cell_value", "level", {"found": figure.level, "expected": place.level}
        if figure.source not in self.sources:
            yield "source_unknown", "source", {"found": figure.source}
        if kind in (Answer.ACCEPT, Answer.ADDED):
            is_open = {
                "place": not figure.place and was is not None and "place" in was.confirm,
                "period": _UNKNOWN_DIGIT in figure.period,
            }
            for column in (name for name, holds in is_open.items() if holds):
                yield "decision_open", column, {}

    def _fault(self, code: str, at: str, **facts: object) -> None:
        self.faults.append(Fault(code, self.path, at, **facts))


def _texts(written: object, names: Sequence[str]) -> dict[str, str] | None:
    """Return the texts of an object by name, empty where it has none; none where one is no text."""
    if not isinstance(written, dict):
        return None
    cells = {name: written.get(name, "") for name in names}
    fits = all(isinstance(cell, str) and len(cell) <= _LONGEST for cell in cells.values())
    return cells if fits else None


def _short(written: object) -> str:
    shown = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
