"""The score of each place: rows, parts, what they come to, bonus, deduction, veto, grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from aqmap.decide.progress.yearend.relative_targets import Baselines
from aqmap.decide.progress.yearend.row_points import plain, row_line
from aqmap.model.dispatch.yearend.score_rows import LineKind, PlaceScore, ScoreLine
from aqmap.model.dispatch.yearend.year_rows import VERDICTS, Verdict, YearRow, YearTable
from aqmap.model.periods import period_text
from aqmap.model.rounding import half_even
from aqmap.words import Text, listed, text
from aqmap.workspace.dispatch.scoring import Extra, PartScore, ReadScoring, Scoring, Veto
from aqmap.workspace.indicators import Indicators

PARTS = ("quality", "tasks")
_NOTHING = Text("", "")


@dataclass
class _Account:
    """What a place's points come to so far; an undecided veto leaves a part without a score."""

    parts: dict[str, Fraction | None]
    undecided: list[Text]
    zero_total: bool = False
    grades: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scorer:
    """
    Scores places by the office's rules, exactly.

    Attributes
    ----------
    read
        ``scoring.toml``, and the codes of the places that it names.
    indicators, baselines
        What rows count, and values of earlier years.
    """

    read: ReadScoring
    indicators: Indicators
    baselines: Baselines

    def scores(self, table: YearTable, places: Sequence[str]) -> tuple[PlaceScore, ...]:
        """Return the score of each place, in their order; a score may be none, with its reason."""
        rows = {(row.place, row.indicator): row for row in table.rows}
        of_year = {row.place for row in table.rows}
        return tuple(self._score(place, rows) for place in places if place in of_year)

    def _score(self, place: str, rows: Mapping[tuple[str, str], YearRow]) -> PlaceScore:
        scoring = self.read.scoring
        lines = list(self._row_lines(place, rows))
        parts = {
            name: _part_points(of_part, [line for line in lines if line.part == name])
            for name in PARTS
            if (of_part := getattr(scoring, name)) is not None
        }
        account = _Account(dict(parts), [])
        lines += self._vetoes(place, rows, account)
        rule = self._rule(place)
        combined = _combined(scoring, rule, account.parts)
        bonus, bonus_lines = self._extras(place, "bonus", scoring.bonus)
        deduction, deduction_lines = self._extras(place, "deduction", scoring.deduction)
        total = None
        if combined is not None and not account.undecided:
            total = _bounded(scoring, combined + bonus - deduction)
            total = Fraction(0) if account.zero_total else total
        return PlaceScore(
            place=place,
            lines=(*lines, *bonus_lines, *deduction_lines),
            appealed=tuple(self._appealed(place, rows)),
            quality=parts.get("quality"),
            tasks=parts.get("tasks"),
            combined=combined,
            rule=rule_words(scoring, rule),
            total=total,
            grade=None if total is None else _grade(scoring, total, account.grades),
            reason=_NOTHING if total is not None else self._why_none(rule, account),
        )

    def _rule(self, place: str) -> str:
        total = self.read.scoring.total
        own = {self.read.places[name]: rule for name, rule in total.places.items()}
        return own.get(place, total.rule)

    def _row_lines(
        self, place: str, rows: Mapping[tuple[str, str], YearRow]
    ) -> Iterator[ScoreLine]:
        for name in PARTS:
            of_part: PartScore | None = getattr(self.read.scoring, name)
            for rule in of_part.rows if of_part else ():
                row = rows.get((place, rule.indicator))
                assert of_part is not None  # noqa: S101 - it has rows
                indicator = self.indicators[rule.indicator]
                yield row_line(
                    name,
                    rule,
                    row,
                    of_part=of_part,
                    indicator=indicator,
                    baselines=self.baselines,
                )

    def _appealed(self, place: str, rows: Mapping[tuple[str, str], YearRow]) -> Iterator[Text]:
        """Yield the names of the rows, scored or of a veto, whose appeal nobody has decided."""
        scoring = self.read.scoring
        parts = [of_part for name in PARTS if (of_part := getattr(scoring, name)) is not None]
        scored = [rule.indicator for of_part in parts for rule in of_part.rows]
        scored += [veto.indicator for veto in scoring.veto if veto.indicator]
        for indicator in dict.fromkeys(scored):
            row = rows.get((place, indicator))
            if row is not None and row.open_appeal is not None:
                yield self.indicators[indicator].label

    def _extras(
        self, place: str, name: str, extras: Sequence[Extra]
    ) -> tuple[Fraction, list[ScoreLine]]:
        """Return what a place's bonuses or deductions come to, with their lines."""
        earned = [e for e in extras if place in {self.read.places[p] for p in e.places}]
        points = sum((Fraction(extra.points) for extra in earned), Fraction(0))
        most: Decimal | None = getattr(self.read.scoring.total, f"{name}_most")
        sign = 1 if name == "bonus" else -1
        lines = [
            ScoreLine(
                kind=LineKind(name),
                part="",
                name=extra.name,
                rule=text(f"yearend.score.{name}", points=plain(extra.points)),
                value=Text(extra.document, extra.document),
                points=sign * Fraction(extra.points),
            )
            for extra in earned
        ]
        if most is not None and points > Fraction(most):
            lines.append(
                ScoreLine(
                    kind=LineKind(name),
                    part="",
                    name=text(f"yearend.score.{name}_most"),
                    rule=text("yearend.score.at_most", points=plain(most)),
                    value=_NOTHING,
                    points=sign * (Fraction(most) - points),
                )
            )
            points = Fraction(most)
        return points, lines

    def _vetoes(
        self, place: str, rows: Mapping[tuple[str, str], YearRow], account: _Account
    ) -> Iterator[ScoreLine]:
        """Yield the vetoes that hold, or cannot be decided; what they take is taken."""
        for veto in self.read.scoring.veto:
            holds, value = self._holds(veto, place, rows)
            if holds is False:
                continue
            if holds is None and veto.zeroes in (None, "total", *_needed(self._rule(place))):
                account.undecided.append(text("yearend.score.undecided", name=veto.name))
            elif holds:
                _apply(veto, account)
            yield ScoreLine(
                kind=LineKind.VETO,
                part=veto.zeroes or "",
                name=veto.name,
                rule=_veto_words(veto),
                value=value,
                reason=text("yearend.score.veto" if holds else "yearend.score.veto_open"),
            )

    def _holds(
        self, veto: Veto, place: str, rows: Mapping[tuple[str, str], YearRow]
    ) -> tuple[bool | None, Text]:
        """Return whether a veto holds, with its value; none where that cannot be decided."""
        if veto.places:
            named = place in {self.read.places[name] for name in veto.places}
            return named, Text(veto.document, veto.document)
        row = rows.get((place, veto.indicator))
        if row is None or row.verdict == Verdict.NO_TASK:
            return False, _NOTHING
        if veto.when == "not_met":
            if row.verdict not in VERDICTS:
                return None, row.verdict.words
            return row.verdict == Verdict.NOT_MET, row.verdict.words
        base = self.baselines.of(place, veto.indicator, veto.over)
        if row.verified is None or base is None or base.value is None:
            lacking = row.verified is None
            period = period_text(veto.over)
            return None, row.reason if lacking else text(
                "yearend.reason.no_baseline", period=period
            )
        is_lower_better = self.indicators[veto.indicator].direction != "higher"
        is_worse = row.verified > base.value if is_lower_better else row.verified < base.value
        facts = {"value": f"{row.verified:f}", "base": f"{base.value:f}"}
        return is_worse, text("yearend.score.against", **facts)

    @staticmethod
    def _why_none(rule: str, account: _Account) -> Text:
        if account.undecided:
            return listed(account.undecided, "；")
        lacking = [text(f"yearend.part.{n}") for n in _needed(rule) if account.parts.get(n) is None]
        return text("yearend.score.part_unscored", parts=listed(lacking))


