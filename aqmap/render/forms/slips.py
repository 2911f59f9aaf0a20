"""
A slip to a unit as a Word document: what was sent back and why (退回单), what is asked (核实单).

Word and not a workbook: a slip is printed, answered by hand, sealed and filed like any letter; the
answers come into the ledger by the number of the question.
"""

from __future__ import annotations

from aqmap.book.report.report_parts import Paragraph, ReportColumn, ReportTable
from aqmap.book.report.short_parts import ShortDocument
from aqmap.model.dispatch.remarks import Severity
from aqmap.model.dispatch.unit_slips import Slip, SlipItem, SlipKind
from aqmap.render.forms.form_cells import day_in_words
from aqmap.render.report.letter_document import write_short_document
from aqmap.words import Lang, Text, text

_MOST_ITEMS = 300
_NO_WORDS = Text("", "")
_TO_SIGN = ("slip.seal", "slip.answered_by")
_COLUMNS = (("number", 0.7), ("row", 2.2), ("cell", 0.9), ("found", 3.4), ("remedy", 2.6))


def write_slip(slip: Slip, lang: Lang) -> bytes:
    """Return a slip as the bytes of a .docx, equal for equal slips."""
    kind, month = slip.kind.value, slip.month.in_words
    received = day_in_words(slip.received) if slip.received else ""
    facts = {
        "month": month,
        "file": slip.file,
        "day": received,
        "count": len(slip.items),
    }
    document = ShortDocument(
        title=text(f"slip.{kind}.title", month=month),
        head=(text("slip.number"),),
        addressed=text("slip.to", unit=slip.unit_name),
        parts=(
            Paragraph(text(f"slip.{kind}.why", **facts)),
            _table(slip),
            Paragraph(text(f"slip.{kind}.how")),
        ),
        closing=(
            *filter(None, (slip.compiler,)),
            day_in_words(slip.day),
            *map(text, _TO_SIGN if slip.kind == SlipKind.VERIFY else ()),
        ),
        notice=text("slip.notice"),
        compiler=slip.compiler,
    )
    return write_short_document(document, day=slip.day, lang=lang)


def _table(slip: Slip) -> ReportTable:
    columns = [ReportColumn(text(f"slip.column.{name}"), share) for name, share in _COLUMNS]
    if slip.kind == SlipKind.VERIFY:
        columns.append(ReportColumn(text("slip.column.answer"), 2.6))
    rows = [_row(item, slip.kind) for item in slip.items[:_MOST_ITEMS]]
    more = len(slip.items) - len(rows)
    notes = (text("slip.more", count=more),) if more else ()
    return ReportTable(_NO_WORDS, _NO_WORDS, tuple(columns), tuple(rows), notes)


def _row(item: SlipItem, kind: SlipKind) -> tuple[Text, ...]:
    found = item.found
    if kind == SlipKind.RETURN and item.severity != Severity.RETURN:
        label = text(f"remark.severity.{item.severity}")
        found = Text(f"〔{label.zh}〕{found.zh}", f"[{label.en}] {found.en}")
    plain = [Text(str(words), str(words)) for words in (item.number, item.row, item.cell)]
    answer = (_NO_WORDS,) if kind == SlipKind.VERIFY else ()
    return (*plain, found, item.remedy, *answer)
