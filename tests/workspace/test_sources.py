"""The register of sources: whose numbers a source's results are, as people write it."""

import pytest

from aqmap.errors import SpecError
from aqmap.model.figures import Basis
from aqmap.workspace.sources import read_sources


def basis(folder, written):
    path = folder / "sources.toml"
    path.write_text(f'[s]\ntitle = "合成来源"\nbasis = "{written}"\n', encoding="utf-8")
    return read_sources(path)["s"].basis


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("verified", Basis.VERIFIED),
        ("Verified", Basis.VERIFIED),
        ("核定", Basis.VERIFIED),
        (" 自报 ", Basis.REPORT),
        ("监测（已审核）", Basis.MONITOR_REVIEWED),
        ("监测(实时未审核)", Basis.MONITOR_REALTIME),
        ("示例数据", Basis.SYNTHETIC),
    ],
)
def test_a_basis_is_written_as_in_a_table(tmp_path, written, meant):
    assert basis(tmp_path, written) is meant


@pytest.mark.parametrize("written", ["监测", "某人", ""])
def test_a_word_that_may_be_several_or_none_is_a_fault(tmp_path, written):
    with pytest.raises(SpecError) as caught:
        basis(tmp_path, written)
    (fault,) = caught.value.faults
    assert fault.at == "s.basis"
