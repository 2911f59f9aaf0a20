"""Outputs: all files of a command appear together or not at all, and nothing else is touched."""

from aqmap.files.outputs.checksums import Checksums, checksum
from aqmap.files.outputs.commit import MANIFEST
from aqmap.files.outputs.output_checks import Protected, Sort, Target
from aqmap.files.outputs.output_set import write_file, write_outputs

__all__ = [
    "MANIFEST",
    "Checksums",
    "Protected",
    "Sort",
    "Target",
    "checksum",
    "write_file",
    "write_outputs",
]
