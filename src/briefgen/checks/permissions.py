"""“May” of a right, which judges nothing: told from “may” of a doubt by what stands around it.

A right is stated under a rule that is named; of nobody in particular (“members may withdraw”, “no
candidate may stand twice”) with what such people do by right; or with a bound that only a rule
sets (“without a visa”, “at any time”). Where the sentence looks ahead (“in 2027”, “again”, “if”),
the last two are taken for a doubt all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

RULES = "law|charter|constitution|statute|treaty|rules?|decree|code|contract|statutes|pact"
_UNDER_A_RULE = re.compile(
    rf"\b(?:under|in|(?<!ed )(?<!en )(?<!ne )by)\s+(?:\w+\s+){{0,4}}"
    rf"(?:{RULES}|act|permit|licen[cs]e|articles?\s+\d+)\b"
    rf"|\bsince\s+the\s+(?:\w+\s+)?(?:{RULES}|reform|ruling|amendment)\b",
    re.I,
)
_MAY = re.compile(r"\bmay\b(?:\s+not\b)?")
_PERSONS = (
    "citizens?|foreigners?|members?|voters?|residents?|judges?|officers?|soldiers?|women|men"
    "|woman|man|parents?|children|students?|workers?|owners?|tenants?|employers?|compan(?:y|ies)"
    "|firms?|parties|party|candidates?|deput(?:y|ies)|ministers?|presidents?|pilgrims?|visitors?"
    "|banks?|households?|sexes|person|persons|states?|observers?|holders?|investors?|governors?"
    "|lorries|lorry|ships?|vessels?|tourists?|traders?|farmers?|electors?|delegates?|carriers?"
)
_PERMITTED = re.compile(
    r"\bmay\s+only\b|\b[Oo]nly\s+[^,;]{1,200}?\smay\b"
    rf"|\b(?:[Nn]o one|[Nn]obody|[Aa]nyone)\s+may\b|\b(?:{_PERSONS})\s+may\s+(?:not\s+)?(?:own|vote"
    r"|marry|inherit|wear|teach|practise|import|export|hold (?:no|two|more|another|public|office)"
    r"|serve (?:only|two|no|a|three|more)|stand (?:for|again))\b"
    r"|\bmay\s+be\s+(?:had|obtained|lodged|filed)\b"
    r"|\bmay\s+(?:choose|elect|appeal|inherit|nominate|apply)\b(?!\s+to\b)"
)
_RIGHTS = (
    "withdraw|join|leave|accede|veto|vote|stand|run|speak|propose|submit|table|request|call"
    "|convene|appoint|question|appeal|own|hold|buy|sell|lease|settle|enter|stay|work|cross|pass"
    "|import|export|send|object|abstain|attend|apply|nominate|elect|choose|marry|serve|end"
    "|terminate|carry|bring|fish|anchor|land|use|film|strike|be (?:re-?elected|removed|recalled)"
)
_ROLE = rf"(?:\w+\s+)?(?:{_PERSONS}|side)(?:\s+(?:of|with|from)\s+(?:[^,;]|,(?=\d)){{1,40}}?)?"
_OF_NOBODY = re.compile(
    rf"(?:^|[,;:]\s+|\b(?:that|where|and|but)\s+)(?!(?:the|some|many|most|his|her|its|their)\b)"
    rf"{_ROLE}\s+may\s+(?:not\s+)?(?:{_RIGHTS})\b"
    rf"|\b(?:an?|no|any|each|every|either)\s+(?:\w+\s+)?{_ROLE}\s+may\s+(?:not\s+)?(?:{_RIGHTS})\b",
    re.I,
)
_BOUND = re.compile(
    r"\bmay\b[^,;:]{0,200}?\b(?:without\s+(?:an?|the|any|its|their)\s+(?:\w+\s+)?(?:permit|visa|licen[cs]e"
    r"|consent|approval|permission|leave|warrant|quorum|chair|vote|notice)"
    r"|with\s+the\s+(?:consent|approval|leave|permission)\b|(?:visa|duty|toll)-free"
    r"|only\s+(?:by|with)\b|(?:once|twice)(?=[,.;]|$|\s+in\b)"
    r"|(?:for|hold|own)\s+(?:at\s+most|up\s+to|no\s+more\s+than)\b|at\s+any\s+time"
    r"|by\s+(?:two\s+thirds|a\s+(?:simple|two-thirds)\s+majority)"
    r"|with\s+(?:\w+\s+)?(?:months?|weeks?|days?|a\s+year)[’']?\s+(?:of\s+)?notice)",
    re.I,
)
_SEASONS = (
    "spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September"
    "|October|November|December"
)
_IF = re.compile(r"\b(?:[Ii]f|[Uu]nless|[Ss]hould)\b")
_MAYBE = re.compile(r"\bmay\b")
_LATER = re.compile(
    r"\b(?:next|soon|again|yet|early|before|as|fewer|less"
    r"|this\s+(?:year|month|week|decade|spring|summer|autumn|winter)|(?:after|at)\s+all"
    rf"|(?:in|by|until|after)\s+(?:the\s+)?(?:(?:early|late)\s+)?(?:{_SEASONS}|20\d\d)"
    r"|for\s+a\s+(?:second|third))\b"
)
_AS_A = re.compile(r"\bas\s+(?:an?\s+)?(?:observers?|guests?|members?|citizens?|delegates?)\b")


def permissions(text: str) -> Iterator[tuple[int, int]]:
    """Where “may” grants or denies a right, with the words that show it."""
    patterns = [_PERMITTED]
    if _UNDER_A_RULE.search(text):
        patterns.append(_MAY)
    if not _looks_ahead(_AS_A.sub("", text)):
        patterns += (_OF_NOBODY, _BOUND)
    for pattern in patterns:
        yield from (found.span() for found in pattern.finditer(text))


def _looks_ahead(text: str) -> bool:
    """Whether it speaks of what may come, under a condition or at a time."""
    may = _MAYBE.search(text)
    return bool(_IF.search(text) or (may and _LATER.search(text, may.end())))
