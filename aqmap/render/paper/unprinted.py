"""What the contents say of maps and pages that are not printed: few lines for many of a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import MapSheet
from aqmap.book.missing_values import empty_because
from aqmap.book.profiles.indicator_rows import MONTH
from aqmap.book.scales import REASONS
from aqmap.model.periods import period_text
from aqmap.render.paper.pages.page_frame import PageGroup
from aqmap.words import Text, listed, text


@dataclass(frozen=True, slots=True)
class UnprintedLine:
    """A line of the contents: what is not printed, and why."""

    title: Text
    reason: Text


def unprinted_maps(sheets: Sequence[MapSheet]) -> dict[str, UnprintedLine | None]:
    """
    Return the lines of the maps that are not printed, by the names of the maps.

    The months of one year of a layer, view and region have one, at the first of them; the others
    have none of their own.
    """
    alike: dict[tuple[str, str, str, str], list[tuple[MapSheet, Text]]] = {}
    for sheet in sheets:
        if reason := empty_because(sheet):
            span = sheet.period[:5] if MONTH.fullmatch(sheet.period) else sheet.period
            key = (sheet.layer.id, sheet.view.name, sheet.region.id, span)
            alike.setdefault(key, []).append((sheet, reason))
    lines: dict[str, UnprintedLine | None] = {}
    for maps in alike.values():
        lines |= {sheet.name: None for sheet, _ in maps}
        lines[maps[0][0].name] = _line_of(maps)
    return lines


def unprinted_pages(
    groups: Sequence[PageGroup], *, together: bool
) -> dict[str, UnprintedLine | None]:
    """
    Return the lines of the pages that are not printed, by the names of their files.

    Taken together, those that lack the same have one, at the first of them.
    """
    alike: dict[tuple[Text, str], list[PageGroup]] = {}
    for group in groups:
        if reason := group.unprinted:
            alike.setdefault((reason, "" if together else group.file_name), []).append(group)
    lines: dict[str, UnprintedLine | None] = {}
    for (reason, _), pages in alike.items():
        title = pages[0].title
        if len(pages) > 1:
            title = text("paper.unprinted_pages", title=title, count=len(pages))
        lines |= {page.file_name: None for page in pages}
        lines[pages[0].file_name] = UnprintedLine(title, reason)
    return lines


def _line_of(maps: Sequence[tuple[MapSheet, Text]]) -> UnprintedLine:
    """Return the line of maps that differ in their month alone."""
    first, reason = maps[0]
    if len(maps) == 1:
        return UnprintedLine(first.title, reason)
    months = listed(map(period_text, _spans([sheet.period for sheet, _ in maps])))
    title = text(
        "map.sheet_title",
        region=first.region.name,
        period=text("paper.each_month", months=months),
        layer=first.layer.title,
        view=first.view.title,
    )
    if len({reason for _, reason in maps}) > 1:
        # How many places have each differs from month to month.
        shown = [cell for sheet, _ in maps for _, cell in _shown(sheet)]
        given = {cell.reason for cell in shown}
        reason = listed(text(f"reason.{known}") for known, _ in REASONS if known in given)
    return UnprintedLine(title, reason)


def _shown(sheet: MapSheet) -> Sequence[tuple[object, Cell]]:
    return sheet.stations if sheet.of_points else sheet.rows


def _spans(months: Sequence[str]) -> list[str]:
    """Return months of one year as spans of those that follow each other."""
    spans: list[list[str]] = []
    for month in sorted(months):
        if spans and int(month[5:]) == int(spans[-1][-1][5:]) + 1:
            spans[-1].append(month)
        else:
            spans.append([month])
    return [f"{span[0]}/{span[-1]}" if len(span) > 1 else span[0] for span in spans]
