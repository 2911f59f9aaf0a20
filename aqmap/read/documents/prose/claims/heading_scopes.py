"""What the headings above a paragraph say of its numbers: their place, their period, their role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claims.role_claims import heading_votes
from aqmap.read.documents.prose.discourse import NamedPlace, RoleVote
from aqmap.read.documents.prose.number_periods import with_year
from aqmap.read.documents.prose.tokenizer import Tokenizer
from aqmap.read.documents.prose.tokens import PLACE_NAMES, VALUES
from aqmap.read.lexicon.dates import YEAR_BEFORE, find_periods

NUMBERED = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*"
)
_YEAR = re.compile(r"20\d{2}")
_THIS_YEAR = re.compile("[今本]年")
_MONTH_ALONE = re.compile(r"\s*[（(]?\s*(20\d{2})\s*年\s*\d{1,2}\s*月\s*[)）]?\s*")
_NO_PART = re.compile(r"[日月][底末]?之?前|[年月][底末]|20\d{2}年\d{1,2}月\d{1,2}日")


@dataclass(frozen=True)
class HeadingScope:
    """
    What holds below headings until a sentence says otherwise.

    Attributes
    ----------
    place
        The place of numbers that name none; none where no one can tell.
    candidates
        Codes of the places that these may be of.
    period, period_ground
        Their period, none where the headings leave it open, and how it is known.
    votes
        What the headings say the numbers are.
    """

    place: NamedPlace | None
    candidates: tuple[str, ...]
    period: str | None
    period_ground: Reason
    votes: tuple[RoleVote, ...]


class HeadingScopes:
    """The scopes of a document's headings; many paragraphs stand below the same."""

    def __init__(self, context: Context, tokenizer: Tokenizer) -> None:
        self._context = context
        self._tokenizer = tokenizer
        self._scopes: dict[tuple[str, ...], HeadingScope] = {}

    def under(self, headings: tuple[str, ...]) -> HeadingScope:
        """Return what holds below headings, the outermost first; the title is none."""
        if headings not in self._scopes:
            self._scopes[headings] = self._scope([h for h in headings if h != self._context.title])
        return self._scopes[headings]

    def _scope(self, headings: Sequence[str]) -> HeadingScope:
        place, candidates = self._place(headings)
        telling = [h for h in headings if not self._states(h) and not self._dates_issue(h)]
        period, ground = self._period(telling)
        return HeadingScope(place, candidates, period, ground, heading_votes(telling))

    def _states(self, heading: str) -> bool:
        """Return whether a short line states a number, a deadline or a day, and heads nothing."""
        tokens = self._tokenizer.tokenize(heading).tokens
        return any(token.kind in VALUES for token in tokens) or _NO_PART.search(heading) is not None

    def _dates_issue(self, heading: str) -> bool:
        """Return whether a line is no more than the month in which a report of a year is issued."""
        month, context = _MONTH_ALONE.fullmatch(heading), self._context
        sure = context.kind == "report" and context.period_ground.known != Known.ASSUMED
        return month is not None and sure and month[1] > context.period.split("/")[-1][:4]

    def _place(self, headings: Sequence[str]) -> tuple[NamedPlace | None, tuple[str, ...]]:
        """Return the place of the nearest heading that names one, else the document's own."""
        own = self._context.own
        whole = NamedPlace(own, "", self._context.own_ground) if own else None
        codes = (own.code,) if own else ()
        for heading in reversed(headings):
            tokens = self._tokenizer.tokenize(heading).tokens
            named = [token for token in tokens if token.kind in PLACE_NAMES]
            if not named:
                continue
            if all(token.place is not None and token.place == own for token in named):
                return whole, codes
            alone = NUMBERED.sub("", heading).strip("：: ") == named[0].text
            if not alone and heading.endswith(("：", ":")):  # to whom it is sent: 各县市人民政府：
                return whole, codes
            first = named[0]
            if alone and first.place:
                reason = Reason("place", Known.CARRIED, "heading", heading)
                return NamedPlace(first.place, first.text, reason), (first.place.code, *codes)
            return None, (*(token.place.code for token in named if token.place), *codes)
        return whole, codes

    def _ground(self, heading: str) -> Reason:
        """Return how a heading's period is known: 今年2月 of an undated text as that one's year."""
        ground = self._context.period_ground
        if _THIS_YEAR.search(heading) and not self._context.written_on:
            return ground
        return Reason("period", Known.CARRIED, "heading", heading)

    def _period(self, headings: Sequence[str]) -> tuple[str | None, Reason]:
        """Return the period of the nearest heading that names one, else the document's."""
        document = self._context.period
        for heading in reversed(headings):
            called = self._context.named_periods  # 本月, in a month's report
            told = [called.get(heading[m[0] : m[1]], m.period) for m in find_periods(heading)]
            named = [period for period in told if period != YEAR_BEFORE]
            dated = tuple(dict.fromkeys(with_year(p, document, self._context) for p in named))
            if len(dated) == 1 and dated[0]:
                return dated[0], self._ground(heading)
            if dated:
                likely = dict.fromkeys((*filter(None, dated), *_YEAR.findall(heading)))
                return None, Reason(
                    "period", Known.ASSUMED, "other_heading", heading, tuple(likely)
                )
        return document, self._context.period_ground
