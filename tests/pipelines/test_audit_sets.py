"""Sets of maps: their fingerprints are listed, and a number of what is not printed is named."""

import pytest
from typer.testing import CliRunner

from aqmap.cli.app import app
from aqmap.pipelines.build_maps import decide
from tests.pipelines.test_audit_maps import (
    COUNTY,
    NUMBER,
    OVERVIEW,
    audit,
    entry,
    fingerprints,
    statuses,
)


@pytest.mark.parametrize("named", ["county-*", "pm25-*", ["afforestation-*", COUNTY]])
def test_the_fingerprint_of_a_set_is_listed_as_soon_as_it_is_named(
    small_workspace, tmp_path, named
):
    audit(small_workspace, entry(named, ""))
    key = named if isinstance(named, str) else ", ".join(named)
    mark = fingerprints(small_workspace, tmp_path)[key]
    done = CliRunner().invoke(app, ["print", str(small_workspace), "--list", "--lang", "zh"])
    assert f"{key}  {mark}\n" in done.stdout
    assert key not in fingerprints(small_workspace, tmp_path, "en"), "the Chinese sheets are meant"
    audit(small_workspace, entry(named, mark))
    assert NUMBER in "".join(statuses(small_workspace).values())
    assert decide(small_workspace).remarks == ()


@pytest.mark.parametrize("command", [["check"], ["print", "--list"]])
@pytest.mark.parametrize("named", ["county-*", OVERVIEW])
def test_a_number_of_pages_that_are_not_printed_is_named(small_workspace, tmp_path, named, command):
    audit(small_workspace, entry(named, ""))
    mark = fingerprints(small_workspace, tmp_path)[named]
    audit(small_workspace, entry(named, mark))
    settings = small_workspace / "aqmap.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(f"{written}\n[print]\ncounty_sheets = false\n", encoding="utf-8")
    done = CliRunner().invoke(app, [*command, str(small_workspace), "--lang", "zh"])
    assert done.exit_code == 0
    assert f"审图号{NUMBER}未印在任何图上：{named}不印" in done.stderr
    assert "county_sheets = false" in done.stderr
    assert named not in done.stdout
