"""The road of ``aqmap confirm``: one table and the decisions about it → the table as decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.files.text_files import read_text
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.model.review.decisions import Decision, Review
from aqmap.pipelines.protected_files import protected_from_reading
from aqmap.words import Lang, Text, text
from aqmap.workspace.sources import Source, newest_date
from aqmap.workspace.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from aqmap.decide.compare.lay_decisions import LaidFigures

_HEAD = "Figures confirmed by `aqmap confirm`; the documents are not part of this table."
_FIRST_DAY = date(2000, 1, 1)  # of a review that says no day, of sources without one


@dataclass(frozen=True)
class Confirmed:
    """
    A table as decided.

    Attributes
    ----------
    laid
        Its figures, and the decisions by what became of them.
    findings
        Decisions that do not hold, then what the audit finds in the result.
    unconfirmed
        How many figures a person has yet to confirm.
    """

    laid: LaidFigures
    findings: tuple[Finding, ...]
    unconfirmed: int

    @property
    def lines(self) -> Iterator[Text]:
        """What was done, in words."""
        laid = self.laid
        yield text(
            "summary.confirmed",
            accepted=len(laid.accepted),
            rejected=len(laid.rejected),
            added=len(laid.added),
            asked=len(laid.to_ask),
        )
        for decision in laid.rejected:
            yield text("summary.left_out_by_hand", **_facts(decision))
        key = "summary.unconfirmed" if self.unconfirmed else "summary.all_confirmed"
        yield text(key, number=self.unconfirmed)


def confirm_to_files(
    reviews: Sequence[Path],
    *,
    out: Path,
    table: Path | None = None,
    to_ask: Path | None = None,
    workspace: Path = Path(),
    overwrite: bool = False,
    lang: Lang = "zh",
) -> Confirmed:
    """
    Lay decisions over a table of figures, and write the result.

    Parameters
    ----------
    reviews
        Files that the review page saved.
    out
        The table to write, as CSV.
    table
        The table that the decisions are about; without it the one that lies at `out`.
    to_ask
        The workbook of what is to be asked of the units, if asked for.
    workspace
        For places, indicators and sources.
    overwrite
        Replace tables that were changed since aqmap wrote them.
    lang
        Language of the workbook.

    Raises
    ------
    AqmapError
        With all faults of all files, or if a file cannot be written.
    """
    from aqmap.decide.audit.run_checks import audit
    from aqmap.decide.compare.join import match_places
    from aqmap.decide.compare.lay_decisions import lay_decisions
    from aqmap.render.exchange.csv_tables import write_figures

    read = table or out
    _require(read, table, to_ask)
    inputs = [*map(Path, reviews), *([table] if table and table != out else [])]
    protected = protected_from_reading(workspace, inputs, overwrite=overwrite)
    targets = [Target(out, Sort.TABLE), *([Target(to_ask)] if to_ask else [])]
    with write_outputs(targets, protected) as fresh:
        opened = open_workspace(workspace)
        read_reviews, figures = _read(opened, reviews, read)
        laid = lay_decisions(figures, read_reviews)
        sources = {d.source: d.name for r in read_reviews for d in r.documents}
        matched = match_places(laid.figures, opened.places, opened.sources, {})
        told = audit((*matched.figures, *matched.unmatched), opened.indicators)
        write_figures(laid.figures, fresh[out], header=[_HEAD, *_remarks(read)])
        if to_ask:
            _write_to_ask(laid, opened, sources, fresh[to_ask], lang)
    unconfirmed = sum(bool(figure.confirm) for figure in laid.figures)
    return Confirmed(laid, (*laid.findings, *told), unconfirmed)


def _require(read: Path, table: Path | None, to_ask: Path | None) -> None:
    faults = []
    if table is None and not read.exists():
        faults.append(Fault("confirm_no_table", read))
    if to_ask and to_ask.suffix.lower() != ".xlsx":
        faults.append(Fault("output_ending", to_ask, expected=".xlsx"))
    if faults:
        raise SourceError(faults)


def _read(
    opened: Workspace, reviews: Sequence[Path], table: Path
) -> tuple[tuple[Review, ...], tuple[Figure, ...]]:
    """Return the decisions and the figures; a document need not be registered yet."""
    from aqmap.read.tables.read_decisions import Known, read_decisions
    from aqmap.read.tables.read_figures import read_figures

    known = Known(opened.indicators, opened.places, tuple(opened.sources))
    decided = read_decisions(reviews, known)
    named = (document.source for review in decided for document in review.documents)
    tables = read_figures(
        [table],
        indicators=opened.indicators,
        places=opened.places,
        sources=(*opened.sources, *named),
        bases=opened.bases_of_sources,
    )
    return decided, tables.figures


def _remarks(table: Path) -> list[str]:
    """Return which documents a table says that it was read from: its remarks but the first."""
    if table.suffix.lower() != ".csv":
        return []
    remarks = []
    for line in read_text(table).split("\n"):
        if not line.startswith("#"):
            break
        remarks.append(line.removeprefix("#").strip())
    return remarks[1:]


def _write_to_ask(
    laid: LaidFigures, opened: Workspace, names: dict[str, str], path: Path, lang: Lang
) -> None:
    from aqmap.book.figure_cards import figure_card
    from aqmap.render.exchange.workbook.to_ask_workbook import write_to_ask_workbook

    sources: dict[str, Source] = opened.sources
    by_unit = defaultdict(list)
    for decision in laid.to_ask:
        figure = decision.decided(decision.about)
        place = opened.places.by_code.get(figure.place)
        unit = place.name.in_(lang) if place else figure.place_written
        by_unit[unit].append(figure_card(figure, opened.indicators, sources))
    titles = names | {key: source.title.in_(lang) for key, source in sources.items()}
    days = [d.checked_on for d in laid.to_ask if d.checked_on]
    day = date.fromisoformat(max(days)) if days else newest_date(sources) or _FIRST_DAY
    notice = text("audience.internal").in_(lang)
    write_to_ask_workbook(by_unit, titles, path, notice=notice, day=day, lang=lang)


def _facts(decision: Decision) -> dict[str, object]:
    figure = decision.about
    return {
        "place": figure.place_written or figure.place,
        "indicator": figure.indicator_written or figure.indicator,
        "value": figure.value_written,
        "locator": Text(*(words.strip("（）") for words in figure.locator.in_words())),
    }
