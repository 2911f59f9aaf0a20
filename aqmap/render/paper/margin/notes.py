"""The note block, compiler and date, and the approval number or status line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import Marks
from aqmap.book.map_book import MapSheet
from aqmap.book.missing_values import has_one_reason, missing_values
from aqmap.book.pair_maps import basis_notes, drawn_sources, sources_of_side
from aqmap.book.qualifiers import notice_texts, value_notices
from aqmap.book.underlays import Underlay
from aqmap.geo import PrintProjection
from aqmap.model.audit_numbers import review_line
from aqmap.model.figures import Level
from aqmap.model.page_sizes import page_size
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.fitted_lines import fitting
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.footnotes import footnotes
from aqmap.render.paper.canvas.page_layout import Layout
from aqmap.render.paper.canvas.pen import INK, RED, Box, Pen
from aqmap.render.paper.canvas.typeset import draw_lines, wrap
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Lang, Text, listed, say, text
from aqmap.workspace.sources import Source


@dataclass(frozen=True, slots=True)
class LeftOut:
    """
    What a map has no room to write.

    Attributes
    ----------
    points
        Names beside points of overlays.
    places
        Codes of counties without their label.
    unnumbered
        Codes of counties with their name alone.
    values
        Names of points without their number, on a map of points.
    """

    points: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    unnumbered: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


_SIZES = [*((n / 10, 1.42) for n in range(70, 59, -1)), (6.0, 1.3), (6.0, 1.2)]
"""Points and leading, from what reads best to what still reads."""
_GUTTER_MM, _STATUS_MM, _STATUS_GAP_MM = 6.0, 4.6, 2.0
_MOST_NAMES = 12
_JOINTS = ((1, "；"), (2, "; "))


def sheet_notes(sheet: MapSheet, land: RegionGround, most_sources: int | None = None) -> list[Text]:
    """
    Return the notes of a sheet in their fixed order: data, rules, gaps, boundaries, system.

    Of more sources than `most_sources` the first are named and all are counted.
    """
    notes = [
        *_progress_notes(sheet),
        *_data_notes(sheet, most_sources),
        *_rule_notes(sheet),
        *_gap_notes(sheet),
    ]
    return [*notes, *_context_notes(land.main), *_mark_notes(sheet), *_system_notes(land)]


def map_notes(sheet: MapSheet) -> list[Text]:
    """Return the notes of one map beside its caption, which cites its sources."""
    return [
        *_progress_notes(sheet),
        *_rule_notes(sheet),
        *_gap_notes(sheet),
        *_mark_notes(sheet),
    ]


def ground_notes(land: RegionGround) -> list[Text]:
    """Return the notes that all maps of a region share: surroundings, outlines, projection."""
    return [*_context_notes(land.main), *_system_notes(land)]


def _progress_notes(sheet: MapSheet) -> list[Text]:
    """Return by which rule a map of progress judges: first of all, so that it is never cut."""
    return [_stopped(sheet.progress.rule)] if sheet.progress else []


def _rule_notes(sheet: MapSheet) -> list[Text]:
    notes = [_underlay_note(sheet, sheet.underlay)] if sheet.underlay else []
    notes += [_stopped(note) for note in (*basis_notes(sheet), *sheet.layer.notes)]
    return [*notes, *_footnotes(sheet), _class_note(sheet)]


def _system_notes(land: RegionGround) -> list[Text]:
    notes = [text("paper.note.boundary", credit=land.book.boundary_credit)]
    if not land.main.edge.is_empty:
        notes.append(text("paper.note.edge", sign=text("paper.sign.edge")))
    return [*notes, _system_note(land.projection, land.layout)]


def _system_note(projection: PrintProjection, layout: Layout) -> Text:
    """Return projection and scale, with the scale's error where it is more than a reader's rule."""
    south, north = (f"{parallel:g}" for parallel in projection.parallels)
    paper = text("paper.paper", paper=layout.paper)
    if not layout.paper:
        paper = text("paper.own_size", width=f"{layout.width:g}", height=f"{layout.height:g}")
    facts = {"meridian": f"{projection.meridian:g}", "south": south, "north": north,
             "paper": paper}  # fmt: skip
    if not projection.is_wide:
        return text("paper.note.system", **facts)
    error = f"{math.ceil(projection.scale_error * 1000) / 10:g}"
    return text("paper.note.system_wide", **facts, error=error)


def _footnotes(sheet: MapSheet) -> list[Text]:
    """Return the qualifiers with their signs, all in one note."""
    signed = [(sign, *_plain(qualifier)) for qualifier, sign in footnotes(sheet).items()]
    if not signed:
        return []
    zh, en = (joint.join(f"{row[0]} {row[n]}" for row in signed) for n, joint in _JOINTS)
    return [_stopped(Text(zh, en))]


def _data_notes(sheet: MapSheet, most_sources: int | None = None) -> list[Text]:
    """Return what is shown and where it is from; of two layers one each."""
    if not sheet.view.scale.axes:
        shown = (sheet.layer.title, sheet.view.unit, sheet.period)
        return [_data_note(sheet, shown, drawn_sources(sheet), most_sources)]
    return [
        _data_note(
            sheet,
            (axis.title, axis.unit, axis.period or sheet.period),
            sources_of_side(sheet, number),
            most_sources,
        )
        for number, axis in enumerate(sheet.view.scale.axes)
    ]


def _data_note(
    sheet: MapSheet, shown: tuple[Text, Text, str], drawn: Sequence[str], most: int | None
) -> Text:
    title, unit, period = shown
    sources = [_cited(sheet.book.sources[s]) for s in drawn[:most]]
    cited = listed(sources, "；")
    if len(sources) < len(drawn):
        cited = text("paper.note.sources_more", sources=cited, count=len(drawn))
    named = text("paper.note.unit", unit=unit) if unit.zh else unit
    key = "paper.note.data" if sources else "paper.note.data_plain"
    return text(key, layer=title, unit=named, period=period_text(period), sources=cited)


def _underlay_note(sheet: MapSheet, underlay: Underlay) -> Text:
    """Return what the grid under the county lines is, and where it is from."""
    key, book = underlay.source, sheet.book
    source = _cited(book.sources[key]) if key in book.sources else Text(key, key)
    facts = {"title": underlay.title, "unit": underlay.unit, "source": source}
    kind = text(f"basis.{underlay.basis}")
    parts = [text("underlay.note", **facts, period=period_text(underlay.period), kind=kind)]
    if origin := underlay.grid.origin:
        parts.append(origin.said)
    if underlay.period != sheet.period:
        parts.append(text("underlay.other_period"))
    return Text("".join(part.zh for part in parts), " ".join(part.en for part in parts))


def _plain(note: Text) -> Text:
    """Return a note without its full stop."""
    return Text(note.zh.rstrip("。."), note.en.rstrip("."))


def _stopped(note: Text) -> Text:
    """Return a note that ends like a sentence."""
    zh, en = _plain(note)
    return Text(f"{zh}。", f"{en}.")


def _cited(source: Source) -> Text:
    if not source.number:
        return source.title
    return text("paper.note.source", title=source.title, number=source.number)


def _class_note(sheet: MapSheet) -> Text:
    scale = sheet.view.scale
    if sheet.progress:
        return text("paper.note.classes.progress")
    kind = (
        f"{scale.kind}.{scale.closed}" if scale.kind in ("sequential", "diverging") else scale.kind
    )
    return text(f"paper.note.classes.{kind}")


def _gap_notes(sheet: MapSheet) -> list[Text]:
    notes = []
    bare = missing_values(sheet) is not None
    if bare and any(entry.family != "none" for entry in sheet.legend):
        notes.append(text("paper.note.gaps_bare"))
    elif not bare and any(cell.reason for _, cell in sheet.rows):
        notes.append(text("paper.note.gaps"))
    zones = [place for place, _ in sheet.rows if place.level == Level.ZONE]
    if zones:
        names = Text("、".join(z.name.zh for z in zones), ", ".join(z.name.en for z in zones))
        remark = [z.note.partition("|") for z in zones if z.note]
        remarks_in_brackets = Text(
            "".join(f"（{zh}）" for zh, _, _ in remark),
            "".join(f" ({en or zh})" for zh, _, en in remark),
        )
        key = "zones_bare" if bare and has_one_reason(sheet) else "zones"
        notes.append(text(f"paper.note.{key}", names=names, remark=remarks_in_brackets))
    return notes


def _context_notes(ground: Ground) -> list[Text]:
    """Return what the grey units are, where there are any."""
    if not ground.neighbours:
        return []
    has_xpcc = any(unit.xpcc for unit in ground.neighbours)
    return [text("paper.note.context_xpcc" if has_xpcc else "paper.note.context")]


def _mark_notes(sheet: MapSheet) -> list[Text]:
    notes = []
    for marks in sheet.marks:
        source = sheet.book.sources.get(marks.source)
        remarks = [_plain(note) for note in (*marks.notes, *_mark_notices(sheet, marks))]
        joined = Text("；".join(s.zh for s in remarks), "; ".join(s.en for s in remarks))
        key = "paper.note.overlay" if remarks else "paper.note.overlay_plain"
        title = source.label if source else Text(marks.source, marks.source)
        notes.append(text(key, title=marks.title, source=title, said=joined))
    return notes


def _mark_notices(sheet: MapSheet, marks: Marks) -> list[Text]:
    """Return what must stand beside an overlay's values, where the sheet shows any."""
    return [marks.notice] if marks.notice and sheet.has_values(marks) else []


