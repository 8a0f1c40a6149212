"""Write docs/images/screens: the preview and the web page as a Chromium shows them.

Run it after a brief, the preview, a template or the program changes what is shown; tests tell
when. It needs the dev extras, a Chromium, and once: sh tools/browser
python tools/screens.py [NAME...]
Each picture carries the digest of what it shows, since no two machines draw the same pixels.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from msgspec import structs
from PIL import ExifTags, Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from briefgen.assets import template_text
from briefgen.preview.looking import checked_by, look
from briefgen.preview.session import BROKEN, DONE, Shown, state_of
from briefgen.preview.values import Errand, Looked, Pages, Read
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from browsers import missing, seen
from doc_examples import tutorial
from pages import ROOT, command, environment
from projects import changed
from webs import shipped

PICTURES = ROOT / "docs" / "images" / "screens"
DESCRIPTION = ExifTags.Base.ImageDescription  # where a picture says what it shows
BRIEF, SPEC = "kazakhstan", "briefs/kazakhstan.yaml"
TODAY = date(2026, 11, 26)  # on which freshness is judged
MISTAKES = {
    "likelihood: likely\n    confidence: low": "likelihood: likly\n    confidence: low",
    '"{{ population_2025 }}"': '"{{ population_2052 }}"',
}
DENSITY, QUALITY, GAP = 1.5, 82, 36
WITHIN = 180  # seconds for pages, on a machine that does much else
PHASE = "document.getElementById('state').dataset.phase"
DRAWN = "[...document.querySelectorAll('.sheet img')].length > 0"
PARTS = ("page.html", "preview.css", "preview.js")

Texts = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Screen:
    """A picture: what it is of, and how wide, high and bright the window is."""

    name: str
    of: str
    width: int
    height: int
    schemes: tuple[str, ...] = ("light",)  # a window for each, side by side
    press: str = ""  # what is pressed before the picture is taken

    @property
    def picture(self) -> Path:
        """Where it is kept."""
        return PICTURES / f"{self.name}.webp"

    @property
    def size(self) -> tuple[int, int]:
        """Its pixels."""
        wide, count = int(self.width * DENSITY), len(self.schemes)
        return wide * count + GAP * (count - 1), int(self.height * DENSITY)

    def digest(self) -> str:
        """The digest of what it shows."""
        return sha256(f"{self}\0{DENSITY}\0{SHOWN[self.of]()}".encode()).hexdigest()


def _preview(project: Callable[[], Texts], spec: Callable[[], str] | None = None) -> str:
    """All that a preview is told of a brief, and what its pages are made from."""
    files = project()
    told, pages = _good(project)
    shown = Shown(DONE, told, (), Pages(Read()), 1)
    if spec:
        wrong = look(Errand(BRIEF, MemoryFiles.of({**files, SPEC: spec()}), TODAY))
        shown = Shown(BROKEN, wrong, (), Pages(Read()), 1)
    state = state_of(Errand(BRIEF, MemoryFiles.of(files), TODAY), shown, Path("/"))
    parts = (template_text(f"preview/{name}") for name in PARTS)
    return "\0".join((json.dumps(state), pages, *parts))


@cache
def _good(project: Callable[[], Texts]) -> tuple[Looked, str]:
    """What is told of a brief that is right, and the digest of its pages."""
    files = MemoryFiles.of(project())
    told = look(Errand(BRIEF, files, TODAY))
    settings, checked = checked_by(Errand(BRIEF, files, TODAY), files)
    job = prepare(checked, Order(files, settings, None))[1]
    return told, structs.replace(job, attachments=()).digest()  # what is inside the PDF is not seen


@cache
def whole() -> Texts:
    """The shipped brief with all it draws on, as a project by itself."""
    paths = [ROOT / "briefgen.toml", ROOT / SPEC]
    paths += [path for folder in ("sources", "data") for path in sorted((ROOT / folder).iterdir())]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def broken() -> str:
    """Its spec with two slips of the pen."""
    spec = (ROOT / SPEC).read_text("utf-8")
    for right, wrong in MISTAKES.items():
        spec = changed(spec, right, wrong)
    return spec


SHOWN: Mapping[str, Callable[[], str]] = {
    "preview": cache(lambda: _preview(whole)),
    "mistake": cache(lambda: _preview(whole, broken)),
    "tutorial": cache(lambda: _preview(tutorial)),
    "web": lambda: shipped(BRIEF)[0].content.decode(),
}
NOTE, PARAGRAPH = "#ref-1", "[data-inner][aria-label*='sends most of its oil']"
SCREENS = (
    Screen("preview", "preview", 1240, 780),
    Screen("preview-dark", "preview", 1240, 780, ("dark",)),
    Screen("mistake", "mistake", 1240, 780),
    Screen("mistake-dark", "mistake", 1240, 780, ("dark",)),
    Screen("tutorial", "tutorial", 1240, 780, press=PARAGRAPH),
    Screen("web", "web", 1240, 780, press=NOTE),
    Screen("web-phone", "web", 390, 780, ("light", "dark"), NOTE),
)


def take(screens: tuple[Screen, ...]) -> Iterator[tuple[Screen, bytes]]:
    """Each screen with its picture."""
    for source, shoot in (
        ({"preview", "mistake"}, lambda group: _of_preview(whole(), group)),
        ({"tutorial"}, lambda group: _of_preview(tutorial(), group)),
        ({"web"}, _of_web),
    ):
        if group := tuple(screen for screen in screens if screen.of in source):
            yield from shoot(group)


def _of_preview(files: Texts, group: tuple[Screen, ...]) -> Iterator[tuple[Screen, bytes]]:
    """Pictures of a preview that runs; mistakes are made in its file while it shows good pages."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
        specs = {DONE: (root / SPEC).read_text("utf-8"), BROKEN: broken()}
        with _served(root) as address:
            yield from _shot(group, address, lambda screen: _shown(screen, root / SPEC, specs))


