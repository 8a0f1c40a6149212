"""What of a sentence the desk says itself: without quotations, titles, and what others are said
to have said; and without words that only look like estimates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.checks.permissions import RULES, permissions
from briefgen.sentences import Sentence

HIDDEN = "\ue002"  # stands for each character that is not the desk's own

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"|‘[^’]*’(?!\w)|«[^»]*»")

_VERBS = (
    "said|says|told|warned|warns|wrote|writes|argued|argues|claimed|announced|predicted|foretold"
    "|feared|fears|hoped|hopes|thought|thinks?|believed|believes?|promised|vowed|noted|notes"
    "|stated|added|suggested|denied|insisted|insists|concluded|asked|asks|maintains|hinted|hints"
    "|signalled|signals|explained|explains|adds|repeated|repeats|admitted|admits|conceded|concedes"
    "|recalls|agreed|replied|assured|cautioned|contends|alleged|alleges|testified|declared"
)
_WITH_THAT = (
    "reported|reports?|estimated|estimates|judged|judges|assessed|assesses|expected|expects"
    "|forecasts?|saw|sees|found|finds|held|holds|maintained|heard|argue|claim|claims|warn|say"
    "|fear|hope|insist|predicts?|suspects?|suspected|deny|denies|worry|worries|doubts?|doubted"
)
# Where what is said begins: “that”, or a subject of its own, behind whoever it was told to.
_CLAUSE = r"(?=that\b|(?:he|she|it|they|there|the|an?|its?|his|her|their|no|some|every)\b|[A-Z])"
_TOLD = r"(?:(?:told|warned|asked)\s+(?:the\s+|its\s+|his\s+|her\s+)?[\w’]+(?:\s+[\w’]+)?)"
_REPORTED = re.compile(
    rf"\b(?:{_TOLD}\s+{_CLAUSE}|(?:{_VERBS})\s+(?:\w+ly\s+|in\s+\w+\s+(?:\d+\s+)?)?{_CLAUSE}"
    rf"|(?:{_WITH_THAT})\s+(?:in\s+[\w ]+?\s+)?that\b"
    r"|(?:was|were)\s+(?:told|warned|feared|said|thought|believed|reported|promised)\s+(?:that|they"
    r"|he|she|it)\b|(?:is|are)\s+(?:said|told)\s+(?:to|that)\b"
    r"|(?:is|are|was|were)\s+(?:worried|afraid|concerned|convinced|adamant|hopeful)\s+that\b"
    r"|(?:rates|rated|regards|considers|considered|calls|called)\s+(?:its|the|his|her|their)\b)"
)
_RULED = re.compile(
    rf"\b(?:{RULES}|clause)(?:\s+of\s+\d+)?\s+(?:says?|provides?|states?|lays down|holds?|allows?"
    r"|lets?|permits?|stipulates?)\b"
)
# “Her warning that …”, “the agency’s view that …”.
_NAMED = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|\w+[’']s?)\s+(?:\w+\s+)?(?:warning|claim|view|promise"
    r"|assessment|fear|hope|forecast|judgement|prediction|belief|statement|remark|argument"
    r"|theory|estimate)s?\s+(?:(?:is|was)\s+)?that\b"
    r"|(?<!our )\b(?:rumours?|reports|claims?|fears?|hopes?|warnings?|allegations?|predictions?"
    r"|suggestions|speculation)\s+(?:\w+\s+){0,2}?that\b",
    re.I,
)
_OWN = re.compile(
    r"\b(?:we|the desk|this (?:brief|desk|note|assessment))\s+(?:\w+ly\s+|also\s+|still\s+)?$", re.I
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
_ENDS = re.compile(r";|,\s+(?:but|yet|and|so)\s+(?:we|our|the desk)\b|\s[–—]\s*(?:we|our)\b")

# A clause that gives the whole sentence to somebody else.
_SPEAKERS = r"(?:the|an?|one|two|some|several|its|his|her|[A-Z][\w’-]+)\b[^,;]{0,50}?"
_ASIDE = re.compile(
    rf",\s+(?:as\s+)?(?!we\b){_SPEAKERS}(?:\s+|\b)(?:{_VERBS}|reported|reports|judged|judges"
    r"|estimated|estimates|put it)(?:\s+in\s+[\w ]+)?\s*(?:,|[.!?]?$)"
)
_WHOLE = re.compile(
    r"\b[Aa]ccording to\s+(?!our\b|us\b)|\b[Ii]n the (?:words|view|opinion|eyes) of\b"
    r"|\b[Ii]n (?:his|her|their|\w+[’']s) (?:view|words|opinion|eyes)\b"
    r"|\b[Bb]y (?:his|her|their|its|the \w+[’']s|the \w+ \w+[’']s) (?:own )?account\b"
)
_DESK_SPEAKS = re.compile(
    r"\b(?:we|the desk|this (?:brief|desk|note|assessment))\s+(?:\w+ly\s+|also\s+)?(?:judge|assess"
    r"|estimate|expect|believe|hold|think|have|rate)s?\b|\b(?:our|the desk’s)\s+(?:own\s+)?(?:view"
    r"|judgement|assessment|confidence|estimate)\b",
    re.I,
)

_OFFICES = (
    r"voters?|successors?|candidates?|culprits?|causes?|routes?|sites?|targets?|dates?|heirs?"
)
_FIXED = re.compile(
    r"\bas\s+[\w-]+(?:\s+\w+)?\s+as\s+possible\b"
    r"|\b(?:if|where|when|whenever|wherever|so far as|as far as)\s+possible\b"
    r"|\b(?:makes?|made|making)\s+(?:it\s+|this\s+|that\s+|them\s+)?possible\b"
    r"|\b(?:best|worst|earliest|latest|fullest|highest|lowest|greatest|least)\s+possible\b"
    r"|\b(?:probable\s+(?:and|or)\s+)?possible\s+reserves\b|\bprobable\s+reserves\b"
    r"|\bprobable\s+cause\b|\b(?:probable|suspected|confirmed)\s+(?:and|or)\s+(?:probable|suspected)\b"
    r"|\bprobable\s+cases?\b|\bpossibility\s+of\s+(?:parole|appeal|release|bail|amendment)\b"
    r"|\bby\s+(?:sheer\s+|pure\s+|mere\s+)?chance\b|\b(?:second|last|first|another|missed)\s+chances?\b"
    r"|\bat\s+odds\b|\bagainst\s+(?:all\s+)?(?:the\s+)?odds\b"
    r"|\b(?:(?:twice|thrice|half|equally|just|\w+\s+times)\s+)?as\s+(?:un)?likely\b(?!\s+as\s+not)"
    r"|\b(?:the|an?|its|their|our|his|her)\s+(?:most|least|more|less)\s+(?:un)?likely\b"
    r"|\b(?:more|less|likelier|no\s+longer)\s+likely\b(?!\s+than\s+not)"
    r"|\b(?:an?|the|its|their|no)\s+unlikely\s+(?:all(?:y|ies|iances?)|friends?|partners?|pair|hero"
    r"|heroes|couple|coalition|source|place)\b"
    rf"|\blikely\s+(?:{_OFFICES})\b|\bpotentially\s+(?:hazardous|explosive|flammable|toxic)\b"
    r"|\b(?:military|naval|economic|industrial|political|financial)\s+might\b"
    r"|\b(?:the|their|its|his|her|all|whose)\s+might\b(?=\s+(?:of|is|was|rests?|has|had)\b)"
    r"|\w[’']s?\s+might\b(?=\s+(?:lies|is|was|rests?|has|had)\b)|\bmight\s+of\b|\bmight\s+as\s+well\b|\bperhaps\s+(?=[\d$€£]|an?\s+(?:dozen|hundred|third))"
    r"|\bpossibilit(?:y|ies)\b[^,;.]*\b(?:was|were|been)\s+(?:raised|discussed|mentioned|denied"
    r"|floated|rejected|excluded|considered)\b|\bodds\b(?=.*\b(?:bookmakers?|bets?|betting)\b)"
    r"|\beven odds\b(?=.*\b(?:bookmakers?|bets?|betting)\b)"
    r"|\bimprobably\s+(?:large|small|high|low|long|short|good|cheap)\b",
    re.I,
)
_WISH = re.compile(r"\b(?:may|might)\s+(?:wish|want|prefer|like)\s+to\b")
_UNABLE = re.compile(
    r"\bcould\s+(?:not|never|no longer|hardly|scarcely)\b"
    r"|\b(?:before|until|than|as far as|as much as|whatever|all)\s+(?:he|she|it|they|anyone|the"
    r"\s+\w+)\s+could\b"
    r"|\b(?:[Nn]either|[Nn]one|[Nn]obody|[Nn]o one|[Nn]othing|[Ff]ew|[Nn]o\s+\w+)\b[^,;]*?\scould\b"
)
# An indirect question, or “whatever could be seen”, judges nothing.
_OPEN = re.compile(
    r"\bwhether\b[^,;.]{1,60}?\s(?:may|might|could)\b|\bwh(?:at|o|ich)ever\s+could\b", re.I
)
_COULD = re.compile(r"\bcould\b")
_YEAR = re.compile(
    r"(?<!as )(?<!like )(?<!than )"
    r"\b(?:in|until|till|before|during|throughout|by|as (?:late|early) as)\s+(?:the\s+)?"
    r"(?:\w+\s+)?((?:1[5-9]|20)\d\d)s?\b",
    re.I,
)
_ADDED = re.compile(r",\s+\w+(?:ed|un|en|ilt|ade|old|ught)\s[^,]{1,60},")
_PAST = re.compile(
    r"\bbefore\s+the\s+(?:war|coup|revolution|ban|fire|flood|crisis|split|partition|invasion)\b"
    r"|\bat\s+the\s+time\b|\buntil\s+then\b|\bin\s+those\s+(?:days|years)\b|\bin\s+the\s+past\b"
    r"|\bwhen\b[^,;]*?\b(?:\w{3,}ed|was|were|had|did|fell|froze|came|went|took|rose|broke|stood"
    r"|held|ran|lost|won|sent|left|met|began|grew|fled|died|saw|built|shut)\b"
    r"|\blast\s+(?:year|month|week|spring|summer|autumn|winter)\b|\bformerly\b|\bonce\s+could\b|\bcould\s+once\b"
    r"|\bunder\s+(?:\w+\s+)?(?:British|Soviet|Ottoman|French|Portuguese|Spanish|Dutch|Japanese|colonial"
    r"|imperial|tsarist)\s+(?:rule|law|occupation)\b",
    re.I,
)


def own_words(sentence: Sentence, *, cited: bool = False, advice: bool = False, year: int) -> str:
    """The sentence with every character hidden that says nothing of what the desk expects.

    A sentence with a source tells what the source says, unless the desk speaks up in it. Advice
    “may wish to”; `year` is that of the cut-off, before which “could” tells of the past.
    """
    text = sentence.text
    if cited and not _DESK_SPEAKS.search(text):
        return HIDDEN * len(text)
    text = _hide(text, (found.span() for found in _QUOTED.finditer(text)))
    for title in sentence.set_off:
        if title[:1].isupper():  # else it is a word that is stressed
            text = text.replace(title, HIDDEN * len(title))
    if _WHOLE.search(text) or _ASIDE.search(text):
        return HIDDEN * len(text)
    text = _hide(text, _reported(text))
    text = _hide(text, (found.span() for found in _FIXED.finditer(text)))
    return _hide(text, _allowed_or_past(text, advice, year))


def _reported(text: str) -> Iterable[tuple[int, int]]:
    """From a verb of saying to the end of what is said."""
    for pattern in (_REPORTED, _RULED, _NAMED):
        for found in pattern.finditer(text):
            before = text[: found.start()]
            if pattern is not _REPORTED or not (_OWN.search(before) or _PASSIVE.search(before)):
                ends = _ENDS.search(text, found.end())
                yield found.start(), ends.start() if ends else len(text)


def _allowed_or_past(text: str, advice: bool, year: int) -> Iterable[tuple[int, int]]:
    """What somebody may do by a rule, and what somebody could do once."""
    if "may" in text or "might" in text:
        yield from permissions(text)
        if advice:
            yield from (found.span() for found in _WISH.finditer(text))
    yield from (found.span() for found in _OPEN.finditer(text))
    if "could" in text:
        main = _ADDED.sub(" ", text)  # the year in “the law, passed in 2019, …” dates the law
        past = _PAST.search(main) or any(int(y[1]) < year for y in _YEAR.finditer(main))
        pattern = _COULD if past else _UNABLE
        yield from (found.span() for found in pattern.finditer(text))


def _hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in list(spans):
        text = text[:start] + HIDDEN * (end - start) + text[end:]
    return text
