"""
What documents call the air's indicators beside the names that the catalogue lists.

The catalogue names the thing (PM2.5, 细颗粒物); documents add whose mean it is (年均浓度,
月平均浓度, 浓度均值) or how it is told (臭氧日最大8小时平均第90百分位数浓度), in more ways than a
list could hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from aqmap.read.lexicon.plain_signs import narrow
from aqmap.workspace.indicators import Indicator, Indicators

_MEAN = (
    "(?:年度?|月度?|季度?|全年|当月|日|周)?(?:平均|均(?=[浓值质第]))"
    "(?:质量)?(?:浓度(?:均?值|水平)?|均?值|水平)?"
)
_EIGHT_HOURS = "[-_ ]?(?:每?日)?(?:最大)?的?[8八]小时(?:滑动|移动)?|[-_ ]?8[hH]"
_DAILY = "24小时|日(?=[均平第浓])"
_PERCENTILE = "[-_ ]?的?(?:特定|第?9[058])(?:百分位(?:数?值|数)?|位百分数|分位数?|per|%位数?)"
_AMOUNT = "(?:年|月)?(?:质量)?浓度(?:平均值|均值|数?值|水平)?"
_TAILS = f"(?:的?(?:{_MEAN}|{_EIGHT_HOURS}|{_DAILY}|{_PERCENTILE}|{_AMOUNT})){{0,5}}"
_NTH_PERCENTILE, _SAYS_PERCENTILE = (
    re.compile("第\\d+百分位数?"),
    re.compile("9\\d *(?:百?分位|per|%位)"),
)
_CORE = re.compile(f"(.+?){_TAILS}")
_GOOD = "(?:优良|优、良|达标|优良\\(达标\\)|达标\\(优良\\))(?:级别?|等级)?(?:及?以上)?"
_RATIO = (
    "(?:比例|比率|比重|百分比|占比|率|比(?=[为是达约由从、，,和及与(均分提上下]|\\d{1,3}(?:\\.\\d+)?%|$)"
    "(?!上[年月]))"
)
_GOOD_DAYS = (
    f"(?:空气(?:环境)?(?:质量)?)?(?:达到|平均)?{_GOOD}的?"
    f"(?:(?:(?:天数?|日数?|天气)的?(?:平均|所占|占)?)?{_RATIO}"
    r"|(?:天|日)数(?=[为达占]{0,2}\d{1,3}(?:\.\d+)?%)"
    r"|(?:天|日)数占(?:全年|全月|整月|当月|当年|有效|监测|总|评价)*(?:天数|日数)?的(?:比例)?(?=为?\d))"
)
_IS_GOOD_DAYS = re.compile(_GOOD_DAYS)
_BARE_GOOD = re.compile(f"{_GOOD}{_RATIO}")
_OF_OTHERS = re.compile("[水湖库林草种声光]|断面|河|土壤|土地|耕地|产品|排放|噪")
_OF_AIR = re.compile("空气|大气|PM|颗粒物|沙尘|(?:优良|污染|达标)天|有效监测")
# behind the name of a thing that stands for its amount: 臭氧125微克/立方米, 臭氧、一氧化碳分别为
_STANDS_FOR_AMOUNT = re.compile(
    r"\s?(?:[、，,；;：:(和与及为是达由从升降较比]|\d|分别|依次|同比|环比|平均|均[为值]|改善|下降|上升"
    "|保持|$)"
)
_LOOKED_BACK = 8  # signs before 优良率 in which something else than the air is named


class SpokenName(NamedTuple):
    """Where an indicator is named in a text."""

    start: int
    end: int
    indicator: Indicator


class SpokenNames:
    """The ways that documents name the indicators of one catalogue; made once a document."""

    def __init__(self, indicators: Indicators) -> None:
        self._listed = {
            _key(narrow(alias)): indicator
            for indicator in indicators.values()
            for alias in (*indicator.aliases, indicator.name.zh)
        }
        self.listed = _any_of(self._listed)
        self._any_listed = re.compile(self.listed)
        self._spoken: dict[str, re.Pattern[str]] = {
            id_: re.compile(_name_of(cores)) for id_, cores in _cores(self._listed).items()
        }
        good = {
            indicator.id
            for alias, indicator in self._listed.items()
            if indicator.unit.zh == "%" and _IS_GOOD_DAYS.fullmatch(alias)
        }
        if len(good) == 1:
            self._spoken[good.pop()] = _IS_GOOD_DAYS
        self._indicators = indicators

    def find(self, text: str) -> Iterator[SpokenName]:
        """
        Yield the names in a text of half-width signs, in order, at each spot the longest first.

        They may overlap: whoever takes the first has the right one.
        """
        names = [
            SpokenName(*match.span(), self._listed[_key(match[0])])
            for match in self._any_listed.finditer(text)
            if not _is_of_others(match)
        ]
        for id_, pattern in self._spoken.items():
            names += [
                SpokenName(*match.span(), self._indicators[id_])
                for match in pattern.finditer(text)
                if self._is_named(match)
            ]
        yield from sorted(names, key=lambda name: (name.start, -name.end))

    def find_whole(self, written: str) -> Indicator | None:
        """Return the indicator that the whole of a text names, or none."""
        written = _key(narrow(written))
        ids = {
            id_
            for id_, pattern in self._spoken.items()
            if (match := pattern.fullmatch(written)) and self._is_named(match)
        }
        return self._indicators[ids.pop()] if len(ids) == 1 else None

    def _is_named(self, match: re.Match[str]) -> bool:
        """Return whether a name stands for an amount, and not for the thing or another's."""
        if "core" not in match.groupdict():
            return not _is_of_others(match)
        alone = match["core"] == match[0] and _key(match[0]) not in self._listed
        return not alone or _STANDS_FOR_AMOUNT.match(match.string, match.end()) is not None


