"""Tokens that are words of the grammar alone, or told by no more than those before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.claims.side_numbers import SIDE_NUMBERS
from aqmap.read.documents.prose.claims.unclear_places import townships, unknown_counties
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token
from aqmap.read.lexicon.air_states import DUST_IN, DUST_OUT
from aqmap.read.lexicon.comparators import COMPARATORS, SUFFIXES

_BEFORE_INDEX = frozenset(
    (Kind.INDICATOR, Kind.REACHES, Kind.PERIOD, Kind.ADJUNCT, Kind.EACH, Kind.FROM)
)
_TOWNSHIP = re.compile("[\u4e00-\u9fff]{2,5}(?:镇|乡|街道)")
_NAMED_SO = re.compile("[\u4e00-\u9fff]{1,7}(?:[县市州区盟旗]|地区|兵团|师)")
_IN_A_LIST = token_pattern(
    "((PLACE|UNCODED_PLACE|UNKNOWN) BREAK? (QUANTITY|NUMBER) BREAK? AND){2,}"
    " (PLACE|UNCODED_PLACE|UNKNOWN)"
)
_LISTED = token_pattern("(PLACE|UNCODED_PLACE) BREAK NUMBER BREAK")
_AREAS, _LIMITS, _RANKED, _MEETS = map(re.compile, (v.AREAS, v.LIMITS, v.RANKED, v.MEETS))
_WHAT_IT_IS = re.compile(
    "州[城府]|(?:自治)?(?:区|州)?首府(?:城市)?|[州市县](?:人民)?政府(?:所在地|驻地)|新疆(?:维吾尔自治区)?"
)
_MOST = re.compile(
    r"(?:(?<=[；，;,])(?:平均)?浓度)?"
    r"(?:[最较][高低好差大小多少优]的?|[由从][高低好差大小优劣多少][到至][高低好差大小优劣多少](?:排[名列序])?"
    r"|排名?(?:靠?[前后][一二两三四五六七八九十\d]?)位?的?|[前后][一二两三四五六七八九十\d]{1,2}[名位]的?)"
    r"(?:\d{1,2}个|[前后]?[一二三四五六]个?)?(?:县市区?|县[（(]市[）)]|城市|乡镇|街道|[县市](?=是))?"
    r"(?:依次|分别)?[为是]?"
)
# where the words before are blank: 昭苏县，为53微克
_IS_MOST = re.compile(r" [^，。；：、 ]{2,12}，(?=(?:为|达到?)\d)")
_OF_A_CHANGE = re.compile("幅|[升降增减]|改善|好转|反弹|恶化|变化")
_UNKNOWN_PLACE = re.compile("[\u4e00-\u9fff]{1,7}(?:[县市旗州区盟师]|镇|乡|街道)[（(]")
_IN_COMMON = re.compile(
    "(?:(?:各项?|[六6]项|主要|空气)*污染物)?(?:[年月季]度?)?(?:平均|均)(?:浓度)?值?(?:浓度)?分别(?:为|是|达到?)"
)
_ASIDE = re.compile(
    r"[（(](?:牵头|责任|配合)(?:单位|部门)[^）)]*[）)]|[（(]以下简称[^）)]*[）)]|《[^》]*》|〔[^〕]*〕"
)
_GLOSS = re.compile("[（(]AQI[^（）()]{0,8}[）)]")  # 优良天数比例（AQI达标率）达到94%
_DUST = re.compile(f"[（(](?:[^（）()]{{0,4}}(?:{DUST_OUT}|{DUST_IN})[^（）()]{{0,6}})[）)]")
_OF_ALL = re.compile(
    r"[（(](?:(?:各|\d+个?)?县市区?(?:累计|合计|平均)|(?<=天数.)\d+天(?=[）)]的\d))[）)]"
)
_COMPANY = re.compile("[^，。；、：（）县市州区0-9]{2,16}(?:有限责任公司|有限公司|集团公司)")
_HALF_WIDTH = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|;|(?<!\d):|:(?!\d)")  # not in 1,024 and 12:30
_FULL_WIDTH = {",": "，", ";": "；", ":": "："}
_COUNTED_OFF = re.compile(
    r"(?:^|(?<=[；;：:，,。]))\s*(?:\d{1,2}[.．、](?!\d(?!0\d{2}年))|[①-⑳]|[（(]\d{1,2}[）)]|[一二三四五六七八九十]是)"
)


def without_asides(sentence: str) -> str:
    """
    Return a sentence of the same length without what is named aside or only numbers its parts.

    Its signs are full-width, as the patterns of words around numbers have them.

    Aside are titles, offices and dust.
    """
    text = _HALF_WIDTH.sub(lambda match: _FULL_WIDTH[match[0]], sentence)
    for pattern in (_GLOSS, _DUST, _OF_ALL, _COUNTED_OFF):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    text = _COMPANY.sub(lambda match: "企" * len(match[0]), text)
    return _ASIDE.sub(lambda match: "，" * len(match[0]), text)


def without_words_at_places(text: str, place: re.Pattern[str], thing: re.Pattern[str]) -> str:
    """
    Return a text of the same length, blank where words beside a place's name change nothing.

    They say what the place is (州政府所在地伊宁市), how its number stands among others
    (浓度最低的是昭苏县，为53微克), or what a list has in common (污染物浓度分别为SO2 8微克).
    """

    def blank(match: re.Match[str]) -> str:
        colon = text[match.end() : match.end() + 1] in ("：", ":")
        named = place.match(text, match.end() + colon)
        named = named or _UNKNOWN_PLACE.match(text, match.end() + colon)
        return " " * len(match[0]) if named else match[0]

    def joined(match: re.Match[str]) -> str:
        before = re.split("[，。；：]", text[: match.start()])[-1]
        named = any(name.end() == len(match[0]) - 1 for name in place.finditer(match[0]))
        return f"{match[0][:-1]} " if named and not _OF_A_CHANGE.search(before) else match[0]

    text = _WHAT_IT_IS.sub(blank, text)
    text = _MOST.sub(blank, text)
    text = _IS_MOST.sub(joined, text)
    return _IN_COMMON.sub(lambda m: " " * len(m[0]) if thing.match(text, m.end()) else m[0], text)


def find_limits(text: str) -> Iterator[Token]:
    """Yield the limits that a standard has in brackets behind it, and ranks among others."""
    for match in _LIMITS.finditer(text):
        yield Token(Kind.UNKNOWN, *match.span("n"), match["n"], reason="threshold")
    for match in _MEETS.finditer(text):
        yield replace(token_of(Kind.FILLER, match), reason="threshold")
    for match in _RANKED.finditer(text):
        yield replace(token_of(Kind.UNKNOWN, match), reason="ordinal")


def find_townships(text: str) -> Iterator[Token]:
    """Yield townships, streets and farms."""
    for start, end in townships(text):
        yield Token(Kind.UNCODED_PLACE, start, end, text[start:end], reason="saying")


def find_unknown_counties(text: str) -> Iterator[Token]:
    """Yield counties of other regions."""
    for start, end in unknown_counties(text):
        yield Token(Kind.UNCODED_PLACE, start, end, text[start:end], reason="saying")


def find_areas(text: str) -> Iterator[Token]:
    """Yield parts of a region, and regions around it."""
    for match in _AREAS.finditer(text):
        yield replace(token_of(Kind.UNCODED_PLACE, match), reason="saying")


def find_not_counted(text: str) -> Iterator[Token]:
    """Yield what has digits and counts nothing."""
    side_numbers = ((row.reason, row.pattern) for row in SIDE_NUMBERS)
    for reason, pattern in (*v.NOT_COUNTED, *side_numbers):
        for match in re.finditer(pattern, text):
            group = "n" if "n" in match.groupdict() else 0
            start, end = match.span(group)
            yield Token(Kind.UNKNOWN, start, end, match[group], reason=reason)


def find_words(text: str) -> Iterator[Token]:
    """Yield comparing words and the other words of the grammar."""
    for kind, table in ((Kind.COMPARATOR, COMPARATORS), (Kind.SUFFIX, SUFFIXES)):
        for pattern, comparator in table:
            for match in re.finditer(pattern, text):
                yield replace(token_of(kind, match), comparator=comparator)
    for kind, pattern in v.WORDS:
        for match in re.finditer(pattern, text):
            yield token_of(kind, match)


def token_of(kind: Kind, match: re.Match[str]) -> Token:
    """Return a token for all that a pattern matched."""
    return Token(kind, match.start(), match.end(), match[0])


def with_listed_places(tokens: Sequence[Token]) -> list[Token]:
    """Return what is named as places are, in a list of them and numbers, as one: 博州（79%）."""
    told = list(tokens)
    for match in _IN_A_LIST.finditer(row_of(tokens)):
        for n in range(match.start(), match.end()):
            if tokens[n].kind == Kind.UNKNOWN and _NAMED_SO.fullmatch(tokens[n].text.strip()):
                told[n] = replace(tokens[n], kind=Kind.UNCODED_PLACE, reason="saying")
    return told


def with_indices(tokens: Sequence[Token]) -> list[Token]:
    """
    Return bare numbers of an indicator that has no unit as its quantities: 综合指数为4.35.

    So are those with decimals in a bracket behind a place, 昭苏县（2.06）; of any indicator, where
    such places stand in a row: PM2.5平均浓度由低到高依次为昭苏县（12）、特克斯县（14）.
    """
    tokens = [
        replace(token, kind=Kind.UNCODED_PLACE, reason="saying")
        if before and before.kind == Kind.PLACE and _TOWNSHIP.fullmatch(token.text)
        else token
        for before, token in zip((None, *tokens), tokens, strict=False)
    ]
    told: list[Token] = []
    of_index, indicator = False, None
    listed = len(_LISTED.findall(row_of(tokens))) > 1
    for first, before, token in zip((None, None, *tokens), (None, *tokens), tokens, strict=False):
        if token.indicator is not None:
            indicator = token.indicator
            of_index = not indicator.unit.zh
        behind_place = first is not None and first.kind in PLACE_NAMES
        in_bracket = behind_place and before is not None and before.text in ("（", "(")
        # Of an index, or of nothing known, whole numbers there are ranks.
        in_row = in_bracket and listed and ("." in token.text or (indicator and not of_index))
        is_index = in_bracket and "." in token.text
        is_index = is_index or (before is not None and before.kind in _BEFORE_INDEX)
        is_value = (in_row or (is_index and of_index)) and token.kind == Kind.NUMBER
        told.append(replace(token, kind=Kind.QUANTITY) if is_value else token)
    return told
