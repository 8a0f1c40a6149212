"""Whether words name a ground, an alternative or an indicator, or only stand in for one."""

from __future__ import annotations

import re

_LINK = re.compile(
    r"\b(?:because|since|given|owing to|thanks to|based on|rests? on|resting on|basis of"
    r"|strength of|from|after)\b|[,;] (?:as|for|with)\b|^With (?!(?:high|low|moderate|medium)\b)"
    r"|\d|: ",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_JOINING = _listed(
    "a about all also an and any are as at be been being but by can cannot could did do does for "
    "from had has have here how i if in is it its just may might more most much must no not of on "
    "one only or our ours own quite rather seems seem should so some still that the their them "
    "then there these they this those to too us very was we were what which while will with would "
    "yet you your it’s"
)
# Words with which a reason can be filled without naming anything.
_OF_MIND = _listed(
    "analyst analysts analytical assess assessed assessment balance belief believe believed call "
    "certain certainly certainty clear clearly common confidence confident considered convincing "
    "convinced desk difficult doubt doubtful doubts doubted easy either evident evidently "
    "everybody everything everyone experience expect expected fairly feel feeling feels felt firm "
    "firmly general good gut hard high highly hold holds impression instinct intuition judge "
    "judged judgement judgements judgment known knowledge knows level likely little look looks low "
    "making matter matters mixed moderate moderately natural nobody obvious obviously one’s open "
    "opinion outcome overall picture plain plausible possible probable question reason reasonable "
    "reasonably reasons right said say sense simply situation solid sound speak speaks strong sum "
    "sure team tell tells think thinks thought true uncertain uncertainty unclear undisputed "
    "unknown view views way whole wrong assume assumption assumptions balanced beyond best complex "
    "complicated conviction fact facts fair faith fine go goes guess hunch hazy itself know murky "
    "now point points saying simple straightforward themselves thing things today tricky trust "
    "see sees usual vague without"
)
_DENIALS = _listed("none no not nothing na tbd tbc unknown nil")
_OF_ALTERNATIVES = _listed(
    "alternative alternatives applicable assessed available better come comes considered credible "
    "different else examined exist exists explanation explanations found given good hypotheses "
    "hypothesis identified imaginable interpretation known likely mind necessary needed option "
    "options other others outcome plausible possible reading real realistic relevant required "
    "scenario scenarios seen serious thought view views weighed were"
)
_OF_CHANGE = _listed(
    "additional anything better big change changed changes changing circumstances conditions "
    "contrary data developments development different event events evidence expected external fact "
    "facts foreseen fresh future further general important information intelligence known later "
    "major matter new news nothing none other otherwise present reconsider relevant report "
    "reporting reports seen serious shock shocks significant situation something sources sudden "
    "course foreseeable long near run term surprise surprises unexpected unforeseen unknown "
    "unusual view ground"
)


def names_ground(words: str) -> bool:
    """Whether a reason names anything that others could look at."""
    return any(word not in _JOINING and word not in _OF_MIND for word in _words(words))


def gives_reason(words: str) -> bool:
    """Whether a sentence says why, in a clause of its own."""
    return _LINK.search(words) is not None


def no_alternative(words: str) -> bool:
    """Whether the words stand where an alternative should, and give none."""
    read = _words(words)
    empty = all(word in _JOINING | _DENIALS | _OF_ALTERNATIVES for word in read)
    return empty and not _DENIALS.isdisjoint(read)


def no_indicator(words: str) -> bool:
    """Whether the words name nothing that could be watched for."""
    return all(word in _JOINING | _DENIALS | _OF_CHANGE for word in _words(words))


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"\bn\W?a\b", "na", text.casefold()))
