"""Numbers of several years, one each: 2021年、2022年…依次为47、46, 2021—2023年…分别为."""

from __future__ import annotations

import re

from aqmap.read.documents.prose.claims.claim import Claim
from aqmap.read.documents.prose.discourse import Discourse
from aqmap.read.documents.prose.tokens import Kind

_ROW = re.compile(r"(\d{4})/(\d{4})")
_YEAR = re.compile(r"\d{4}")
_SEVERAL = 2


def periods_each(claim: Claim, discourse: Discourse) -> list[str]:
    """
    Return the years of a claim's numbers, one each (依次, 分别); none where it is not so.

    They are listed in it, or the row of years that its sentence opens with.
    """
    count = len(claim.numbers)
    if (
        count < 2
        or not (claim.rule and claim.is_value)
        or not claim.of_kind(Kind.RESPECTIVELY)
        or len(claim.places) > 1
    ):
        return []
    listed = [token.period for token in claim.of_kind(Kind.PERIOD)]
    if not listed and (row := _ROW.fullmatch(discourse.period or "")):
        listed = [str(year) for year in range(int(row[1]), int(row[2]) + 1)]
    listed = listed or discourse.listed_years
    if len(listed) != count or not all(map(_YEAR.fullmatch, listed)):
        return []
    discourse.listed_years = listed
    return listed
