"""How the place, the indicator, the comparator and the unit of a table's value are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aqmap.model.figures import Comparator
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.caption import Title
from aqmap.read.documents.tables.label import Label
from aqmap.read.lexicon.cell_values import CellValue
from aqmap.read.lexicon.header_words import generic_unit, is_total, without_total
from aqmap.workspace.indicators import Indicator

_NOTHING = (Known.ASSUMED, "nothing")
_ONLY_WHERE = re.compile(
    "(?:城[市区镇乡]|农村|县城|乡[镇村]|集镇|非?建成区|平房区|居民|公建|其[中他]|[东西南北]部)+"
)
_LARGE = ("万", "亿")


def place_reason(heading: Label, label: Label, title: Title, context: Context) -> Reason:
    """
    Return how the place of a value is known.

    Parameters
    ----------
    heading
        What row and column say together, with the place.
    label
        That of the two which names the place; one without a place where neither does.
    title, context
        What holds for the whole table, and for the document.
    """
    if not label.place_written or is_bare_total(label):
        return _of_table(heading, label, title)
    candidates = () if heading.place else context.match(label.place_written).candidates
    if candidates:
        codes = tuple(place.code for place in candidates)
        return Reason("place", Known.ASSUMED, "several_places", label.place_written, codes)
    if heading.place is None:
        return Reason("place", Known.ASSUMED, "uncoded", label.place_written)
    return Reason("place", Known.SAID, "header", label.text)


def _of_table(heading: Label, label: Label, title: Title) -> Reason:
    """Return how the place is known of a value that neither row nor column names one for."""
    of_title = title.told["place"]
    if heading.place is None:
        return of_title if of_title.known == Known.ASSUMED else Reason("place", *_NOTHING)
    if label.total and title.lists_few and not without_total(label.place_written):
        return Reason("place", Known.ASSUMED, "some", label.text, (heading.place.code,))
    return of_title


def is_bare_total(label: Label) -> bool:
    """Return whether a label says 合计 and not of whom: it is of the table's place."""
    return label.total and is_total(label.place_written)


def counts(label: Label, units: Sequence[str] = ()) -> bool:
    """
    Return whether a label names a number with its unit, and not of what: 任务数（户）.

    The units of the table are those of a column that says no more than its role: 任务.
    """
    meant = generic_unit(label.name)
    unnamed = meant is not None or not (label.name or label.indicator)
    counted = label.unit or meant or (label.role and units)
    return unnamed and bool(counted) and label.text != label.unit


def _is_unnamed(name: str, labels: Sequence[Label]) -> bool:
    """Return whether a name only says that there is a number, and not of what."""
    generic = generic_unit(unicodedata.normalize("NFKC", name)) is not None
    generic = generic or _ONLY_WHERE.fullmatch(re.sub("[（(].*", "", name)) is not None
    return generic or any(counts(label, "?") and label.text == name for label in labels)


def other_reasons(
    heading: Label,
    labels: Sequence[Label],
    cell: CellValue,
    title: Title,
    comparator: Comparator | None,
    *,
    asked: bool,
) -> Iterator[Reason]:
    """Yield how the indicator is known, and how a target is met, `asked` where nothing says it."""
    if heading.indicator:
        words = next((label.written or label.text for label in labels if label.indicator), "")
        ground = title.told["indicator"]
        yield Reason("indicator", Known.SAID, "header", words) if words else ground
    elif _is_unnamed(heading.name, labels):
        yield Reason("indicator", Known.ASSUMED, "nothing", heading.name)
    if cell.comparator:
        yield Reason("comparator", Known.SAID, "cell")
    elif comparator and heading.indicator and heading.indicator.judged:
        yield Reason("comparator", Known.CARRIED, "catalogue")
    elif comparator:
        yield Reason("comparator", Known.CARRIED, "verb", heading.name)
    elif asked:
        either = (Comparator.GE, Comparator.LE)
        yield Reason("comparator", Known.ASSUMED, "nothing", heading.name, either)


def unit_reason(
    known: Indicator | None, unit: str, cell: CellValue, labels: Sequence[Label], title: Title
) -> Reason | None:
    """
    Return how the unit of a value is known; none where it has neither unit nor indicator.

    The catalogue says that of a concentration, a share, days and things that are counted; of an
    area or an amount it leaves open at which scale (亩, 万亩).
    """
    if cell.unit and unit:
        return Reason("unit", Known.SAID, "cell", cell.unit)
    stated = next((label.unit for label in labels if label.unit), "")
    if stated:
        return Reason("unit", Known.SAID, "header", stated)
    if unit:
        return replace(title.told["unit"], words=title.told["unit"].words or unit)
    if known is None:
        return None
    usual = known.unit.zh
    if usual.startswith(_LARGE):
        proposals = (usual, usual.lstrip("".join(_LARGE)))
        return Reason("unit", Known.ASSUMED, "nothing", "", proposals)
    return Reason("unit", Known.CARRIED, "catalogue", usual)
