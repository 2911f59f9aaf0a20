"""Partial results kept from one run to the next: whatever befalls them, the result is the same."""

import os
import shutil
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aqmap.read.stations.archive.read_archive import read_archive
from tests.read.stations.archive.test_read_archive import CODES, archives, same, whole_days
from tests.read.stations.archives import FIRST, write_archive
from tests.read.stations.tall_tables import text_of


def of_files(report):
    """Return what was met in the archive's files, without what befell the store."""
    counts = report.traps.counts.items()
    return {key: times for key, times in counts if not key[1].startswith("store_")}


class TestStore:
    """A second run reads only what is new or changed."""

    def test_what_was_read_is_not_read_again(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(4), CODES)
        first, _ = read_archive([folder], store=tmp_path / "store")
        days, report = read_archive([folder], store=tmp_path / "store")
        assert same(first, days)
        assert (report.files, report.stored) == (4, 4)

    def test_a_new_and_a_changed_day_are_read(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(4), CODES)
        read_archive([folder], store=tmp_path / "store")
        write_archive(folder, whole_days(1, value="80"), CODES, first=FIRST + timedelta(days=4))
        write_archive(folder, whole_days(1, value="90"), CODES, first=FIRST + timedelta(days=1))
        days, report = read_archive([folder], store=tmp_path / "store")
        fresh, _ = read_archive([folder])
        assert same(fresh, days)
        assert (report.files, report.stored) == (5, 3)

    def test_the_last_day_of_a_month_is_closed_by_the_first_file_of_the_next(self, tmp_path):
        """Its hour 24 stands there as hour 0: a new, a changed and a lost file all count."""
        last, first = date(2021, 3, 31), date(2021, 4, 1)
        folder = write_archive(tmp_path / "a", whole_days(31), CODES)

        def of_the_last_day():
            days, _ = read_archive([folder], store=tmp_path / "store")
            row = days.dates.index(last)
            return int(days.hours["PM2.5"][row, 0]), int(days.totals["PM2.5"][row, 0])

        assert of_the_last_day() == (23, 23 * 40_000)
        write_archive(folder, whole_days(1, value="50"), CODES, first=first)
        assert of_the_last_day() == (24, 23 * 40_000 + 50_000)
        write_archive(folder, whole_days(1, value="60.125"), CODES, first=first)
        assert of_the_last_day() == (24, 23 * 40_000 + 60_125)
        sorted(folder.iterdir())[-1].unlink()
        assert of_the_last_day() == (23, 23 * 40_000)

    @pytest.mark.parametrize("lost", ["2021-03.parquet", "2021-03-days.parquet"])
    def test_parts_and_days_of_a_month_may_be_lost_one_by_one(self, tmp_path, lost):
        folder = write_archive(tmp_path / "a", whole_days(33), CODES)
        first, _ = read_archive([folder], store=tmp_path / "store")
        next((tmp_path / "store").rglob(lost)).unlink()
        write_archive(folder, whole_days(1, value="70"), CODES, first=FIRST + timedelta(days=9))
        days, _ = read_archive([folder], store=tmp_path / "store")
        fresh, _ = read_archive([folder])
        assert same(fresh, days)
        assert not same(first, days)

    @settings(max_examples=40, deadline=None)
    @given(archives(), st.sampled_from([date(2021, 3, 30), date(2020, 12, 31)]), st.randoms())
    def test_days_come_back_as_they_were(self, tmp_path_factory, values, first, random):
        where = tmp_path_factory.mktemp("days")
        for kinds in (kinds for hours in values for kinds in hours.values()):
            for name, cells in kinds.items():  # of every fineness, and more than 16 bits
                more = [random.choice(["", ".5", ".125"]) for _ in cells]
                kinds[name] = [
                    cell + end if cell and "." not in cell else cell
                    for cell, end in zip(cells, more, strict=True)
                ]
        write_archive(where / "a", values, CODES, first=first)
        fresh, _ = read_archive([where / "a"])
        for _ in range(2):
            days, _ = read_archive([where / "a"], store=where / "store")
            assert same(fresh, days)

    def test_a_deleted_day_is_gone(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(4), CODES)
        read_archive([folder], store=tmp_path / "store")
        sorted(folder.iterdir())[-1].unlink()
        days, _ = read_archive([folder], store=tmp_path / "store")
        fresh, _ = read_archive([folder])
        assert same(fresh, days)

    def test_a_file_changed_behind_its_time_and_size_is_not_told_from_its_content_alone(
        self, tmp_path
    ):
        """Whoever sets a file's time back by hand gets the stored parts: delete the store."""
        folder = write_archive(tmp_path / "a", whole_days(1, value="40"), CODES)
        file = next(folder.iterdir())
        told = file.stat()
        first, _ = read_archive([folder], store=tmp_path / "store")
        write_archive(folder, whole_days(1, value="50"), CODES)
        os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
        days, _ = read_archive([folder], store=tmp_path / "store")
        assert same(first, days)

    @pytest.mark.parametrize("harm", ["cut", "delete", "index"])
    def test_a_damaged_store_is_read_from_the_archive_again(self, tmp_path, harm):
        folder = write_archive(tmp_path / "a", whole_days(3), CODES)
        first, _ = read_archive([folder], store=tmp_path / "store")
        for file in (tmp_path / "store").rglob("*"):
            if file.suffix == (".json" if harm == "index" else ".parquet"):
                file.unlink() if harm == "delete" else file.write_bytes(file.read_bytes()[:40])
        days, report = read_archive([folder], store=tmp_path / "store")
        assert same(first, days)
        assert report.stored == 0
        again, report = read_archive([folder], store=tmp_path / "store")
        assert same(first, again)
        assert report.stored == 3

    def test_what_is_no_archive_is_counted_again(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(2), CODES)
        (folder / "error.csv").write_text("<html>404</html>", encoding="utf-8")
        first = read_archive([folder], store=tmp_path / "store")[1]
        again = read_archive([folder], store=tmp_path / "store")[1]
        assert again.stored == 2
        assert again.traps.counts == first.traps.counts
        assert again.traps.counts["error.csv", "web_page"] == 1

    def test_an_archive_copied_anew_is_known_by_its_content(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(3), CODES)
        first, _ = read_archive([folder], store=tmp_path / "store")
        shutil.copytree(folder, tmp_path / "b", copy_function=shutil.copyfile)
        days, report = read_archive([tmp_path / "b"], store=tmp_path / "store")
        assert report.stored == 3
        assert same(first, days)

    def test_files_that_reach_into_the_next_date_are_not_read_again(self, tmp_path):
        """A table of a day from 01:00 to 24:00, which is 0:00 of the next."""
        folder = tmp_path / "a"
        folder.mkdir()

        def write_table(n, value):
            moments = [datetime(2021, 3, 30) + timedelta(days=n, hours=h) for h in range(1, 25)]
            rows = [[f"{at:%Y-%m-%d %H:%M}", code, value] for at in moments for code in CODES]
            table = text_of([["时间", "站点编码", "PM2.5"], *rows])
            (folder / f"{n}.csv").write_text(table, encoding="utf-8")

        def read(stored):
            days, report = read_archive([folder], store=tmp_path / "store", pollutants=["PM2.5"])
            fresh, told = read_archive([folder], pollutants=["PM2.5"])
            assert same(fresh, days)
            assert report.stored == stored
            assert report.traps.counts == told.traps.counts == {}
            return days

        for n in range(5):
            write_table(n, 40 + n)
        read(0)
        write_table(5, 45)
        days = read(5)
        hours, totals = (own["PM2.5"][:, 0].tolist() for own in (days.hours, days.totals))
        assert hours == [0, *[24] * 6, 0], "the dates of the first and last label have no hour"
        assert totals == [0, *(24_000 * (40 + n) for n in range(6)), 0]
        write_table(2, 90)  # its neighbours' own parts of the shared dates are asked for again
        read(4 - 1)
        (folder / "5.csv").unlink()
        read(5 - 1)

    def test_only_files_that_share_a_date_are_read_again_together(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(6), CODES)
        read_archive([folder], store=tmp_path / "store")
        third = sorted(folder.iterdir())[2]
        (folder / "again.csv").write_bytes(third.read_bytes().replace(b",40", b",41", 1))
        days, report = read_archive([folder], store=tmp_path / "store")
        fresh, told = read_archive([folder])
        assert same(fresh, days)
        assert (report.files, report.stored) == (7, 5)
        assert report.traps.counts == told.traps.counts
        assert report.traps.counts["china_sites_20210303.csv", "twice_different"] == 1

    def test_what_was_met_is_told_of_the_file_by_its_present_name(self, tmp_path):
        """Also of two that share a date, and of what is no archive."""
        folder = write_archive(tmp_path / "a", whole_days(3), CODES)
        first, _, third = sorted(folder.iterdir())
        first.write_text(first.read_text().replace(",40", ",-40", 1))
        (folder / "b.csv").write_bytes(third.read_bytes())
        (folder / "error.csv").write_text("<html>404</html>", encoding="utf-8")
        read_archive([folder], store=tmp_path / "store")
        first.rename(folder / "1.csv")
        third.rename(folder / "9.csv")
        (folder / "error.csv").rename(folder / "page.csv")
        fresh = read_archive([folder])[1]
        kept = read_archive([folder], store=tmp_path / "store")[1]
        assert kept.traps.counts == fresh.traps.counts
        assert kept.traps.spots == fresh.traps.spots
        assert {file for file, _ in kept.traps.counts} >= {"1.csv", "b.csv", "page.csv"}

    def test_other_pollutants_are_kept_apart(self, tmp_path):
        folder = write_archive(tmp_path / "a", whole_days(2), CODES)
        read_archive([folder], store=tmp_path / "store", pollutants=["PM2.5"])
        days, report = read_archive([folder], store=tmp_path / "store", pollutants=["PM10"])
        assert (days.pollutants, report.stored) == (("PM10",), 0)

    def test_parts_of_another_version_of_the_code_are_read_again(self, tmp_path, monkeypatch):
        folder = write_archive(tmp_path / "a", whole_days(2), CODES)
        read_archive([folder], store=tmp_path / "store")
        monkeypatch.setattr(
            "aqmap.read.stations.archive.parquet_store.code_version", lambda: "another"
        )
        _, report = read_archive([folder], store=tmp_path / "store")
        assert report.stored == 0

    @settings(max_examples=60, deadline=None)
    @given(
        st.sampled_from(["index.json", "2021-03.parquet", "2021-03-days.parquet"]),
        st.integers(0, 1 << 30),
    )
    def test_a_store_with_one_other_bit_gives_the_same(self, tmp_path_factory, name, bit):
        where = tmp_path_factory.mktemp("bit")
        folder = write_archive(where / "a", whole_days(2), CODES)
        first, told = read_archive([folder], store=where / "store")
        harmed = next((where / "store").rglob(name))
        content = bytearray(harmed.read_bytes())
        content[bit // 8 % len(content)] ^= 1 << bit % 8
        harmed.write_bytes(content)
        days, report = read_archive([folder], store=where / "store")
        assert same(first, days)
        assert of_files(report) == told.traps.counts
        damaged = {file for file, trap in report.traps.counts if trap == "store_damaged"}
        assert damaged == (set() if name == "2021-03.parquet" else {str(harmed)}), "as it is read"
