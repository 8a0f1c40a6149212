"""A small project that is right in every part, as texts by path, for tests to vary.

`minimal_project()` has one brief with every kind of block and figure once, a library of five
sources, and one data file. To derive a variant, replace a text and check what comes of it:

    files = minimal_project()
    files[SPEC] = changed(files[SPEC], "likelihood: likely", "likelihood: likley")
    result = checked(files)

`changed` insists that the piece is there, so a test cannot go stale unseen. `lines_of` gives
`file:line` of a problem's place; `found` the problems of a project as lines of text.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.project import MemoryFiles
from briefgen.validation import Checked, check

NAME = "tajikistan"
SPEC = f"briefs/{NAME}.yaml"
LIBRARY = "sources/tajikistan.yaml"
DATA = "data/growth.csv"
DESCRIPTOR = "data/growth.yaml"

FACTS = """\
facts:
  population:
    value: 10.3
    unit: million
    about: Population
    as_of: 2024
    source: census, p. 4
    credibility: 1
  growth_2023:
    data: growth
    where: {country: Tajikistan, year: 2023}
    unit: percent
    decimals: 1
    about: Real growth
    as_of: 2023
    credibility: 2
"""

_HEAD = """\
kind: country-profile
country: TJ
title: Tajikistan
native_title: {text: Тоҷикистон, language: tg}
subtitle: A small project for tests
language: en
date: 2026-11-23
information_cutoff: 2026-11-23
reference: TJ-2026-01
source_files: [sources/tajikistan.yaml]

"""

_BODY = """
bottom_line: The economy grew by {{ growth_2023 }} in 2023.

key_judgements:
  - id: kj-growth
    statement: Real growth will stay above 5% in 2027.
    likelihood: likely
    confidence: moderate
    confidence_reason: Two sources agree.
    rests_on: [growth_2023, "@bank, p. 2", "@report"]
    alternative: A bad harvest cuts growth to half.
    would_change: [ind-remittances, A war on the border]
    horizon: 2027-12-31

key_facts:
  capital: {value: Dushanbe, source: handbook}
  population: {value: "{{ population }}", note: "2024"}
  head_of_state: Emomali Rahmon

sections:
  politics:
    title: Politics
    lead: One man has ruled since 1994.[@handbook]
    blocks:
      - One party holds parliament, as [#tab-partners] shows.[@handbook, ch. 2; @report]
      - heading: Succession
      - list: [The son chairs the upper house., The date is open.]
      - note: A thin base
        text: Few sources are independent.
      - quotation: We are ready.
        speaker: Emomali Rahmon
        occasion: Dushanbe, 1 March 2025
        source: speech
  economy:
    title: Economy
    blocks:
      - key_figures:
          - {value: "{{ growth_2023 }}", label: growth of GDP}
          - {value: "{{ population }}", label: people}
      - figure: line
        id: fig-growth
        title: Growth has held since 2021
        data: growth
        series: country
        only: [Tajikistan]
        highlight: Tajikistan
        from: 2021
      - figure: bar
        title: Tajikistan grew faster
        data: growth
        category: country
        where: {year: 2023}
        highlight: Tajikistan
  foreign_relations:
    title: Foreign relations
    blocks:
      - table: Two partners matter most
        id: tab-partners
        columns: [Partner, {title: Role, width: 60}]
        rows:
          - [Russia, Migrants’ wages.]
          - [China, "Loans; see [#fig-growth]."]
        source: report
  security:
    title: Security
    blocks:
      - figure: map
        title: A long southern border
        country: TJ
        points:
          - {name: Dushanbe, at: [68.78, 38.56], type: capital}
        routes:
          - {name: Road, via: [[68.78, 38.56], [69.6, 37.2]]}
      - figure: timeline
        title: Three turns
        events:
          - {date: 1991-09-09, text: Independence, source: handbook}
          - {date: 1997-06, text: Peace, turning_point: true}
          - {date: 2016, text: New constitution}
  outlook:
    title: Outlook
    blocks:
      - judgement: kj-growth
      - scenarios:
          - {name: Steady, likelihood: likely, base: true, text: Growth goes on.}
          - {name: Shock, likelihood: unlikely, text: Remittances fall.}
      - indicators: What to watch
        rows:
          - id: ind-remittances
            indicator: Remittances
            now: High
            threshold: A fall by a third
            points_to: Shock
gaps:
  - The date of the succession is not known.
method: Official figures, checked against one bank.
abbreviations: {GDP: gross domestic product}
"""

_LIBRARY = """\
sources:
  census:
    type: report
    title: Population Census
    publisher: Agency on Statistics
    issued: 2021
    reliability: A
    reliability_reason: official count
  bank:
    type: report
    title: Country Outlook
    publisher: Development Bank
    issued: 2026-03
    reliability: B
    reliability_reason: careful, but a lender
  handbook:
    type: book
    title: A Handbook of Tajikistan
    short: Handbook of Tajikistan
    author: "Doe, Jane"
    issued: 2024
    reliability: B
    reliability_reason: scholarly press
  report:
    type: webpage
    title: Trade Partners
    author: Trade Desk
    url: https://trade-desk.int/partners
    accessed: 2026-11-20
    reliability: C
    reliability_reason: a lobby
  speech:
    type: speech
    title: Address to Parliament
    author: "Rahmon, Emomali"
    issued: 2025-03-01
    reliability: B
    reliability_reason: the speaker’s own words
"""

_DATA = """\
country,year,value
Tajikistan,2021,9.2
Tajikistan,2022,8.0
Tajikistan,2023,8.3
Kyrgyzstan,2021,5.5
Kyrgyzstan,2022,9.0
Kyrgyzstan,2023,6.2
"""

_DESCRIPTOR = """\
title: Real growth
source: bank
retrieved: 2026-11-20
unit: percent
columns:
  country: {type: text, title: Country}
  year: {type: year, title: Year}
  value: {type: number, title: Growth, unit: percent}
"""


def minimal_project() -> dict[str, str]:
    """The texts of the project by path; a new mapping with each call."""
    return {
        "briefgen.toml": "",
        SPEC: f"{_HEAD}{FACTS}{_BODY}",
        LIBRARY: _LIBRARY,
        DATA: _DATA,
        DESCRIPTOR: _DESCRIPTOR,
    }


def changed(text: str, piece: str, replacement: str) -> str:
    """The text with one piece replaced, which must be there once."""
    assert text.count(piece) == 1, f"“{piece}” is there {text.count(piece)} times"
    return text.replace(piece, replacement)


def checked(files: Mapping[str, str | bytes], name: str = NAME) -> Checked:
    """What the program finds in a project."""
    return check(MemoryFiles.of(files), name)


def found(files: Mapping[str, str | bytes], name: str = NAME) -> list[str]:
    """The problems of a project, each as one line: place, severity, message, hint."""
    return [
        f"{p.place}: {p.severity}: {p.message} = {p.hint}" for p in checked(files, name).problems
    ]


def with_change(piece: str, replacement: str, file: str = SPEC) -> dict[str, str]:
    """The project with one piece of one file replaced."""
    files = minimal_project()
    files[file] = changed(files[file], piece, replacement)
    return files