def unsaid_statistic(indicator: Indicator | None, written: str) -> str:
    """Return the percentile that an indicator is, where a document's name for it has none."""
    statistic = _NTH_PERCENTILE.search(indicator.name.zh) if indicator else None
    return statistic[0] if statistic and not _SAYS_PERCENTILE.search(narrow(written)) else ""


def _is_of_others(match: re.Match[str]) -> bool:
    """Return whether 优良率 or 达标率 is said of water, or of no one."""
    if not _BARE_GOOD.fullmatch(match[0]):
        return False
    before = re.split("[，,；;。、]", match.string[: match.start()][-_LOOKED_BACK:])[-1]
    unsaid = match[0].startswith("达标") and not _OF_AIR.search(match.string)
    return unsaid or _OF_OTHERS.search(before) is not None


def _cores(listed: Mapping[str, Indicator]) -> dict[str, set[str]]:
    """Return by indicator what the names of concentrations name: PM2.5, 细颗粒物; each once."""
    cores: dict[str, set[str]] = {}
    for alias, indicator in listed.items():
        core = _CORE.fullmatch(alias)
        if indicator.is_concentration and core:
            parts = re.split("[()]", core[1])
            cores.setdefault(indicator.id, set()).update(filter(None, parts))
    claimed = [core for own in cores.values() for core in own]
    return {id_: {c for c in own if claimed.count(c) == 1} for id_, own in cores.items()}


def _name_of(cores: Iterable[str]) -> str:
    """Return the pattern of a thing's name with its mean, again in brackets or behind it."""
    core = "(?:" + "|".join(_guarded(c) for c in sorted(cores, key=lambda c: (-len(c), c))) + ")"
    again = rf"(?:\({core}?{_TAILS}\)|\s?{core})"
    return f"(?P<core>{core}){_TAILS}(?:{again}{_TAILS})?"


def _guarded(core: str) -> str:
    """Return the pattern of a thing that is no part of another: CO in CO2."""
    spaced = _spaced(core)
    before = r"(?<![A-Za-z0-9])" if re.match("[A-Za-z0-9]", core) else ""
    behind = r"(?![A-Za-z0-9])" if re.search("[A-Za-z0-9]$", core) else ""
    return before + spaced + behind


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with or without blanks inside."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(_spaced, longest)) + ")"


def _spaced(word: str) -> str:
    return r"\s*+".join(map(re.escape, word))


def _key(text: str) -> str:
    return re.sub(r"\s", "", text)
