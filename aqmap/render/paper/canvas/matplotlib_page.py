"""A page → a figure of matplotlib, which is loaded here, on use and by its own settings."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, nullcontext
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from aqmap.files.temporary_folders import new_temporary_folder
from aqmap.render.paper.canvas.drawing import (
    CALLER,
    Area,
    Call,
    Disc,
    Image,
    Lines,
    Mark,
    Page,
    Words,
    color_of,
)
from aqmap.render.paper.canvas.fonts import MM_PER_POINT, FontFace, MapFonts

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
    from matplotlib.axes import Axes
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.collections import LineCollection
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.image import AxesImage
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline
    from matplotlib.patheffects import Normal, Stroke


def draw_figure(page: Page, fonts: MapFonts) -> Figure:
    """
    Return a page as a figure of its exact size, whatever the user's settings say.

    Its fonts are files that last as long as the interpreter.
    """
    drawing_settings: dict[Any, Any] = {
        key: mpl.rcParamsDefault[key]
        for key in mpl.rcParamsDefault
        if key not in _NOT_DRAWING and not key.startswith(("webagg.", "keymap."))
    }
    with mpl.rc_context(drawing_settings):
        inches = (page.width_mm / 25.4, page.height_mm / 25.4)
        figure = Figure(figsize=inches, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, page.width_mm)
        axes.set_ylim(0, page.height_mm)
        axes.set_autoscale_on(False)
        written = [mark for mark in page.marks if isinstance(mark, Words)]
        faces = {
            bold: _font_file(fonts.face(bold=bold), _characters(written, bold=bold))
            for bold in (False, True)
        }
        _FigureWriter(axes, faces).write(page.marks)
        return figure


def _characters(written: list[Words], *, bold: bool) -> str:
    return "".join(sorted({c for words in written if words.bold == bold for c in words.text}))


@cache
def _session_folder() -> TemporaryDirectory[str]:
    return new_temporary_folder("aqmap-fonts-")


@cache
def _font_file(face: FontFace, characters: str) -> FontProperties:
    """Write a face cut down to some characters."""
    folder = Path(_session_folder().name)
    path = folder / f"{face.name}-{len(list(folder.iterdir()))}.ttf"
    path.write_bytes(face.subset(characters or " ", with_names=True).blob.data)
    return FontProperties(fname=str(path))


class _FigureWriter:
    """Adds marks to axes in millimetres, each above the last."""

    def __init__(self, axes: Axes, faces: dict[bool, FontProperties]) -> None:
        self.axes, self.faces = axes, faces

    def write(self, marks: tuple[Mark, ...], called_with: str = "none") -> None:
        """Add marks; those of a shared drawing with the caller's colour."""
        for mark in marks:
            order = len(self.axes.get_children())
            match mark:
                case Words():
                    self._write_words(mark, order)
                case Lines():
                    self._write_lines(mark, order)
                case Area():
                    face = called_with if mark.face == CALLER else mark.face
                    patch = self._add_patch(_closed(mark.rings), mark._replace(face=face), order)
                    patch.set_joinstyle(mark.join)
                case Disc():
                    self._add_patch(Outline.circle((mark.x, mark.y), mark.radius), mark, order)
                case Image():
                    self._write_image(mark, order)
                case Call():
                    self.write(mark.drawing.marks, mark.color)

    def _add_patch(self, outline: Outline, mark: Area | Disc, order: int) -> PathPatch:
        patch = PathPatch(
            outline,
            facecolor=_rgba(mark.face),
            edgecolor=_rgba(mark.edge),
            linewidth=mark.width_mm / MM_PER_POINT,
            zorder=order,
        )
        self.axes.add_artist(patch)
        return patch

    def _write_lines(self, mark: Lines, order: int) -> None:
        pattern = (0, [d / mark.width_mm for d in mark.dash]) if mark.dash else "solid"
        drawn = LineCollection(
            list(mark.lines),
            linewidths=mark.width_mm / MM_PER_POINT,
            colors=_rgba(mark.color),
            linestyles=[pattern],
            capstyle=mark.cap,
            joinstyle="round",
            zorder=order,
        )
        for path in drawn.get_paths():
            path.should_simplify = False
        self.axes.add_collection(drawn, autolim=False)

    def _write_image(self, mark: Image, order: int) -> None:
        picture = mark.picture
        colors = np.array([*map(_rgba, picture.colors), (0.0, 0.0, 0.0, 0.0)])
        extent = (mark.left, mark.right, mark.bottom, mark.top)
        shown = AxesImage(self.axes, extent=extent, interpolation="nearest", origin="upper")
        shown.set_data(colors[picture.pixels])
        shown.set_zorder(order)
        self.axes.add_image(shown)

    def _write_words(self, mark: Words, order: int) -> None:
        words = self.axes.text(
            mark.x,
            mark.y,
            mark.text,
            color=_rgba(mark.color),
            zorder=order,
            fontproperties=self.faces[mark.bold],
            fontsize=mark.size_pt,
            rotation=mark.turned,
            rotation_mode="anchor",
            parse_math=False,
        )
        if mark.halo_pt:
            rim = Stroke(linewidth=2 * mark.halo_pt, foreground="white")
            words.set_path_effects([rim, Normal()])


def _closed(rings: Sequence[np.ndarray]) -> Outline:
    vertices, codes = [], []
    for ring in rings:
        vertices.append(np.vstack([ring, ring[:1]]))
        codes += [Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 1), Outline.CLOSEPOLY]
    return Outline(np.concatenate(vertices), codes)


def _rgba(color: str) -> tuple[float, float, float, float]:
    if color in ("none", CALLER):
        return (0.0, 0.0, 0.0, 0.0)
    red, green, blue, alpha = (part / 255 for part in color_of(color))
    return (red, green, blue, alpha)
