"""Which rows of a plan's annex belong to a measure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from aqmap.model.figures import Figure
from aqmap.model.units import is_unit
from aqmap.read.formats.blocks import Grid
from aqmap.read.lexicon.one_line import one_line
from aqmap.workspace.indicators import Indicators, fold

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_BRACKET = re.compile(r"[（(](?P<inner>[^（）()]*)[）)]")
_KEPT_BOOKS = re.compile("(?:监管|管理|数量|个数|户数|铺设)$")
_QUOTED = re.compile('[“"](?P<name>[^”"]{4,})[”"]')
_SHORTEST_PART = 5
_NOT_SO = re.compile("难以|无法|未能|不能")
_LONGEST_NAME = 100  # what is longer is a text
_MOST_ROWS = 1000  # words that name more rows name none of them
_Row = tuple[str, str]  # the table and the row's number


class AnnexRows:
    """
    Finds the rows that a measure's words name.

    A row belongs to a measure whose title or text

    - names its indicator, by any alias of the catalogue or as the row writes it, without the
      unit and without a last word that only counts or supervises (监管, 数量, 铺设);
    - names its group (清洁供暖 over 4.1 to 4.4), a phrase that it puts in quotation marks, or one
      side of a name that 及 joins;
    - gives a figure of its indicator.

    Of rows that differ only in their unit, all belong. Nothing else does: a word in common
    (机动车) is not enough, and where two names overlap the longer one holds.
    """

    def __init__(
        self, figures: Iterable[Figure], grids: Sequence[Grid], indicators: Indicators
    ) -> None:
        self._rows: dict[_Row, Figure] = {}
        for figure in figures:
            if row := figure.locator.annex_row:
                self._rows.setdefault(row, figure)
        self._tables = {table for table, _ in self._rows}
        self._named: dict[str, set[_Row]] = defaultdict(set)
        self._by_indicator: dict[str, set[_Row]] = defaultdict(set)
        names = {row: _plain(figure.indicator_written) for row, figure in self._rows.items()}
        rows_by_name: dict[str, set[_Row]] = defaultdict(set)
        for row, name in names.items():
            rows_by_name[name].add(row)
        written_names: set[tuple[str, str]] = set()
        for row, figure in self._rows.items():
            if figure.indicator:
                self._by_indicator[figure.indicator].add(row)
            if (figure.indicator, figure.indicator_written) in written_names:
                continue
            written_names.add((figure.indicator, figure.indicator_written))
            indicator = indicators.get(figure.indicator)
            aliases = (indicator.name.zh, *indicator.aliases) if indicator else ()
            for written in (figure.indicator_written, *aliases):
                for spelling in _spellings(written):
                    self._named[spelling] |= rows_by_name[names[row]]
        for group, below in self._groups(grids):
            self._named[group] |= below
        others = {_plain(alias) for alias in indicators.aliases}  # 城市清洁取暖率 is not 清洁取暖率
        self._names = _Names({*self._named, *others} - {""})
        self._order = {row: position for position, row in enumerate(self._rows)}

    def _groups(self, grids: Sequence[Grid]) -> Iterator[tuple[str, set[_Row]]]:
        """Yield the name of each row that only heads others, and those."""
        rows_below: dict[_Row, set[_Row]] = defaultdict(set)
        for row in self._rows:
            for dot in re.finditer(r"\.", row[1]):
                rows_below[row[0], row[1][: dot.start()]].add(row)
        for grid in grids:
            table = str(grid.number)
            for cells in ([one_line(cell.text) for cell in row] for row in grid.rows):
                numbered = [n for n, cell in enumerate(cells) if _NUMBER.fullmatch(cell)]
                number = cells[numbered[0]] if numbered else ""
                name = next(filter(None, cells[numbered[0] + 1 :]), "") if numbered else ""
                if not name or (table, number) in self._rows:
                    continue
                if below := rows_below.get((table, number)):
                    yield _plain(name), below

    def of(self, text: str, figures: Iterable[Figure]) -> tuple[str, ...]:
        """
        Return the numbers of the rows that belong to a measure, in the annex's order.

        Parameters
        ----------
        text
            Its title and text, without the units in charge.
        figures
            Those read from its text.

        Returns
        -------
        numbers
            ``4.2``; ``2/4.2`` where more than one table has numbered rows. None where more rows
            answer to its words than a measure can mean.
        """
        named: set[_Row] = set()
        plain = _plain(re.sub("《[^》]{1,100}》", "。", text), whole=True)
        words = set(self._names.in_text(plain))
        indicators = {figure.indicator for figure in figures}
        for rows in (
            *(self._named.get(name, set()) for name in words),
            *(self._by_indicator.get(indicator, set()) for indicator in indicators),
        ):
            named |= rows if len(rows) <= _MOST_ROWS else set()
        ordered = sorted(named, key=self._order.__getitem__) if len(named) <= _MOST_ROWS else []
        return tuple(row if len(self._tables) == 1 else f"{t}/{row}" for t, row in ordered)


class _Names:
    """Finds names in texts, the longest at each spot; their number does not make it slower."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name for name in names if len(name) <= _LONGEST_NAME}
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[0]].add(len(name))
        self._lengths = {sign: sorted(found, reverse=True) for sign, found in lengths.items()}

    def in_text(self, text: str) -> Iterator[str]:
        """Yield the names in a text in order; what cannot be (难以…) is not named."""
        position = 0
        while position < len(text):
            end = position + 1
            for length in self._lengths.get(text[position], ()):
                name = text[position : position + length]
                if name in self._names and not _NOT_SO.match(text, position + length):
                    yield name
                    end = position + length
                    break
            position = end


def _spellings(name: str) -> set[str]:
    """Return the forms in which a text may write a row's name."""
    plain = _plain(name)
    quoted = _QUOTED.search(name)
    parts = [part for part in plain.split("及") if len(part) >= _SHORTEST_PART]
    return {
        plain,
        _KEPT_BOOKS.sub("", plain),
        *(parts if "及" in plain else ()),
        *([_plain(quoted["name"])] if quoted else ()),
    } - {""}


def _plain(name: str, *, whole: bool = False) -> str:
    """Return a name or a text without units, 含… in brackets, and other ways to say one thing."""
    if not whole:
        name = _BRACKET.sub(_unbracketed, name)
    plain = fold(name).replace("百分之百", "百分百")
    plain = re.sub("每小时|/小?时|/h(?![a-z])", "", plain)
    return re.sub("及(?=以[上下])|(?<=建成区)内", "", plain)


def _unbracketed(match: re.Match[str]) -> str:
    inner = match["inner"]
    return "" if is_unit(inner) or inner.startswith(("含", "不含", "%")) else match[0]
