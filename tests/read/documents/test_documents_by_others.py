"""Documents and their truth, typed by others: what is said for certain is right, else asked."""

from pathlib import Path

import pytest

import aqmap
from aqmap.errors import AqmapError
from tests.read.documents.truth_tables import counted, truth, verdicts

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "data" / "documents_by_others"
TRIALS = ROOT.parent / "shared" / "trials" / "documents"


def all_verdicts(folder, workspace):
    """Return the verdicts on all documents of a folder; one that is refused has lost its rows."""
    found = []
    for name, rows in truth(folder).items():
        try:
            figures = aqmap.read_documents([folder / name], workspace=ROOT).figures
        except AqmapError:
            figures = ()
        found += verdicts(rows, figures, workspace)
    return found


@pytest.mark.parametrize(
    ("folder", "certain", "wrong", "either", "invented"),
    [
        ("first", 217, 0, 367, 0),
        ("second", 179, 1, 351, 0),
        ("third", 194, 0, 386, 1),
        ("fourth", 111, 2, 327, 0),
    ],
)
def test_no_less_is_right_than_before(folder, certain, wrong, either, invented, workspace):
    """What was reached is held; what the first runs gave stands in the folder's README."""
    counts = counted(all_verdicts(FOLDER / folder, workspace))
    assert counts["right certain"] >= certain
    assert counts["wrong certain"] <= wrong
    assert counts["right certain"] + counts["right asked"] >= either
    assert counts["invented"] <= invented


@pytest.mark.real
@pytest.mark.skipif(not TRIALS.exists(), reason="the trial documents are not here")
def test_the_trial_documents_are_read_or_asked(workspace):
    found = all_verdicts(TRIALS, workspace)
    wrong = [v for v in found if v.kind in ("wrong certain", "wrong asked", "missed", "invented")]
    assert wrong == []
    assert len([v for v in found if v.kind == "right certain"]) >= 51


def test_a_wrong_role_and_an_invention_are_seen(workspace, tmp_path):
    lines = "昌吉市2024年空气质量情况\n昌吉市2024年PM2.5平均浓度为40微克/立方米。\n"
    (tmp_path / "a.txt").write_text(lines, encoding="utf-8")
    (figure,) = aqmap.read_documents([tmp_path / "a.txt"], workspace=ROOT).figures
    row = {"place": "昌吉市", "indicator": "pm25", "value": "40", "unit": "微克/立方米"}
    row |= {"role": "measured", "comparator": "", "period": "2024", "answer": "certain"}
    (right,) = verdicts([row], [figure], workspace)
    (wrong,) = verdicts([row | {"role": "target"}], [figure], workspace)
    (invented,) = verdicts([row | {"answer": "none"}], [figure], workspace)
    (missed, extra) = verdicts([row | {"value": "41"}], [figure], workspace)
    assert (right.kind, wrong.kind, set(wrong.wrong)) == (
        "right certain",
        "wrong certain",
        {"role"},
    )
    assert (invented.kind, missed.kind, extra.kind) == ("invented", "missed", "extra")
