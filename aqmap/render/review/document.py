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
    unplaced, lost
        Numbers of the figures that no mark points to: attached to their whole passage, and
        without even that.
    """

    figures: Sequence[Figure]
    sources: Mapping[str, Source]
    lang: Lang
    reasons: Counter[str] = field(default_factory=Counter)
    unplaced: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    _numbers: dict[str, int] = field(init=False)
    _spots: dict[tuple[str, str], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = {figure.id: n for n, figure in enumerate(self.figures, start=1)}
        self._spots = defaultdict(list)

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
                spot = figure.locator.last
                self._spots[figure.source, spot].append(number)
        sections = [self._section(n, each) for n, each in enumerate(transcripts, start=1)]
        self.lost += sorted(number for left in self._spots.values() for number in left)
        return "\n".join(sections)

    def numbered(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of figures by their ids; an id of none is left out."""
        return [self._numbers[key] for key in ids if key in self._numbers]

    def _section(self, number: int, transcript: Transcript) -> str:
        source = self.sources.get(transcript.source)
        title = source.title.in_(self.lang) if source else transcript.name
        parts = [
            self._table(part, transcript.source)
            if isinstance(part, TablePassage)
            else self._paragraph(part, transcript.source)
            for part in transcript.passages
        ]
        name = f'<p class="file">{html.escape(transcript.name)}</p>'
        head = f"<header>{name}<h2>{html.escape(title)}</h2></header>"
        return f'<section class="document" id="document-{number}">{head}\n' + (
            "\n".join(parts) + "\n</section>"
        )

    def _paragraph(self, passage: Passage, source: str) -> str:
        words = html.escape(self._spot_words(passage.at))
        whole, inner = self._content(passage, source)
        return (
            f'<p class="line{" whole" if whole else ""}" data-at="{words}"{whole}>'
            f'<span class="at">{words}</span><span class="text">{inner}</span></p>'
        )

    def _table(self, table: TablePassage, source: str) -> str:
        rows = [[self._content(cell, source) for cell in row] for row in table.rows]
        found = [[any("data-f=" in part for part in cell) for cell in row] for row in rows]
        heads = _header_rows(found)
        naming = _naming_column(table, found)
        width = max(map(len, rows), default=0)
        body = []
        for number, row in enumerate(table.rows):
            cells = (
                self._cell(cell, rows[number][column], head=number < heads, naming=column == naming)
                for column, cell in enumerate(row)
            )
            short = width - len(row)
            rest = f'<td class="missing" colspan="{short}"></td>' if short else ""
            body.append(f"<tr>{''.join(cells)}{rest}</tr>")
        place = Locator(f"table {table.number}")
        words = locator_text(place, self.sources.get(source)).in_(self.lang)
        return (
            f'<div class="table"><p class="caption">{html.escape(words)}</p>'
            f'<div class="scroll" tabindex="0" role="region" aria-label="{html.escape(words)}">'
            f"<table><thead>{''.join(body[:heads])}</thead>"
            f"<tbody>{''.join(body[heads:])}</tbody></table></div></div>"
        )

    def _cell(self, cell: Passage, content: tuple[str, str], *, head: bool, naming: bool) -> str:
        whole, inner = content
        kinds = [kind for kind, is_so in (("name", naming), ("whole", whole)) if is_so]
        tag = "th" if head or naming else "td"
        scope = ' scope="col"' if head else ' scope="row"' if naming else ""
        words = html.escape(self._spot_words(cell.at))
        return (
            f"<{tag}{scope}"
            + (f' class="{" ".join(kinds)}"' if kinds else "")
            + f' data-at="{words}"{whole}>{inner}</{tag}>'
        )

    def _content(self, passage: Passage, source: str) -> tuple[str, str]:
        """Return the attributes of a passage that holds unplaced figures, and its marked text."""
        held = self._spots.pop((source, passage.at), [])
        self.unplaced += held
        whole = f' data-f="{" ".join(map(str, held))}"' if held else ""
        return whole, "".join(map(self._stretch, cut_passage(passage, self._numbers)))

    def _stretch(self, stretch: Stretch) -> str:
        written = html.escape(stretch.text)
        if stretch.figures:
            return self._figure(stretch, written)
        if stretch.reason is None:
            return written
        self.reasons[stretch.reason] += 1
        place = list(self.reasons).index(stretch.reason)
        said = html.escape(reason_words(stretch.reason, self.lang))
        kind = "unstated" if stretch.reason == UNSTATED else "refused"
        return (
            f'<mark class="{kind}" data-r="{place}" title="{said}" role="button" tabindex="-1">'
            f"{written}</mark>"
        )

    def _figure(self, stretch: Stretch, written: str) -> str:
        held = [self.figures[number - 1] for number in stretch.figures]
        flags = dict.fromkeys(flag for figure in held for flag in figure_flags(figure))
        kinds = " ".join(("figure", str(held[0].role), *flags))
        blank = "" if stretch.text.strip() else f' aria-label="{say("review.blank", self.lang)}"'
        numbers = " ".join(map(str, stretch.figures))
        return (
            f'<mark class="{kinds}" data-f="{numbers}" data-n="{_tag(stretch.figures)}"'
            f'{blank} role="button" tabindex="-1">{written}</mark>'
        )

    def _spot_words(self, at: str) -> str:
        return Locator(at).in_words().in_(self.lang).strip("（）")


def _tag(numbers: Sequence[int]) -> str:
    """Return the numbers as short as they can stand in a line: ``11–16``."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and list(numbers) == list(range(first, last + 1)):
        return f"{first}–{last}"
    return "·".join(map(str, numbers))


def _passages(transcript: Transcript) -> Iterator[Passage]:
    for part in transcript.passages:
        if isinstance(part, Passage):
            yield part
        else:
            yield from (cell for row in part.rows for cell in row)


def _header_rows(found: Sequence[Sequence[bool]]) -> int:
    """Return how many rows stand above the first figure; one where there is none near the top."""
    first = next((n for n, row in enumerate(found[: _HEADERS + 1]) if any(row)), 1)
    return min(first, len(found) - 1)


def _naming_column(table: TablePassage, found: Sequence[Sequence[bool]]) -> int:
    """Return the column with the longest words left of the figures: it stays in sight."""
    first = min((row.index(True) for row in found if any(row)), default=0)
    lengths = [
        sum(len(row[column].text) for row in table.rows if column < len(row))
        for column in range(first)
    ]
    return lengths.index(max(lengths)) if lengths else -1
