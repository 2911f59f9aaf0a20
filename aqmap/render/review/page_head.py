"""The head of the review page: how much was read, what was not, what contradicts."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from aqmap.errors import Fault
from aqmap.render.review.cut_passages import UNSTATED
from aqmap.render.review.document import DocumentWriter
from aqmap.render.review.fields import ABSENT, reason_words
from aqmap.words import Lang, say

_FEW = 8  # findings or remarks that are shown without being asked for


def summary_html(
    writer: DocumentWriter, data: Mapping[str, Any], remarks: Sequence[Fault], lang: Lang
) -> str:
    """
    Return the summary: counts, reasons, findings and remarks.

    Parameters
    ----------
    writer
        Which has written the documents, and so knows what was not taken.
    data
        The page's data.
    remarks
        Of the files, and names that fit no place.
    lang
        Language.
    """
    return "\n".join(
        (
            _counts(writer, data, remarks, lang),
            _reasons(writer, lang),
            _findings(data, lang),
            _remarks(remarks, lang),
        )
    )


def _counts(
    writer: DocumentWriter, data: Mapping[str, Any], remarks: Sequence[Fault], lang: Lang
) -> str:
    figures = data["figures"]
    unstated = writer.reasons[UNSTATED]
    unplaced = len(writer.unplaced) + len(writer.lost)
    counts = [
        ("figures", len(figures), "figure"),
        ("absences", sum(ABSENT in figure["flags"] for figure in figures), "absent"),
        ("refused", writer.reasons.total() - unstated, "refused"),
        ("unstated", unstated, "unstated"),
        ("unplaced", unplaced, ""),
        ("findings", len(data["findings"]), ""),
        ("remarks", len(remarks), ""),
    ]
    tiles = []
    for name, count, filter_name in counts:
        if not count and name in ("unplaced", "remarks"):
            continue
        alarm = " alarm" if count and name in ("unstated", "unplaced") else ""
        plain = "" if filter_name and count else " plain"
        inner = f"<b>{count}</b> <span>{html.escape(say(f'review.count.{name}', lang))}</span>"
        if not plain:
            inner = f'<button type="button" data-show="{filter_name}">{inner}</button>'
        tiles.append(f'<li class="{name}{alarm}{plain}">{inner}</li>')
    clear = "" if unstated else f'<p class="clear">{html.escape(say("review.all_clear", lang))}</p>'
    return f'<ul class="counts">{"".join(tiles)}</ul>{clear}'


def _reasons(writer: DocumentWriter, lang: Lang) -> str:
    counted = [(reason, count) for reason, count in writer.reasons.most_common() if count]
    if not counted:
        return ""
    order = list(writer.reasons)
    chips = "".join(
        f'<li><button type="button" class="chip {"refused" if reason else "unstated"}" '
        f'data-reason="{order.index(reason)}">'
        f"<span>{html.escape(reason_words(reason, lang))}</span> <b>{count}</b></button></li>"
        for reason, count in counted
    )
    heading = html.escape(say("review.by_reason", lang))
    return f'<h3>{heading}</h3><ul class="chips">{chips}</ul>'


def _findings(data: Mapping[str, Any], lang: Lang) -> str:
    if not data["findings"]:
        return ""
    entries = []
    for number, (severity, title, detail, figures) in enumerate(data["findings"], start=1):
        links = "".join(
            f'<button type="button" class="chip" data-go="{n}"><b>{n}</b> '
            f"{html.escape(data['figures'][n - 1]['place'])}</button>"
            for n in figures
        )
        grade = html.escape(say(f"page.severity_{severity}", lang))
        entries.append(
            f'<li class="{severity}" id="finding-{number}" tabindex="-1">'
            f'<p><span class="badge">{grade}</span><b>{html.escape(title)}</b></p>'
            f'<p>{html.escape(detail)}</p><div class="chips">{links}</div></li>'
        )
    entry_list = f'<ol class="findings">{"".join(entries)}</ol>'
    return _folded("review.findings", entry_list, len(entries), lang)


def _remarks(remarks: Sequence[Fault], lang: Lang) -> str:
    if not remarks:
        return ""
    entries = "".join(f"<li>{html.escape(remark.said.in_(lang))}</li>" for remark in remarks)
    return _folded("review.remarks", f'<ul class="remarks">{entries}</ul>', len(remarks), lang)


def _folded(key: str, listed: str, count: int, lang: Lang) -> str:
    """Return a list under its heading; a long one is folded, for the document comes below it."""
    opened = " open" if count <= _FEW else ""
    heading = f"<summary>{html.escape(say(key, lang))} {count}</summary>"
    return f"<details{opened}>{heading}{listed}</details>"
