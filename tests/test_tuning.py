"""The engine made faster: the same bytes, only for the engine it was made for, and less done."""

from __future__ import annotations

import inspect
import json
import os
import pstats
import re
import subprocess
import sys
from pathlib import Path

import pytest
from weasyprint.text import fonts, line_break

from briefgen.errors import ExitCode
from briefgen.outputs.tuning import letters
from briefgen.outputs.tuning.guard import KNOWN, PLAIN, digests_of, objection
from briefgen.outputs.tuning.lines import LOOKED_AT
from briefgen.project import write_whole
from projects import NAME, minimal_project
from test_imports import ROOT

COUNTED = """
import json, sys
from collections import Counter
done = Counter()
sys.addaudithook(lambda event, _: done.update([event]))
from briefgen.building import Order, build
from briefgen.project import DiskFiles
from briefgen.settings import Settings
from briefgen.outputs import engine
from pathlib import Path

order = Order(DiskFiles(Path()), Settings(), lambda name: Path(f"{name}.pdf"))
engine.refusal()
import pydyf, weasyprint.layout, weasyprint.layout.page
from weasyprint.text import line_break
def counting(home, name):
    plain = getattr(home, name)
    def counted(*args, **named):
        done.update([name])
        return plain(*args, **named)
    setattr(home, name, counted)
counting(pydyf.PDF, "write")
counting(weasyprint.layout.page, "make_page")
counting(line_break, "create_layout")
counting(line_break, "first_line_metrics")
(result,) = build(sys.argv[1:], order, lambda name, stage: None)
print(json.dumps({"layouts": result.layouts, "pages": result.pages,
    "told": [p.message for p in result.problems],
    "modules": sorted(sys.modules), **done}))
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tuned")
    for path, text in {**minimal_project(), "briefgen.toml": ""}.items():
        write_whole(folder / path, text.encode())
    return folder


def counted(root: Path, plain: str = "", before: str = "") -> dict[str, object]:
    """What a process has loaded and done when it has built the small project."""
    found = subprocess.run(
        [sys.executable, "-c", before + COUNTED, NAME],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), PLAIN: plain},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert found.returncode == 0, found.stderr
    said: dict[str, object] = json.loads(found.stdout)
    return said


def test_a_cold_build_does_no_more_than_it_must_and_the_bytes_are_the_same(root: Path) -> None:
    done = counted(root)
    tuned = (root / f"{NAME}.pdf").read_bytes()
    plain = counted(root, plain="1")
    assert (root / f"{NAME}.pdf").read_bytes() == tuned
    assert done["told"] == plain["told"]
    modules = done["modules"]
    assert isinstance(modules, list)
    assert {"pycparser", "cffi.cparser", "fontTools.subset.svg"}.isdisjoint(modules)
    assert "subprocess.Popen" not in done  # the plain engine asks compilers for its libraries
    assert "socket.connect" not in done
    assert done["layouts"] == done["write"] == 1
    for what, share in (("create_layout", 0.6), ("first_line_metrics", 0.6)):
        ours, theirs = done[what], plain[what]
        assert isinstance(ours, int)
        assert isinstance(theirs, int)
        assert ours < share * theirs
    assert done["make_page"] == plain["make_page"]


def test_the_engine_is_the_one_it_was_made_for() -> None:
    assert objection(digests_of(KNOWN)) == ""


def test_another_engine_is_used_as_it_comes_with_one_line_of_warning() -> None:
    said = objection({**KNOWN, "weasyprint/text/ffi.py": "0"})
    assert said == (
        "pages are set without what makes it faster, which is made for WeasyPrint 70.0 with "
        "pydyf 0.13.0: weasyprint/text/ffi.py is another here"
    )
    assert objection({}).count(".py") == len(KNOWN)
    assert digests_of(["weasyprint/none.py", "no_such_engine/a.py"]) == {
        "weasyprint/none.py": "",
        "no_such_engine/a.py": "",
    }


def test_a_brief_is_built_all_the_same_by_another_engine(root: Path) -> None:
    unknown = "from briefgen.outputs.tuning import guard; guard.digests_of = lambda names: {}\n"
    done = counted(root, before=unknown)
    told = done["told"]
    modules = done["modules"]
    assert isinstance(told, list)
    assert isinstance(modules, list)
    assert len([line for line in told if line.startswith("pages are set without")]) == 1
    assert "pycparser" in modules


def test_all_that_the_engine_looks_at_for_a_line_is_in_the_key_of_its_memory() -> None:
    source = "".join(
        inspect.getsource(inspect.unwrap(looked))
        for looked in (
            line_break.split_first_line,
            line_break.create_layout,
            line_break.first_line_metrics,
            line_break.line_size,
            line_break.Layout,
            fonts.get_font_description,
        )
    )
    assert set(re.findall(r"style\['(\w+)'\]", source)) == set(LOOKED_AT)


def test_all_that_the_engine_looks_at_to_begin_a_text_is_in_the_key_of_what_texts_share() -> None:
    begins = (line_break.Layout.setup, fonts.get_font_description)
    source = "".join(inspect.getsource(inspect.unwrap(looked)) for looked in begins)
    assert set(re.findall(r"style\['(\w+)'\]", source)) == set(letters.LOOKED_AT)
    assert letters.LOOKED_AT[letters.FAMILY] == "font_family"
    assert letters.LOOKED_AT[letters.DECORATION] == "text_decoration_line"


STRANGE = """
<style>
:root{--ink:#123456;--wide:3;--edge:1pt solid var(--ink);--none:;--round:var(--round);--a-b:red}
body{font-family:"Source Serif 4","Noto Naskh Arabic"}
@page{size:A5;margin:15mm;@bottom-center{content:"p " counter(page);color:var(--ink)}}
p{color:var(--ink);border:var(--edge);margin-left:calc(var(--wide) * 2mm)}
.inner{--ink:#654321} .inner b{color:var(--ink)} i{color:var(--missing,var(--ink))}
u{color:var(--round,blue);text-decoration:underline var(--ink)} s{color:var(--none)}
em{color:var(--a-b);font-feature-settings:"smcp";font-variant-numeric:oldstyle-nums}
q{color:var(--missing)} code{border-color:rgb(from var(--ink) r g b);color:var( --ink )}
.turned{direction:rtl} .other{font-language-override:"SRB"} small{letter-spacing:.1em}
</style>
<p>One <b>two</b> <i>three</i> <u>four</u> <s>five</s> <em>six 123</em> <q>seven</q> <code>8</code>
<p class=inner>One <b>two</b> <i>three</i> <u>four</u> <s>five</s> <em>six 123</em> <q>seven</q>
<p class=turned lang=ar>One <b>two</b> &#x627;&#x644; <small>small words</small>
<p class=other lang=sr>One <b>two</b> <del>gone</del> <p lang="">No language <b>at</b> all
"""
SET = """
import hashlib, sys
from briefgen.outputs.engine import lay_out, write
from briefgen.assets import asset_bytes
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import FONTS, SCHEME, RenderJob
held = {f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}") for face in FACES}
held[FONTS] = face_rules(FACES, SCHEME).encode()
job = RenderJob("strange", f"<html lang=en><title>t</title><body>{sys.argv[1]}", held)
from weasyprint.text import line_break
assert hasattr(line_break.Layout.setup, "__wrapped__") == (sys.argv[2] == "tuned")
layout = lay_out(job)
written = write(layout, job)
print(hashlib.sha256(written.pdf).hexdigest(), sorted(layout.said))
"""


def test_variables_and_texts_of_all_sorts_come_out_the_same() -> None:
    said = set()
    for how, plain in (("tuned", "0"), ("plain", "1")):
        begin = "from briefgen.outputs import engine; engine.refusal()\n"
        done = subprocess.run(
            [sys.executable, "-c", begin + SET, STRANGE, how],
            env=os.environ | {"PYTHONPATH": str(ROOT / "src"), PLAIN: plain},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        said.add(done.stdout)
    assert len(said) == 1


def test_the_parsed_declarations_are_those_of_the_engine() -> None:
    made = subprocess.run(
        [
            sys.executable,
            "-c",
            "import declarations as d; print(d.parsed() == d.TARGET.read_text())",
        ],
        cwd=ROOT / "tools",
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tools'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.endswith("True\n"), "run: python tools/declarations.py"


def test_a_profile_is_written_that_python_reads(root: Path) -> None:
    words = [sys.executable, "-m", "briefgen", "build", "--force", NAME, "--profile"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([*words, "build.pstats"], cwd=root, env=environment, check=True)
    assert done.returncode == 0
    called = {name for _, _, name in pstats.Stats(str(root / "build.pstats")).stats}  # type: ignore[attr-defined]
    assert {"set_pages", "make_page", "prove"} <= called
    refused = subprocess.run(
        [*words, "none/build.pstats"], cwd=root, env=environment, capture_output=True, text=True
    )
    assert refused.returncode == ExitCode.USAGE
    assert "--profile: error: none/build.pstats cannot be written" in refused.stderr
