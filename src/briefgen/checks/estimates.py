"""Estimates in a sentence: terms of likelihood, levels of confidence, words that are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefgen.yardstick import YARDSTICKS, Term, Yardstick

_GRADES = (
    "good|fair|real|reasonable|decent|significant|serious|distinct|strong|slim|slight|small"
    "|outside|high|great|big|little|low|substantial|better than even|realistic|remote|every|poor"
    "|excellent|considerable|overwhelming|minimal|negligible|faint|sporting|definite"
)
_NOUNS = "chances?|possibilit(?:y|ies)|likelihood|probability|odds"
_MODIFIERS = (
    "very|highly|extremely|exceptionally|exceedingly|overwhelmingly|virtually|practically|almost"
    "|nearly|near|all but|as good as|most|quite|fairly|rather|somewhat|reasonably|pretty|hardly"
    "|scarcely|more than|very much|strongly|clearly|not(?: very| at all| so)?"
)
_NEARLY = "almost|nearly|near|virtually|practically|all but|as good as|next to|well-nigh"
_SHOWS = "is|are|remains?|seems?|looks?|appears?|(?:has|have) (?:become|grown)|stands? at"
# In the order in which they are tried at each place: what is longer comes first.
_ESTIMATE = re.compile(
    r"\balmost no chance\b|\broughly[ -](?:an )?even[ -](?:chances?|odds)\b"
    r"|\b(?:more|likelier) likely than not\b|\blikelier than not\b|\bas likely as not\b"
    r"|\bin all (?:likelihood|probability)\b|\bfifty-fifty\b|\b50[-–/]50\b|\btoss-?up\b"
    r"|\b\d+ ?(?:%|per cent|percent) (?:sure|confident|certain)\b"
    rf"|\b(?:{_GRADES}) (?:{_NOUNS})\b|\beven (?:chances?|odds)\b"
    r"|\b(?:likelihood|probability|chances?|odds|prospects?)\b(?: (?:of|that) [^,;.]{1,60}?)?"
    rf" (?:{_SHOWS}) (?:(?:very|quite|rather|about|only|now|still) )*"
    r"(?:high|low|slim|small|slight|even|better than even|overwhelming|negligible|good)\b"
    r"|\bodds are (?=that\b)|\bodds (?:are|stand) (?:long|short|against|in favour)\b"
    rf"|\b(?:{_NEARLY}) impossible\b|\b(?:near|virtual|practical|absolute) certainty\b"
    rf"|\b(?:(?:{_MODIFIERS})[ -])?(?:(?:un)?likely(?: or probabl[ey])?|(?:im)?probabl[ey])\b"
    rf"|\b(?:{_NEARLY})[ -]certain(?:ly)?\b"
    r"|(?<!not )\b(?:certain|sure) (?=to\b)|(?<!not )\b(?<!make )certain(?= that\b)"
    r"|\bremote prospects?\b|(?<=is )remote\b|(?<=are )remote\b|(?<=mains )remote\b"
    r"|(?<=main )remote\b|(?<=eems )remote\b",
    re.I,
)
_REMOTE = re.compile(r"\b(?:chances?|prospects?|possibility|likelihood|probability|odds)\b", re.I)

_OF_OTHERS = (
    "(?:government|courts?|police|banks?|banking|currency|army|president|parliament|institutions?"
    "|economy|markets?|leaders?|leadership|parties|party|state|system|authorities|media|king"
    "|union|vaccines?|judges?|police)"
)
_LEVELS = {
    "high": "high", "highly": "high", "very": "high", "great": "high", "full": "high",
    "strong": "high", "moderate": "moderate", "medium": "moderate", "fairly": "moderate",
    "moderately": "moderate", "reasonably": "moderate", "quite": "moderate", "low": "low",
    "limited": "low", "little": "low",
}  # fmt: skip
_CONFIDENCE = re.compile(
    r"(?<!consumer )(?<!business )(?<!investor )(?<!public )(?<!popular )(?<!market )\b(?:"
    r"(?P<level>high|moderate|medium|low|great|full|strong|limited|little) (?:levels? of )?"
    r"confidence\b(?! (?:interval|of|among|in (?:his|her|their))\b)"
    rf"(?! in (?:\w+ ){{0,2}}{_OF_OTHERS}\b)"
    r"|confidence (?:in (?:this|that|our|the)(?: \w+)? )?(?:is|remains|stays) (?:\w+ )?"
    r"(?P<stated>high|moderate|medium|low)\b"
    r"|(?P<adverb>highly|very|fairly|moderately|reasonably|quite) confident\b)",
    re.I,
)

_VAGUE = re.compile(
    r"\bcan ?not (?:yet )?(?:be )?(?:ruled? out|excluded?|dismiss(?:ed)?|discount(?:ed)?)\b"
    r"|\bnot (?:impossible|inconceivable)\b"
    r"|\b(?:nor|no|nothing|neither)\b[^,;.]{0,40}?\bcan\b[^,;.]{0,40}?\bbe (?:ruled out|excluded"
    r"|dismissed|discounted)\b|\bcan be expected to\b"
    r"|\b(?:perhaps|possibly|maybe|conceivabl[ey]|potentially)\b|\bremains to be seen\b"
    r"|^possible (?:too |also )?(?=(?:is|are)\b)|\bpossible that\b"
    r"|\b(?:an?|the|any|another|one|some) possible (?=\w)|\bpossibilit(?:y|ies)\b"
    r"|\b(?:is|are|be|seems?|remains?|looks) (?:still |also |entirely |quite |well )?possible\b"
    r"(?! (?:only|again|since|under|with|without|for|at|by|from|in|to|through|on|because|thanks)\b)"
    r"|\b(?:is|are|be|has|have|stands?|remains) (?:still |always )?(?:a|some|every|any) chance\b",
    re.I,
)
# The month, and people of these names, have a capital.
_MODAL = re.compile(r"\b(?:may|might|could)\b(?: well| yet| not| possibly)?")
_DENIED = re.compile(r"can ?not|not im|not in|.*\bbe (?:ruled|excluded|dis)", re.I)
CLAUSES = re.compile(
    r";|:|,\s+(?:and|but|while|though|although|whereas|yet|or|so)\b|\s[–—]\s", re.I
)


class Estimate(Struct, frozen=True):
    """Words that say how likely something is; `term` is None where the yardstick has no such."""

    start: int
    end: int
    words: str
    term: Term | None
    meant: str = ""  # the term that comes nearest

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the sentence."""
        return self.start, self.end


