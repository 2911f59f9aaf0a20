"""
Sentences → figures.

A clause is read by a rule or, where none covers it, by the words around each of its numbers. A
number whose place, period or comparison the sentence leaves open gives no figure but a reason: a
figure that is missing can be typed in, a wrong one is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from aqmap.model.figures import Figure, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Mark, Passage, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.number_figures import key_in_block
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.claims.heading_scopes import (
    NUMBERED,
    HeadingScope,
    HeadingScopes,
)
from aqmap.read.documents.prose.claims.open_numbers import asked_along
from aqmap.read.documents.prose.claims.role_claims import doubted_alike
from aqmap.read.documents.prose.discourse import Discourse, NamedPlace, TakenFigure
from aqmap.read.documents.prose.discourse_turns import go_on
from aqmap.read.documents.prose.grammar import Clause, read_clauses
from aqmap.read.documents.prose.number_accounts import account_of_numbers
from aqmap.read.documents.prose.number_periods import with_year
from aqmap.read.documents.prose.sentences import SentenceReader
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokenizer import Tokenizer
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token
from aqmap.read.formats.blocks import Paragraph
from aqmap.read.lexicon.dates import BEFORE
from aqmap.workspace.places import Place

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_WITHOUT_DIGITS = re.compile(f"持平|{v.NOT_FINITE}")  # what else a sentence can state
_SEASON = re.compile("(?:预警|响应)?期间|采暖[期季]|[春夏秋冬]季")
_PLACE_OPENS = token_pattern("BREAK PLACE")
_NUMBER_BEFORE = token_pattern("((?! BASE).)* (QUANTITY|CHANGE)")
_YEARS = re.compile(r"\d{4}/\d{4}")
_BOUND = re.compile("^[到至]|[前底末]$")
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
        self._scopes = HeadingScopes(context, self._tokenizer)
        self._of_no_kind = context.role_ground.by == "nothing"  # neither a plan nor a report
        self._so_far: tuple[tuple[str, ...], str] = ((), "")  # part, its period within the year
        self._turned: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # part, its places

    def scope_under(self, headings: tuple[str, ...]) -> HeadingScope:
        """Return what holds below headings, the outermost first."""
        return self._scopes.under(headings)

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
        scope = self._scopes.under(paragraph.headings)
        default, candidates = self._default_under(paragraph, scope)
        period, ground = self._period_under(paragraph, scope)
        figures: list[TakenFigure] = []
        marks: list[Mark] = []
        before = Discourse(period, default)
        topic = _topic(paragraph)
        period_named = False
        for number, match in enumerate(_SENTENCE.finditer(paragraph.text), 1):
            if len(match[0]) > _LONGEST:
                if any(map(str.isdigit, match[0])):
                    marks.append(Mark(*match.span(), reason="too_long"))
                default, period = None, None
                continue
            sentence = self._tokenizer.tokenize(match[0])
            clauses = list(read_clauses(sentence.tokens))
            candidates = _candidates(sentence.tokens, candidates)
            discourse = Discourse(
                period,
                self._default_place(sentence.tokens, default),
                sentence.text,
                sentence.plain,
                Locator.of(paragraph.place, f"sentence {number}", paragraph.at),
                opening_period=period,
                period_ground=ground,
                heading_votes=scope.votes,
                candidates=candidates,
                topic=topic,
            )
            go_on(sentence.tokens, before, discourse)
            self._sentences.read(clauses, discourse)
            kept = self._figures_of(discourse)
            named = [
                replace(taken, figure=replace(taken.figure, id=key_in_block(position)))
                for position, taken in enumerate(kept, earlier + len(figures))
            ]
            figures += named
            marks += account_of_numbers(
                match[0], match.start(), sentence.tokens, named, discourse.left_out
            )
            period, ground = self._carried_period(clauses, period, ground, scope)
            before = discourse
            period_named = period_named or discourse.period_named
            if scope.place and _begins_with_own_place(sentence.tokens, scope.place.place):
                default, self._turned = scope.place.named_before(), ((), ())
            elif default and _begins_with_other_place(sentence.tokens, default.place):
                default, self._turned = None, (_part_of(paragraph), candidates)
        if period != scope.period:
            self._so_far = (_part_of(paragraph), period or "")
        elif period_named:
            self._so_far = ((), "")
        return ProseReading(
            tuple(taken.figure for taken in figures),
            Passage(paragraph.text, paragraph.at, tuple(marks)),
            {taken.figure.id: taken.reasons for taken in figures},
        )

    def _figures_of(self, discourse: Discourse) -> list[TakenFigure]:
        """Return what a sentence gave, in order, with what is asked of each."""
        told = asked_along(doubted_alike(_kept(discourse)), self._context.answers)
        asked = discourse.asked
        return sorted([*told, *asked], key=lambda one: one.spans[0][0]) if asked else told

    def _period_under(self, paragraph: Paragraph, scope: HeadingScope) -> tuple[str | None, Reason]:
        """
        Return the period that a paragraph begins with, and how it is known.

        A paragraph before it that told of a part of the year (截至9月18日) leaves open whether this
        one still does.
        """
        part, so_far = self._so_far
        own = scope.period or ""
        in_year = so_far[:4] == own and part == _part_of(paragraph)
        if self._context.kind == "plan" or not in_year:
            return scope.period, scope.period_ground
        return so_far, Reason("period", Known.ASSUMED, "nearest", "", (own,))

    def _default_under(
        self, paragraph: Paragraph, scope: HeadingScope
    ) -> tuple[NamedPlace | None, tuple[str, ...]]:
        """Return the place that a paragraph begins with; open behind one about another place."""
        part, candidates = self._turned
        if candidates and part == _part_of(paragraph):
            return None, candidates
        return scope.place, scope.candidates

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
            other = token.place and token.place != default.place
            if token.kind == Kind.UNCODED_PLACE or other:
                handed_down = any(token.kind == Kind.HANDED_DOWN for token in tokens)
                return default if handed_down else None
        return default

    def _carried_period(
        self,
        clauses: Sequence[Clause],
        period: str | None,
        ground: Reason,
        scope: HeadingScope,
    ) -> tuple[str | None, Reason]:
        """
        Return the next sentence's period, and how it is known.

        Behind a plan's deadline it is the plan's own again. Behind a period of a report's own year
        that opens its sentence it stays that; behind any other, it is open.
        """
        own = scope.period
        periods = []
        tokens = list(_periods_of_numbers(clauses))
        for token in tokens:
            season = own if own and _SEASON.fullmatch(token.text) else ""
            periods.append(with_year(token.period, period, self._context) or season)
        if not periods:
            return period, ground
        last = periods[-1]
        if own is None:
            return None, ground
        if self._context.kind == "plan" and not self._of_no_kind and own[:4].isdigit():
            last = own if last.startswith(own[:4]) else last
        said_before = Reason("period", Known.CARRIED, "before", tokens[-1].text)
        if last == own:
            named = any(token.period[:4] == own[:4] for token in tokens)
            return own, said_before if named else scope.period_ground
        opens = clauses[0].tokens[0] is tokens[-1]
        bound = self._of_no_kind and _BOUND.search(tokens[-1].text)
        if opens and last and not bound and self._goes_on(last, scope):
            return last, said_before
        return None, ground

    def _goes_on(self, period: str, scope: HeadingScope) -> bool:
        """Return whether a period that opens a sentence holds for the next: one of its own year."""
        context = self._context
        if _YEARS.fullmatch(period):  # 2021—2023年 is told of one thing
            return False
        tells_of_several_years = context.role_ground.known == Known.ASSUMED
        same_year = scope.period is not None and period[:4] == scope.period[:4]
        if self._of_no_kind:
            return same_year
        return context.kind == "report" and (same_year or tells_of_several_years)


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
    for words in (first if stop else "", paragraph.heading):
        named = NUMBERED.sub("", words).strip("：:。 【】")
        if named and len(named) <= _NAME and not re.search(r"[\d，,；;、]", named):
            return named
    return ""


def _part_of(paragraph: Paragraph) -> tuple[str, ...]:
    """Return the part of its document that a paragraph stands in: an article below headings."""
    return (*paragraph.headings, *Locator(paragraph.place).written[:1])


def _candidates(tokens: Sequence[Token], before: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that a number without a place may be of: those named last come first."""
    named = [token.place.code for token in reversed(tokens) if token.place]
    return tuple(dict.fromkeys((*named, *before)))


