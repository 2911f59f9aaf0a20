"""How one row gives its points: all or nothing, in proportion, or by steps."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from aqmap.model.periods import period_bounds
from aqmap.workspace.toml_schema import Spec


class ScoreStep(Spec):
    """
    How many points from a percentage on; of a cap by its rate, up to it.

    Attributes
    ----------
    percent
        Of the task, or of the drop that is asked for.
    points
        What it gives.
    """

    percent: Decimal = Field(ge=0, le=10_000)
    points: Decimal = Field(ge=0, le=10_000)


class RowScore(Spec):
    """
    How one row gives its points.

    Attributes
    ----------
    indicator
        Which row.
    points
        The most it can give.
    rule
        ``met``: all where its target is met, else none. ``proportional``: in proportion, at most
        all. ``stepped``: those of the best of `steps` that is reached.
    by
        The ``rate``: result over task. The ``drop``: how much better than `baseline` it is, over
        how much it was to be.
    baseline
        Of ``drop``: the period that it goes from.
    drop, share
        Of ``drop``: by how many per cent of the baseline's value it is to get better over all
        years, and which share of that, in per cent, is asked of this one. Without `drop` the task
        says how far.
    least
        Of ``proportional``: below this percentage it gives nothing.
    steps
        Of ``stepped``: from the best down.
    """

    indicator: str
    points: Annotated[Decimal, Field(gt=0, le=10_000)]
    rule: Literal["met", "proportional", "stepped"]
    by: Literal["rate", "drop"] = "rate"
    baseline: str = ""
    drop: Decimal | None = Field(default=None, gt=0, le=100)
    share: Decimal | None = Field(default=None, gt=0, le=100)
    least: Decimal | None = Field(default=None, ge=0, le=100)
    steps: tuple[ScoreStep, ...] = ()

    @field_validator("baseline")
    @classmethod
    def _is_a_period(cls, baseline: str) -> str:
        if baseline:
            try:
                period_bounds(baseline)
            except ValueError:
                raise ValueError("spec.period") from None
        return baseline

    @model_validator(mode="after")
    def _says_what_it_needs(self) -> RowScore:
        if (self.rule == "stepped") != bool(self.steps):
            raise ValueError("spec.scoring_steps")
        points = [step.points for step in self.steps]
        percents = [step.percent for step in self.steps]
        falls = all(a > b for a, b in pairwise(points))
        rising, falling = (
            all(a < b for a, b in pairwise(percents)),
            all(a > b for a, b in pairwise(percents)),
        )
        if not falls or not (rising or falling) or any(p > self.points for p in points):
            raise ValueError("spec.scoring_steps")
        is_of_drop = self.by == "drop"
        if is_of_drop != bool(self.baseline) or (is_of_drop and self.rule == "met"):
            raise ValueError("spec.scoring_drop")
        if (self.drop is None) != (self.share is None) or (self.drop and not is_of_drop):
            raise ValueError("spec.scoring_drop")
        if self.least is not None and self.rule != "proportional":
            raise ValueError("spec.scoring_least")
        return self

    @property
    def needs_higher(self) -> bool:
        """Whether it is in proportion to a rate, which only means something of more is better."""
        return self.rule == "proportional" and self.by == "rate"
