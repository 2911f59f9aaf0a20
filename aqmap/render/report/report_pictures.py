"""The maps of a report as pictures, and what must be known of them, said once for all it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aqmap.book.scales import NO_TEXT
from aqmap.words import Text, listed, text

_RUN = 3
"""So many figures in a row are named by the first and the last."""


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """
    A map of the report.

    Attributes
    ----------
    caption
        Below it.
    png, width_mm, height_mm
        Its file, and its size on the page.
    description
        What it shows in words.
    notes
        What must be known of it.
    region, ground_notes
        Whose land it shows, and what holds for every map of that.
    """

    caption: Text
    png: bytes
    width_mm: float
    height_mm: float
    description: str
    notes: tuple[Text, ...] = ()
    region: Text = NO_TEXT
    ground_notes: tuple[Text, ...] = ()


def picture_notes(pictures: Sequence[ReportPicture]) -> Iterator[Text]:
    """Yield every note with the figures that it is of, those of the same figures together."""
    figures: dict[Text, list[int]] = {}
    for number, picture in enumerate(pictures, 1):
        for note in dict.fromkeys(picture.notes):
            figures.setdefault(note, []).append(number)
    notes: dict[tuple[int, ...], list[Text]] = {}
    for note, numbers in figures.items():
        notes.setdefault(tuple(numbers), []).append(note)
    for shown, of_figures in sorted(notes.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        if len(shown) == len(pictures) > 1:
            yield text("report.note.all_maps", notes=_together(of_figures))
        else:
            named = figures_in_words(shown)
            yield text("report.note.figures", figures=named, notes=_together(of_figures))
    for region, of_land in {p.region: p.ground_notes for p in pictures if p.ground_notes}.items():
        yield text("report.note.maps", region=region, notes=_together(of_land))


def _together(notes: Sequence[Text]) -> Text:
    return Text("".join(note.zh for note in notes), " ".join(note.en for note in notes))


def figures_in_words(numbers: Sequence[int]) -> Text:
    """
    Return ascending figure numbers in words.

    Examples
    --------
    >>> figures_in_words([1, 2, 3, 5, 7, 8])
    Text(zh='图1至图3、图5、图7、图8', en='Fig. 1 to 3, 5, 7, 8')
    """
    runs = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named: list[Text] = []
    for run in runs:
        if len(run) >= _RUN:
            named.append(text("report.figures.run", first=run[0], last=run[-1]))
        else:
            named += [text("report.figures.one", first=number) for number in run]
    return text("report.figures", numbers=listed(named))
