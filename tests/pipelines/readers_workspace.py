"""A synthetic workspace of which parts are for leaders and parts for the public, and its outputs.

Every number and name that must not leave is written so that it stands nowhere else by chance.
"""

import base64
import gzip
import re
import shutil
import sqlite3
import subprocess
import zipfile
from pathlib import Path

import pytest

SOURCES = """
[bulletin]
title = { zh = "示例公报", en = "synthetic bulletin" }
date = 2026-03-01
place = "990000"
published = true

[ledger]
title = { zh = "绝密台账", en = "secret ledger" }
number = "密字第77号"
date = 2026-02-01
place = "990000"

[hourly]
title = { zh = "示例小时值", en = "synthetic hours" }
note = { zh = "实时发布，未审核", en = "real time, not reviewed" }
date = 2026-01-01
published = true

[stations]
title = { zh = "示例站点名单", en = "synthetic stations" }
date = 2025-01-01
published = true

[permits]
title = { zh = "示例许可台账", en = "synthetic permits" }
date = 2025-01-01
"""
TARGETS = """place,indicator,period,comparator,value,basis,source,locator,note
示例甲县,PM2.5,2025,le,35,plan,bulletin,table 1; row 1; column 甲; line 1,
示例乙县,PM2.5,2025,le,33.77,plan,ledger,table 1; row 1; column 乙; line 2,绝密附注
示例丙县,PM2.5,2025,le,38,plan,bulletin,table 1; row 1; column 丙; line 3,
示例甲县,造林,2025,ge,1.25,plan,bulletin,table 1; row 2; column 甲; line 4,
示例乙县,造林,2025,ge,7.89,plan,ledger,table 1; row 2; column 乙; line 5,
示例丙县,造林,2025,ge,0.81,plan,bulletin,table 1; row 2; column 丙; line 6,
示例地区,造林,2025,ge,9.99,plan,bulletin,table 1; row 2; column 合计; line 7,
"""
MEASURED = """place,place_written,level,indicator,period,value,basis,source,locator,note
990001,示例甲县,county,PM2.5,2025,47.31,monitor_realtime,hourly,line 1,
990002,示例乙县,county,PM2.5,2025,36.87,monitor_reviewed,bulletin,line 2,
990003,示例丙县,county,PM2.5,2025,39.53,verified,ledger,line 3,
990001,示例甲县,county,造林,2025,1.25,verified,bulletin,line 4,
990002,示例乙县,county,造林,2025,7.66,verified,ledger,line 5,
9901A,一号站,station,PM2.5,2025,52.19,monitor_realtime,hourly,line 6,
9902A,二号站,station,PM2.5,2025,41.83,monitor_reviewed,bulletin,line 7,
"""
DAYS = """place,date,pm25,pm25_hours,aqi,primary,items,standard,basis,source
9901A,2025-01-13,173,24,223,PM2.5,PM2.5,HJ 633-2012,monitor_realtime,hourly
9902A,2025-01-13,58,24,79,PM2.5,PM2.5,HJ 633-2012,monitor_reviewed,bulletin
9901A,2025-01-14,171,24,221,PM2.5,PM2.5,HJ 633-2012,monitor_realtime,hourly
"""
MEASURES = """source,number,title,places
bulletin,1,推广清洁取暖,990001
ledger,2,绝密督办事项,990002
"""
STATIONS = """code,name,lon,lat,where
9901A,一号站,84.123456,44.234567,84.123456E 44.234567N
9902A,二号站,84.712345,44.298765,84°42′44.44″
"""
PLANTS = """name,lon,lat
绝密电厂,84.61,44.11
"""
STATIONS_LAYER = """kind = "overlay"
title = { zh = "示例站点", en = "synthetic stations" }
file = "data/stations.csv"
source = "stations"
code = "code"
label = "name"
indicator = "pm25"
accept_basis = ["monitor_realtime"]
print = true
print_names = true
print_days = ["2025-01-13", "2025-01-14"]
columns = [{ column = "where", name = { zh = "位置", en = "where" } }]
"""
PLANTS_LAYER = """kind = "overlay"
title = { zh = "重点企业图层", en = "plants" }
file = "data/plants.csv"
source = "permits"
label = "name"
print = true
print_names = true
"""

UNREVIEWED = ("47.31", "52.19", "示例小时值")
"""What no leader gets: values, and the source that has nothing else."""
UNPUBLISHED = (
    "绝密",
    "密字第77号",
    "33.77",
    "7.89",
    "7.66",
    "39.53",
    "重点企业图层",
    "84.1234",
    "84.712345",
)
"""What the public does not get either."""


def make_workspace(folder: Path) -> Path:
    """Write the workspace over the minimal one."""
    data, layers = folder / "data", folder / "layers"
    for name in ("targets", "measured"):
        shutil.rmtree(data / name)
    files = {
        data / "sources.toml": SOURCES,
        data / "targets" / "plan.csv": TARGETS,
        data / "measured" / "results.csv": MEASURED,
        data / "daily" / "days.csv": DAYS,
        data / "measures" / "register.csv": MEASURES,
        data / "stations.csv": STATIONS,
        data / "plants.csv": PLANTS,
        layers / "stations.toml": STATIONS_LAYER,
        layers / "plants.toml": PLANTS_LAYER,
    }
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    layer = layers / "pm25.toml"
    written = layer.read_text(encoding="utf-8")
    accept = 'accept_basis = ["monitor_realtime"]\n'
    printed = 'print = ["target", "measured", "gap", "status"]'
    written = accept + written.replace('print = ["target", "status"]', printed)
    layer.write_text(written, encoding="utf-8")
    return folder


def texts_of(folder: Path) -> dict[str, str]:
    """Return all that anybody can read in each file of a folder, its name among it."""
    return {
        path.relative_to(folder).as_posix(): f"{path.name}\n{_text_of(path)}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _text_of(path: Path) -> str:
    readers = {
        ".pdf": _of_pdf,
        ".xlsx": _of_zip,
        ".docx": _of_zip,
        ".gpkg": _of_database,
        ".html": lambda page: page.read_text(encoding="utf-8") + page_data(page),
        ".png": lambda picture: picture.read_bytes()[:4096].decode("latin-1"),
        # Outlines are numbers of their own.
        ".svg": lambda picture: re.sub(r"(?s)<path.*?/>|<use.*?/>", "", picture.read_text("utf-8")),
    }
    read = readers.get(path.suffix)
    return read(path) if read else path.read_text(encoding="utf-8-sig")


def _of_zip(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if not name.endswith(".png")]
        return "\n".join([*parts.namelist(), *(parts.read(name).decode() for name in names)])


def page_data(page: Path) -> str:
    """Return the data of a page as JSON, whether they stand in it plainly or compressed."""
    written = page.read_text(encoding="utf-8")
    found = re.search(r'<script[^>]*type="application/(json|gzip)"[^>]*>(.*?)</script>', written)
    assert found is not None
    kind, data = found.groups()
    return gzip.decompress(base64.b64decode(data)).decode() if kind == "gzip" else data


def _of_pdf(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    told = [["pdftotext", "-raw", str(path), "-"], ["pdfinfo", str(path)]]
    return "\n".join(
        subprocess.run(command, capture_output=True, check=True).stdout.decode() for command in told
    )


def _of_database(path: Path) -> str:
    with sqlite3.connect(path) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master")]
        tables = database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        rows = [
            row
            for (name,) in tables.fetchall()
            if not name.startswith("rtree_")
            for row in database.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - its own names
        ]
    return "\n".join([*names, *(str(cell) for row in rows for cell in row)])
