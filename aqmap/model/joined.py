"""The joined table: one row a place, layer and period, with its status decided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from aqmap.words import Text


class Status(StrEnum):
    """What target and measurement come to; decided in ``decide.compare.join`` and nowhere else."""

    MET = "met"
    NOT_MET = "not_met"
    NO_TASK = "no_task"
    NOT_DUE = "not_due"
    REPORTED = "reported"
    NO_TARGET = "no_target"
    NO_MEASUREMENT = "no_measurement"
    NOT_COMPARABLE = "not_comparable"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedRow:
    """
    One place in one layer and period.

    Attributes
    ----------
    layer, period, region, place, indicator
        What the row is about.
    target_figure, measured_figure
        Ids of the figures that were chosen; empty where there is none.
    target, measured
        Their numbers, in the indicator's unit; none with a reason beside.
    target_reason, measured_reason
        Why there is no number: a reason's id of ``book.scales.REASONS``.
    indicative
        Whether the measured number misses the rule of validity, and the layer takes it all the
        same.
    satellite
        Whether the measured number is a satellite's, and the layer tells such apart.
    gap
        Measured less target; the measured number is rounded where the layer declares that.
    status
        What they come to.
    reason
        Why they could not be compared, where they could not.
    qualifiers
        What the layer accepted and what the sources add; follows the number everywhere.
    """

    layer: str
    period: str
    region: str
    place: str
    indicator: str
    target_figure: str = ""
    measured_figure: str = ""
    target: Decimal | None = None
    measured: Decimal | None = None
    target_reason: str = ""
    measured_reason: str = ""
    indicative: bool = False
    satellite: bool = False
    gap: Decimal | None = None
    status: Status
    reason: Text | None = None
    qualifiers: tuple[Text, ...] = ()
