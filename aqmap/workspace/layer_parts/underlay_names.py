"""What the grids of a layer name: periods and views of the layer, each grid one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from aqmap.errors import Fault
from aqmap.workspace.layers import LayerSpec


def underlay_faults(folder: Path, layers: Sequence[LayerSpec]) -> Iterator[Fault]:
    """Yield a fault for each grid that would lie under no map, or with another under one."""
    for layer in layers:
        file, taken = folder / f"{layer.id}.toml", set[tuple[str, str]]()
        for number, underlay in enumerate(layer.underlay, 1):
            at = f"underlay.{number}" if len(layer.underlay) > 1 else "underlay"
            key = f"{at}.under" if underlay.under else f"{at}.period"
            for period in underlay.periods:
                if period not in layer.periods:
                    known = ", ".join(layer.periods)
                    yield Fault("underlay_period", file, key, found=period, known=known)
            for view in set(underlay.views) - set(layer.views):
                known = ", ".join(layer.views)
                yield Fault("underlay_view", file, f"{at}.views", found=view, known=known)
            spots = {(p, v) for p in underlay.periods for v in underlay.views or layer.views}
            for period, view in sorted(spots & taken):
                yield Fault("underlay_twice", file, at, found=period, view=view)
            taken |= spots
