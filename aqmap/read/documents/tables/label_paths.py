"""What the labels over a column, or beside a row, say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aqmap.model.units import same_quantity
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.label import Label, merged
from aqmap.read.documents.tables.read_labels import Labels
from aqmap.read.lexicon.header_words import generic_unit, is_spanning
from aqmap.workspace.indicators import Indicator


def column_label(path: Sequence[Label], labels: Labels) -> Label:
    """Return what a column's labels say; a name below an indicator makes another."""
    path = [replace(label, name="") if label.derived else label for label in path]
    path = [label for n, label in enumerate(path) if not _spans(label, path[n + 1 :])]
    whole = merged(tuple(path))
    known = [label.indicator for label in path if label.indicator]
    if known:
        position = next(position for position, label in enumerate(path) if label.indicator)
        below = any(
            label.name and not repeats(label.name, known[0], whole.unit, labels.context)
            for label in path[position + 1 :]
        )
        part = whole.among and len(known) > 1 and known[0] == known[-1]
        name = " ".join(
            label.name or label.text for label in path[position:] if label.name or label.indicator
        )
        other = below or part
        return replace(whole, indicator=None, name=name) if other else replace(whole, name="")
    names = [label.name for label in path if label.name]
    counted = next(filter(None, map(generic_unit, names)), "") if len(names) > 1 else ""
    things = [name for name in names if generic_unit(name) is None] if counted else names
    for name in ("".join(things), *things[-1:]):
        indicator = labels.context.find_indicator(name, whole.unit or counted) if name else None
        if indicator is not None:
            return replace(whole, indicator=indicator, written=name, name="")
    return replace(whole, name=" ".join(filter(None, (whole.name, whole.condition))))


def _spans(label: Label, below: Sequence[Label]) -> bool:
    """Return whether a label only spans those below it, which tell their own years or roles."""
    says_something = label.is_place or label.indicator or label.role or label.period or label.unit
    below_tell = any(inner.period or inner.role for inner in below)
    return bool(below_tell and not says_something and is_spanning(label.text))


def row_label(path: Sequence[Label], labels: Labels) -> Label:
    """Return what the name of a row says; the names before it tell only what it leaves open."""
    if not path:
        return Label()
    *before, inner = path
    if inner.indicator or inner.is_place or not before:
        return inner
    if inner.derived:  # 同比 below an indicator
        return replace(merged((row_label(before, labels), replace(inner, name=""))), derived=True)
    if not inner.name:  # 目标, 完成 below an indicator
        return merged((row_label(before, labels), inner))
    outer, generic = row_label(before, labels), generic_unit(inner.name) is not None
    told = generic and outer.indicator is not None
    joined = before[-1].text + inner.name
    whole = None if told else labels.context.find_indicator(joined, inner.unit)
    if whole is None and generic:
        return replace(with_generic(outer, inner, labels.context), unit=inner.unit or outer.unit)
    return replace(inner, indicator=whole)


def with_generic(label: Label, number: Label, context: Context) -> Label:
    """Return what a label says beside one that names no more than a number: 造林 and 面积（亩）."""
    unit = number.unit or label.unit
    joined = " ".join(filter(None, (label.name or label.text, number.name)))
    if label.indicator:
        if repeats(number.name, label.indicator, unit, context):
            return label
        return replace(label, indicator=None, name=joined)
    indicator = context.find_indicator(label.name, unit) if label.name else None
    if indicator is not None:
        return replace(label, indicator=indicator, written=label.name, name="")
    neutral = not generic_unit(number.name)
    return label if neutral else replace(label, name=joined)


def repeats(name: str, indicator: Indicator, unit: str, context: Context) -> bool:
    """Return whether a name beside an indicator's only names the number: 浓度（微克/立方米）."""
    counted = generic_unit(name)
    if counted is None:
        return False
    unit_of_indicator = indicator.unit.zh
    fits = (
        not unit
        or context.indicators.same_unit(indicator, unit)
        or same_quantity(unit, unit_of_indicator)
    )
    return fits and (not counted or same_quantity(counted, unit_of_indicator))
