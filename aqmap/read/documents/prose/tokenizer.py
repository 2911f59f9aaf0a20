"""What a sentence mentions, as a row of tokens: places, indicators, numbers, and known words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from aqmap.model.figures import Comparator, Level
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import Kind, Sentence, Token
from aqmap.read.documents.prose.word_finders import (
    find_areas,
    find_limits,
    find_not_counted,
    find_townships,
    find_unknown_counties,
    find_words,
    token_of,
    with_indices,
    with_listed_places,
    without_asides,
    without_words_at_places,
)
from aqmap.read.lexicon.comparators import COMPARATORS, SUFFIXES, any_word, comparator_of
from aqmap.read.lexicon.dates import (
    MONTH_BEFORE,
    SAME_PART,
    YEAR_BEFORE,
    find_periods,
    of_this_year,
    years_in_a_row,
)
from aqmap.read.lexicon.free_stretches import FreeStretches
from aqmap.read.lexicon.plain_signs import WithoutBlanks, narrow, without_blanks
from aqmap.workspace.places import OWN_WORDS

_INSIDE = re.compile(
    r"(?<=[\u4e00-\u9fff])[（(](?!其中|不?含|包括)([\u4e00-\u9fff]{1,4})[）)](?=[\u4e00-\u9fff]|\d+天)"
)
_DIGITS = r"(?<![\d.\-—~～±+])\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,30})?(?![\d.])"
_NO_NUMBER = re.compile(r"\d{41,}")  # no amount is so long, and patterns look at it again and again
_BLANKS = r"\s*+"  # none is given back: nothing behind them begins with one
_ABOUT = rf"(?:(?P<before>约|近|大约){_BLANKS}|(?<!\s)\s++|)"
_REACHING = re.compile(r"[\u4e00-\u9fff]{1,2}[到至]")
_OLD_AND_NEW = token_pattern("QUANTITY REACHES QUANTITY")
_IN_BRACKETS = token_pattern(
    "(?<= PLACE|UNCODED_PLACE|BASE|ADJUNCT) BREAK (inside: QUANTITY SUFFIX?) BREAK"
)
_AREA_OF = token_pattern("UNCODED_PLACE ADJUNCT PLACE")
# Between changes: 下降8.2%、持平、上升1.4%
_LEVEL = "(?<=[、和比年期月）)])(?:基本)?持平|持平(?=[、和])"
_COUNTED_PLACES = re.compile(v.COUNTED_PLACES)
_SHORT_WAYS = "(?<=[比期年月])[升降](?!幅)|[升降增]幅[为达]?"
_BY_WORTH = frozenset(f"{v.BETTER}|{v.WORSE}".split("|"))
_ALL_ITS = r"\d{1,2}个?县[、（(]?市[）)]?区?(?![中里内均分各有])"  # 全州7县市平均
_PART_OF_YEAR = r"[上下]半年|第?[一二三四]季度|1[-—~～至]\d{1,2}月份?"
_THAN_A_VALUE = r"(?<!不)(?:[高低优好多少]于|超过)(?=(?:20\d{2}|[去上])年[^，。；]{0,8}的\d)"
_BREAKS = "，；,;：:（）()"
_SKIPPED = " \t\u3000“”\"'‘’"


class Tokenizer:
    """Finds the tokens of sentences; made once a document, since its patterns are the catalogue."""

    def __init__(self, context: Context) -> None:
        self._context = context
        units = {
            narrow(unit)
            for indicator in context.indicators.values()
            for unit in (indicator.unit.zh, *indicator.unit_aliases)
            if unit
        }
        self._unit = f"(?:{v.UNITS}|{_any_of(units)})"
        names = {
            name
            for place in context.places
            for name in (place.name.zh, *place.other_names)
            if not name.isascii() and len(name) > 1
        }
        self._place = re.compile(
            f"(?P<own>{_any_of(set(OWN_WORDS))})(?:{_ALL_ITS})?|{_any_of(names)}"
        )
        self._listed = re.compile(context.names.listed)
        self._quantity = re.compile(
            rf"{_ABOUT}(?P<number>{_DIGITS}){_BLANKS}"
            rf"(?:(?P<scale>[十百千]?[万亿]?)(?P<more>余|多))?{_BLANKS}"
            rf"(?P<unit>{self._unit})"
            r"(?P<rate>/(?:[年月日天]|[小]?时))?(?P<after>余|多)?(?P<so>左右)?"
        )
        self._change = re.compile(
            rf"(?<![治造标质效转])(?P<way>{v.REDUCED}|{v.GROWN}|{v.BETTER}|{v.WORSE}|{_SHORT_WAYS})"
            rf"(?:变[好差])?(?:幅度[为达]?)?了?{_BLANKS}(?P<number>{_DIGITS}){_BLANKS}"
            rf"(?P<unit>个百分点|个(?=[、和与]\d+(?:\.\d+)?个百分点)|{self._unit})(?P<suffix>以上)?"
        )
        self._more = re.compile(
            rf"(?:(?<=[年期])|(?<=年度))(?P<way>[多少高低])(?P<number>{_DIGITS}){_BLANKS}"
            rf"(?P<unit>个百分点|{self._unit})"
        )
        reference = rf"(?:{context.names.listed}|平均浓度|年均浓度|均值|水平|指标)"
        self._relative = re.compile(
            rf"(?P<way>{any_word(COMPARATORS)}|优于)(?P<year>20\d{{2}})年度?"
            rf"(?:全年)?(?:同期)?(?:的)?{reference}?(?P<suffix>{any_word(SUFFIXES)})?(?=[，；。,;]|$)"
        )

    def tokenize(self, sentence: str) -> Sentence:
        """
        Return a sentence with its tokens in order.

        Parameters
        ----------
        sentence
            What offices in charge and other documents' titles are named in it is left out.

        Returns
        -------
        sentence
            Its tokens have no gaps but for spaces and quotation marks: what is no known word is a
            token of its own kind.
        """
        plain = without_asides(sentence)
        closed_up = without_blanks(narrow(plain))
        text = without_words_at_places(closed_up.text, self._place, self._listed)
        known = [replace(token, reason="too_many_digits") for token in _long_runs(text)]
        text = _NO_NUMBER.sub(lambda run: "\0" * len(run[0]), text)
        free = FreeStretches(len(text))
        for token in known:
            free.close(token.start, token.end)
        for find_tokens in (
            self._comparisons,
            find_limits,
            find_townships,
            find_areas,
            self._counts_of_places,
            self._mentions,
            find_unknown_counties,
            find_not_counted,
            self._periods,
            self._numbers,
            find_words,
        ):
            known += [t for t in find_tokens(text) if free.take(t.start, t.end)]
        known.sort(key=lambda token: token.start)
        filled = [_stood(token, closed_up) for token in _filled(text, known)]
        ends = [*(token.start for token in filled[1:]), len(sentence)]
        tokens = [
            replace(
                token,
                text=sentence[token.start : token.end],
                mark=sentence[token.end : end].strip(),
            )
            for token, end in zip(filled, ends, strict=False)  # an empty text has no tokens
        ]
        unbracketed = _started(_without_brackets(with_indices(with_listed_places(tokens))))
        counties = _without_areas(_without_prefectures(_parts_of_places(unbracketed)))
        return Sentence(sentence, plain, counties)

    def _comparisons(self, text: str) -> Iterator[Token]:
        for match in self._relative.finditer(text):
            yield replace(
                token_of(Kind.RELATIVE, match), period=match["year"], comparator=_relation(match)
            )
        for match in re.finditer(
            r"(?P<same>同)?[与较比](?:[\u4e00-\u9fff]{1,4}的)?(?P<year>20\d{2})年"
            rf"(?:度?(?:{_PART_OF_YEAR})?(?P<part>同期)"
            r"|(?P<month>\d{1,2})月份?(?![-—－~～至到\d]))?度?",
            text,
        ):
            year = match["year"]
            year += f"-{int(match['month']):02d}" if match["month"] else ""
            yield replace(
                token_of(Kind.BASE, match),
                period=SAME_PART + year if match["part"] or match["same"] else year,
            )
        for match in re.finditer(_THAN_A_VALUE, text):  # 高于2021年的299天 bounds nothing
            yield token_of(Kind.FILLER, match)
        for match in re.finditer("环比|[与较比]上月", text):
            yield replace(token_of(Kind.BASE, match), period=MONTH_BEFORE)
        for match in re.finditer("[与较比](?:去年|上年|上一年度?)(?:度|同期)?|同比|较同期", text):
            yield replace(token_of(Kind.BASE, match), period=YEAR_BEFORE)
        for match in self._change.finditer(text):
            way = match["way"]
            sign = -1 if way in v.REDUCED.split("|") or way.startswith("降") else 1
            better = way in v.BETTER.split("|") if way in _BY_WORTH else None
            value = sign * _decimal(match["number"])
            unit = "个百分点" if match["unit"] == "个" and _points(match) else match["unit"]
            yield replace(token_of(Kind.CHANGE, match), value=value, unit=unit, better=better)
        for match in re.finditer(_LEVEL, text):
            yield replace(token_of(Kind.CHANGE, match), value=Decimal(0))
        for match in self._more.finditer(text):
            sign = 1 if match["way"] in "多高" else -1
            value = sign * _decimal(match["number"])
            yield replace(token_of(Kind.CHANGE, match), value=value, unit=match["unit"])

    def _mentions(self, text: str) -> Iterator[Token]:
        kinds = self._kinds_of_place(text)
        masked = list(text)
        for kind in kinds:  # 设市城市 | 机械化清扫率, not 设市 | 城市机械化清扫率
            masked[kind.start() : kind.end()] = "\0" * len(kind[0])
        for start, end, indicator in self._context.names.find("".join(masked)):
            yield Token(Kind.INDICATOR, start, end, text[start:end], indicator=indicator)
        for match in kinds:
            yield replace(token_of(Kind.PLACE, match), place=self._context.own, reason="kind")
        for match in self._place.finditer(text):
            place = self._context.match(match["own"] or match[0]).place
            yield replace(token_of(Kind.PLACE if place else Kind.UNCODED_PLACE, match), place=place)

    def _counts_of_places(self, text: str) -> Iterator[Token]:
        """
        Yield the 3县市 of 甲县、乙县和丙市3县市, which adds nothing to its list.

        Where the list has more names or fewer, no one can tell which places are meant.
        """
        starts = {match.end(): match.start() for match in self._place.finditer(text)}
        for match in _COUNTED_PLACES.finditer(text):
            end, listed = match.start(), 0
            while end in starts:
                listed += 1
                end = starts[end] - 1
                end = end if end > 0 and text[end] in "、和及与" else -1
            count = match["count"]
            named = int(count) if count.isdigit() else v.COUNTS.index(count) + 1
            kind = Kind.FILLER if named == listed else Kind.UNCODED_PLACE
            if listed > 1 or (listed and kind == Kind.UNCODED_PLACE):
                yield replace(token_of(kind, match), reason="saying")

    def _kinds_of_place(self, text: str) -> list[re.Match[str]]:
        """Return the kinds of place that a prefecture's document names, outside of indicators."""
        own = self._context.own
        if own is None or own.level != Level.PREFECTURE or re.search("除.*外", text):
            return []
        free = FreeStretches(len(text))
        named = [n[:2] for n in self._context.names.find(text) if free.take(n.start, n.end)]
        return [
            kind
            for kind in re.finditer(v.KINDS_OF_PLACE, text)
            if not _is_within(kind.span(), named)
        ]

    def _periods(self, text: str) -> Iterator[Token]:
        for name, period in self._context.named_periods.items():
            for match in re.finditer(re.escape(name), text):
                yield replace(token_of(Kind.PERIOD, match), period=period)
        for start, end, period in find_periods(text):
            words = text[start:end]
            told = of_this_year(words, period, self._context.this_year) or years_in_a_row(text, end)
            yield Token(Kind.PERIOD, start, end, words, period=told)

    def _numbers(self, text: str) -> Iterator[Token]:
        for match in self._quantity.finditer(text):
            about = any(match[word] for word in ("before", "more", "after", "so"))
            value = _decimal(match["number"])
            unit = (match["scale"] or "") + match["unit"] + (match["rate"] or "")
            unit = unit.replace(" ", "")  # μg/m 3, of a page
            yield replace(token_of(Kind.QUANTITY, match), value=value, unit=unit, about=about)
        for match in re.finditer(_DIGITS, text):
            yield replace(token_of(Kind.NUMBER, match), value=_decimal(match[0]))


