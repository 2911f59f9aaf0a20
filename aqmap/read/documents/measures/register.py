"""Numbered paragraphs and tables of measures → the register of measures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from aqmap.model.figures import Figure, Level
from aqmap.model.locators import Locator
from aqmap.model.measures import Measure
from aqmap.model.periods import has_open_year
from aqmap.read.documents.context import Context
from aqmap.read.documents.document_head import title_lines
from aqmap.read.documents.measures.annex_rows import AnnexRows
from aqmap.read.documents.measures.measure_tables import (
    Header,
    MeasureRow,
    find_header,
    measure_rows,
)
from aqmap.read.documents.measures.offices_in_charge import InCharge, read_units, split_units
from aqmap.read.documents.measures.progress_states import STATE_LABEL, read_state
from aqmap.read.formats.articles import HEADING, ITEM, SECTION, SUBSECTION
from aqmap.read.formats.blocks import Document, Grid, Paragraph
from aqmap.read.lexicon.deadlines import find_deadlines
from aqmap.workspace.places import OWN_WORDS, Place

_LONGEST_TITLE = 40
_LONGEST_TEXT = 10_000  # no paragraph of a plan comes near this; what is behind it is not read
_ONLY_A_TITLE = re.compile(r"《[^》]{1,100}》(?:[（(][^（）()]{1,60}[）)])?[；;。]?")
_BEHIND = re.compile("附[件表录]|抄送|主送")  # what no measure goes on in
_TITLE_OR_NUMBER = re.compile(r"《[^》]{1,100}》|[\u4e00-\u9fff]{0,12}〔[^〕]{1,20}〕")
_WHOLE_NAME = re.compile("[市县区州旗盟]$")


def read_measures(
    document: Document, figures: Sequence[Figure], context: Context
) -> Iterator[Measure]:
    """
    Yield the document's measures in order.

    Parameters
    ----------
    document
        Every paragraph numbered 1. 2. 3. is a measure with what stands below it, and so is one
        numbered （一） or 一、 that says who is in charge, and every row of a table of measures;
        but no list of attachments or of the titles of other documents.
    figures
        Those read from the document.
    context
        Its source, period, kind and places.

    Returns
    -------
    measures
        Deadline, units, places, annex rows, figures and state only where the document states
        them; see `find_deadlines`, `read_units`, `AnnexRows` and `read_state`.
    """
    blocks = document.blocks
    register = _Register(blocks, figures, context)
    article: _Article | None = None
    header: Header | None = None
    for block in blocks:
        if isinstance(block, Grid):
            yield from register.measures_of_article(article)
            article = None
            header = find_header(block, header)
            for row in measure_rows(block, header):
                yield register.measure_of_row(row)
            continue
        header = None
        if article is not None and article.goes_on(block):
            article.paragraphs.append(block)
            continue
        opened = register.open_article(block)
        goes_on = opened is not None and article is not None and opened.section == article.section
        yield from register.measures_of_article(article, last=not goes_on)
        article = opened
        if article is None:
            register.for_all = read_units(block.text[:_LONGEST_TEXT]).for_all or register.for_all
    yield from register.measures_of_article(article)


@dataclass
class _Article:
    """A numbered article; its place is ``item 6``, ``section 一``, or nothing below （一）."""

    number: str
    section: str
    place: str
    paragraphs: list[Paragraph]

    def goes_on(self, block: Paragraph) -> bool:
        """Return whether a paragraph belongs to it still."""
        place = Locator(block.place)
        item = place.written[0] if place else ""
        if item != self.place or _BEHIND.match(block.text):
            return False
        if place.value("item"):
            return place.written[1:] != ("para 1",)
        return not (SUBSECTION.match(block.text) or SECTION.match(block.text))

    @property
    def has_state_below(self) -> bool:
        """Whether a line of its own below the first gives a state (完成情况：…)."""
        return any(STATE_LABEL.match(paragraph.text) for paragraph in self.paragraphs[1:])


@dataclass
class _Register:
    """What the measures of one document share."""

    blocks: Sequence[Paragraph | Grid]
    figures: Sequence[Figure]
    context: Context
    part: str = ""
    section: str = ""
    for_all: list[str] = field(default_factory=list)
    numbered: Counter[str] = field(default_factory=Counter)
    named: set[str] = field(default_factory=set)
    above: _Article | None = None

    def __post_init__(self) -> None:
        texts = [block.text for block in self.blocks if isinstance(block, Paragraph)]
        grids = [block for block in self.blocks if isinstance(block, Grid)]
        self.titles = set(title_lines(texts))
        self.rows = AnnexRows(self.figures, grids, self.context.indicators)
        self.names = _place_names(self.context)
        self.figures_by_article: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            self.figures_by_article[figure.locator.article].append(figure)

    def open_article(self, block: Paragraph) -> _Article | None:
        """Return the article that a paragraph opens, if it does; keep a heading as the section."""
        place = Locator(block.place)
        item = place.written[0] if place else ""
        text, above = block.text, block.heading
        short = len(text) <= HEADING and not re.search("[。！？；]", text)
        if place.value("item") and place.written[1:] == ("para 1",):
            listed = _ONLY_A_TITLE.fullmatch(text) or (short and _BEHIND.match(above))
            number = place.value("item")
            return None if listed else _Article(number, self.section, item, [block])
        heading = short and text not in self.titles
        number_of = SECTION.match(text) or SUBSECTION.match(text)
        if number_of is None:
            return None
        self.section = text if heading else self.section
        if SECTION.match(text):
            self.part = text if heading else self.part
        part = "" if SECTION.match(text) else self.part
        plain = replace(block, text=text[number_of.end() :])
        return _Article(number_of[0].strip("（）()、 \t"), part, item, [plain])

    def measures_of_article(
        self, article: _Article | None, *, last: bool = True
    ) -> Iterator[Measure]:
        """Yield the measure of an article that is complete; `last` of its section or not."""
        if article is None:
            return
        charge = InCharge()
        texts = []
        for paragraph in article.paragraphs:
            in_charge = read_units(paragraph.text[:_LONGEST_TEXT])
            for kind in ("lead", "cooperating", "responsible", "for_all"):
                charge.add(kind, getattr(in_charge, kind))
            texts.append(in_charge.text)
        text = "\n".join(filter(None, texts))
        if not text or not (Locator(article.place).value("item") or charge.named):
            self.for_all = charge.for_all or self.for_all
            return
        whole = "\n".join(paragraph.text[:_LONGEST_TEXT] for paragraph in article.paragraphs)
        spots = (Locator.of(p.place, p.at) for p in article.paragraphs)
        figures = [figure for spot in spots for figure in self.figures_by_article.get(spot, ())]
        by_note = bool(self.for_all) and not charge.for_all
        charge.add("responsible", self.for_all if by_note else ())
        title = _title(text)
        report = self.context.kind == "report"
        has_state = report and self._state_is_its_own(article, last=last)
        first = article.paragraphs[0]
        yield Measure(
            id=self._id(article.number),
            source=self.context.source.id,
            number=article.number,
            section=article.section,
            title=title,
            deadline=";".join(find_deadlines(whole, self._year)),
            lead=tuple(charge.lead),
            cooperating=tuple(charge.cooperating),
            responsible=tuple(charge.responsible),
            responsible_by_note=by_note,
            places=self._places(whole),
            rows=self.rows.of(text, figures),
            figures=tuple(figure.id for figure in figures),
            state=read_state(text, title) if has_state else None,
            locator=Locator.of(article.place, first.at),
        )
        self.above = article
        self.for_all = charge.for_all or self.for_all

    @property
    def _year(self) -> str:
        """The year of a deadline that names none; empty where the document's is open."""
        period = self.context.period
        return "" if has_open_year(period) else period[:4]

    def _state_is_its_own(self, article: _Article, *, last: bool) -> bool:
        """Return whether a state is the measure's; a line below the last may be the section's."""
        above = self.above
        if not (last and article.has_state_below) or article.number == "1" or above is None:
            return True
        return above.section != article.section or above.has_state_below

    def measure_of_row(self, row: MeasureRow) -> Measure:
        """Return the measure of a table's row."""
        charge = read_units(row.text)
        for kind in ("lead", "cooperating", "responsible"):
            charge.add(kind, split_units(row.cells.get(kind, ""), spaces=True))
        year = self._year
        dates = find_deadlines(row.cells.get("deadline", ""), year, bare=True)
        figures = self.figures_by_article.get(row.article, [])
        whole = "\n".join((row.section, row.text, *row.cells.values()))
        title = _title(charge.text)
        return Measure(
            id=self._id(row.number),
            source=self.context.source.id,
            number=row.number,
            section=row.section,
            title=title,
            deadline=";".join(dates or find_deadlines(row.text, year)),
            lead=tuple(charge.lead),
            cooperating=tuple(charge.cooperating),
            responsible=tuple(charge.responsible),
            places=self._places(whole),
            rows=self.rows.of(charge.text, figures),
            figures=tuple(figure.id for figure in figures),
            state=read_state(row.cells.get("state", ""), title),
            locator=Locator.of(row.article, row.at),
        )

    def _id(self, number: str) -> str:
        self.numbered[number] += 1
        name = number if self.numbered[number] == 1 else f"{number}-{self.numbered[number]}"
        while name in self.named:  # a table may print 1-2 as a number
            self.numbered[number] += 1
            name = f"{number}-{self.numbered[number]}"
        self.named.add(name)
        return f"{self.context.source.id}-m{name.replace(';', '；')}"

    def _places(self, text: str) -> tuple[str, ...]:
        """Return the codes of the places named, in order; 昌吉州阜康市 names the county alone."""
        plain = _TITLE_OR_NUMBER.sub("。", text)
        named: list[tuple[int, int, Place | None]] = []
        for match in self.names.finditer(plain):
            place = self.context.match(match[0]).place
            if _WHOLE_NAME.search(match[0]) or _stands_alone(match):
                named.append((match.start(), match.end(), place))
        codes = []
        for (_, end, place), behind in zip_longest(named, named[1:]):
            inner = behind[2] if behind and behind[0] == end else None
            above = place and place.level == Level.PREFECTURE
            if place and not (above and inner and inner.prefecture == place.code != inner.code):
                codes.append(place.code)
        return tuple(dict.fromkeys(codes))


def _place_names(context: Context) -> re.Pattern[str]:
    names = {name for place in context.places for name in (place.name.zh, *place.other_names)}
    written = (n for n in names if len(n) > 1 and not n.isascii() and n not in OWN_WORDS)
    longest = sorted(written, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)) or "(?!)")


def _stands_alone(match: re.Match[str]) -> bool:
    """Return whether a short name (新源) is no part of another word (更新源头)."""
    text = match.string
    around = text[: match.start()][-1:] + text[match.end() : match.end() + 1]
    return not any(sign.isalnum() for sign in around)


def _title(text: str) -> str:
    first = "".join(re.split("[。\n]", ITEM.sub("", text, count=1))[0].split()).rstrip("：:；;")
    return first if len(first) <= _LONGEST_TITLE else first[: _LONGEST_TITLE - 1] + "…"
