"""A checked brief into an edition: notes numbered, facts printed, figures drawn, sources listed.

Texts are set in the order of the page, since that order numbers the notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup, escape

from briefgen.addresses import address
from briefgen.charts.drawing import confidence_bars, likelihood_bar, yardstick
from briefgen.charts.metrics import shipped_metrics
from briefgen.charts.svg import Look
from briefgen.citations import STYLES, Run, kind_of, words_for
from briefgen.dates import PartialDate
from briefgen.dates import words as date_words
from briefgen.edition.drawing import Easel
from briefgen.edition.facts import print_facts
from briefgen.edition.notes import Cited, NoteBook, Scope, markup
from briefgen.edition.parts import Workshop, basis_keys, grounds_part, make_parts, rating_lines
from briefgen.edition.typesetting import Typesetter
from briefgen.edition.view import (
    DataCell,
    Edition,
    KeyFigureView,
    KeyJudgement,
    Panel,
    PanelLine,
    Part,
    SectionView,
    SourceRow,
)
from briefgen.language import words_of
from briefgen.loading import Path
from briefgen.maps.globe import draw_globe
from briefgen.model import blocks as spec
from briefgen.model.brief import Brief, Judgement
from briefgen.model.figure import Figure
from briefgen.prose import Prose
from briefgen.settings import Settings
from briefgen.validation import Checked, require

# One accent for each kind, close in lightness so that a grey print keeps the hierarchy.
LOOKS: Mapping[str, Look] = {
    "country": Look("#0B5A66", "#E2EDEE", "#7FA9AF"),
    "summit": Look("#3A3B8C", "#E8E8F3", "#9A9BC9"),
    "threat": Look("#98212C", "#F5E6E6", "#CB8F93"),
    "relations": Look("#7F4A0A", "#F3EADD", "#C4A273"),
}
GLOBE = 104.0
YARDSTICK = 234.0
MARGIN = frozenset({"note", "judgement"})


def compose(checked: Checked, settings: Settings, *, contents: bool = False) -> Edition:
    """The edition of a brief; InputProblems where a figure cannot be drawn.

    `contents` asks for a table of contents, unless the spec itself says yes or no.
    """
    return _Composer(checked, settings, contents).edition()


class _Composer:
    """Composes one edition; lives no longer than that."""

    def __init__(self, checked: Checked, settings: Settings, contents: bool) -> None:
        self.checked, self.settings = checked, settings
        self.brief: Brief = require(checked)
        said = self.brief.contents
        self.contents = contents if said is None else said
        self.language = self.brief.language
        self.words = words_of(self.language)
        self.look = LOOKS[self.brief.accent]
        self.notes = NoteBook(checked.sources, STYLES[settings.citation_style], self.language)
        labels, targets = self._labels()
        facts = print_facts(self.brief.facts, checked.tables, self.language)
        self.setter = Typesetter(self.notes, facts, targets)
        easel = Easel(self.look, shipped_metrics(), self.language, checked.tables)
        self.shop = Workshop(
            self.setter,
            self.notes,
            easel,
            self.words,
            checked.document,
            labels,
            {j.id: (n, j) for n, j in enumerate(self.brief.key_judgements, 1)},
            self._indicators(),
            self.brief.rated(),
            self.language,
        )

    def edition(self) -> Edition:
        brief, words = self.brief, self.words
        figures = self._key_figures()
        bottom_line = self.setter.line(brief.bottom_line, Scope(("bottom_line",)))
        panel = self._panel()
        judgements = tuple(self._judgement(n, j) for n, j in enumerate(brief.key_judgements, 1))
        sections = tuple(self._section(key) for key in brief.sections)
        grounds = tuple(self._missing_grounds())
        gaps = tuple(self.setter.line(gap, Scope(("gaps", i))) for i, gap in enumerate(brief.gaps))
        method = make_parts(brief.method, ("method",), self.shop) if brief.method else []
        marking = brief.marking or self.settings.default_marking
        date = brief.date or brief.information_cutoff
        desk = brief.desk or self.settings.desk
        sources = tuple(self._sources())
        return Edition(
            name=self.checked.name,
            language=self.language,
            words=words,
            kind=brief.kind,
            kind_name=brief.kind_name,
            accent=brief.accent,
            title=brief.title,
            native_title=brief.native_title.text if brief.native_title else "",
            native_language=brief.native_title.language if brief.native_title else "",
            also_called=brief.also_called(),
            subtitle=brief.subtitle,
            desk=desk,
            reference=brief.reference,
            edition=brief.edition,
            date=date_words(date, self.language),
            created=str(date),
            description=brief.subtitle,
            keywords=", ".join(brief.keywords or (brief.title, brief.kind_name)),
            marking=marking.label,
            marking_colour=marking.colour,
            marking_meaning=marking.meaning,
            page_size=self.settings.page_size,
            cells=self._cells(len(sources)),
            key_figures=figures,
            rating=rating_lines(rating, self.shop) if (rating := brief.rated()) else None,
            panel=panel,
            bottom_line=bottom_line,
            judgements=judgements,
            sections=sections,
            grounds=grounds,
            gaps=gaps,
            method=tuple(method),
            sources=sources,
            sources_note=self._sources_note(),
            yardstick=yardstick(self.look, shipped_metrics(), YARDSTICK, self._terms()).svg,
            confidence_bars={
                level: confidence_bars(level, self.look).svg
                for level in ("high", "moderate", "low")
            },
            abbreviations=tuple(sorted(brief.abbreviations.items())),
            notes=self.notes.records,
            contents=self.contents,
            figures=sum(isinstance(block, Figure) for _, block in self._all_blocks()),
        )

    def _all_blocks(self) -> Iterator[tuple[str, object]]:
        for key, section in self.brief.sections.items():
            for block in section.blocks:
                yield key, block

    def _labels(self) -> tuple[dict[int, str], dict[str, str]]:
        """“Figure 2” for each figure and table, by block and by the id it is referred to."""
        labels: dict[int, str] = {}
        targets = {f"sec-{key}": section.title for key, section in self.brief.sections.items()}
        counts = {self.words.figure: 0, self.words.table: 0}
        for _, block in self._all_blocks():
            if isinstance(block, Figure | spec.Table | spec.Indicators):
                kind = self.words.figure if isinstance(block, Figure) else self.words.table
                counts[kind] += 1
                labels[id(block)] = f"{kind}\u00a0{counts[kind]}"
                if block.id:
                    targets[block.id] = labels[id(block)]
        return labels, targets

    def _indicators(self) -> dict[str, Prose]:
        return {
            row.id: row.indicator
            for _, block in self._all_blocks()
            if isinstance(block, spec.Indicators)
            for row in block.rows
            if row.id
        }

    def _terms(self) -> frozenset[str]:
        """The terms of likelihood that the brief uses."""
        terms = [judgement.likelihood for judgement in self.brief.key_judgements]
        for _, block in self._all_blocks():
            if isinstance(block, spec.Scenarios):
                terms += [card.likelihood for card in block.scenarios]
        return frozenset(term.words for term in terms)

    def _cells(self, sources: int) -> tuple[DataCell, ...]:
        brief, words = self.brief, self.words
        edition = f"{brief.edition}, {words.new}" if brief.edition == 1 else str(brief.edition)
        date = brief.date or brief.information_cutoff
        listed = words.graded_on.format(count=sources)
        return (
            DataCell(words.edition, escape(edition)),
            DataCell(words.date, escape(date_words(date, self.language))),
            DataCell(
                words.information_to, escape(date_words(brief.information_cutoff, self.language))
            ),
            DataCell(words.reference, escape(brief.reference)),
            DataCell(
                words.sources, escape(listed) + Markup(' <a class="pref" href="#sources"></a>')
            ),
        )

    def _judgement(self, number: int, judgement: Judgement) -> KeyJudgement:
        path = ("key_judgements", number - 1)
        statement = self.setter.line(judgement.statement, Scope((*path, "statement")))
        keys = basis_keys(judgement, self.shop)
        runs: list[Run] = []
        before, after = self.words.grounds_note.split("{sources}")
        for index, key in enumerate(keys):
            source = self.notes.number(key)
            runs += [Run(", " if index else before), Run(source, href=f"#src-{source}")]
        note = self.notes.remark(
            (*runs, Run(f"{after}\u00a0")),
            keys,
            Scope((*path, "rests_on")),
            page_of=f"grounds-{judgement.id}",
        )
        return KeyJudgement(
            number,
            judgement.id,
            statement + note,
            likelihood_bar(judgement.likelihood.words, self.look).svg,
            judgement.likelihood.title,
            judgement.likelihood.range_words,
            confidence_bars(judgement.confidence, self.look).svg,
            judgement.confidence,
        )

    def _key_figures(self) -> tuple[KeyFigureView, ...]:
        scope = Scope(("key_figures",))
        return tuple(
            KeyFigureView(self.setter.line(item.value, scope), self.setter.line(item.label, scope))
            for item in self.brief.key_figures
        )

    def _panel(self) -> Panel | None:
        declared = self.brief.panel()
        if declared is None:
            return None
        marked: dict[tuple[Cited, ...], int] = {}  # one note may be marked by several rows
        rows = []
        for each in declared.rows:
            scope, row = Scope(each.path, marked), each.row
            value = self.setter.line(row.value, scope)
            note = self.setter.line(row.note, scope)
            mark = self.setter.cited(row.source, scope)
            rows.append(PanelLine(each.label, value + mark, note, address(each.path)))
        locator = Markup("")
        if declared.countries:
            subject, *more = declared.countries
            also = (*more, *declared.others)
            locator = draw_globe(subject, self.look, GLOBE, also=also).svg
        return Panel(self.words.key_facts, locator, tuple(rows))

    def _section(self, key: str) -> SectionView:
        section = self.brief.sections[key]
        path: Path = ("sections", key)
        parts: list[Part] = []
        if section.lead is not None:
            parts += make_parts(section.lead, (*path, "lead"), self.shop)
        for index, block in enumerate(section.blocks):
            parts += make_parts(block, (*path, "blocks", index), self.shop)
        grouped = _led(_paired(parts))
        named = (replace(part, key=f"{key}-{n}") for n, part in enumerate(grouped, 1))
        return SectionView(f"sec-{key}", section.title, tuple(named), address((*path, "title")))

    def _missing_grounds(self) -> Iterator[Part]:
        """Grounds of the judgements that no section sets out."""
        shown = {
            block.judgement
            for _, block in self._all_blocks()
            if isinstance(block, spec.JudgementBlock)
        }
        for number, judgement in enumerate(self.brief.key_judgements, 1):
            if judgement.id not in shown:
                yield grounds_part(number, judgement, self.shop)

    def _accessed(self) -> PartialDate | None:
        """The one day on which all sources were opened, if it is one."""
        opened = (source.accessed for _, source, _, _ in self.notes.cited_sources())
        days = {day for day in opened if day is not None}
        return PartialDate.of(days.pop()) if len(days) == 1 else None

    def _sources_note(self) -> str:
        day = self._accessed()
        opened = self.words.all_accessed.format(date=date_words(day, self.language)) if day else ""
        return f"{self.words.sources_note} {opened}".strip()

    def _sources(self) -> Iterator[SourceRow]:
        style, words = STYLES[self.settings.citation_style], words_for(self.language)
        said_once = self._accessed() is not None
        for number, source, anchors, credibility in self.notes.cited_sources():
            # What the note above the list says of all, no entry repeats.
            listed = source.model_copy(update={"accessed": None}) if said_once else source
            yield SourceRow(
                number,
                f"src-{number}",
                markup(style.entry(listed, words)),
                kind_of(source),
                _grade(source.reliability, credibility),
                source.reliability == "A",
                anchors,
            )


def _paired(parts: Iterable[Part]) -> Iterator[Part]:
    """Two half-width figures in a row stand side by side."""
    waiting: Part | None = None
    for part in parts:
        if part.data.get("width") == "half" and waiting is not None:
            yield Part("pair", {"halves": (waiting, part)})
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = part if part.data.get("width") == "half" else None
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _led(parts: Iterable[Part]) -> Iterator[Part]:
    """Each margin note with the paragraph it stands beside, as one part.

    The engine cuts a float in two although it is told not to; a plain block it keeps whole, so
    where a note is cut the next layout keeps this part together.
    """
    waiting: list[Part] = []
    for part in parts:
        if part.kind in MARGIN:
            waiting.append(part)
        elif part.kind == "prose" and waiting:
            yield Part("lead", {"parts": (*waiting, part)})
            waiting = []
        else:
            yield from waiting
            waiting = []
            yield part
    yield from waiting


def _grade(reliability: str | None, credibility: tuple[int, ...]) -> str:
    """The letter of the source and the span of numbers given to what was taken from it."""
    span = "–".join(str(number) for number in dict.fromkeys((*credibility[:1], *credibility[-1:])))
    return f"{reliability or ''}{span}"
