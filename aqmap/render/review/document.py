"""A document as the page shows it: paragraphs and tables, with figures and refusals marked."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aqmap.model.figures import Figure
from aqmap.model.locators import Locator
from aqmap.model.transcript import Passage, TablePassage, Transcript
from aqmap.render.review.cut_passages import UNSTATED, Stretch, cut_passage
from aqmap.render.review.fields import figure_flags, reason_words
from aqmap.words import Lang, say
from aqmap.workspace.sources import Source, locator_text

_HEADERS = 5  # more rows than this without a figure are no header


@dataclass
class DocumentWriter:
    """
    Writes transcripts as HTML, and keeps count of what it has marked.

    Attributes
    ----------
    figures
        All figures of all documents; their place in the list is their number, less one.
    sources
        By id, for what a document calls its annex.
    lang
        Of the locators and reasons; the document itself stays as it is.
    reasons
        How many stretches were not taken, by reason, in order of appearance.
    passages
        Of each paragraph and cell, in the order in which the page numbers them: the number of its
        document, its spot, and the number of its table or 0.
    unplaced, lost
        Numbers of the figures that no mark points to: attached to their whole passage, and
        without even that.
    """

    figures: Sequence[Figure]
    sources: Mapping[str, Source]
    lang: Lang
    reasons: Counter[str] = field(default_factory=Counter)
    passages: list[tuple[int, str, int]] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    _numbers: dict[str, int] = field(init=False)
    _unmarked: dict[tuple[str, str], list[int]] = field(init=False)
    _source: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self._numbers = {figure.id: n for n, figure in enumerate(self.figures, start=1)}
        self._unmarked = defaultdict(list)

    def write(self, transcripts: Sequence[Transcript]) -> str:
        """Return all documents, one section each."""
        marked = {
            key
            for transcript in transcripts
            for passage in _passages(transcript)
            for mark in passage.marks
            for key in mark.figures
        }
        for number, figure in enumerate(self.figures, start=1):
            if figure.id not in marked:
                place = figure.locator.last
                self._unmarked[figure.source, place].append(number)
        sections = [
            self._section(n, transcript) for n, transcript in enumerate(transcripts, start=1)
        ]
        self.lost += sorted(number for numbers in self._unmarked.values() for number in numbers)
        return "\n".join(sections)

    def numbered(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of figures by their ids; an id of none is left out."""
        return [self._numbers[key] for key in ids if key in self._numbers]

    def _section(self, number: int, transcript: Transcript) -> str:
        self._source = transcript.source
        source = self.sources.get(transcript.source)
        title = source.title.in_(self.lang) if source else transcript.name
        passages = [
            self._table(passage, number)
            if isinstance(passage, TablePassage)
            else self._paragraph(passage, number)
            for passage in transcript.passages
        ]
        name = f'<p class="file">{html.escape(transcript.name)}</p>'
        heading = f"<header>{name}<h2>{html.escape(title)}</h2></header>"
        return f'<section class="document" id="document-{number}">{heading}\n' + (
            "\n".join(passages) + "\n</section>"
        )

    def _paragraph(self, passage: Passage, document: int) -> str:
        locator = html.escape(self._locator_words(passage.at))
        attribute, inner = self._content(passage)
        return (
            f'<p class="line{" whole" if attribute else ""}" data-at="{locator}"'
            f"{self._numbered(passage, document)}{attribute}>"
            f'<span class="at">{locator}</span><span class="text">{inner}</span></p>'
        )

    def _numbered(self, passage: Passage, document: int, table: int = 0) -> str:
        """Return the attribute by which the page's script knows a passage."""
        self.passages.append((document, passage.at, table))
        return f' data-p="{len(self.passages) - 1}"'

    def _table(self, table: TablePassage, document: int) -> str:
        rows = [[self._content(cell) for cell in row] for row in table.rows]
        has_figure = [
            [any("data-f=" in html_part for html_part in cell) for cell in row] for row in rows
        ]
        header_rows = _header_rows(has_figure)
        naming_column = _naming_column(table, has_figure)
        width = max(map(len, rows), default=0)
        body = []
        for number, row in enumerate(table.rows):
            cells = (
                self._cell(
                    cell,
                    rows[number][column],
                    self._numbered(cell, document, table.number),
                    is_header=number < header_rows,
                    is_name=column == naming_column,
                )
                for column, cell in enumerate(row)
            )
            short = width - len(row)
            filler = f'<td class="missing" colspan="{short}"></td>' if short else ""
            body.append(f"<tr>{''.join(cells)}{filler}</tr>")
        place = Locator(f"table {table.number}")
        caption = locator_text(place, self.sources.get(self._source)).in_(self.lang)
        return (
            f'<div class="table"><p class="caption">{html.escape(caption)}</p>'
            f'<div class="scroll" tabindex="0" role="region" aria-label="{html.escape(caption)}">'
            f"<table><thead>{''.join(body[:header_rows])}</thead>"
            f"<tbody>{''.join(body[header_rows:])}</tbody></table></div></div>"
        )

    def _cell(
        self,
        cell: Passage,
        content: tuple[str, str],
        numbered: str,
        *,
        is_header: bool,
        is_name: bool,
    ) -> str:
        attribute, inner = content
        kinds = [kind for kind, holds in (("name", is_name), ("whole", attribute)) if holds]
        tag = "th" if is_header or is_name else "td"
        scope = ' scope="col"' if is_header else ' scope="row"' if is_name else ""
        locator = html.escape(self._locator_words(cell.at))
        return (
            f"<{tag}{scope}"
            + (f' class="{" ".join(kinds)}"' if kinds else "")
            + f' data-at="{locator}"{numbered}{attribute}>{inner}</{tag}>'
        )

    def _content(self, passage: Passage) -> tuple[str, str]:
        """Return the attributes of a passage that holds unplaced figures, and its marked text."""
        unplaced = self._unmarked.pop((self._source, passage.at), [])
        self.unplaced += unplaced
        attribute = f' data-f="{" ".join(map(str, unplaced))}"' if unplaced else ""
        return attribute, "".join(map(self._stretch, cut_passage(passage, self._numbers)))

    def _stretch(self, stretch: Stretch) -> str:
        written = html.escape(stretch.text)
        if stretch.figures:
            return self._figure(stretch, written)
        if stretch.reason is None:
            return written
        self.reasons[stretch.reason] += 1
        reason_number = list(self.reasons).index(stretch.reason)
        explanation = html.escape(reason_words(stretch.reason, self.lang))
        kind = "unstated" if stretch.reason == UNSTATED else "refused"
        return (
            f'<mark class="{kind}" data-r="{reason_number}" title="{explanation}" '
            f'role="button" tabindex="-1">{written}</mark>'
        )

    def _figure(self, stretch: Stretch, written: str) -> str:
        figures = [self.figures[number - 1] for number in stretch.figures]
        flags = dict.fromkeys(flag for figure in figures for flag in figure_flags(figure))
        kinds = " ".join(("figure", str(figures[0].role), *flags))
        blank = "" if stretch.text.strip() else f' aria-label="{say("review.blank", self.lang)}"'
        numbers = " ".join(map(str, stretch.figures))
        return (
            f'<mark class="{kinds}" data-f="{numbers}" data-n="{_tag(stretch.figures)}"'
            f'{blank} role="button" tabindex="-1">{written}</mark>'
        )

    def _locator_words(self, locator: str) -> str:
        return Locator(locator).in_words().in_(self.lang).strip("（）")


def _tag(numbers: Sequence[int]) -> str:
    """Return the numbers as short as they can stand in a line: ``11–16``."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and list(numbers) == list(range(first, last + 1)):
        return f"{first}–{last}"
    return "·".join(map(str, numbers))


def _passages(transcript: Transcript) -> Iterator[Passage]:
    for passage in transcript.passages:
        if isinstance(passage, Passage):
            yield passage
        else:
            yield from (cell for row in passage.rows for cell in row)


def _header_rows(has_figure: Sequence[Sequence[bool]]) -> int:
    """Return how many rows stand above the first figure; one where there is none near the top."""
    first_row = next((n for n, row in enumerate(has_figure[: _HEADERS + 1]) if any(row)), 1)
    return min(first_row, len(has_figure) - 1)


def _naming_column(table: TablePassage, has_figure: Sequence[Sequence[bool]]) -> int:
    """Return the column with the longest words left of the figures: it stays in sight."""
    first_column = min((row.index(True) for row in has_figure if any(row)), default=0)
    lengths = [
        sum(len(row[column].text) for row in table.rows if column < len(row))
        for column in range(first_column)
    ]
    return lengths.index(max(lengths)) if lengths else -1
