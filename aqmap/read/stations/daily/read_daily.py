"""Files of days → daily means, and a report of every trap that was met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from aqmap.errors import Fault, SourceError
from aqmap.model.natural_days import POLLUTANTS, DailyMeans
from aqmap.progress import Progress, silent
from aqmap.read.stations.archive.archive_files import Member, is_tar, members, tarred
from aqmap.read.stations.archive.name_dates import note_dates
from aqmap.read.stations.archive.open_zips import close_zips
from aqmap.read.stations.archive.read_archive import ArchiveReport, reasons
from aqmap.read.stations.daily.daily_columns import INDEX, PEAK
from aqmap.read.stations.daily.daily_national import read_national_days
from aqmap.read.stations.daily.daily_places import DailyPlaces
from aqmap.read.stations.daily.daily_tables import read_day_tables
from aqmap.read.stations.daily.day_book import DayBook, Key
from aqmap.read.stations.hours import MISSING, Hours, Traps, reason
from aqmap.read.stations.screening import Screening, screened
from aqmap.read.stations.tables.national_layout import is_national
from aqmap.read.stations.tables.raw_tables import as_utf8, text_of


def read_daily(
    paths: Sequence[Path],
    whose: DailyPlaces,
    *,
    pollutants: Sequence[str] = POLLUTANTS,
    screening: Screening,
    heads: Mapping[str, str],
    progress: Progress = silent,
) -> tuple[DailyMeans, ArchiveReport]:
    """
    Read tables of days.

    Parameters
    ----------
    paths
        Folders, zip or tar archives, files.
    whose
        Tells whose the days are.
    pollutants
        Those wanted.
    screening
        What is done with days that cannot be, as with hours; runs and spikes are none of days.
    heads
        What users say of heads.
    progress
        Is told of every file.

    Raises
    ------
    SourceError
        If a path is missing or an archive broken, or if nothing in them is a day of a place that
        is wanted.
    """
    traps = Traps()
    book = DayBook(traps)
    files = 0
    dates: set[date] = set()
    try:
        listed = list(members(paths, traps))
        for n, member in enumerate(listed):
            progress("stations", n, len(listed))
            for file, content in _contents(member, traps):
                try:
                    of_file = _read(content, file, whose, heads, book)
                except SourceError as problem:
                    traps.note(file, "unreadable", spot=reason(problem))
                    continue
                files += bool(of_file)
                dates |= of_file
    finally:
        close_zips()
    means = _means(book.single(), sorted(dates))
    if dates:
        means = _screened(means, paths[0].name, screening, traps)
    if not any((values != MISSING).any() for values in means.values.values()):
        raise SourceError(Fault("days_none", paths[0] if paths else "", met=reasons(traps)))
    wanted = {name: means.values[name] for name in pollutants}
    if "O3" in pollutants:
        wanted[PEAK] = means.values[PEAK]
    first, last = means.dates[0], means.dates[-1]
    whole = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    report = ArchiveReport(files, 0, first, last, tuple(sorted(whole - dates)), traps)
    return replace(means, values=wanted), report


def _contents(member: Member, traps: Traps) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of a file, or of each of a tar archive."""
    if is_tar(member.path):
        yield from tarred(Path(member.path), traps)
        return
    try:
        yield member.name, member.read()
    except SourceError as problem:
        traps.note(member.name, "unreadable", spot=reason(problem))


def _read(
    content: bytes, file: str, whose: DailyPlaces, heads: Mapping[str, str], book: DayBook
) -> set[date]:
    """Return the dates of a file, whose values go into the book."""
    content = as_utf8(content, file)
    if is_national(content):
        return read_national_days(text_of(content, file).encode(), file, whose, book)
    if content.lstrip()[:1] == b"<":
        book.traps.note(file, "web_page")
        return set()
    dates = read_day_tables(content, file, whose, heads, book)
    note_dates(file, dates, (), Traps(), book.traps)
    return dates


def _means(values: Mapping[Key, int], dates: Sequence[date]) -> DailyMeans:
    """Return values by day and place."""
    codes = sorted({code for _, code, _ in values})
    row, column = {day: n for n, day in enumerate(dates)}, {code: n for n, code in enumerate(codes)}
    amounts = {
        name: np.full((len(dates), len(codes)), MISSING, dtype=np.int64)
        for name in (*POLLUTANTS, PEAK, INDEX)
    }
    for (name, code, day), value in values.items():
        amounts[name][row[day], column[code]] = value
    return DailyMeans(tuple(dates), tuple(codes), amounts, amounts.pop(INDEX))


def _screened(means: DailyMeans, file: str, screening: Screening, traps: Traps) -> DailyMeans:
    """Return days without those that are no measurements; what is odd about them is counted."""
    of_days = replace(screening, run="off", spike="off")
    values = _screened_values(means, POLLUTANTS, file, of_days, traps)
    peaks = replace(means, values={"O3": means.values[PEAK]})
    of_peaks = replace(of_days, all_zero="off")
    values[PEAK] = _screened_values(peaks, ("O3",), file, of_peaks, traps)["O3"]
    gone = (means.values["O3"] == 0) & (values["O3"] == MISSING)
    values[PEAK] = np.where(gone, MISSING, values[PEAK])
    return replace(means, values=values)


def _screened_values(
    means: DailyMeans, names: Sequence[str], file: str, screening: Screening, traps: Traps
) -> dict[str, np.ndarray]:
    """Screen days as hours are screened, one a date."""
    cells = {name: means.values[name].astype(np.int32)[:, None, :] for name in names}
    hours = Hours(means.dates, means.places, cells)
    done = screened(hours, file, screening, traps, lambda: None)
    return {name: values[:, 0, :].astype(np.int64) for name, values in done.values.items()}