def sheet_alerts(sheet: MapSheet) -> list[Text]:
    """Return what must stand on the picture itself: example data, unofficial data, lost names."""
    alerts = [text("progress.map.draft")] if sheet.progress and sheet.progress.draft else []
    alerts += value_notices((cell for _, cell in sheet.rows), sheet.book.figures)
    alerts += [q for _, cell in sheet.stations for q in cell.qualifiers if q in notice_texts()]
    alerts += [sheet.underlay.notice] if sheet.underlay and sheet.underlay.notice else []
    alerts += [notice for marks in sheet.marks for notice in _mark_notices(sheet, marks)]
    if sheet.book.unmatched:
        names = sheet.book.unmatched
        alerts.append(text("paper.unmatched", names=Text("、".join(names), ", ".join(names))))
    return list(dict.fromkeys(alerts))


def audit_number(sheet: MapSheet, land: RegionGround, lang: Lang) -> str:
    """Return the number of a sheet; at another size than its own it is another map without one."""
    region = sheet.region
    own, drawn = (page_size(s, region.orientation) for s in (region.size, land.size or region.size))
    return sheet.book.audit.number(sheet.name, lang) if own == drawn else ""


def draw_notes(
    pen: Pen, sheet: MapSheet, land: RegionGround, lang: Lang, left_out: LeftOut | None = None
) -> None:
    """Draw the note block in two columns, and the status line as the lowest line of the page."""
    layout = land.layout
    box = layout.notes
    lowest = max(box.bottom, layout.imprint.bottom + _STATUS_MM)
    width = (box.width - _GUTTER_MM) / 2
    kept = len(_system_notes(land))

    def notes(most_sources: int | None) -> list[str]:
        listed_notes = sheet_notes(sheet, land, most_sources)
        named = _left_out_notes(sheet, left_out or LeftOut())
        listed_notes[-kept:-kept] = named
        return [note.in_(lang) for note in listed_notes]

    more = "paper.note.more_pair" if sheet.view.scale.axes else "paper.note.more"
    columns, size, leading = _fitted(pen, notes, lang, (width, box.top - lowest), (more, kept))
    for number, column in enumerate(columns):
        x = box.left + number * (width + _GUTTER_MM)
        draw_lines(pen, column, x, box.top, size, color="#333333", leading=leading)
    draw_status(pen, sheet, land, lang)


