"""
What the reader says of documents whose truth was typed by others, row by row.

``expected.csv`` has a row a figure that a careful planner takes, with ``answer`` (certain, or what
must be asked), and rows of tempting numbers that are none.
"""

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from aqmap.model.figures import Figure
from aqmap.model.periods import period_bounds
from aqmap.model.units import convert

_WEIGHTS = {"indicator": 8, "place": 4, "role": 2, "period": 2}
_LEAST = 6  # of a row's fields that fit, to be about it at all
_ONE_ROLE = ({"progress", "measured"}, {"baseline", "measured"})


@dataclass(frozen=True)
class Verdict:
    """What became of a row of the truth, or of a figure that no row has."""

    kind: str
    row: dict[str, str] | None
    figure: Figure | None
    wrong: frozenset[str] = frozenset()


def truth(folder):
    """Return the rows of a folder's truth by document."""
    with (folder / "expected.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {name: [r for r in rows if r["file"] == name] for name in {r["file"]: 0 for r in rows}}


def verdicts(rows, figures, workspace):
    """Yield a verdict a row, and one a figure with a number that fits no row."""
    wanted = [row for row in rows if row["answer"] != "none"]
    found = _paired(wanted, figures, workspace)
    for row in wanted:
        if id(row) not in found:
            yield Verdict("missed", row, None)
            continue
        figure, wrong = found[id(row)]
        yield Verdict(_kind(row, figure, wrong), row, figure, wrong)
    taken = {id(figure) for figure, _ in found.values()}
    for figure in figures:
        if id(figure) not in taken and figure.value is not None:
            none = any(r["answer"] == "none" and _is_value(figure, r) for r in rows)
            asked = " asked" if figure.confirm else ""
            yield Verdict(("invented" if none else "extra") + asked, None, figure)


def _kind(row, figure, wrong):
    if figure.confirm:
        return "wrong asked" if wrong - set(figure.confirm) else "right asked"
    must_ask = row["answer"].startswith("ask")
    return "wrong certain" if wrong or must_ask else "right certain"


def _paired(wanted, figures, workspace):
    """Return each row's figure and its wrong fields; the best pairs come first."""
    pairs = []
    for row in wanted:
        for figure in figures:
            if _is_value(figure, row):
                wrong = frozenset(_wrong(figure, row, workspace))
                fit = sum(weight for name, weight in _WEIGHTS.items() if name not in wrong)
                pairs.append((fit, row, figure, wrong))
    found, taken = {}, set()
    for fit, row, figure, wrong in sorted(pairs, key=lambda pair: -pair[0]):
        if fit >= _LEAST and id(row) not in found and id(figure) not in taken:
            found[id(row)] = figure, wrong
            taken.add(id(figure))
    return found


def _wrong(figure, row, workspace):
    """Yield the fields of a figure that are not the row's."""
    if not _is_indicator(figure, row["indicator"], workspace):
        yield "indicator"
    match = workspace.places.match(row["place"]) if row["place"] else None
    if figure.place != (match.place.code if match and match.place else ""):
        yield "place"
    if str(figure.role) != row["role"] and {str(figure.role), row["role"]} not in _ONE_ROLE:
        yield "role"
    if row["period"] and not _is_period(figure.period, row["period"].replace("????", "XXXX")):
        yield "period"
    targets = str(figure.role) == row["role"] == "target"
    if targets and row["comparator"] and str(figure.comparator or "") != row["comparator"]:
        yield "comparator"


def _is_value(figure, row):
    if figure.value is None:
        return False
    value = Decimal(row["value"].replace(",", ""))
    return figure.value in (value, convert(value, row["unit"], figure.unit))


def _is_period(ours, theirs):
    """Whether both are the same days: 2023-11/2024-03 is 2023-11-01/2024-03-31."""
    if ours == theirs or not (ours and theirs) or "X" in f"{ours}{theirs}":
        return ours == theirs
    return period_bounds(ours) == period_bounds(theirs)


def _is_indicator(figure, named, workspace):
    """Whether it is the id, or, where one of the two knows none, much the same words."""
    if figure.indicator == named:
        return True
    if figure.indicator and named in workspace.indicators:
        return False
    ours, theirs = (_letters(text) for text in (figure.indicator_written, named))
    common = set(ours) & set(theirs)
    fewest = min(len(set(ours)), len(set(theirs)))
    return bool(common) and (ours in theirs or theirs in ours or len(common) >= max(2, fewest / 2))


def _letters(text):
    return re.sub(r"[\s（）()、，]", "", unicodedata.normalize("NFKC", text)).lower()


def counted(all_verdicts):
    """Return how many verdicts there are of each kind; a wrong name of a thing is told apart."""
    counts = Counter(verdict.kind for verdict in all_verdicts)
    named = [v for v in all_verdicts if v.kind == "wrong certain" and v.wrong == {"indicator"}]
    counts["wrong certain"] -= len(named)
    counts["named otherwise"] = len(named)
    return counts