def _periods_of_numbers(clauses: Sequence[Clause]) -> Iterator[Token]:
    """Yield the periods of a sentence's numbers, not those that only bound or qualify something."""
    for n, clause in enumerate(clauses):
        opens = n == 0 and clause.tokens[0].kind == Kind.PERIOD
        if not opens and not clause.holds(Kind.QUANTITY, Kind.NUMBER, Kind.CHANGE):
            continue
        for before, token in zip((None, *clause.tokens), clause.tokens, strict=False):
            old = before is not None and before.kind == Kind.FROM  # 由2020年的13台减至2台
            if token.kind == Kind.PERIOD and token.period not in BEFORE and not old:
                yield token


def _turns_to_place(row: str, n: int) -> bool:
    """Return whether a clause opens here with a place, behind numbers that belong to no base."""
    return _PLACE_OPENS.match(row, n) is not None and _NUMBER_BEFORE.match(row, 0, n) is not None


def _begins_with_own_place(tokens: Sequence[Token], place: Place | None) -> bool:
    first = _first_words(tokens)
    return first is not None and first.place is not None and first.place == place


def _begins_with_other_place(tokens: Sequence[Token], place: Place | None) -> bool:
    first = _first_words(tokens)
    return first is not None and first.kind in PLACE_NAMES and first.place != place


def _first_words(tokens: Sequence[Token]) -> Token | None:
    leading = (Kind.PERIOD, Kind.BREAK, Kind.FILLER, Kind.INTENT)
    return next((token for token in tokens if token.kind not in leading), None)
