"""Folders as aqmap leaves them: files, and the manifest that lists them."""

import json

from aqmap.files.outputs import MANIFEST, Sort, Target, checksum, write_outputs
from tests.interruptions import held


def folder_target(path):
    return [Target(path, Sort.FOLDER)]


def write_set(path, protected=None, /, **files):
    """Write a folder as aqmap does: files, and the manifest that lists them."""
    with write_outputs(folder_target(path), protected) as fresh:
        sums = {}
        for name, content in files.items():
            file = fresh[path] / name.replace("__", "/").replace("_", ".")
            file.parent.mkdir(exist_ok=True)
            file.write_text(content)
            sums[file.relative_to(fresh[path]).as_posix()] = checksum(file)
        (fresh[path] / MANIFEST).write_text(json.dumps({"aqmap": "0", "outputs": sums}))


def files_in(folder):
    return sorted(name for name in held(folder) if not name.endswith("/"))


def said(caught):
    return [fault.code for fault in caught.value.faults]
