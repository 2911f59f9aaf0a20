"""Whom a map is for, and whether it may be published at all: the line that every map carries."""

from __future__ import annotations

from aqmap.model.audience import Audience
from aqmap.words import Text, text


def status_words(audience: Audience, number: str) -> Text:
    """
    Return whom a map is for, and its approval number or that there is none.

    A number is never invented. That a map is for internal work stands in the sentence about maps
    without one already.

    Examples
    --------
    >>> status_words(Audience.LEADER, "").zh
    '供领导参阅；内部工作用图，未经地图审核，不得公开'
    >>> status_words(Audience.INTERNAL, "新S（2026）012号").zh
    '内部工作用；审图号：新S（2026）012号'
    """
    review = text("review.number", number=number) if number else text("review.none")
    if audience is Audience.INTERNAL and not number:
        return review
    return text("review.line", audience=audience.label, review=review)
