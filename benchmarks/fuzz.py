"""
Fuzz every reader of documents: damaged files are read or refused, and nothing else.

    make fuzz           # or: python benchmarks/fuzz.py [CASES] [READER ...]

A case is a synthetic document with bytes changed, cut, doubled or moved; in every other case those
are inside an entry of a zip, so that the damage reaches the XML, or characters of a text, so that
it reaches the tables and sentences. It passes if the
reader gives a document or an error of the family, in under five seconds.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from aqmap.errors import AqmapError  # noqa: E402
from aqmap.read.documents.read_document import read_document  # noqa: E402
from aqmap.words import Text  # noqa: E402
from aqmap.workspace.sources import Source  # noqa: E402
from aqmap.workspace.workspace import open_workspace  # noqa: E402
from tests.read.documents import test_same_annex as annex  # noqa: E402

CASES = 10_000
SLOWEST = 5.0
PROSE = (
    "1.清洁取暖。2021年昌吉市、阜康市分别完成1.2万户、3000户，较2020年增长15%"
    "（牵头单位：州发改委）。"
)


def seeds(folder: Path) -> dict[str, bytes]:
    """Return one whole synthetic document a reader."""
    found = {}
    for name, write in annex.WRITERS.items():
        path = folder / name
        write(path, annex.TITLE, annex.SYNTHETIC)
        found[name] = path.read_bytes()
    found["rows.txt"] += PROSE.encode()
    return found


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return the content with a few things done to it."""
    if chance.random() < 0.5:
        if content.startswith(b"PK"):
            return _mutated_entry(content, chance)
        if not content.startswith(b"%PDF"):
            return _mutated_text(content, chance)
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        size = min(int(chance.expovariate(0.1)), len(data) - at)
        piece = bytes(data[at : at + size])
        other = chance.randrange(len(data) + 1)
        what = chance.randrange(5)
        if what == 0:
            data[at : at + size] = chance.randbytes(size)
        elif what == 1:
            del data[at : at + size]
        elif what == 2:
            data[at:at] = piece * chance.randint(1, 50)
        elif what == 3:
            data[other:other] = piece
        else:
            data[at:at] = chance.choice(
                (b"<", b">", b'"', b"\0", b"&#0;", b"\xff\xfe", b"999999999")
            )
    return bytes(data[: chance.randrange(len(data) + 1)]) if chance.random() < 0.1 else bytes(data)


def _mutated_text(content: bytes, chance: random.Random) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    for _ in range(chance.randint(1, 8)):
        at, size = chance.randrange(len(text) + 1), int(chance.expovariate(0.2))
        more = "".join(
            chance.choices('昌吉市年月%、，。（）户1234567890.-—\t\n <>/"\\|{}\u2028', k=size)
        )
        text = text[:at] + more + text[at + chance.choice((0, size)) :]
    return text.encode("utf-8", "replace")


def _mutated_entry(content: bytes, chance: random.Random) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            entry = old.read(name)
            new.writestr(name, mutated(entry, chance) if name == chosen and entry else entry)
    return out.getvalue()


def fuzz(name: str, content: bytes, cases: int, folder: Path) -> int:
    """Run a reader's cases; return how many failed."""
    chance = random.Random(name)
    workspace = open_workspace(ROOT)
    source = Source(id="fuzz", title=Text("fuzz", "fuzz"), place="652300")
    path = folder / f"case-{name}"
    read = failed = 0
    slowest = 0.0
    for case in range(cases):
        path.write_bytes(mutated(content, chance))
        begin = time.perf_counter()
        try:
            read_document(
                path, places=workspace.places, indicators=workspace.indicators, source=source
            )
            read += 1
        except AqmapError:
            pass
        except Exception as problem:
            failed += 1
            kept = Path(tempfile.gettempdir()) / f"aqmap-fuzz-{case}-{name}"
            kept.write_bytes(path.read_bytes())
            print(f"{name}: case {case}: {type(problem).__name__}: {problem} ({kept})")
        spent = time.perf_counter() - begin
        slowest = max(slowest, spent)
        if spent > SLOWEST:
            failed += 1
            print(f"{name}: case {case} took {spent:.1f} s")
    print(
        f"{name}: {cases} cases, {read} read, {cases - read - failed} refused, {failed} failed; "
        f"slowest {slowest:.2f} s"
    )
    return failed


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = seeds(folder)
        chosen = sys.argv[2:] or list(documents)
        failed = sum(fuzz(reader, documents[reader], cases, folder) for reader in chosen)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
