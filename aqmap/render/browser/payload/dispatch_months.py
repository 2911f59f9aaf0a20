"""What stands beside maps of the monthly dispatch, as the page's data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aqmap.book.book_layers import BookLayer
from aqmap.book.dispatch.progress_months import ProgressMonth
from aqmap.render.browser.payload.cells import short_number
from aqmap.render.browser.payload.phrases import Phrases


def progress_payload(
    layer: BookLayer, codes: Mapping[str, int], phrases: Phrases
) -> dict[str, Any]:
    """
    Return a layer's months in the order of its periods; of any other layer an empty list.

    Parameters
    ----------
    layer
        Of the book.
    codes
        The number of each place in the book.
    phrases
        Where words are kept.
    """
    months = [layer.progress.get(period) for period in layer.periods] if layer.progress else []
    return {"progress": [_month(month, codes, phrases) if month else None for month in months]}


def _month(month: ProgressMonth, codes: Mapping[str, int], phrases: Phrases) -> dict[str, Any]:
    return {
        "draft": month.draft,
        "rule": phrases.number(month.rule),
        "sentence": phrases.number(month.sentence),
        "bars": [
            {
                "place": codes[bar.place],
                "rank": bar.rank,
                "amount": short_number(bar.amount),
                "words": phrases.number(bar.words),
                "klass": bar.klass,
            }
            for bar in month.bars
        ],
        "apart": [
            {"place": codes[place], "words": phrases.number(words)} for place, words in month.apart
        ],
    }
