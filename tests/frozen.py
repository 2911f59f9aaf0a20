"""
What the reader says of every document that the tests read, frozen: a line of JSON a document.

``make frozen`` writes the lines anew and shows what differs; else every test that reads a document
compares. A line holds the figures (by the columns that are not empty), the register, the findings,
the remarks and the reason of every number that was not taken; of a document that cannot be used,
its faults. It holds no sentence of a document, so the real ones are frozen too.
"""

import difflib
import json
from functools import cache
from pathlib import Path
from typing import Any

from aqmap.decide.audit.run_checks import audit
from aqmap.decide.compare.join import match_places
from aqmap.model.figures import figure_row
from aqmap.model.measures import measure_row
from aqmap.model.transcript import Passage

FOLDER = Path(__file__).parent / "read" / "frozen"
LEGACY = ("legacy_format", "conversion_failed")  # as LibreOffice is on the machine or not
USUAL = {"level": "county", "quality": "valid"}


def reading_record(reading, workspace, source, *, quoted):
    """Return what a document gave as plain data; without `quoted`, none of its words."""
    matched = match_places(reading.figures, workspace.places, {source.id: source}, {})
    findings = audit((*matched.figures, *matched.unmatched), workspace.indicators, workspace.places)
    record = {
        "figures": [_row(figure, quoted) for figure in reading.figures],
        "measures": [_measure(measure, quoted) for measure in reading.measures],
        "findings": [[f.id, f.severity, *f.detail[: 1 if quoted else 0]] for f in findings],
        "remarks": [_fault(remark, quoted) for remark in reading.remarks],
        "not_taken": [
            f"{at}:{mark.start}-{mark.end} {mark.reason}"
            for at, passage in _passages(reading.transcript)
            for mark in passage.marks
            if mark.reason
        ],
    }
    return {name: part for name, part in record.items() if part}


def fault_record(problem):
    """Return the faults of a document that cannot be used."""
    return {"faults": [_fault(fault, quoted=True) for fault in problem.faults]}


def _row(figure, quoted):
    row = {name: cell for name, cell in figure_row(figure).items() if cell != USUAL.get(name, "")}
    for name in ("id", "source", *(() if quoted else ("value_written", "note"))):
        row.pop(name, None)
    return row


def _measure(measure, quoted):
    row: dict[str, Any] = {name: cell for name, cell in measure_row(measure).items() if cell}
    row["figures"] = len(measure.figures)
    for name in ("id", "source", *(() if quoted else ("title", "section"))):
        row.pop(name, None)
    return row


def _fault(fault, quoted):
    if fault.code in LEGACY:
        return ["legacy"]
    facts = {k: v for k, v in fault.facts.items() if k != "nearest"} if quoted else {}
    return [fault.code, fault.at, *(f"{k}={v}" for k, v in facts.items())]


def _passages(transcript):
    for number, passage in enumerate(transcript.passages):
        if isinstance(passage, Passage):
            yield passage.at or str(number), passage
        else:
            yield from ((f"t{passage.number} {c.at}", c) for row in passage.rows for c in row)


class Frozen:
    """The frozen lines of one test file: compared with, or written anew."""

    def __init__(self, *, rewrite):
        self.rewrite, self.fresh = rewrite, {}

    def check(self, file, name, record):
        """Compare a document's record with its line, or keep it for writing."""
        line = json.loads(json.dumps(record, ensure_ascii=False, default=str))
        if self.rewrite:
            self.fresh.setdefault(file, {})[name] = line
            return
        assert name in _lines(file), f"not frozen yet: {name}; run `make frozen`"
        assert line == _lines(file)[name], f"read otherwise than frozen: {name}"

    def write(self):
        """Write the kept records, a file a test file, and yield what differs, line by line."""
        FOLDER.mkdir(exist_ok=True)
        for file, fresh in sorted(self.fresh.items()):
            before = _lines(file)
            kept = {k: v for k, v in before.items() if _is_real(k) and k not in fresh}
            after = dict(sorted({**kept, **fresh}.items()))
            for name in sorted({*before, *after}):
                old, new = (_pretty(side[name]) if name in side else [] for side in (before, after))
                yield from difflib.unified_diff(old, new, name, name, lineterm="", n=1)
            lines = (_compact({"document": name, **record}) for name, record in after.items())
            path = FOLDER / f"{file}.jsonl"
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _is_real(name):
    return name.startswith("real ")


def _compact(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _pretty(record):
    return json.dumps(record, ensure_ascii=False, indent=1).splitlines()


@cache
def _lines(file):
    path = FOLDER / f"{file}.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    records = [json.loads(line) for line in lines]
    return {record.pop("document"): record for record in records}
