"""What is to be read about a rule: one line in a list, or its page."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.checks.rule import Group, Rule


def listed(rules: Iterable[Rule]) -> str:
    """The rules by group, a line each."""
    known = list(rules)
    parts = []
    for group in Group:
        lines = [
            f"  {rule.code}  {rule.severity:<7}  {rule.summary}"
            for rule in sorted(known, key=lambda rule: rule.code)
            if rule.group is group
        ]
        if lines:
            parts.append("\n".join((str(group), *lines)))
    return "\n\n".join(parts)


def page_of(rule: Rule) -> str:
    """The page of a rule, in Markdown."""
    fix = " · `--fix` corrects it" if rule.fixable else ""
    parts = [
        f"# {rule.code} {rule.name}",
        f"{rule.group} · {rule.severity}{fix}",
        rule.summary,
        f"**Why.** {rule.why}",
        f"**What to do.** {rule.remedy}",
    ]
    if rule.bad:
        parts.append(f"Reported:\n\n{_fenced(rule.bad)}")
    if rule.good:
        parts.append(f"Better:\n\n{_fenced(rule.good)}")
    return "\n\n".join(parts)


def _fenced(spec: str) -> str:
    return f"```yaml\n{spec}\n```"
