"""Tables in several parts: the rest of one stands behind an empty line, without a header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aqmap.read.documents.blocks import Grid, Paragraph
from aqmap.read.documents.context import Context
from aqmap.read.documents.labels import Labels
from aqmap.read.documents.layouts import find_layout


def joined(blocks: Sequence[Paragraph | Grid], context: Context) -> Iterator[Paragraph | Grid]:
    """Yield the blocks; a table's rest behind an empty line is put to the part with the header."""
    last: Paragraph | Grid | None = None
    labels = Labels(context)
    for block in blocks:
        if isinstance(last, Grid) and isinstance(block, Grid) and _goes_on(last, block, labels):
            last = Grid(last.number, (*last.rows, *block.rows))
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _goes_on(grid: Grid, rest: Grid, labels: Labels) -> bool:
    """Return whether `rest` has no header and begins with a known indicator, or place."""
    first = rest.rows[0]
    if len(first) != len(grid.rows[0]) or find_layout(rest.rows, labels):
        return False
    layout = find_layout(grid.rows, labels)
    if layout is None:
        return False
    named = [labels.read(first[column.index].text) for column in layout.of("name", "place")]
    return any(label.indicator or label.is_place for label in named)
