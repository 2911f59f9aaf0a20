"""Approval numbers of maps (审图号), and the line that says whom a map is for and if it has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aqmap.model.audience import Audience
from aqmap.words import Lang, Text, text

ATLAS, PAGE = "atlas", "page"
"""What the set of all printed maps, and the interactive page, are called beside the sheets."""


@dataclass(frozen=True)
class AuditNumbers:
    """
    The numbers that hold: what they were given to is what is drawn.

    Attributes
    ----------
    by_name
        By language and name: of a sheet's file, ``atlas`` or ``page``. The page, which has both
        languages, stands under both.
    """

    by_name: Mapping[tuple[Lang, str], str] = field(default_factory=dict)

    def number(self, name: str, lang: Lang) -> str:
        """Return the number of a map in one language; empty if it has none."""
        return self.by_name.get((lang, name), "")

    def status(self, name: str, audience: Audience) -> Text:
        """Return what stands on a map: whom it is for, and its number or that it has none."""
        zh, en = (review_line(audience, self.number(name, lang)) for lang in ("zh", "en"))
        return Text(zh.zh, en.en)


NO_NUMBERS = AuditNumbers()


def review_line(audience: Audience, number: str = "") -> Text:
    """
    Return whom a map is for, and its approval number or that there is none.

    A number is never invented. That a map is for internal work stands in the sentence about maps
    without one already; one that is to be public is no map for internal work.

    Examples
    --------
    >>> review_line(Audience.LEADER).zh
    '供领导参阅；内部工作用图，未经地图审核，不得公开'
    >>> review_line(Audience.PUBLIC).zh
    '拟公开（仅含已公布数据）；未经地图审核，取得审图号后方可公开'
    >>> review_line(Audience.INTERNAL, "新S（2026）012号").zh
    '内部工作用；审图号：新S（2026）012号'
    """
    none = "review.none_public" if audience is Audience.PUBLIC else "review.none"
    review = text("review.number", number=number) if number else text(none)
    if audience is Audience.INTERNAL and not number:
        return review
    return text("review.line", audience=audience.label, review=review)
