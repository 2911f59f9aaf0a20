"""
Sentences → figures.

A clause is read by the grammar or, where that does not cover it, as a phrase about something the
catalogue does not know. A number whose place, period or comparison the sentence leaves open gives
no figure but a reason: a figure that is missing can be typed in, a wrong one is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from aqmap.model.figures import Figure, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Mark, Passage, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.document_head import letterhead, title_lines
from aqmap.read.documents.number_figures import key_in_block
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.discourse import Discourse, NamedPlace, TakenFigure
from aqmap.read.documents.prose.discourse_turns import go_on_listing
from aqmap.read.documents.prose.grammar import Clause, read_clauses
from aqmap.read.documents.prose.number_accounts import account_of_numbers
from aqmap.read.documents.prose.roles import with_year
from aqmap.read.documents.prose.sentences import SentenceReader
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokenizer import Tokenizer
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token
from aqmap.read.formats.blocks import Paragraph
from aqmap.read.lexicon.dates import YEAR_BEFORE
from aqmap.workspace.places import Place

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_AHEAD = re.compile("目标|下一步|下步|打算|(?:工作)?计划$")
_WITHOUT_DIGITS = re.compile(f"持平|{v.NOT_FINITE}")  # what else a sentence can state
_SEASON = re.compile("(?:预警|响应)?期间|采暖[期季]|[春夏秋冬]季")
_NUMBERED = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*"
)
_PLACE_OPENS = token_pattern("BREAK PLACE")
_NUMBER_BEFORE = token_pattern("((?! BASE).)* (QUANTITY|CHANGE)")
_WITHOUT_TITLE_MARKS = str.maketrans("", "", "《》")
_NAME = 16  # a longer first sentence says something
_LONGEST = 1000  # what has no full stop for so long is no sentence


@dataclass(frozen=True)
class ProseReading:
    """What a paragraph gave: its figures, and its text with what became of every number."""

    figures: tuple[Figure, ...]
    passage: Passage
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)


class ProseReader:
    """Reads the paragraphs of one document, in order."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tokenizer = Tokenizer(context)
        self._sentences = SentenceReader(context)
        self._places_under: dict[str, NamedPlace | None] = {}

    def read(self, paragraph: Paragraph, earlier: int = 0) -> ProseReading:
        """
        Read the figures of a paragraph.

        Parameters
        ----------
        paragraph
            With its article, for the locators, and the heading above it.
        earlier
            How many figures its block, a table with sentences, gave before it.

        Returns
        -------
        reading
            Figures in reading order. A plan's numbers are targets; a report's are measured, but
            for those it calls a target, and those of an earlier year it compares with, which are
            baselines. A change (−28.6 %) stands on the measured figure it is stated of. What the
            catalogue does not know has no indicator, but the words it is written in.
        """
        if not any(map(str.isdigit, paragraph.text)) and not _WITHOUT_DIGITS.search(paragraph.text):
            return ProseReading((), Passage(paragraph.text, paragraph.at, ()))
        default = self._place_under(paragraph.heading)
        period: str | None = self._context.period
        figures: list[Figure] = []
        marks: list[Mark] = []
        before = Discourse(period, default)
        looks_ahead = _AHEAD.search(paragraph.heading) is not None
        topic = _topic(paragraph)
        for number, match in enumerate(_SENTENCE.finditer(paragraph.text), 1):
            if len(match[0]) > _LONGEST:
                if any(map(str.isdigit, match[0])):
                    marks.append(Mark(*match.span(), reason="too_long"))
                default, period = None, None
                continue
            sentence = self._tokenizer.tokenize(match[0])
            clauses = list(read_clauses(sentence.tokens))
            discourse = Discourse(
                period,
                self._default_place(sentence.tokens, default),
                sentence.text,
                sentence.plain,
                Locator.of(paragraph.place, f"sentence {number}", paragraph.at),
                opening_period=period,
                looks_ahead=looks_ahead,
                topic=topic,
            )
            _go_on(sentence.tokens, before, discourse)
            self._sentences.read(clauses, discourse)
            named = [
                replace(taken, figure=replace(taken.figure, id=key_in_block(position)))
                for position, taken in enumerate(_kept(discourse), earlier + len(figures))
            ]
            figures += [taken.figure for taken in named]
            marks += account_of_numbers(
                match[0], match.start(), sentence.tokens, named, discourse.left_out
            )
            period = self._carried_period(clauses, period)
            before = discourse
            if default and _begins_with_other_place(sentence.tokens, default[0]):
                default = None
        passage = Passage(paragraph.text, paragraph.at, tuple(marks))
        return ProseReading(tuple(figures), passage)

    def _place_under(self, heading: str) -> NamedPlace | None:
        """Return the place that numbers below a heading are of where they name none."""
        if heading not in self._places_under:  # many paragraphs stand below one heading
            self._places_under[heading] = self._place_of_heading(heading)
        return self._places_under[heading]

    def _place_of_heading(self, heading: str) -> NamedPlace | None:
        tokens = self._tokenizer.tokenize(heading).tokens
        places = [token for token in tokens if token.kind in PLACE_NAMES]
        own = self._context.own
        if all(token.place is not None and token.place == own for token in places):
            return (own, "") if own else None
        alone = _NUMBERED.sub("", heading).strip("：: ") == places[0].text
        if not alone and heading.endswith(("：", ":")):  # to whom it is sent: 各县市人民政府：
            return (own, "") if own else None
        return (places[0].place, places[0].text) if alone and places[0].place else None

    def _default_place(
        self, tokens: Sequence[Token], default: NamedPlace | None
    ) -> NamedPlace | None:
        """Return the place of numbers without one, unless the sentence speaks of another."""
        if default is None:
            return None
        row = row_of(tokens)
        for n, (token, behind) in enumerate(zip_longest(tokens, tokens[1:])):
            listed = token.kind == Kind.QUANTITY and behind and behind.text[:1] in ("（", "(")
            if token.kind == Kind.OF_WHICH or listed or _turns_to_place(row, n):
                break  # now parts are named
            other = token.place and token.place != default[0]
            if token.kind == Kind.UNCODED_PLACE or other:
                handed_down = any(token.kind == Kind.HANDED_DOWN for token in tokens)
                return default if handed_down else None
        return default

    def _carried_period(self, clauses: Sequence[Clause], period: str | None) -> str | None:
        """
        Return the next sentence's period.

        Behind a plan's deadline it is the plan's own again; behind a report's cut-off, or another
        year, it is open.
        """
        document_period = self._context.period
        periods = []
        for token in _periods_of_numbers(clauses):
            season = document_period if _SEASON.fullmatch(token.text) else ""
            periods.append(with_year(token.period, period, self._context) or season)
        if not periods:
            return period
        last = periods[-1]
        if self._context.kind == "plan" and document_period[:4].isdigit():
            last = document_period if last.startswith(document_period[:4]) else last
        return document_period if last == document_period else None


