"""A real QGIS, asked in a process of its own how it draws what it opens."""

import json
import os
import subprocess
from pathlib import Path

import pytest

PROBE = Path(__file__).with_name("qgis_probe.py")
PYTHON = "/usr/bin/python3"
"""Debian's own, for which its package of QGIS is made."""


def _has_qgis():
    try:
        return not subprocess.run(
            [PYTHON, "-c", "import qgis.core"], capture_output=True
        ).returncode
    except OSError:
        return False


without_qgis = pytest.mark.skipif(
    not _has_qgis(), reason="no PyQGIS for /usr/bin/python3 (Debian: python3-qgis)"
)
"""Skips a test, with the reason."""


def opened_by_qgis(path):
    """What QGIS says of every layer of a file."""
    return _asked(path.parent, path)


def opened_from_database(server, database, names, home):
    """What QGIS says of tables and views of the schema that aqmap writes."""
    return _asked(home, server.folder, database, *names)


def _asked(home, *words):
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    environment |= {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [PYTHON, str(PROBE), *map(str, words)], capture_output=True, text=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
