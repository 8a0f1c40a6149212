"""A small project for each of the three later kinds, right in every part, for tests to vary."""

from __future__ import annotations

from projects import DATA, DESCRIPTOR, LIBRARY, changed, found, minimal_project

_COMMON = """\
subtitle: A small project for tests
date: 2026-11-23
information_cutoff: 2026-11-23
reference: T-2026-01
source_files: [sources/tajikistan.yaml]
bottom_line: What is known is little.[@report]
key_judgements:
  - id: kj-one
    statement: Little will change in 2027.
    likelihood: likely
    confidence: low
    confidence_reason: One source.
    rests_on: ["@report"]
    alternative: Much changes.
    would_change: [A new source]
"""
_OUTLOOK = """\
    title: What may come
    blocks:
      - scenarios:
          - {name: Steady, likelihood: likely, base: true, text: It goes on.}
          - {name: Shock, likelihood: unlikely, text: It stops.}
      - indicators: What to watch
        rows:
          - {indicator: Flights, now: Two, threshold: None, points_to: Shock}
"""

RELATIONS = f"""\
kind: relations-brief
title: Tajikistan and the Gulf
{_COMMON}
parties:
  - {{name: Tajikistan, countries: [TJ]}}
  - {{name: The Gulf, countries: [AE, QA, KW]}}
key_figures:
  - {{value: 2, label: missions}}
  - {{value: 9, label: agreements}}
key_facts:
  relations_since: {{value: 1995, note: with Kuwait, source: handbook}}
  missions_there: Abu Dhabi and Doha
sections:
  history: {{title: History, blocks: [Short.]}}
  channels: {{title: Channels, blocks: [Few.]}}
  trade:
    title: Trade
    blocks:
      - figure: bar
        title: Growth of two
        data: growth
        category: year
        series: country
        direction: vertical
  agreements: {{title: Agreements, blocks: [Nine.]}}
  obstacles: {{title: Obstacles, blocks: [Distance.]}}
  prospects:
{_OUTLOOK}"""

SUMMIT = f"""\
kind: summit-brief
title: A summit in Dushanbe
{_COMMON}
event: Third Summit of the Lakes
host: TJ
place: Dushanbe
starts: 2025-08-05
ends: 2025-08-06
chair: {{value: Emomali Rahmon, source: speech}}
members: {{value: Three, note: "Tajikistan, Kyrgyzstan, Uzbekistan"}}
sections:
  background:
    title: Background
    blocks:
      - figure: map
        id: fig-members
        title: Three members
        members: [TJ, KG, UZ]
        observers: [TM]
        points: [{{name: Dushanbe, at: [68.78, 38.56]}}]
  proposals:
    title: Proposals
    blocks:
      - figure: matrix
        id: fig-matrix
        title: Water came first
        columns: [Tajikistan, Kyrgyzstan]
        rows:
          - group: Water
          - {{item: A fund, cells: [proposed, endorsed], outcome: Agreed, source: report}}
          - {{item: A court, cells: [none, proposed], outcome: "Put off.[@speech]"}}
  outcomes: {{title: Outcomes, blocks: ["One, as in [#fig-matrix]."]}}
  appointments: {{title: Appointments, blocks: [None.]}}
  assessment: {{title: Assessment, blocks: [New.]}}
  outlook:
{_OUTLOOK}"""

THREAT = f"""\
kind: threat-assessment
title: The Lake Band
{_COMMON}
actor: Lake Band
aliases: [LB]
countries: [TJ]
key_facts:
  leader: Not known
  origin: {{value: 2019, source: report}}
rating:
  against: Tajikistan
  intent: {{level: high, reason: "It says so.[@speech]"}}
  capability: {{level: medium, reason: A few men.}}
  opportunity: {{level: low, reason: The border is watched.}}
  overall: medium
sections:
  origin: {{title: Origin, blocks: [A quarrel.]}}
  relations:
    title: Relations
    blocks:
      - figure: network
        title: Alone
        layers: [Patrons, Groups]
        actors:
          - {{id: band, name: Lake Band, text: since 2019, layer: Groups, subject: true}}
          - {{id: clan, name: Clan, layer: Groups}}
          - {{id: state, name: A state, layer: Patrons}}
        links:
          - {{from: band, to: clan, type: rivalry, text: feud, both: true, source: report}}
          - {{from: state, to: band, type: pressure, text: arrests, source: bank}}
  intent_capability:
    title: Intent and capability
    blocks:
      - rating: The threat to Tajikistan
  incidents:
    title: Incidents
    blocks:
      - figure: timeline
        title: Two raids
        events:
          - {{date: 2020, text: A raid, source: report}}
          - {{date: 2021, text: Another raid}}
      - figure: map
        title: Both near the border
        country: TJ
        points:
          - {{name: Khorog, at: [71.55, 37.49], type: event, text: A raid, source: handbook}}
          - {{name: Khorog, at: [71.55, 37.49], type: event, text: Another}}
          - {{name: Dushanbe, at: [68.78, 38.56], type: capital}}
  recruitment: {{title: Recruitment, blocks: [Little.]}}
  outlook:
{_OUTLOOK}
  implications:
    title: What follows
    blocks:
      - implications:
          - {{audience: Border services, text: Watch.}}
"""

SPECS = {"relations": RELATIONS, "summit": SUMMIT, "threat": THREAT}


def kind_project(name: str) -> dict[str, str]:
    """The texts of a project with one brief of a kind: relations, summit or threat."""
    files = minimal_project()
    kept = {path: files[path] for path in ("briefgen.toml", LIBRARY, DATA, DESCRIPTOR)}
    return {**kept, f"briefs/{name}.yaml": SPECS[name]}


def said_of(name: str, piece: str, replacement: str) -> list[str]:
    """What is said of a kind's brief with one piece of it replaced."""
    files = kind_project(name)
    spec = f"briefs/{name}.yaml"
    files[spec] = changed(files[spec], piece, replacement)
    return found(files, name)


def place_of(name: str, piece: str, ahead: int = 0) -> str:
    """Where a piece of a kind's brief stands, as file:line:column."""
    text = SPECS[name]
    assert text.count(piece) == 1, f"“{piece}” is there {text.count(piece)} times"
    before = text[: text.index(piece) + ahead]
    return f"briefs/{name}.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
