"""JUnit XML, as test dashboards read it: a suite a brief, a case a rule that was broken."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from briefgen.errors import Problem, Severity
from briefgen.reports.finding import Places
from briefgen.results import CheckResult


def written(results: Sequence[CheckResult], places: Places) -> str:
    """The document. An error is a failure; a warning is written down in a case that passes."""
    cases = [(result, _cases(result, places)) for result in results]
    total = {"tests": sum(len(found) for _, found in cases)}
    total["failures"] = sum(len(each.findall("failure")) for _, found in cases for each in found)
    root = ET.Element("testsuites", {"name": "briefgen", **_texts(total)})
    for result, found in cases:
        failures = sum(len(case.findall("failure")) for case in found)
        counts = _texts({"tests": len(found), "failures": failures})
        ET.SubElement(root, "testsuite", {"name": result.name, **counts}).extend(found)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _cases(result: CheckResult, places: Places) -> list[ET.Element]:
    if not result.problems:
        return [ET.Element("testcase", {"name": "check", "classname": result.name})]
    return [_case(result.name, places.problem(problem)) for problem in result.problems]


def _case(name: str, problem: Problem) -> ET.Element:
    place = problem.place
    title = f"{problem.code or 'problem'} {place}"
    line = {"line": str(place.line)} if place.line else {}
    case = ET.Element("testcase", {"name": title, "classname": name, "file": place.file, **line})
    said = f"{place}: {problem.message}" + (f"\n{problem.hint}" if problem.hint else "")
    if problem.severity is Severity.ERROR:
        kind = {"message": problem.message, "type": problem.code or "problem"}
        ET.SubElement(case, "failure", kind).text = said
    else:
        ET.SubElement(case, "system-out").text = f"{problem.severity}: {said}"
    return case


def _texts(counts: dict[str, int]) -> dict[str, str]:
    return {name: str(count) for name, count in counts.items()}
