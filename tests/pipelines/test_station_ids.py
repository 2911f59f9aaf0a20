"""Ids of the figures of an archive: unlike, whatever the codes, the periods and the archives."""

from datetime import date

import pytest

from aqmap.errors import TableError
from aqmap.model.natural_days import POLLUTANTS
from aqmap.pipelines.stations.assess_stations import AssessOptions, assess_archive
from tests.pipelines.test_assess_stations import ILI, ROOT, YINING, year_of
from tests.read.stations.archives import write_archive


def test_ids_never_repeat_whatever_the_codes_and_periods(tmp_path):
    """Codes that begin like a month, periods that overlap, both bases, one archive given twice."""
    codes = ["9001A", "01-9001A", "01", "2021-01-9001A", "9001A-INCLUDED", "9001A_1"]
    path = tmp_path / "list.csv"
    rows = [f"{code},站{n},甲,81.28{n},43.94,N" for n, code in enumerate(codes)]
    path.write_text("code,name,city,lon,lat,background\n" + "\n".join(rows), encoding="utf-8")
    hours = year_of({name: ["20"] * 6 for name in POLLUTANTS}, days=40)
    archive = write_archive(tmp_path / "a", hours, codes, first=date(2021, 1, 1))
    dust = tmp_path / "dust.csv"
    dust.write_text("2021-01-02\n", encoding="utf-8")
    options = AssessOptions(
        stations=path,
        dust=dust,
        periods=["2021", "2021-01", "2021-01-01", "2021-01-01/2021-01-31", "2021-01/2021-02"],
    )
    done = assess_archive([archive, archive], options, workspace=ROOT)
    ids = [figure.id for figure in done.figures]
    assert {figure.place for figure in done.figures} >= set(codes)
    assert len(ids) == len(set(ids))
    once = assess_archive([archive], options, workspace=ROOT)
    assert once.figures == done.figures


def test_a_station_with_the_code_of_a_place_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    rows = f"code,lon,lat\n{YINING},81.28,43.94\n9001A,81.29,43.94\n{ILI},81.27,43.94\n"
    path.write_text(rows, encoding="utf-8")
    with pytest.raises(TableError, match=f"{YINING}: the station's code is that of a place") as met:
        assess_archive([tmp_path], AssessOptions(stations=path), workspace=ROOT)
    assert [fault.at for fault in met.value.faults] == [YINING, ILI]
