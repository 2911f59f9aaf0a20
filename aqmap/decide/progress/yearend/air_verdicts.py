"""The air's quality at year's end: judged by the join of the maps, by nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aqmap.decide.compare.join import join_layers
from aqmap.decide.compare.pick_figures import hold_unconfirmed
from aqmap.decide.progress.yearend.relative_targets import Baselines, targets_in_force
from aqmap.decide.progress.yearend.standing_steps import StandingSteps
from aqmap.errors import SpecError
from aqmap.model.dispatch.yearend.year_rows import Verdict, YearPart, YearRow
from aqmap.model.figures import Absence, Figure, Role
from aqmap.model.joined import JoinedRow, Status
from aqmap.model.periods import period_text
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.workspace import Region

_VERDICTS = {
    Status.MET: Verdict.MET,
    Status.NOT_MET: Verdict.NOT_MET,
    Status.NO_TASK: Verdict.NO_TASK,
    Status.NOT_DUE: Verdict.NOT_DUE,
    Status.REPORTED: Verdict.REPORTED,
    Status.NO_MEASUREMENT: Verdict.NO_MEASUREMENT,
}
_YEAR_OR_ALL = frozenset({"partial_year", "other_year"})
"""What a map may show beside a target, and a year's end does not count."""


def air_rows(
    year: int,
    plan: Sequence[str],
    figures: Sequence[Figure],
    *,
    indicators: Indicators,
    layers: Sequence[LayerSpec],
    region: Region,
    steps: StandingSteps,
) -> Iterator[YearRow]:
    """
    Yield what each target of the air comes to, by the layers' own rules.

    Of what a layer accepts for showing, part years, other years and third parties are left out.

    Parameters
    ----------
    year, plan
        The year, and the sources whose targets count.
    figures
        Targets and results, with their places.
    indicators, layers, region
        What is judged, by which rules, and of which places.
    steps
        Of the assessment.

    Raises
    ------
    SpecError
        If several sources speak and a layer names no winner.
    """
    targets = targets_in_force(hold_unconfirmed(figures), plan, year)
    of_air = [f for f in targets if f.indicator in indicators]
    of_air = [f for f in of_air if indicators[f.indicator].kind == "quality"]
    asked = {f.indicator for f in of_air if f.place in region.places}
    if not asked:
        return
    baselines = Baselines(figures)
    relative = {(f.place, f.indicator): f for f in of_air if f.absence == Absence.RELATIVE}
    others = [f for f in figures if f.role != Role.TARGET]
    known = [baselines.resolved(f) for f in of_air] + others
    for indicator in (i for i in indicators.values() if i.id in asked):
        layer = _layer(indicator, year, layers, region, plan)
        rows, faults = join_layers([layer], [region], known, indicators)
        if faults:
            raise SpecError(dict.fromkeys(faults))
        for row in rows:
            if row.target_figure or row.target_reason != "no_target":
                goal = relative.get((row.place, row.indicator))
                yield _year_row(row, goal, steps)


def _layer(
    indicator: Indicator,
    year: int,
    layers: Iterable[LayerSpec],
    region: Region,
    plan: Sequence[str],
) -> LayerSpec:
    """Return the layer whose rules judge an indicator, for this year and region alone."""
    drawn = [layer for layer in layers if layer.indicator == indicator.id]
    of_region = [layer for layer in drawn if region.id in layer.regions]
    of_year = [layer for layer in of_region if str(year) in layer.periods]
    plain = LayerSpec(
        id=indicator.id,
        indicator=indicator.id,
        periods=(str(year),),
        regions=(region.id,),
        views=("target", "measured"),
    )
    layer = next(iter(of_year or of_region), plain)
    accepted = tuple(kind for kind in layer.compare.accept if kind not in _YEAR_OR_ALL)
    # A resolved relative target is of its base's source: the plan's own order decides no more.
    sources = layer.sources.model_copy(update={"target": layer.sources.target or tuple(plan)})
    return layer.model_copy(
        update={
            "periods": (str(year),),
            "regions": (region.id,),
            "compare": layer.compare.model_copy(update={"accept": accepted}),
            "sources": sources,
            "accept_basis": (),
        }
    )


def _year_row(row: JoinedRow, relative: Figure | None, steps: StandingSteps) -> YearRow:
    reason = row.reason or Text("", "")
    verdict = _VERDICTS.get(row.status, Verdict.NOT_JUDGED)
    if relative is not None and row.target is None:
        verdict = Verdict.NO_BASELINE
        reason = text("yearend.reason.no_baseline", period=period_text(relative.baseline_period))
    elif verdict == Verdict.REPORTED:
        reason = text("yearend.reason.reported_air")
    elif relative is not None and row.target is not None:
        limit = f"{row.target:f}"
        resolved = text("yearend.reason.resolved", limit=limit, written=relative.value_written)
        reason = Text(
            *("；".join(filter(None, pair)) for pair in zip(reason, resolved, strict=True))
        )
    task = None if relative is not None else row.target
    written = relative.value_written if relative is not None else ""
    is_reported = verdict == Verdict.REPORTED
    return YearRow(
        part=YearPart.QUALITY,
        place=row.place,
        indicator=row.indicator,
        task=task,
        task_words=Text(written, written) if task is None else Text(*[f"{task:f}"] * 2),
        limit=row.target,
        reported=row.measured if is_reported else None,
        verified=None if is_reported else row.measured,
        verdict=verdict,
        reason=reason,
        remarks=row.qualifiers,
        steps=steps.of(row.place, row.indicator),
    )
