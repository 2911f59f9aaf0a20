"""matplotlib, loaded once and by its own settings: a file in the user's folder changes no map."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_SETTINGS_FILE = "matplotlibrc"
_NOT_DRAWING = frozenset(("backend", "backend_fallback", "interactive", "toolbar", "timezone"))
"""Settings of windows, which are the user's in a notebook."""


@contextmanager
def _loading() -> Iterator[None]:
    """Keep matplotlib from reading other settings, and from advice on its cache of fonts."""
    spec = find_spec("matplotlib")
    data = Path(str(spec.origin)).parent / "mpl-data" if spec else Path()
    log = logging.getLogger("matplotlib")
    level, asked = log.level, os.environ.get("MATPLOTLIBRC")
    # Where the user's home cannot be written it takes a temporary folder by itself.
    log.setLevel(logging.ERROR)
    os.environ["MATPLOTLIBRC"] = str(data / _SETTINGS_FILE)
    try:
        # It reads the file of the folder it is loaded in before any other.
        elsewhere = chdir(data) if os.path.lexists(_SETTINGS_FILE) else nullcontext()
        with elsewhere, warnings.catch_warnings():
            # Two versions of it get in each other's way in space only: maps are flat.
            warnings.filterwarnings("ignore", "Unable to import Axes3D")
            yield
    finally:
        log.setLevel(level)
        if asked is None:
            del os.environ["MATPLOTLIBRC"]
        else:
            os.environ["MATPLOTLIBRC"] = asked


with _loading():
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import LineCollection
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline
    from matplotlib.patheffects import Stroke

__all__ = [
    "Figure",
    "FigureCanvasAgg",
    "FontProperties",
    "LineCollection",
    "Outline",
    "PathPatch",
    "Stroke",
    "own_settings",
]


@contextmanager
def own_settings(more: Mapping[str, Any] | None = None) -> Iterator[None]:
    """Draw by matplotlib's defaults, whatever the user's settings say; and `more` of our own."""
    defaults: dict[Any, Any] = {k: mpl.rcParamsDefault[k] for k in mpl.rcParamsDefault if _draws(k)}
    with mpl.rc_context(defaults | dict(more or {})):
        yield


def _draws(key: str) -> bool:
    return key not in _NOT_DRAWING and not key.startswith(("webagg.", "keymap."))
