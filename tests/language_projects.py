"""A small brief in each language, with most of what a page can hold, for tests and for the eye.

`project(language)` gives its files; the words stand in tests/languages, a line for each text.
Facts, sources and data are those of the small project in `projects`.
"""

from __future__ import annotations

from pathlib import Path

from projects import FACTS, SPEC, minimal_project

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = ("en", "kk", "ru", "uz", "tr", "fr", "ar")

_SPEC = """\
kind: country-profile
country: TJ
title: {0}
subtitle: {1}
language: {language}
date: 2026-11-23
information_cutoff: 2026-11-20
reference: TJ-2026-01
source_files: [sources/tajikistan.yaml]
{facts}key_figures:
  - {{value: "{{{{ growth_2023 }}}}", label: "{9}"}}
  - {{value: "{{{{ population }}}}", label: "{0}"}}
bottom_line: "{2}"
key_judgements:
  - id: kj-growth
    statement: "{3}"
    likelihood: very likely
    confidence: high
    confidence_reason: "{4}"
    rests_on: [growth_2023, "@bank, p. 2", "@report"]
    alternative: "{5}"
    would_change: [ind-remittances, "{6}"]
    horizon: 2027-12-31
  - id: kj-war
    statement: "{6}."
    likelihood: unlikely
    confidence: low
    confidence_reason: "{4}"
    rests_on: ["@handbook"]
    alternative: "{5}"
    would_change: [ind-remittances]
    horizon: 2027-12-31
key_facts:
  capital: {{value: "{35}", source: handbook}}
  population: {{value: "{{{{ population }}}}", note: "2024"}}
  head_of_state: Emomali Rahmon
  growth:
    value: "{{{{ growth_2023 }}}}"
    spark: {{data: growth, x: year, y: value, where: {{country: Tajikistan}}, unit: percent}}
sections:
  politics:
    title: "{7}"
    blocks:
      - "{8}[@handbook, ch. 2; @report]"
      - note: "{5}"
        text: "{10}: [#tab-partners]. {11}: [#fig-growth].[@speech]"
  economy:
    title: "{9}"
    blocks:
      - figure: line
        id: fig-growth
        title: "{17}"
        data: growth
        series: country
        relabel: {{Tajikistan: "{38}", Kyrgyzstan: "{39}"}}
        highlight: Tajikistan
        from: 2021
      - figure: bar
        title: "{18}"
        data: growth
        category: country
        where: {{year: 2023}}
        relabel: {{Tajikistan: "{38}", Kyrgyzstan: "{39}"}}
        highlight: Tajikistan
  foreign_relations:
    title: "{10}"
    blocks:
      - table: "{19}"
        id: tab-partners
        columns: ["{20}", {{title: "{21}", width: 60}}, {{title: "%", type: number}}]
        rows:
          - ["{36}", "{22}.", "1234.5"]
          - ["{37}", "{23}; [#fig-growth].", "20.25"]
        source: report
  security:
    title: "{11}"
    blocks:
      - figure: map
        title: "{24}"
        country: TJ
        points:
          - {{name: "{35}", at: [68.78, 38.56], type: capital}}
      - figure: timeline
        title: "{25}"
        events:
          - {{date: 1991-09-09, text: "{26}", source: handbook}}
          - {{date: 1997-06, text: "{27}", turning_point: true}}
          - {{date: 2016, text: "{28}"}}
  outlook:
    title: "{12}"
    blocks:
      - judgement: kj-growth
      - scenarios:
          - {{name: "{13}", likelihood: very likely, base: true, text: "{15}", needs: "{33}."}}
          - {{name: "{14}", likelihood: unlikely, text: "{16}"}}
      - figure: scenario-strip
        title: "{12}"
      - indicators: "{30}"
        rows:
          - id: ind-remittances
            indicator: "{31}"
            now: "{32}"
            threshold: "{33}"
            points_to: "{14}"
gaps:
  - "{29}"
method: "{34}"
abbreviations: {{GDP: "{9}", WB: "{10}"}}
"""


def project(language: str) -> dict[str, str]:
    """The files of the project whose one brief is in that language."""
    files = minimal_project()
    words = (FOLDER / f"{language}.txt").read_text("utf-8").splitlines()
    files[SPEC] = _SPEC.format(*words, language=language, facts=FACTS)
    return files
