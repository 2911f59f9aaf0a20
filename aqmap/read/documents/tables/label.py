"""What a header cell or the first cell of a row says of the values beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aqmap.model.figures import Role
from aqmap.model.periods import OPEN_YEAR
from aqmap.read.lexicon.dates import YEAR_BEFORE
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.places import Place

_LAST_YEAR = re.compile("[上去]一?年")
_LIKE_PLACE = re.compile("[\u4e00-\u9fff—-]{1,12}(?:市|县|区|州|旗|盟|镇|乡|街道|团场?)")


@dataclass(frozen=True, slots=True)
class Label:
    """
    What a label, or a path of them, says.

    Attributes
    ----------
    text
        As written, on one line.
    head
        What a header calls its column where it names no more than that: ``number``, ``unit``,
        ``place``, ``name``, ``remark``.
    place, place_written, total, subtotal
        The place and how it is written; whether it is a whole's, or the sum of only some.
    indicator, written, unit
        The indicator, the label that names it, and the unit printed with it.
    role, period, own_year
        Whether it heads targets or what was reached, and when; whether it writes the year itself.
    both_years
        Whether it heads numbers with that of the year before in brackets: 2023年5月及同期.
    doubtful_period
        A period that a name without an indicator holds: whether it is its numbers' is not sure.
    derived, apart
        Whether it is a rate of other columns; whether it names two places.
    unclear, doubtful_role
        Whether its time cannot be told for sure; whether its words speak for two roles.
    against
        Of a change, what it is stated against: as in dates, ``-1`` for 同比; ``?`` where it is the
        other year beside it.
    among, summed
        Whether it is a part of what stands before it: 其中; whether it adds up: 累计.
    condition
        The air that its numbers are given for: 剔除沙尘, 标况.
    due
        Whether its period closes with a deadline: 9月底前完成.
    name
        What it says beside all that, if anything.
    """

    text: str = ""
    head: str = ""
    place: Place | None = None
    place_written: str = ""
    total: bool = False
    subtotal: bool = False
    indicator: Indicator | None = None
    written: str = ""
    unit: str = ""
    role: Role | None = None
    period: str = ""
    own_year: bool = False
    both_years: bool = False
    doubtful_period: str = ""
    derived: bool = False
    against: str = ""
    among: bool = False
    summed: bool = False
    condition: str = ""
    due: bool = False
    apart: bool = False
    unclear: bool = False
    doubtful_role: bool = False
    name: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it names a place, or the sum of places."""
        return self.place is not None or self.total or self.subtotal

    @property
    def like_place(self) -> bool:
        """Whether it ends as names of places do, and is none that the workspace knows."""
        return not self.known and _LIKE_PLACE.fullmatch(self.name) is not None

    @property
    def known(self) -> bool:
        """Whether it says something that places a value: whose, of what, when or how."""
        return bool(self.is_place or self.indicator or self.role or self.period or self.derived)


def merged(path: tuple[Label, ...], text: str = "") -> Label:
    """Return what a path of labels says together; the inner one holds where they differ."""
    whole = Label(text=text or " ".join(dict.fromkeys(label.text for label in path if label.text)))
    names = []
    for label in path:
        changed: dict[str, object] = {
            field: getattr(label, field)
            for field in (
                "head",
                "indicator",
                "written",
                "unit",
                "role",
                "period",
                "own_year",
                "both_years",
                "doubtful_period",
                "derived",
                "against",
                "among",
                "summed",
                "condition",
                "due",
                "apart",
                "unclear",
                "doubtful_role",
            )
            if getattr(label, field)
        }
        if whole.own_year and not label.own_year and not _LAST_YEAR.search(label.text):
            changed["period"] = in_year(label.period, whole.period[:4]) or whole.period
        if label.is_place or label.place_written:
            for field in ("place", "place_written", "total", "subtotal"):
                changed[field] = getattr(label, field)
        if label.name:
            names.append(label.name)
        whole = replace(whole, **changed)  # type: ignore[arg-type]
    return replace(whole, name=" ".join(dict.fromkeys(names)))


def in_year(period: str, year: str) -> str:
    """Return a period that names no year itself (1-11月), in the year that stands over it."""
    return period if period == YEAR_BEFORE else re.sub(rf"\d{{4}}|{OPEN_YEAR}", year, period)


def in_one_year(row: Label, column: Label) -> tuple[Label, Label]:
    """Return both labels where one is a year and the other a month that names none: 2024年, 3月."""
    for year, part in ((row, column), (column, row)):
        if year.own_year and year.period.isdigit() and part.period and not part.own_year:
            dated = replace(part, period=in_year(part.period, year.period), own_year=True)
            bare = replace(year, period="", own_year=False)
            return (bare, dated) if year is row else (dated, bare)
    return row, column
