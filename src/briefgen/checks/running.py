"""Applying the rules to one brief: what is found, what is silenced, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field, structs

from briefgen.catalogues import is_english
from briefgen.checks.coverage import coverage_by_section, coverage_of
from briefgen.checks.ignoring import Ignore, ignores
from briefgen.checks.rule import Group, Rule
from briefgen.checks.selecting import ALL, Selection, silenced, unknown
from briefgen.checks.subject import Subject
from briefgen.checks.table import CHECKS, RULES
from briefgen.document import Path
from briefgen.errors import ExitCode, Place, Problem, Severity, UsageProblem, did_you_mean
from briefgen.model.brief import Brief
from briefgen.results import CheckResult, Coverage
from briefgen.settings import Settings
from briefgen.validation import Checked

NO_REASON = Rule(
    "SPC201",
    "silenced-without-reason",
    Group.SPEC,
    Severity.ERROR,
    "A rule is silenced, and nobody says why.",
    "Whoever reads the spec next must be able to judge whether the exception still holds.",
    "Add the reason after a dash.",
    "# briefgen: ignore CLM101",
    "# briefgen: ignore CLM101 - the sum is worked out in table 2",
)
NO_RULE = Rule(
    "SPC202",
    "silenced-no-rule",
    Group.SPEC,
    Severity.ERROR,
    "A rule that does not exist is silenced or selected.",
    "The exception has no effect, though somebody believes it has.",
    "Correct the code; `briefgen explain` lists them all.",
    "# briefgen: ignore CLM999 - …",
    "# briefgen: ignore CLM101 - …",
)
IDLE = Rule(
    "SPC203",
    "silenced-nothing",
    Group.SPEC,
    Severity.WARNING,
    "A comment silences a rule that finds nothing there.",
    "Left standing, it would hide the next mistake at that place.",
    "Take the comment away.",
    "# briefgen: ignore CLM101 - …  (above a text without claims)",
    "",
    fixable=True,
)
UNASKED = "rules on words (JDG, part of CLM) know English only and were not asked"
OWN_RULES = (NO_REASON, NO_RULE, IDLE)
ALL_RULES = {**RULES, **{rule.code: rule for rule in OWN_RULES}}


class Report(Struct, frozen=True):
    """What `briefgen check` has to say of one brief."""

    name: str
    problems: tuple[Problem, ...]
    coverage: Coverage | None = None  # None where the brief could not be read
    sections: Mapping[str, Coverage] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()  # the rules that were applied
    unasked: str = ""  # what was not looked at, and why

    def also(self, problems: Iterable[Problem]) -> Report:
        """The same with more problems, found by trying."""
        return structs.replace(self, problems=(*self.problems, *problems))

    def result(self, code: ExitCode, files: tuple[str, ...]) -> CheckResult:
        """The same for whoever asked for the check; `files` are those that were read."""
        told = (self.problems, files, self.coverage, self.sections, self.unasked)
        return CheckResult(self.name, code, *told)


def examine(checked: Checked, settings: Settings, only: Selection | None = None) -> Report:
    """Everything that is wrong with a brief; rules see only one that could be printed.

    `only` narrows what settings and brief have chosen.
    """
    if checked.brief is None:
        return Report(checked.name, checked.problems)
    subject = Subject(checked, settings)
    chosen = _chosen(settings, subject.brief, only)
    found = [*checked.problems, *(problem for check in CHECKS for problem in check(subject))]
    own = tuple(ignores(checked.document))
    comments = (*own, *(comment for file in checked.libraries for comment in ignores(file)))
    told, idle = silenced(filter(chosen.keeps, found), comments, ALL_RULES)
    idle = [comment for comment in idle if comment in own]  # a library serves other briefs too
    told += filter(chosen.keeps, _exceptions(subject, comments, idle))
    problems = tuple(sorted(set(told), key=lambda p: (p.place, p.code, p.message)))
    by_section = coverage_by_section(subject.claims)
    coverage = coverage_of(subject.claims)
    unasked = "" if is_english(subject.brief.language) else UNASKED
    return Report(checked.name, problems, coverage, by_section, chosen.codes, unasked)


def selection(select: Sequence[str], ignore: Sequence[str]) -> Selection | None:
    """The rules that are asked for; None for all. UsageProblem for a word that names none."""
    strange = unknown([*select, *ignore], ALL_RULES)
    problems = [Problem(Place("briefgen"), *_no_rule(word)) for word in strange]
    if problems:
        raise UsageProblem(problems)
    return Selection.of(ALL_RULES, select or (ALL,), ignore) if select or ignore else None


def _chosen(settings: Settings, brief: Brief, only: Selection | None) -> Selection:
    """What the project has chosen, changed by what the kind wants, and that by the brief."""
    project = Selection.of(ALL_RULES, settings.check.select, settings.check.ignore)
    kind = Selection.of(ALL_RULES, brief.selected, ()).codes
    unwanted = Selection.of(ALL_RULES, brief.ignored, ()).codes
    own = Selection.of(ALL_RULES, brief.ignore, ()).codes
    chosen = Selection((project.codes - unwanted | kind) - own)
    return chosen if only is None else Selection(chosen.codes & only.codes)


def _exceptions(
    subject: Subject, comments: Iterable[Ignore], idle: Iterable[Ignore]
) -> Iterator[Problem]:
    """What is wrong with the exceptions from rules themselves."""
    yield from _of_the_kind(subject)
    for word in unknown(subject.brief.ignore, ALL_RULES):
        yield NO_RULE.at(subject.document, ("ignore", word), *_no_rule(word), key=True)
    for comment in comments:
        if not comment.reason:
            message = "a rule is silenced here without a reason"
            hint = "add “ - ” and the reason"
            yield NO_REASON.found(subject.document, comment.place, message, hint)
        for word in unknown(comment.rules, ALL_RULES):
            yield NO_RULE.found(subject.document, comment.place, *_no_rule(word))
    for comment in idle:
        if not any(unknown(comment.rules, ALL_RULES)):
            message = "nothing here falls under the rule that this comment silences"
            edits = subject.document.without(comment.place) if len(comment.rules) == 1 else ()
            hint = "take the comment away"
            yield IDLE.found(subject.document, comment.place, message, hint, edits=edits)


def _of_the_kind(subject: Subject) -> Iterator[Problem]:
    """Rules that the declaration of the kind names and that do not exist."""
    kind = subject.checked.kind
    document = kind.document if kind is not None else None
    if document is None:
        return
    for word in unknown(subject.brief.ignored, ALL_RULES):
        yield NO_RULE.at(document, ("ignore", word), *_no_rule(word), key=True)
    for word in unknown(subject.brief.selected, ALL_RULES):
        path: Path = ("select",)
        if document.has(("select", number := subject.brief.selected.index(word))):
            path = ("select", number)
        yield NO_RULE.at(document, path, *_no_rule(word))


def _no_rule(word: str) -> tuple[str, str]:
    known = (*ALL_RULES, *(rule.name for rule in ALL_RULES.values()), *Group)
    return f"“{word[:40]}” is no rule", did_you_mean(word, known, "“briefgen explain” lists them")
