"""Rules on figures and markings: what no text mentions, and labels above the brief's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.errors import Place, Problem, Severity
from briefgen.model.contents import models_in
from briefgen.model.figure import Figure
from briefgen.model.marking import TLP, travels_under
from briefgen.prose import CrossRef

UNMENTIONED = Rule(
    "FIG201",
    "figure-not-mentioned",
    Group.FIGURES,
    Severity.WARNING,
    "A figure with an id that no text refers to.",
    "ICD 203 asks that a graphic carry part of the argument. Its id says that a text was to send "
    "readers to it, and the sentence is missing.",
    "Write `[#id]` where its finding is used, or take the id away.",
    "- Growth has held since 2021.[@bank]\n- figure: line\n  id: fig-growth\n"
    "  title: Growth has held\n  data: growth",
    "- Growth has held since 2021 ([#fig-growth]).[@bank]\n- figure: line\n  id: fig-growth\n"
    "  title: Growth has held\n  data: growth",
)
ABOVE = Rule(
    "MRK101",
    "label-above-marking",
    Group.MARKINGS,
    Severity.ERROR,
    "The text names a TLP label above the marking of the brief.",
    "By TLP 2.0 the whole bears the label of its most restricted part. What was shared under a "
    "stricter label may not leave with a brief of a looser one.",
    "Raise the `marking` of the brief, or take out what came under the stricter label. Where the "
    "label is only spoken of, silence the rule there and say so.",
    "marking: TLP:GREEN\nbottom_line: Partners say (TLP:AMBER) that the port will close.",
    "marking: TLP:AMBER\nbottom_line: Partners say (TLP:AMBER) that the port will close.",
)
STRICTER = Rule(
    "MRK102",
    "source-above-marking",
    Group.MARKINGS,
    Severity.ERROR,
    "A source or a data file in use came under a TLP label above the marking of the brief.",
    "By TLP 2.0 the whole bears the label of its most restricted part. The PDF of such a brief "
    "carries nothing of what it was made from.",
    "Raise the `marking` of the brief, or do without the source. Where those who shared it allow "
    "the use, silence the rule there and say so.",
    "# sources/a.yaml, cited by a brief marked TLP:GREEN\n"
    "cable:\n  type: report\n  title: A report\n  marking: TLP:RED",
    "# the brief\nmarking: TLP:RED",
)
RULES = (UNMENTIONED, ABOVE, STRICTER)

_LABEL = re.compile(r"\bTLP:\s?(?:RED|AMBER\+STRICT|AMBER|GREEN|CLEAR)\b", re.IGNORECASE)


def unmentioned(subject: Subject) -> Iterator[Problem]:
    """Figures with an id and without a reference to it anywhere in the brief."""
    mentioned = {
        inline.id
        for passage in subject.passages
        for inline in passage.prose.inlines()
        if isinstance(inline, CrossRef)
    }
    for path, model in models_in(subject.brief):
        if isinstance(model, Figure) and model.id and model.id not in mentioned:
            message = f"no text refers to the figure “{model.id}”"
            hint = f"write [#{model.id}] where its finding is used, or take the id away"
            yield UNMENTIONED.at(subject.document, (*path, "id"), message, hint)


def above(subject: Subject) -> Iterator[Problem]:
    """Labels in texts that are stricter than the one the brief bears."""
    marking = subject.settings.marking_of(subject.brief.marking)
    order = list(TLP)  # from the loosest to the strictest
    if marking.label not in order:
        return  # how another scheme compares with TLP is not for us to say
    borne = order.index(marking.label)
    for passage in subject.passages:
        for found in _LABEL.finditer(passage.prose.plain()):
            label = found[0].upper().replace(" ", "")
            if order.index(label) > borne:
                place = subject.document.place_within(passage.path, found[0])
                message = f"“{label}” stands in a brief marked {marking.label}"
                hint = "raise the marking, or take out what came under that label"
                yield ABOVE.found(subject.document, place, message, hint)


def stricter(subject: Subject) -> Iterator[Problem]:
    """Sources and data files that a brief uses and whose label is stricter than its own."""
    borne = subject.settings.marking_of(subject.brief.marking).label
    hint = "raise the marking of the brief, or do without it"
    for entry in subject.entries:
        label = entry.source.marking.label if entry.source.marking is not None else ""
        if entry.cited and _is_above(label, borne):
            message = f"“{entry.key}” came under {label}, and the brief is marked {borne}"
            yield STRICTER.at(entry.document, (*entry.path, "marking"), message, hint)
    for table in subject.checked.tables.values():
        marking = table.description.marking
        if marking is not None and _is_above(marking.label, borne):
            place = Place(table.file.removesuffix(".csv") + ".yaml", 1, 1)
            message = f"the data came under {marking.label}, and the brief is marked {borne}"
            yield Problem(place, message, hint, STRICTER.severity, code=STRICTER.code)


def _is_above(label: str, borne: str) -> bool:
    """Whether both are labels of TLP, and one above the other."""
    return label in TLP and borne in TLP and not travels_under(label, borne)


CHECKS = (unmentioned, above, stricter)
