"""A ready-made table of the catalogue for every indicator that it does not know yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from aqmap.model.figures import Figure
from aqmap.model.units import is_unit
from aqmap.workspace.indicators import fold
from aqmap.workspace.toml_schema import toml_text

_BRACKETED = re.compile(r"(?P<name>.+?)[(（](?P<inner>[^()（）]*)[)）]")
_HINT = "# {id}: complete en and theme; add direction, adds_up, counts, kind where they hold."


def unnamed_stubs(
    figures: Sequence[Figure], taken: Collection[str] = (), theme: str = "other"
) -> str:
    """
    Return TOML to paste into ``layers/indicators.toml``.

    Parameters
    ----------
    figures
        All of them; those with an indicator are passed over.
    taken
        Ids that the catalogue has: a stub takes another.
    theme
        Id of a theme that the workspace has.

    Returns
    -------
    stubs
        One table an indicator in reading order, under an id that says nothing (``indicator_1``);
        with it the row is known. Empty where every indicator is known.
    """
    unknown: dict[str, Figure] = {}
    for figure in figures:
        if not figure.indicator and figure.indicator_written:
            example = unknown.setdefault(fold(figure.indicator_written), figure)
            if not example.unit_written and figure.unit_written:
                unknown[fold(figure.indicator_written)] = figure
    ids = (f"indicator_{n}" for n in range(1, len(unknown) + len(taken) + 1))
    free = (name for name in ids if name not in taken)
    return "\n".join(
        _stub(name, figure, theme) for name, figure in zip(free, unknown.values(), strict=False)
    )


def _stub(name: str, figure: Figure, theme: str) -> str:
    written = figure.indicator_written
    bracketed = _BRACKETED.fullmatch(written)
    inner = unicodedata.normalize("NFKC", bracketed["inner"]) if bracketed else ""
    short = bracketed["name"] if bracketed and is_unit(inner) else written
    unit = figure.unit_written or "？"
    decimals = max(-int(figure.value.as_tuple().exponent), 0) if figure.value is not None else 0
    return "\n".join(
        (
            _HINT.format(id=name),
            f"[{name}]",
            f"name = {{ zh = {toml_text(short)}, en = {toml_text(short)} }}",
            f"aliases = [{toml_text(written)}]",
            f"unit = {{ zh = {toml_text(unit)}, en = {toml_text(unit)} }}",
            f"decimals = {decimals}",
            f"theme = {toml_text(theme)}",
            "",
        )
    )
