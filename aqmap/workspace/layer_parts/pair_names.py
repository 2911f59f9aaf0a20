"""What a sheet of two layers names: the other layer, with a view, a period, a region in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from aqmap.errors import Fault
from aqmap.workspace.layer_parts.pairs import Pair
from aqmap.workspace.layers import LayerSpec, OverlaySpec


def pair_faults(
    folder: Path, layers: Sequence[LayerSpec], overlays: Sequence[OverlaySpec]
) -> Iterator[Fault]:
    """Yield a fault for each pair that no sheet can show, with what there is to choose from."""
    by_id = {layer.id: layer for layer in layers}
    for layer in layers:
        file = folder / f"{layer.id}.toml"
        others = ", ".join(name for name in by_id if name != layer.id)
        seen: set[tuple[str, str, str, str]] = set()
        for number, pair in enumerate(layer.pair, 1):
            key = (pair.layer, pair.view, pair.with_view, pair.with_period)
            at = f"pair.{number}"
            if key in seen:
                yield Fault("pair_twice", file, at, found=pair.layer)
            seen.add(key)
            if pair.view not in layer.views:
                yield _no_view(file, f"{at}.view", layer, pair.view)
            if pair.layer == layer.id:
                yield Fault("pair_with_itself", file, f"{at}.with", found=pair.layer, known=others)
            elif pair.layer in by_id:
                yield from _of_two(file, at, pair, layer, by_id[pair.layer])
            else:
                code = "pair_overlay" if pair.layer in {o.id for o in overlays} else "pair_unknown"
                yield Fault(code, file, f"{at}.with", found=pair.layer, known=others)


def _of_two(file: Path, at: str, pair: Pair, layer: LayerSpec, other: LayerSpec) -> Iterator[Fault]:
    """Yield what two layers do not have in common."""
    if pair.with_view not in other.views:
        yield _no_view(file, f"{at}.with_view", other, pair.with_view)
    if not set(layer.regions) & set(other.regions):
        facts = {"own": ", ".join(layer.regions), "known": ", ".join(other.regions)}
        yield Fault("pair_regions", file, f"{at}.with", found=other.id, **facts)
    own = layer.print_periods or layer.periods
    known = ", ".join(other.periods)
    if pair.with_period and pair.with_period not in other.periods:
        yield Fault(
            "pair_period", file, f"{at}.with_period", found=pair.with_period, other=other.id,
            known=known,
        )  # fmt: skip
    elif not pair.with_period and not set(own) & set(other.periods):
        facts = {"own": ", ".join(own), "known": known}
        yield Fault("pair_periods", file, f"{at}.with", found=other.id, **facts)


def _no_view(file: Path, at: str, layer: LayerSpec, view: str) -> Fault:
    known = ", ".join(name for name in layer.views if name not in ("status", "progress"))
    return Fault("pair_view", file, at, found=view, other=layer.id, known=known)
