"""Whether words name a ground, an alternative or an indicator, or only stand in for one."""

from __future__ import annotations

import re

# What a judgement can rest on, by its beginning: what was published, counted, seen, said, agreed.
_GROUND = re.compile(
    r"\b(?:sourc|report|record|data|figure|statistic|evidence|offici|document|text|treat|law\b|laws"
    r"|decree|statement|statute|count|case|agree|differ|contradict|conflict|attest|confirm|corrobor"
    r"|independent|observ|seen\b|saw\b|survey|poll|sample|census|satellit|image|photo|video|interview"
    r"|testimon|witness|account|publish|public\b|press\b|newspaper|media|archiv|court|filing|contract"
    r"|budget|trade|customs|series|histor|pattern|preced|logic|experien|expert|measur|audit|inspect"
    r"|year|month|decade|week|quarter|schedul|calendar|vote|voted|major|rule|rules|geograph|method"
    r"|register|return|price|volume|trend|sale|rise|fall|number|sum|total|gap|partial|party\b|side"
    r"|told\b|tell|word|said|speech|announc|sign|permit|map|ledger|invoice|cargo|shipment|port"
    r"|analog|paper|study|studies|research|academ|rumour|leak|letter|agency|agencies|ministr"
    r"|minister|opponent|company|regulator|bank|review|list|article|page|website|post|posts|date)",
    re.I,
)
_LINK = re.compile(
    r"\b(?:because|since|given|owing to|thanks to|based on|rests? on|basis of|strength of|from"
    r"|after)\b|[,;] (?:as|for|with)\b|^With (?!(?:high|low|moderate|medium)\b)|\d|: ",
    re.I,
)
_NO_ALTERNATIVE = re.compile(
    r"(?:there (?:is|was) )?(?:none|nothing|no|not?|n\W?a|no other|unknown|tbd|tbc)"
    r"(?: (?:real|other|serious|plausible|credible|good|else))*"
    r"(?: (?:alternatives?|hypothes[ie]s|view|option|reading))?"
    r"(?: (?:is|was|were|has been|have been|applicable))?"
    r"(?: (?:found|seen|considered|weighed|needed|examined|known|likely|thought of|given"
    r"|identified|applicable))?",
    re.I,
)
_NOTHING = re.compile(
    r"(?:nothing|none|no|n\W?a|unknown|tbd|not applicable)(?: (?:would|could|can|is|are|will))?"
    r"(?: (?:foreseen|known|expected|seen|change (?:it|this|our view|the view)|likely to"
    r"|at present|yet))?",
    re.I,
)
_ANYTHING = re.compile(
    r"(?:(?:any|some|an?|new|further|major|unexpected|unforeseen|other|significant|important|fresh"
    r"|future|later|relevant|more|additional|contrary|changed|changing|external|big|sudden) )*"
    r"(?:information|developments?|events?|facts?|evidence|changes?|reports?|reporting|data|news"
    r"|shocks?|surprises?|intelligence|circumstances|conditions|sources)"
    r"(?: (?:in|of|on) (?:the )?(?:situation|circumstances|ground|facts|matter|conditions"
    r"|general situation))?",
    re.I,
)


def names_ground(words: str) -> bool:
    """Whether a reason names anything that others could look at."""
    return _GROUND.search(words) is not None or any(sign.isdigit() for sign in words)


def gives_reason(words: str) -> bool:
    """Whether a sentence says why, in a clause of its own."""
    return _LINK.search(words) is not None


def no_alternative(words: str) -> bool:
    """Whether the words stand where an alternative should, and give none."""
    return _NO_ALTERNATIVE.fullmatch(_bare(words)) is not None


def no_indicator(words: str) -> bool:
    """Whether the words name nothing that could be watched for."""
    bare = _bare(words)
    return _NOTHING.fullmatch(bare) is not None or _ANYTHING.fullmatch(bare) is not None


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .–—-!")
