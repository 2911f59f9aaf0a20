"""
Sentences → figures.

A clause is read by the grammar or, where that does not cover it, as a phrase about something the
catalogue does not know. A number whose place, period or comparison the sentence leaves open gives
no figure but a reason: a figure that is missing can be typed in, a wrong one is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from aqmap.model.figures import Figure, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Mark, Passage
from aqmap.read.documents.context import Context
from aqmap.read.documents.document_head import letterhead, title_lines
from aqmap.read.documents.number_figures import key_in_block
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.discourse import Found, Said, Where
from aqmap.read.documents.prose.discourse_turns import go_on_listing
from aqmap.read.documents.prose.grammar import read_clauses
from aqmap.read.documents.prose.number_accounts import account
from aqmap.read.documents.prose.roles import dated
from aqmap.read.documents.prose.sentences import SentenceReader
from aqmap.read.documents.prose.tokenizer import Scanner
from aqmap.read.documents.prose.tokens import Token
from aqmap.read.formats.blocks import Paragraph
from aqmap.read.lexicon.dates import YEAR_BEFORE
from aqmap.workspace.places import Place

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_AHEAD = re.compile("目标|下一步|下步|打算|(?:工作)?计划$")
_SEASON = re.compile("(?:预警|响应)?期间|采暖[期季]|[春夏秋冬]季")
_NUMBERED = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])\s*"
)
_NAME = 16  # a longer first sentence says something
_LONGEST = 1000  # what has no full stop for so long is no sentence


@dataclass(frozen=True)
class ProseReading:
    """What a paragraph gave: its figures, and its text with what became of every number."""

    figures: tuple[Figure, ...]
    passage: Passage


class ProseReader:
    """Reads the paragraphs of one document, in order."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._scanner = Scanner(context)
        self._sentences = SentenceReader(context)

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
        default = self._under(paragraph.heading)
        period: str | None = self._context.period
        figures: list[Figure] = []
        marks: list[Mark] = []
        before = Said(period, default)
        topic = _topic(paragraph)
        for number, match in enumerate(_SENTENCE.finditer(paragraph.text), 1):
            locator = Locator.of(paragraph.place, f"sentence {number}", paragraph.at)
            state = Said(period, default, match[0], locator, opening=period, topic=topic)
            state.ahead = _AHEAD.search(paragraph.heading) is not None
            if len(match[0]) > _LONGEST:
                if any(map(str.isdigit, match[0])):
                    marks.append(Mark(*match.span(), reason="too_long"))
                default, period = None, None
                continue
            tokens = self._scanner.scan(match[0])
            state.default = self._default(tokens, default)
            parts = tokens and tokens[0].kind == "W"  # 其中, of what the sentence before told
            if parts:
                state.places = before.places
            if parts:
                state.period = before.period
                state.counted, state.last = before.counted, before.last
                state.indicator, state.indicator_said = before.indicator, before.indicator_said
            else:
                go_on_listing(tokens, before, state)
            self._sentences.read(tokens, state)
            named = [
                replace(found, figure=replace(found.figure, id=key_in_block(position)))
                for position, found in enumerate(self._told(state), earlier + len(figures))
            ]
            figures += [found.figure for found in named]
            marks += account(match[0], match.start(), tokens, named, state.left)
            period = self._carried_period(tokens, period)
            before = state
            if default and _begins_with_other_place(tokens, default[0]):
                default = None
        passage = Passage(paragraph.text, paragraph.at, tuple(marks))
        return ProseReading(tuple(figures), passage)

    def _under(self, heading: str) -> Where | None:
        """Return the place that numbers below a heading are of where they name none."""
        tokens = self._scanner.scan(heading)
        places = [token for token in tokens if token.kind in "PU"]
        own = self._context.own
        if all(token.place is not None and token.place == own for token in places):
            return (own, "") if own else None
        alone = _NUMBERED.sub("", heading).strip("：: ") == places[0].text
        if not alone and heading.endswith(("：", ":")):  # to whom it is sent: 各县市人民政府：
            return (own, "") if own else None
        return (places[0].place, places[0].text) if alone and places[0].place else None

    def _default(self, tokens: Sequence[Token], default: Where | None) -> Where | None:
        """Return the document's own place, unless the sentence speaks of another."""
        if default is None:
            return None
        for n, (token, behind) in enumerate(zip_longest(tokens, tokens[1:])):
            listed = token.kind == v.QUANTITY and behind and behind.text[:1] in ("（", "(")
            if token.kind == "W" or listed or _turns(tokens, n):  # now parts are named
                break
            if token.kind == "U" or (token.place and token.place != default[0]):
                return None if not _handed_down(tokens) else default
        return default

    def _told(self, state: Said) -> list[Found]:
        """Return what a sentence gave; a comparison that never ends is not understood."""
        if not state.baseline:
            return state.found
        kept = [found for found in state.found if found.figure.role != Role.BASELINE]
        for found in state.found:
            if found not in kept:
                state.left.setdefault(found.spans[0][0], "open")
        return kept

    def _carried_period(self, tokens: Sequence[Token], period: str | None) -> str | None:
        """
        Return the next sentence's period.

        Behind a plan's deadline it is the plan's own again; behind a report's cut-off, or another
        year, it is open.
        """
        own = self._context.period
        told = [
            dated(one.period, period, self._context) or (own if _SEASON.fullmatch(one.text) else "")
            for one in _periods_told(tokens)
        ]
        if self._context.kind == "plan" and own[:4].isdigit():
            told = [own if one.startswith(own[:4]) else one for one in told]
        if not told:
            return period
        return own if told[-1] == own else None


def title_place(paragraphs: Sequence[str], context: Context) -> str:
    """Return the code of the one place that the title names, or else the letterhead, or nothing."""
    scanner = Scanner(context)
    for lines in (title_lines(paragraphs), letterhead(paragraphs)):
        found = {
            token.place.code
            for line in lines
            for token in scanner.scan(line.translate(str.maketrans("", "", "《》")))
            if token.place
        }
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _topic(paragraph: Paragraph) -> str:
    """Return what a paragraph is about: its first words up to the full stop, or its heading."""
    first, stop, _ = paragraph.text.partition("。")
    named = _NUMBERED.sub("", first if stop else paragraph.heading).strip("：:。 ")
    return "" if len(named) > _NAME or re.search(r"[\d，,；;、]", named) else named


def _periods_told(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the periods of a sentence's numbers, not those that only bound or qualify something."""
    for n, clause in enumerate(read_clauses(tokens)):
        opens = n == 0 and clause.tokens[0].kind == v.PERIOD
        for before, token in zip((None, *clause.tokens), clause.tokens, strict=False):
            if token.kind != v.PERIOD or token.period == YEAR_BEFORE:
                continue
            started = before is not None and before.kind == "<"  # 由2020年的13台减至2台
            if not started and (opens or clause.holds("QNK")):
                yield token


def _turns(tokens: Sequence[Token], n: int) -> bool:
    """Return whether a clause opens here with a place, behind numbers that belong to no base."""
    before, here = ("".join(t.kind for t in part) for part in (tokens[:n], tokens[n : n + 2]))
    return here == v.BREAK + v.PLACE and re.match("[^B]*[QK]", before) is not None


def _handed_down(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "H" for token in tokens)


def _begins_with_other_place(tokens: Sequence[Token], own: Place) -> bool:
    first = next((t for t in tokens if t.kind not in (v.PERIOD, v.BREAK, "V", "M")), None)
    return first is not None and first.kind in "PU" and first.place != own
