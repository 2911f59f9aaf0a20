"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqmap.model.audience import Audience

if TYPE_CHECKING:
    from aqmap.pipelines.print_maps import PrintChoice
    from aqmap.words import Lang

Folder = Annotated[Path, typer.Argument(help="The workspace.", metavar="[WORKSPACE]")]
Layers = Annotated[list[str] | None, typer.Option("--layer", help="Only this layer; repeat.")]
Strict = Annotated[bool, typer.Option(help="Findings of severity error exit with 1.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable diagnostics.")]
Unmatched = Annotated[
    bool, typer.Option("--without-unmatched", help="Draw the rest, and say so on every map.")
]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="Replace outputs that were changed by hand since.")
]
Formats = Annotated[
    str, typer.Option("--format", help="Of the single maps: pdf, png, svg, or pdf,png and so on.")
]
Size = Annotated[
    str, typer.Option("--size", help="Of the maps' pages: a4, a3, figure-150x105, slide and more.")
]
Dpi = Annotated[int | None, typer.Option("--dpi", min=72, max=1200, help="Dots an inch of a PNG.")]
AudienceOption = Annotated[
    Audience | None,
    typer.Option(
        "--audience", help="Whom the outputs are for: the rest is left out; as aqmap.toml says."
    ),
]
Day = Annotated[str, typer.Option(help="The day, as 2021-09-24; today without it.")]
LangOption = Annotated[str, typer.Option(help="zh or en; by default the locale's.")]


def print_choice(formats: str, dpi: int | None, size: str = "") -> PrintChoice:
    """Return what is asked for of the print maps."""
    from aqmap.model.page_sizes import SIZE_NAMES
    from aqmap.pipelines.print_maps import PRINT_FORMATS, PrintChoice

    written = [name.strip().lower() for name in formats.split(",") if name.strip()]
    if not set(written) <= set(PRINT_FORMATS):
        raise typer.BadParameter(" | ".join(PRINT_FORMATS), param_hint="--format")
    named = next((name for name in SIZE_NAMES if name == size.strip().lower()), None)
    if size and named is None:
        raise typer.BadParameter(" | ".join(SIZE_NAMES), param_hint="--size")
    return PrintChoice([form for form in PRINT_FORMATS if form in written], dpi or 0, named)


def day_of(written: str, option: str, lang: Lang) -> date | None:
    """Return a day as written; none where nothing is."""
    from aqmap.words import say

    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(say("usage.day", lang), param_hint=option) from None


def language(written: str) -> Lang:
    """Return the language asked for, or the locale's."""
    if written == "zh":
        return "zh"
    if written == "en":
        return "en"
    if not written:
        from aqmap.words import default_lang

        return default_lang()
    raise typer.BadParameter("zh | en", param_hint="--lang")