def draw_status(pen: Pen, sheet: MapSheet, land: RegionGround, lang: Lang) -> None:
    """Draw whom a sheet is for, and its approval number or that it has none, as the lowest line."""
    layout, box = land.layout, land.layout.notes
    approval = audit_number(sheet, land, lang)
    line = review_line(sheet.book.audience, approval).in_(lang)
    color = INK if approval else RED
    room = layout.imprint.left - box.left - _STATUS_GAP_MM
    size = fitting(pen, line, room, 7.5, bold=True)
    pen.text(box.left, layout.imprint.bottom + 1.4, line, size, bold=True, color=color)


def draw_left_out(pen: Pen, sheet: MapSheet, left_out: LeftOut, line: Box, lang: Lang) -> None:
    """Say on a figure, which has no notes, whose names it left out, or how many, on one line."""
    places, unnumbered = left_out.places, left_out.unnumbered
    if not (places or unnumbered):
        return
    size = _SIZES[-1][0]
    notes = _left_out_notes(sheet, LeftOut(places=places, unnumbered=unnumbered))
    named = "".join(note.in_(lang) for note in notes)
    if unnumbered:
        key = "paper.note.numbers_left_out_figure"
        counted = say(key, lang, count=len(places), numbers=len(places) + len(unnumbered))
    else:
        counted = say("paper.note.labels_left_out_figure", lang, count=len(places))
    shown = named if pen.width(named, size) <= line.width else counted
    pen.text(line.right, line.center[1], shown, size, anchor="right", color="#333333")


