"""What one run of collecting came to, in words and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from aqmap.errors import spot_text
from aqmap.model.dispatch.collected import CollectedFile, Collection, Outcome
from aqmap.model.dispatch.remarks import Remark
from aqmap.words import Text, listed, text


def collection_lines(collection: Collection, slips: Path) -> Iterator[Text]:
    """
    Yield what became of every file, and how the month stands.

    Parameters
    ----------
    collection
        What it came to.
    slips
        Where the slips to units lie.
    """
    names = collection.unit_names
    for file in collection.files:
        yield _file_line(file, names)
        if not (file.again and file.outcome != Outcome.RETURNED):
            for remark in file.remarks:
                row = collection.row_names.get((remark.indicator, remark.place), "")
                yield _remark_line(remark, row)
    units = collection.units
    state = text(f"collect.state.{collection.state}")
    yield text(
        "collect.head",
        month=collection.month.in_words,
        state=state,
        expected=len(units),
        on_time=sum(unit.on_time for unit in units),
        complete=sum(unit.complete for unit in units),
        valid=sum(unit.valid for unit in units),
    )
    groups = {
        "accepted": [u.unit for u in units if u.received],
        "late": [u.unit for u in units if u.received and not u.on_time],
        "returned": [u.unit for u in units if u.returned],
        "missing": [u.unit for u in units if not u.received and not u.returned],
    }
    for key, ids in groups.items():
        if ids:
            yield text(f"collect.{key}", count=len(ids), names=_named(ids, names))
    if collection.open_questions:
        yield text("collect.questions", count=collection.open_questions)
    if collection.open_questions or not collection.is_faultless:
        yield text("collect.slips", folder=slips)


def _named(ids: Iterable[str], names: Mapping[str, str]) -> Text:
    return listed(names.get(unit, unit) for unit in ids)


def _file_line(file: CollectedFile, names: Mapping[str, str]) -> Text:
    unit = names.get(file.unit, file.unit) or text("collect.file.nobody")
    facts = {"file": file.file, "unit": unit, "day": file.received, "changes": file.changes}
    if file.same_as:
        return text("collect.file.double", file=file.file, first=file.same_as)
    is_again = file.again and file.outcome != Outcome.RETURNED
    return text(f"collect.file.{'again' if is_again else file.outcome}", **facts)


def _remark_line(remark: Remark, row: str) -> Text:
    """Return a remark with its severity, where it stands, and what to do."""
    label = text(f"remark.severity.{remark.severity}")
    sheet = f"sheet {remark.sheet}" if remark.sheet else ""
    cell = remark.cell and (f"cell {remark.cell}" if remark.cell[-1].isdigit() else remark.cell)
    spot = spot_text(", ".join(filter(None, (sheet, cell))))
    where = Text(
        "：".join(filter(None, (remark.file, "，".join(filter(None, (spot.zh, row)))))),
        ": ".join(filter(None, (remark.file, ", ".join(filter(None, (spot.en, row)))))),
    )
    found, remedy = remark.said, remark.remedy
    return Text(
        f"  〔{label.zh}〕{where.zh}：{found.zh}。{remedy.zh}。",
        f"  [{label.en}] {where.en}: {found.en}. {remedy.en}.",
    )


def collection_table(collection: Collection) -> dict[str, Any]:
    """Return the same for machines."""
    units = collection.units
    return {
        "month": str(collection.month),
        "state": collection.state.value,
        "expected": len(units),
        "on_time": sum(unit.on_time for unit in units),
        "complete": sum(unit.complete for unit in units),
        "valid": sum(unit.valid for unit in units),
        "open_questions": collection.open_questions,
        "units": [
            {
                "unit": unit.unit,
                "name": collection.unit_names.get(unit.unit, ""),
                "received": unit.received.isoformat() if unit.received else None,
                "on_time": unit.on_time,
                "complete": unit.complete,
                "valid": unit.valid,
                "returned": unit.returned,
                "open_questions": unit.open_questions,
            }
            for unit in units
        ],
        "files": [
            {
                "file": file.file,
                "unit": file.unit,
                "outcome": file.outcome.value,
                "again": file.again,
                "same_as": file.same_as,
                "received": file.received.isoformat(),
                "late": file.late,
                "changes": file.changes,
                "remarks": [_remark_table(remark) for remark in file.remarks],
            }
            for file in collection.files
        ],
    }


def _remark_table(remark: Remark) -> dict[str, str]:
    return {
        "severity": remark.severity.value,
        "code": remark.facts.get("fault", remark.code),
        "sheet": remark.sheet,
        "cell": remark.cell,
        "indicator": remark.indicator,
        "place": remark.place,
        "found": remark.facts.get("found", ""),
        "expected": remark.facts.get("expected", ""),
        "zh": remark.said.zh,
        "en": remark.said.en,
        "do_zh": remark.remedy.zh,
        "do_en": remark.remedy.en,
    }