def _needed(rule: str) -> tuple[str, ...]:
    """Return the parts that a rule goes by."""
    return (rule,) if rule in PARTS else PARTS


def _part_points(of_part: PartScore, lines: Sequence[ScoreLine]) -> Fraction | None:
    """Return a part's points: rows that are left out leave theirs to the others."""
    scored = [line for line in lines if line.points is not None]
    if not scored or any(line.leaves_none for line in lines):
        return None
    full = sum((Fraction(line.full or 0) for line in scored), Fraction(0))
    points = sum((line.points or Fraction(0) for line in scored), Fraction(0))
    return points / full * Fraction(of_part.points)


def _apply(veto: Veto, account: _Account) -> None:
    if veto.zeroes == "total":
        account.zero_total = True
    elif veto.zeroes is not None and veto.zeroes in account.parts:
        account.parts[veto.zeroes] = Fraction(0)
    if veto.grade:
        account.grades = (*account.grades, veto.grade)


def _combined(scoring: Scoring, rule: str, parts: Mapping[str, Fraction | None]) -> Fraction | None:
    if rule in PARTS:
        return parts.get(rule)
    quality, tasks = (parts.get(name) for name in PARTS)
    if quality is None or tasks is None:
        return None
    if rule == "lower":
        return min(quality, tasks)
    if rule == "sum":
        return quality + tasks
    assert scoring.total.weights is not None  # noqa: S101 - checked when read
    weights = scoring.total.weights
    return (quality * Fraction(weights.quality) + tasks * Fraction(weights.tasks)) / 100


def _bounded(scoring: Scoring, total: Fraction) -> Fraction:
    bounds = scoring.total
    if bounds.most is not None:
        total = min(total, Fraction(bounds.most))
    if bounds.least is not None:
        total = max(total, Fraction(bounds.least))
    if bounds.decimals is not None:
        total = Fraction(half_even(total, bounds.decimals))
    return total


def _grade(scoring: Scoring, total: Fraction, vetoed: Sequence[str]) -> Text | None:
    """Return the grade of a total; a veto's grade is the best that is left."""
    if scoring.otherwise is None:
        return None
    reached = (grade.name for grade in scoring.grades if total >= Fraction(grade.at_least))
    names = [*(grade.name for grade in scoring.grades), scoring.otherwise]
    at = names.index(next(reached, scoring.otherwise))
    zh = [name.zh for name in names]
    return names[max([at, *(zh.index(name) for name in vetoed)])]


def rule_words(scoring: Scoring, rule: str) -> Text:
    """Return what the parts come to, in words."""
    weights = scoring.total.weights
    facts = {}
    if rule == "weighted" and weights is not None:
        facts = {"quality": plain(weights.quality), "tasks": plain(weights.tasks)}
    return text(f"yearend.combination.{rule}", **facts)


def _veto_words(veto: Veto) -> Text:
    effects = []
    if veto.zeroes is not None:
        part = text(f"yearend.part.{veto.zeroes}")
        effects.append(text("yearend.score.zeroes", part=part))
    if veto.grade:
        effects.append(text("yearend.score.sets_grade", grade=veto.grade))
    when = text("yearend.score.named")
    if veto.when == "rises":
        when = text("yearend.score.rises", period=period_text(veto.over))
    elif veto.when == "not_met":
        when = Verdict.NOT_MET.words
    return listed([when, *effects], "；")