def _fitted(
    pen: Pen,
    notes: Callable[[int | None], list[str]],
    lang: Lang,
    room: tuple[float, float],
    cutting: tuple[str, int],
) -> tuple[tuple[list[str], list[str]], float, float]:
    """
    Return the notes in two columns that have room, with their size and leading.

    What helps is tried in turn: smaller letters, fewer sources by name, and a line that says how
    many lines stand elsewhere. `cutting` has its words, and how many of the last notes stay.
    """
    width, height = room
    head = text("paper.note.head").in_(lang)
    for most_sources in (None, 3, 1):
        for size, leading in _SIZES:
            lines = [
                wrap(pen, f"{'' if n > 1 else head}{n}. {note}", size, width)
                for n, note in enumerate(notes(most_sources), 1)
            ]
            columns = _halves(lines)
            fitting = int(height / (size * MM_PER_POINT * leading))
            if max(map(len, columns)) <= fitting:
                return columns, size, leading
    more, kept = cutting
    flat, last = ([x for note in part for x in note] for part in (lines[:-kept], lines[-kept:]))
    if len(flat) + len(last) > 2 * fitting:
        room_left = max(2 * fitting - len(last) - 1, 0)
        flat = [*flat[:room_left], text(more, count=len(flat) - room_left).in_(lang)]
    flat += last
    return (flat[:fitting], flat[fitting:]), size, leading


def _left_out_notes(sheet: MapSheet, left_out: LeftOut) -> Iterator[Text]:
    """Yield how many names the map has no room for, and the first of them."""
    labels = {place.code: place.label for place, _ in sheet.rows}
    places = [labels[code] for code in left_out.places]
    unnumbered = [labels[code] for code in left_out.unnumbered]
    kinds = (
        ("names", left_out.points),
        ("labels", places),
        ("numbers", unnumbered),
        ("values", left_out.values),
    )
    for kind, names in kinds:
        if names:
            many = "_many" if len(names) > _MOST_NAMES else ""
            shown = listed(names[:_MOST_NAMES])
            yield text(f"paper.note.{kind}_left_out{many}", names=shown, count=len(names))


def _halves(notes: list[list[str]]) -> tuple[list[str], list[str]]:
    """Return the notes in two columns of about the same height; no note is torn."""
    total, cut, height = sum(map(len, notes)), 0, 0
    while cut < len(notes) and height + len(notes[cut]) / 2 <= total / 2:
        height += len(notes[cut])
        cut += 1
    return [x for n in notes[:cut] for x in n], [x for n in notes[cut:] for x in n]


def draw_imprint(pen: Pen, sheet: MapSheet, layout: Layout, lang: Lang) -> None:
    """Draw compiler and date, lower right."""
    box = layout.imprint
    book = sheet.book
    compiler = text("paper.compiler", name=book.compiler) if book.compiler else None
    lines = [line.in_(lang) for line in (book.compiled, compiler) if line]
    for number, line in enumerate(lines):
        fit = max(6.0, min(8.0, 8.0 * box.width / max(pen.width(line, 8), 1)))
        pen.text(box.right, box.bottom + 1.4 + 4.4 * number, line, fit, anchor="right")