class Level(Struct, frozen=True):
    """Words that say how sure the desk is."""

    start: int
    end: int
    words: str
    level: str


def estimates(own: str, scale: Yardstick) -> tuple[Estimate, ...]:
    """The estimates in the desk's own words of a sentence, from left to right."""
    found = (_estimate(match, own, scale) for match in _ESTIMATE.finditer(own))
    return tuple(each for each in found if each is not None)


def _estimate(match: re.Match[str], own: str, scale: Yardstick) -> Estimate | None:
    written = match[0].strip()
    plain = _plain(written)
    if plain == "remote":
        if not _REMOTE.search(own, 0, match.start()):
            return None  # a remote village
    elif plain == "remote prospect":
        plain = "remote"
    term = scale.find(plain)
    meant = "" if term else _meant(plain, scale)
    return Estimate(match.start(), match.start() + len(written), written, term, meant)


def _plain(written: str) -> str:
    """The words as a yardstick has them: “roughly an even chance”, “almost certainly”."""
    words = re.sub(r"[\s-]+", " ", written.casefold())
    words = re.sub(r"\b((?:im)?probabl)y\b", r"\1e", words).replace("certainly", "certain")
    words = words.replace("an even", "even").replace("chances", "chance")
    return re.sub(r"prospects\b", "prospect", words).replace("possibilities", "possibility")


_HEAD = re.compile(r"\b((?:un)?likely|(?:im)?probable|certain|even)\b")
_STRONGER = (
    "highly",
    "extremely",
    "exceptionally",
    "exceedingly",
    "overwhelmingly",
    "most",
    "very",
)
_REVERSED = {"likely": "unlikely", "probable": "unlikely", "unlikely": "likely",
             "improbable": "likely"}  # fmt: skip


def _meant(plain: str, scale: Yardstick) -> str:
    """The term of this yardstick that comes nearest to words of another or of none."""
    for other in YARDSTICKS.values():
        if (term := other.find(plain)) is not None:
            return scale.words_of_band(term.key)[0]
    head = _HEAD.search(plain)
    if head is None or "than" in plain or "as not" in plain:
        return ""
    word = head[1]
    if plain.startswith(("not ", "hardly ", "scarcely ")):
        return _words(_REVERSED.get(word, ""), scale)
    if word in ("certain", "even"):
        return scale.words_of_band("almost_certain" if word == "certain" else "roughly_even")[0]
    return _words(f"very {word}" if plain.startswith(_STRONGER) else word, scale)


def _words(words: str, scale: Yardstick) -> str:
    """The words of the band that ICD 203 has for these."""
    plain = words.replace("improbable", "unlikely").replace("probable", "likely")
    term = YARDSTICKS["icd203"].find(plain)
    return scale.words_of_band(term.key)[0] if term else ""


def levels(own: str) -> tuple[Level, ...]:
    """The levels of confidence in the desk's own words of a sentence."""
    return tuple(
        Level(match.start(), match.end(), match[0], _LEVELS[word.casefold()])
        for match in _CONFIDENCE.finditer(own)
        if (word := match["level"] or match["stated"] or match["adverb"])
    )


def vague(own: str, found: tuple[Estimate, ...]) -> Iterator[tuple[int, int]]:
    """Words that leave open how likely something is, where no term beside them says it."""
    taken = [each.span for each in found]
    for pattern in (_VAGUE, _MODAL):
        for match in pattern.finditer(own):
            start, end = match.span()
            inside = any(start < last and first < end for first, last in taken)
            whole = _DENIED.match(match[0]) is not None
            if not inside and not _told(own, start, found, whole):
                yield start, start + len(match[0].rstrip())


def _told(own: str, at: int, found: tuple[Estimate, ...], whole: bool) -> bool:
    """Whether a term says how likely it is: in the clause, or in the sentence where that does."""
    if whole:
        return bool(found)
    bounds = [0, *(stop.end() for stop in CLAUSES.finditer(own)), len(own) + 1]
    first = max(bound for bound in bounds if bound <= at)
    last = min(bound for bound in bounds if bound > at)
    return any(first <= each.start < last for each in found)
