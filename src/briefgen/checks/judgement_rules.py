"""The rules on judgements, with what their pages say."""

from __future__ import annotations

from briefgen.checks.rule import Group, Rule
from briefgen.errors import Severity

_WHOSE = (
    "What others are quoted or said to think, titles, and sentences with a source are left alone."
)


def _rule(code: str, name: str, severity: Severity, *texts: str) -> Rule:
    summary, why, remedy, bad, good = texts
    return Rule(code, name, Group.JUDGEMENTS, severity, summary, why, remedy, bad, good)


OUTSIDE = _rule(
    "JDG101",
    "outside-yardstick",
    Severity.ERROR,
    "A word of likelihood that the yardstick of the brief does not have.",
    "ICD 203 asks a product to use one set of terms, so that a reader knows which odds each stands "
    "for; PHIA has a set of its own, in which “unlikely” means other odds. “Highly likely”, “a "
    "good chance” or “not unlikely” may mean 60 per cent to one reader and 90 to another. In prose "
    f"outside judgements and scenarios it is a warning. {_WHOSE}",
    "Take the term of the yardstick whose odds you mean; `yardstick:` in the brief or in the "
    "settings chooses between `icd203` and `phia`.",
    "text: It is highly likely that the port will close.",
    "text: It is very likely that the port will close.",
)
MIXED = _rule(
    "JDG102",
    "rows-mixed",
    Severity.WARNING,
    "Terms of both rows of ICD 203 in one brief.",
    "“Likely” and “probable” stand for the same odds, but a reader who meets both looks for the "
    "difference. The directive discourages mixing rows, and asks a product that does for a note "
    "that the terms mean the same. The unit is the brief, fields and text together.",
    "Write the terms of one row. If both are needed, say in `method:` that the terms of both rows "
    "stand for the same odds; then the rule is silent.",
    "likelihood: likely\n…\nlikelihood: improbable",
    "likelihood: likely\n…\nlikelihood: unlikely",
)
TOGETHER = _rule(
    "JDG103",
    "likelihood-with-confidence",
    Severity.ERROR,
    "A degree of likelihood and a level of confidence in one sentence.",
    "Likelihood is of the event, confidence of the basis. In one sentence they are read as one "
    "number. ICD 203 forbids it: a product must not combine the two in the same sentence. A "
    "bracket is the same sentence. The confidence of consumers, investors or voters is something "
    f"else and is left alone. {_WHOSE}",
    "Say in a sentence of its own how sure you are, and why.",
    "- We judge with high confidence that a truce is unlikely.",
    "- We judge that a truce is unlikely. Our confidence is high, since four independent reports "
    "agree.",
)
DISAGREEING = _rule(
    "JDG104",
    "words-against-field",
    Severity.ERROR,
    "A statement, scenario or reason says another likelihood or confidence than its field.",
    "The page prints the field beside the words, so a reader sees two answers. A term of the other "
    "row of ICD 203 for the same odds does not disagree. Only the first term of a text is "
    "compared; a second may speak of something else.",
    "Change the one that is wrong. Best, a statement says what will happen, and leaves to the "
    "field how likely it is.",
    "statement: The loan will probably be repaid.\nlikelihood: unlikely",
    "statement: The loan will be repaid.\nlikelihood: unlikely",
)
VAGUE = _rule(
    "JDG105",
    "vague-word",
    Severity.WARNING,
    "“May”, “might”, “could”, “possible” and their like, where the desk judges.",
    "Almost anything may happen. Such words cannot be wrong, so they say nothing: readers have "
    "taken the same “could” for 30 per cent and for 80. A term of the yardstick in the same clause "
    "is enough, and in the same sentence for “cannot be ruled out”. Months, permissions (“by law "
    "they may”), what could or could not be done in the past, fixed expressions and reserves are "
    f"left alone. {_WHOSE}",
    "Say how likely it is with a term of the yardstick, say what it would take, or leave it out.",
    "text: The pipeline may close, and prices could double.",
    "text: The pipeline is likely to close; prices then double.",
)
GROUNDLESS = _rule(
    "JDG106",
    "confidence-without-grounds",
    Severity.WARNING,
    "A level of confidence, and nothing that it rests on.",
    "ICD 203 lets confidence rest on logic and evidence: quantity and quality of the sources, and "
    "how well the matter is understood. “We are quite sure” is no ground. A `confidence_reason` is "
    "taken for one as soon as it names a thing others could look at: sources, counts, records, "
    "years, agreement. In prose the sentence has to say why.",
    "Say how many sources there are, of what quality, and how far they agree; or why the matter "
    "is simple.",
    "confidence: high\nconfidence_reason: We are quite sure of this.",
    "confidence: high\nconfidence_reason: Four audits, told alike by company and regulator.",
)
ONE_SOURCE = _rule(
    "JDG107",
    "one-source",
    Severity.WARNING,
    "A judgement that rests on one source, or on several that all go back to one.",
    "Three papers that print one agency report are one source. The rule goes back over "
    "`derived_from:` of each source under `rests_on:`, and of the sources of facts that stand "
    "there.",
    "Add a source that stands for itself. If there is none, say so in `confidence_reason:`, lower "
    "the confidence, and silence the rule at its line with the reason.",
    'rests_on: ["@agency", "@paper"]  # paper has derived_from: agency',
    'rests_on: ["@agency", "@ministry"]',
)
NO_ALTERNATIVE = _rule(
    "JDG108",
    "no-alternative",
    Severity.ERROR,
    "An alternative that is none.",
    "ICD 203 asks for an analysis of alternatives. That the key is needed is held by the model; "
    "“None” fills it and says nothing.",
    "Say what else would explain the facts, or what else may come of them, in one sentence.",
    "alternative: None.",
    "alternative: The governors tire of the war and make local truces.",
)
NOTHING_TO_SEE = _rule(
    "JDG109",
    "nothing-would-change",
    Severity.ERROR,
    "What would change the view names nothing that could be seen.",
    "A judgement that nothing could change cannot be tested. “New information” is true of every "
    "judgement and tells nobody what to watch.",
    "Name an event or a number, with a date if you can, or an indicator of the outlook by its id.",
    "would_change: [New information]",
    "would_change: [ind-exports, A contract for a second refinery before July]",
)
RATED = _rule(
    "JDG110",
    "rating-in-words",
    Severity.ERROR,
    "Words that rate the threat, intent, capability or opportunity otherwise than the rating.",
    "The overall level of a rating follows from its parts, which validation holds (SPC104). In the "
    "text it can still be called by another level, and a reader sees two. What it was in the past "
    f"is left alone. {_WHOSE}",
    "Change the words, or change the level in `rating:` and its reason.",
    "rating: {…, overall: medium}\nbottom_line: The overall threat to the ports is high.",
    "rating: {…, overall: medium}\nbottom_line: The overall threat to the ports is medium.",
)
RULES = (
    OUTSIDE,
    MIXED,
    TOGETHER,
    DISAGREEING,
    VAGUE,
    GROUNDLESS,
    ONE_SOURCE,
    NO_ALTERNATIVE,
    NOTHING_TO_SEE,
    RATED,
)
