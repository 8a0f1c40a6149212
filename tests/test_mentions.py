"""Mentions of pages: right at the end, and no page is made again for nothing."""

from __future__ import annotations

import pypdfium2
import pytest

from briefgen.outputs.engine import Layout, lay_out, write
from briefgen.outputs.footnotes import pages
from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.job import RenderJob
from note_cases import lines, made
from pages import Notes

CSS = "a.page::after{content:target-counter(attr(href),page)}"


def mention(name: str) -> str:
    return f'<a class="page" href="#{name}">at </a>'


def around(notes: Notes) -> str:
    """A mention on the first page of the last, and one on the last of the first."""
    middle = f"<p>{lines(12)}</p>"
    return (
        f'<p id="first">x{notes.mark("a")} {mention("last")}</p>{middle}'
        f'<p id="last">{mention("first")}</p>'
    )


def words(job: RenderJob, layout: Layout) -> list[str]:
    document = pypdfium2.PdfDocument(write(layout, job).pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_only_pages_with_mentions_are_made_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = []
    keep = pages._keep

    def counted(context: NoteContext, number: int) -> None:
        numbers.append(number)
        keep(context, number)

    monkeypatch.setattr(pages, "_keep", counted)
    job = made(around, 8, CSS)
    layout = lay_out(job)
    assert not layout.uncorrected
    assert numbers == [1, 2, 1, 2]
    first, last = words(job, layout)
    assert "at 2" in first
    assert "at 1" in last


@pytest.mark.parametrize("high", range(3, 9))
def test_a_mention_is_right_though_it_moves_what_it_mentions(high: int) -> None:
    """A number takes a line of its own; at one of these heights that pushes the target off."""
    wide = "page);display:inline-block;width:100%;height:10pt}"
    job = made(
        lambda n: (
            f"<p>x{n.mark('a')} {mention('last')}</p><p>{lines(high)}</p>"
            '<p id="last">Here</p><p>End</p>'
        ),
        8,
        CSS.replace("page)}", wide),
    )
    found = words(job, lay_out(job))
    (page,) = [number for number, text in enumerate(found, start=1) if "Here" in text]
    first = found[0].split()
    assert first[first.index("at") + 1] == str(page)