def _shown(screen: Screen, file: Path, specs: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """What brings a preview to show it, whatever it showed before."""
    phase = BROKEN if screen.of == "mistake" else DONE
    yield {"until": DRAWN, "within": WITHIN}
    yield {"write": str(file), "text": specs[phase]}
    yield {"until": f"{PHASE} === '{phase}' && {DRAWN}", "within": WITHIN}


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """The address of a preview that runs."""
    with subprocess.Popen(
        command("preview", BRIEF, "--no-open", "--quiet"),
        cwd=root,
        env=environment(BRIEFGEN_TODAY=TODAY.isoformat()),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def _of_web(group: tuple[Screen, ...]) -> Iterator[tuple[Screen, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / f"{BRIEF}.html"
        page.write_bytes(shipped(BRIEF)[0].content)
        yield from _shot(group, page.as_uri(), lambda screen: ())


def _shot(
    group: tuple[Screen, ...],
    address: str,
    before: Callable[[Screen], Iterable[dict[str, object]]],
) -> Iterator[tuple[Screen, bytes]]:
    """Each screen as a browser draws it, after these steps."""
    with tempfile.TemporaryDirectory() as folder:
        looks = []
        for screen in group:
            pressed = [{"click": screen.press}] if screen.press else []
            window = {"width": screen.width, "height": screen.height, "density": DENSITY}
            for scheme in screen.schemes:
                shot = str(Path(folder) / f"{screen.name}-{scheme}.png")
                steps = [*before(screen), *pressed]
                look = {"address": address, "scheme": scheme, "shot": shot, "steps": steps}
                looks.append({**window, **look, "scripts": screen.of != "web"})
        seen(looks, Path(folder), 900)
        for screen in group:
            files = [Path(folder) / f"{screen.name}-{scheme}.png" for scheme in screen.schemes]
            yield screen, _small(screen, files)


def _small(screen: Screen, files: list[Path]) -> bytes:
    """Its windows side by side, with the digest of what is shown."""
    made, said = BytesIO(), Image.Exif()
    said[DESCRIPTION] = screen.digest()
    whole = Image.new("RGB", screen.size, "white")
    for number, file in enumerate(files):
        with Image.open(file) as window:
            whole.paste(window, (number * (window.width + GAP), 0))
    whole.save(made, "WEBP", quality=QUALITY, method=6, exif=said)
    return made.getvalue()


def main(names: list[str]) -> None:
    """Take the pictures that are not of today, or those that are named."""
    if absent := missing():
        raise SystemExit(absent)
    PICTURES.mkdir(parents=True, exist_ok=True)
    wanted = tuple(s for s in SCREENS if s.name in names or (not names and not fresh(s)))
    for screen, picture in take(wanted):
        screen.picture.write_bytes(picture)
        print(f"{screen.picture.name}: {len(picture):,} bytes")
    for left in set(PICTURES.glob("*")) - {screen.picture for screen in SCREENS}:
        left.unlink()


def fresh(screen: Screen) -> bool:
    """Whether its picture shows what is shown today."""
    if not screen.picture.exists():
        return False
    with Image.open(screen.picture) as image:
        return image.size == screen.size and image.getexif().get(DESCRIPTION) == screen.digest()


if __name__ == "__main__":
    main(sys.argv[1:])
