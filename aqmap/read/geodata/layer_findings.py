"""What must be said of how a layer was taken: its encoding, its reference system, its edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, text


def layer_findings(name: str, path: Path, remarks: Sequence[Text]) -> Iterator[Finding]:
    """
    Yield one note of all that was taken although a layer's file does not say it.

    Parameters
    ----------
    name
        What the workspace calls the layer: ``counties``, ``outlines``, or an overlay's id.
    path
        Its file.
    remarks
        In words; where there are none, there is no note.
    """
    if not remarks:
        return
    ends = ("。", ".")
    zh, en = (
        gap.join(remark[n].rstrip("。.") + ends[n] for remark in remarks)
        for n, gap in enumerate(("", " "))
    )
    yield Finding(
        id=f"layer-{name}",
        severity=Severity.NOTE,
        kind="layer",
        indicator="",
        title=text("finding.layer.title", file=path.name),
        detail=Text(zh, en),
        figures=(),
    )