def title_place(paragraphs: Sequence[str], context: Context) -> str:
    """Return the code of the one place that the title names, or else the letterhead, or nothing."""
    tokenizer = Tokenizer(context)
    for lines in (title_lines(paragraphs), letterhead(paragraphs)):
        named = {
            token.place.code
            for line in lines
            for token in tokenizer.tokenize(line.translate(_WITHOUT_TITLE_MARKS)).tokens
            if token.place
        }
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""


def _go_on(tokens: Sequence[Token], before: Discourse, discourse: Discourse) -> None:
    """Let a sentence go on about the one before: its parts (其中), or a list of places."""
    if tokens and tokens[0].kind == Kind.OF_WHICH:
        discourse.places, discourse.period = before.places, before.period
        discourse.go_on_about(before)
    else:
        go_on_listing(tokens, before, discourse)


def _kept(discourse: Discourse) -> list[TakenFigure]:
    """Return what a sentence gave; a comparison that never ends is not understood."""
    if not discourse.baseline_period:
        return discourse.taken
    kept = [taken for taken in discourse.taken if taken.figure.role != Role.BASELINE]
    for taken in discourse.taken:
        if taken not in kept:
            discourse.left_out.setdefault(taken.spans[0][0], "open")
    return kept


def _topic(paragraph: Paragraph) -> str:
    """Return what a paragraph is about: its first words up to the full stop, or its heading."""
    first, stop, _ = paragraph.text.partition("。")
    named = _NUMBERED.sub("", first if stop else paragraph.heading).strip("：:。 ")
    return "" if len(named) > _NAME or re.search(r"[\d，,；;、]", named) else named


def _periods_of_numbers(clauses: Sequence[Clause]) -> Iterator[Token]:
    """Yield the periods of a sentence's numbers, not those that only bound or qualify something."""
    for n, clause in enumerate(clauses):
        opens = n == 0 and clause.tokens[0].kind == Kind.PERIOD
        if not opens and not clause.holds(Kind.QUANTITY, Kind.NUMBER, Kind.CHANGE):
            continue
        for before, token in zip((None, *clause.tokens), clause.tokens, strict=False):
            old = before is not None and before.kind == Kind.FROM  # 由2020年的13台减至2台
            if token.kind == Kind.PERIOD and token.period != YEAR_BEFORE and not old:
                yield token


def _turns_to_place(row: str, n: int) -> bool:
    """Return whether a clause opens here with a place, behind numbers that belong to no base."""
    return _PLACE_OPENS.match(row, n) is not None and _NUMBER_BEFORE.match(row, 0, n) is not None


def _begins_with_other_place(tokens: Sequence[Token], place: Place) -> bool:
    leading = (Kind.PERIOD, Kind.BREAK, Kind.FILLER, Kind.INTENT)
    first = next((token for token in tokens if token.kind not in leading), None)
    return first is not None and first.kind in PLACE_NAMES and first.place != place