def _any_of(words: set[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, longest)) + ")"


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _points(match: re.Match[str]) -> bool:
    """Return whether the number's unit stands behind the next: 提高2.2个、3.5个百分点."""
    return re.match(r"[、和与]\d+(?:\.\d+)?个百分点", match.string[match.end() :]) is not None


def _relation(match: re.Match[str]) -> Comparator | None:
    """Return how a number stands to another year's; 优于 depends on what is better."""
    behind = comparator_of(match["suffix"] or "", SUFFIXES)
    return behind or comparator_of(match["way"], COMPARATORS)


def _is_within(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Return whether a stretch lies in one of others, which are in order and do not overlap."""
    before = bisect_right(others, span[0], key=lambda other: other[0])
    return before > 0 and span[1] <= others[before - 1][1]


def _long_runs(text: str) -> Iterator[Token]:
    for match in _NO_NUMBER.finditer(text):
        yield token_of(Kind.UNKNOWN, match)


def _filled(text: str, known: Sequence[Token]) -> Iterator[Token]:
    """Yield the known tokens and, between them, breaks and what is no known word."""
    position = 0
    text = _INSIDE.sub(r"“\1”", text)  # a bracket inside a word parts no clause: 气（电）化率
    for token in [*known, None]:
        end = token.start if token else len(text)
        for match in re.finditer(
            rf"[{re.escape(_BREAKS)}]+|[^{re.escape(_BREAKS)}]+", text[position:end]
        ):
            kind = Kind.BREAK if match[0][0] in _BREAKS else Kind.UNKNOWN
            if kind == Kind.BREAK or match[0].strip(_SKIPPED + "。！？"):
                yield Token(kind, position + match.start(), position + match.end(), match[0])
        if token:
            yield token
            position = token.end


def _stood(token: Token, closed_up: WithoutBlanks) -> Token:
    """Return a token of a text without blanks where it stood in the sentence."""
    start, end = closed_up.span(token.start, token.end)
    return replace(token, start=start, end=end)


def _started(tokens: list[Token]) -> list[Token]:
    """Return 15天减少到10天 as 由15天减少到10天."""
    started: list[Token] = []
    row = row_of(tokens)
    for n, token in enumerate(tokens):
        if _OLD_AND_NEW.match(row, n) and _REACHING.fullmatch(tokens[n + 1].text):
            listed = n > 0 and tokens[n - 1].kind == Kind.AND
            from_there = any(t.kind == Kind.FROM for t in tokens[max(0, n - 3) : n])
            if not listed and not from_there:
                started.append(Token(Kind.FROM, token.start, token.start, ""))
        started.append(token)
    return started


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """Return 木垒县（97.8%）、较上年（49天）、目标（38以下） without their brackets."""
    kept: list[Token] = []
    position = 0
    for match in _IN_BRACKETS.finditer(row_of(tokens)):
        opens, closes = tokens[match.start()], tokens[match.end() - 1]
        goes_on = closes.text == "，" and tokens[match.start() - 1].kind == Kind.PLACE
        if opens.text not in ("（", "(") or not (closes.text[0] in "）)" or goes_on):
            continue
        kept += [*tokens[position : match.start()], *tokens[slice(*match.span("inside"))]]
        behind = closes.text if goes_on else closes.text[1:]  # 阜康市（40微克/立方米，同比下降5%）
        kept += [replace(closes, start=closes.end - len(behind), text=behind)] * bool(behind)
        position = match.end()
    return [*kept, *tokens[position:]]


def _parts_of_places(tokens: list[Token]) -> list[Token]:
    """Make the kind in 呼图壁县县城 a part of that county rather than a kind of place."""
    return [
        replace(token, kind=Kind.PLACE_PART, place=None)
        if token.reason == "kind" and before and before.place
        else token
        for before, token in zip([None, *tokens], tokens, strict=False)
    ]


def _without_prefectures(tokens: list[Token]) -> list[Token]:
    """Leave the prefecture out of 昌吉州阜康市, which names the county alone, and of 昌吉州全州."""
    return [
        token
        for token, behind in zip_longest(tokens, tokens[1:])
        if not (
            token.place
            and token.place.level == Level.PREFECTURE
            and behind
            and behind.place
            and token.place.code in (behind.place.prefecture, behind.place.code)
        )
    ]


def _without_areas(tokens: list[Token]) -> list[Token]:
    """Leave the area out of 州西部的昌吉市, which names the county alone."""
    row = row_of(tokens)
    areas = {n for n in range(len(tokens)) if _AREA_OF.match(row, n) and tokens[n + 1].text == "的"}
    dropped = areas | {n + 1 for n in areas}
    return [token for n, token in enumerate(tokens) if n not in dropped]
