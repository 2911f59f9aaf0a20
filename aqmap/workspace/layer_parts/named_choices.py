"""Words that a layer's file chooses from."""

from __future__ import annotations

from typing import Literal

ViewName = Literal["target", "measured", "gap", "status", "progress"]
Palette = Literal["YlOrRd", "BuPu", "YlGnBu", "Greens", "cividis"]
