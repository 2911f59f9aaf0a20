"""Figures in words: what each says, and where it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from aqmap.model.figures import OFF_BY_DEFAULT, Absence, Basis, Dust, Figure, Quality, Role
from aqmap.model.periods import period_text
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.sources import Source


@dataclass(frozen=True, slots=True)
class FigureCard:
    """
    A figure in words: its number or absence, and where it is written.

    Attributes
    ----------
    figure
        The figure.
    indicator, theme, value_text, period, notices
        What is said of it.
    annex
        Its source's own name of its first table.
    """

    figure: Figure
    indicator: Text
    theme: str
    value_text: Text
    period: Text
    notices: tuple[Text, ...] = ()
    annex: Text | None = None

    @property
    def locator(self) -> Text:
        """Where it is written, in words."""
        return self.figure.locator.in_words(self.annex)


def figure_card(
    figure: Figure,
    indicators: Indicators,
    sources: Mapping[str, Source],
    remark: Text | None = None,
) -> FigureCard:
    """Return a figure in words, in both languages; a remark is said after what it says itself."""
    named = indicators.get(figure.indicator)
    name = named.label if named else Text(figure.indicator_written, figure.indicator_written)
    unit = named.unit if named else Text(figure.unit, figure.unit)
    source = sources.get(figure.source)
    is_no_task = named is not None and figure.role == Role.TARGET and named.is_no_task(figure.value)
    return FigureCard(
        figure,
        name,
        named.theme if named else "",
        text("reason.no_task") if is_no_task else _value_text(figure, unit),
        period_text(figure.period),
        (*_notices(figure, unit), *([remark] if remark else [])),
        source.annex if source else None,
    )


def number_text(number: Decimal, *, signed: bool = False) -> str:
    """Return a number as a reader sees it: its own decimals, a real minus, thousands apart."""
    written = f"{abs(number):,f}".replace(",", " ")
    sign = "−" if number < 0 else "+" if signed and number > 0 else ""
    return sign + written


def written_with_unit(figure: Figure) -> str:
    """Return the source's words for a figure, with its unit unless they hold it already."""
    unit = figure.unit_written
    return figure.value_written if unit in figure.value_written else figure.value_written + unit


def _value_text(figure: Figure, unit: Text) -> Text:
    if figure.value is not None:
        sign = text(f"comparator.{figure.comparator}") if figure.comparator else Text("", "")
        number = number_text(figure.value)
        if unit.zh == "%":
            return Text(f"{sign.zh}{number}%", f"{sign.en}{number}%")
        return Text(f"{sign.zh}{number}{_gap(unit.zh)}{unit.zh}", f"{sign.en}{number} {unit.en}")
    if figure.absence == "relative" and figure.change is not None:
        return _changed(figure, unit)
    if figure.absence == "relative" and figure.baseline_period:
        base = period_text(figure.baseline_period)
        return text(f"card.relative.{figure.comparator}", base=base)
    if figure.absence == "text":
        return Text(figure.value_written, figure.value_written)
    no_station = figure.absence == Absence.NO_STATION
    return text("reason.no_regional_data" if no_station else f"reason.{figure.absence}")


def _changed(figure: Figure, unit: Text) -> Text:
    """Return a stated change and what it is stated against, if the source says it."""
    if not figure.baseline_period:
        return text("card.change_only", change=_change(figure, unit))
    base = period_text(figure.baseline_period)
    return text("card.change", base=base, change=_change(figure, unit))


def _change(figure: Figure, unit: Text) -> Text:
    """Return a stated change with its unit, in the indicator's words where it is the same."""
    assert figure.change is not None  # noqa: S101 - only stated changes come here
    number = number_text(figure.change, signed=True)
    if figure.change_unit == unit.zh and unit.zh != "%":
        return Text(f"{number}{_gap(unit.zh)}{unit.zh}", f"{number} {unit.en}")
    return Text(number + figure.change_unit, number + figure.change_unit)


def _gap(unit: str) -> str:
    return " " if unit[:1].isascii() else ""


def _notices(figure: Figure, unit: Text) -> list[Text]:
    notices = [figure.to_confirm] if figure.confirm else []
    if figure.as_of:
        notices.append(text("qualifier.until", day=period_text(figure.as_of)))
    if figure.absence == Absence.NO_STATION:  # a fact of the national network, and no reason
        notices.append(text("reason.no_station"))
    if figure.value is not None and figure.change is not None:
        notices.append(_changed(figure, unit))
    if figure.remarks.zh:
        notices.append(figure.remarks)
    if figure.dust in (Dust.INCLUDED, Dust.DEDUCTED):
        notices.append(text(f"dust.{figure.dust}"))
    if figure.state is not None:
        notices.append(text(f"state.{figure.state}"))
    if figure.quality == Quality.INDICATIVE:
        notices.append(text("quality.indicative"))
    if figure.basis in OFF_BY_DEFAULT or figure.basis == Basis.SYNTHETIC:
        notices.append(text(f"notice.{figure.basis}"))
    return notices
