"""``scoring.toml``: how an office scores a year; without it there is no score at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from aqmap.errors import Fault, SpecError
from aqmap.model.periods import period_bounds
from aqmap.words import Text, listed
from aqmap.workspace.dispatch.score_rules import RowScore
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml
from aqmap.workspace.workspace import Region, Workspace

FILE = "scoring.toml"
Points = Annotated[Decimal, Field(gt=0, le=10_000)]
Combination = Literal["lower", "quality", "tasks", "weighted", "sum"]
PartName = Literal["quality", "tasks"]


class PartScore(Spec):
    """
    Quality or tasks.

    Attributes
    ----------
    points
        What all its rows give together.
    without_task
        What a row gives where a place has no task in it: it is ``left_out`` and the others stand
        for all points, or gives ``full`` or ``zero``.
    unjudged
        The same where it comes to no verdict; ``no_score`` leaves the whole part without one.
    rows
        Its rows.
    """

    points: Points
    without_task: Literal["left_out", "full", "zero"]
    unjudged: Literal["left_out", "zero", "no_score"]
    rows: tuple[RowScore, ...] = Field(min_length=1, max_length=500)

    @model_validator(mode="after")
    def _adds_up(self) -> PartScore:
        if sum(row.points for row in self.rows) != self.points:
            raise ValueError("spec.scoring_sum")
        if len({row.indicator for row in self.rows}) < len(self.rows):
            raise ValueError("spec.scoring_twice")
        return self


class Weights(Spec):
    """What each part counts, in per cent."""

    quality: Decimal = Field(ge=0, le=100)
    tasks: Decimal = Field(ge=0, le=100)

    @model_validator(mode="after")
    def _are_a_whole(self) -> Weights:
        if self.quality + self.tasks != 100:
            raise ValueError("spec.scoring_weights")
        return self


class Total(Spec):
    """
    What the parts come to.

    Attributes
    ----------
    rule
        The ``lower`` of both, one of them alone, both ``weighted``, or their ``sum``.
    weights
        Of ``weighted``.
    places
        Places with another rule.
    most, least
        Bounds of the total; none where nothing is said.
    bonus_most, deduction_most
        How much all bonuses, and all deductions, of a place can come to.
    decimals
        To which the total is rounded before it is graded, half to even; without it, not at all.
    """

    rule: Combination
    weights: Weights | None = None
    places: dict[str, Combination] = Field(default_factory=dict)
    most: Decimal | None = None
    least: Decimal | None = None
    bonus_most: Points | None = None
    deduction_most: Points | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> Total:
        if ("weighted" in self.rules) != (self.weights is not None):
            raise ValueError("spec.scoring_weighted")
        if self.most is not None and self.least is not None and self.least >= self.most:
            raise ValueError("spec.scoring_bounds")
        return self

    @property
    def rules(self) -> frozenset[str]:
        """Every rule that some place has."""
        return frozenset((self.rule, *self.places.values()))


class Extra(Spec):
    """
    Points that a document adds to places, or takes from them.

    Attributes
    ----------
    name, points
        What for, and how many.
    places
        Which places have earned it.
    document
        Which document says so.
    """

    name: BilingualText
    points: Points
    places: tuple[str, ...] = Field(min_length=1)
    document: str = Field(min_length=1)


class Veto(Spec):
    """
    What takes points away whole.

    Attributes
    ----------
    name
        What for.
    places, document
        Which places a document names; or else
    indicator, when
        In which row what happens: its value ``rises`` (or gets worse) over that of `over`, or its
        target is ``not_met``.
    over
        The period that it must not be worse than.
    zeroes
        What is then 0.
    grade
        Which grade the place then has, at best.
    """

    name: BilingualText
    places: tuple[str, ...] = ()
    document: str = ""
    indicator: str = ""
    when: Literal["rises", "not_met"] | None = None
    over: str = ""
    zeroes: Literal["quality", "tasks", "total"] | None = None
    grade: str = ""

    @field_validator("over")
    @classmethod
    def _is_a_period(cls, over: str) -> str:
        if over:
            try:
                period_bounds(over)
            except ValueError:
                raise ValueError("spec.period") from None
        return over

    @model_validator(mode="after")
    def _says_when_and_what(self) -> Veto:
        by_document = bool(self.places) and bool(self.document) and not self.indicator
        by_row = bool(self.indicator) and self.when is not None and not self.places
        if by_document == by_row or (self.when == "rises") != bool(self.over):
            raise ValueError("spec.scoring_veto_when")
        if self.zeroes is None and not self.grade:
            raise ValueError("spec.scoring_veto_what")
        return self


class Grade(Spec):
    """A grade, and from how many points on."""

    at_least: Decimal
    name: BilingualText


class Scoring(Spec):
    """
    What ``scoring.toml`` says.

    Attributes
    ----------
    document
        What orders this way of scoring.
    quality, tasks
        The parts; one may be missing.
    total
        What they come to.
    bonus, deduction, veto
        What is added, taken, or taken whole.
    grades
        From the best down.
    otherwise
        The grade below the last.
    """

    document: str = Field(min_length=1)
    quality: PartScore | None = None
    tasks: PartScore | None = None
    total: Total
    bonus: tuple[Extra, ...] = ()
    deduction: tuple[Extra, ...] = ()
    veto: tuple[Veto, ...] = ()
    grades: tuple[Grade, ...] = ()
    otherwise: BilingualText | None = Field(default=None, validate_default=True)

    @field_validator("grades")
    @classmethod
    def _fall(cls, grades: tuple[Grade, ...]) -> tuple[Grade, ...]:
        if not all(a.at_least > b.at_least for a, b in pairwise(grades)):
            raise ValueError("spec.scoring_grades")
        return grades

    @field_validator("otherwise")
    @classmethod
    def _stands_below_grades(cls, otherwise: Text | None, checked: ValidationInfo) -> Text | None:
        if "grades" in checked.data and bool(checked.data["grades"]) != (otherwise is not None):
            raise ValueError("spec.scoring_otherwise")
        return otherwise

    @field_validator("total")
    @classmethod
    def _has_its_parts(cls, total: Total, checked: ValidationInfo) -> Total:
        parts = {name for name in ("quality", "tasks") if checked.data.get(name, "unfit")}
        both = {"quality", "tasks"}
        needed = both if total.rules - both else total.rules
        if not needed <= parts:
            raise ValueError("spec.scoring_parts")
        return total

    @property
    def grade_names(self) -> list[str]:
        """The names of the grades, from the best down."""
        last = [self.otherwise.zh] if self.otherwise else []
        return [*(grade.name.zh for grade in self.grades), *last]


@dataclass(frozen=True)
class ReadScoring:
    """
    A ``scoring.toml`` whose names all mean something.

    Attributes
    ----------
    scoring
        What it says.
    places
        By name as it is written there, the place's code.
    """

    scoring: Scoring
    places: dict[str, str]


def read_scoring(workspace: Workspace, region: Region) -> ReadScoring | None:
    """
    Read a workspace's ``scoring.toml``; none where there is none, and then there is no score.

    Raises
    ------
    SpecError
        With every mistake in it, each with its key, and every name that it uses and nothing
        defines.
    """
    path = workspace.folder / FILE
    if not path.exists():
        return None
    scoring = check_spec(Scoring, read_toml(path), file=path)
    codes: dict[str, str] = {}
    faults = [
        *_row_faults(scoring, workspace, path),
        *_place_faults(scoring, workspace, region, path, codes),
    ]
    if faults:
        raise SpecError(faults)
    return ReadScoring(scoring, codes)


def _row_faults(scoring: Scoring, workspace: Workspace, path: Path) -> Iterator[Fault]:
    for part in ("quality", "tasks"):
        of_part: PartScore | None = getattr(scoring, part)
        for number, row in enumerate(of_part.rows if of_part else (), 1):
            key = f"{part}.rows.{number}"
            indicator = workspace.indicators.get(row.indicator)
            if indicator is None:
                yield Fault("undefined_name", path, f"{key}.indicator", found=row.indicator)
            elif (indicator.kind == "quality") != (part == "quality"):
                yield Fault("scoring_part", path, f"{key}.indicator", found=indicator.name)
            elif row.needs_higher and indicator.direction != "higher":
                yield Fault("scoring_direction", path, f"{key}.rule", found=indicator.name)
    for number, veto in enumerate(scoring.veto, 1):
        key = f"veto.{number}"
        if veto.indicator and veto.indicator not in workspace.indicators:
            yield Fault("undefined_name", path, f"{key}.indicator", found=veto.indicator)
        if veto.grade and veto.grade not in scoring.grade_names:
            yield Fault("undefined_name", path, f"{key}.grade", found=veto.grade)


def _place_faults(
    scoring: Scoring, workspace: Workspace, region: Region, path: Path, codes: dict[str, str]
) -> Iterator[Fault]:
    """Yield names that are no place of the region; the codes of the others are kept."""
    uses = [("total.places", name) for name in scoring.total.places]
    for key in ("bonus", "deduction", "veto"):
        for number, extra in enumerate(getattr(scoring, key), 1):
            uses += ((f"{key}.{number}.places", name) for name in extra.places)
    for key, name in uses:
        match = workspace.places.match(name)
        if match.place is None:
            nearest = listed(match.nearest or [p.name.zh for p in match.candidates])
            yield Fault("measure_place", path, key, found=name, nearest=nearest)
        elif match.place.code not in region.places:
            yield Fault("yearend_place", path, key, found=name, region=region.name)
        else:
            codes[name] = match.place.code
