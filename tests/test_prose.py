"""Prose: citations, facts, references, languages, links; what is wrong is found, never raised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.prose import (
    Break,
    Citation,
    Cite,
    CrossRef,
    FactRef,
    Inline,
    Link,
    Listing,
    Paragraph,
    Prose,
    Styled,
    Text,
    bare_mentions,
    parse,
    parse_citation,
)
from effort import ending


def line(source: str) -> tuple[Inline, ...]:
    (paragraph,) = parse(source).blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


def messages(source: str) -> list[str]:
    return [finding.message for finding in parse(source).findings]


CITATIONS = [
    ("[@a]", [Citation("a")]),
    ("[@a-b_c:d.e/f+g]", [Citation("a-b_c:d.e/f+g")]),
    ("[@a, p. 4]", [Citation("a", "p. 4")]),
    ("[@a , p. 4]", [Citation("a", "p. 4")]),
    ("[@a,p. 4]", [Citation("a", "p. 4")]),
    ("[@a,\n  p. 4]", [Citation("a", "p. 4")]),
    ("[@a, on the court order, p. 4]", [Citation("a", "on the court order, p. 4")]),
    ("[see @a]", [Citation("a", "", "see")]),
    ("[@a, p. 4; see @b, para. 3]", [Citation("a", "p. 4"), Citation("b", "para. 3", "see")]),
    ("[@a][@b]", [Citation("a"), Citation("b")]),
    ("[@a; @b][@c, p. 1]", [Citation("a"), Citation("b"), Citation("c", "p. 1")]),
]


@pytest.mark.parametrize(("source", "expected"), CITATIONS)
def test_citations(source: str, expected: list[Citation]) -> None:
    parsed = parse(f"A claim.{source}")
    assert parsed.findings == ()
    assert list(parsed.citations()) == expected
    assert sum(isinstance(inline, Cite) for inline in parsed.inlines()) == 1
    assert parsed.plain() == "A claim."


def test_groups_that_stand_apart_stay_apart() -> None:
    assert line("One.[@a] Two.[@b]") == (
        Text("One."), Cite((Citation("a"),)), Text(" Two."), Cite((Citation("b"),))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"a \[@z]", "a [@z]"),
        (r"a \[@z\]", "a [@z]"),
        (r"\{{ x }}", "{{ x }}"),
        (r"\[#fig-a]", "[#fig-a]"),
        (r"\*\*not bold\*\*", "**not bold**"),
        (r"\@key", "@key"),
        ("mail a.b@c.org or [a.b@c.org]", "mail a.b@c.org or [a.b@c.org]"),
        ("a < b > c, 5 * 3 * 2, R&D, x_y_z", "a < b > c, 5 * 3 * 2, R&D, x_y_z"),
        ("&lt;b&gt; &amp; &copy;", "<b> & ©"),
        ("[brackets] and {braces}", "[brackets] and {braces}"),
        ("`code` is words", "`code` is words"),
    ],
)
def test_signs_that_mean_nothing_here_are_printed(source: str, words: str) -> None:
    parsed = parse(source)
    assert parsed.findings == ()
    assert parsed.plain() == words


def test_facts_and_references() -> None:
    assert line("Took {{ a_1 }} ([#fig-a]); {{b}}{{c}}.") == (
        Text("Took "), FactRef("a_1"), Text(" ("), CrossRef("fig-a"), Text("); "),
        FactRef("b"), FactRef("c"), Text("."),
    )  # fmt: skip


def test_emphasis_nests_and_holds_citations() -> None:
    assert line("***a** b*") == (Styled("em", (Styled("strong", (Text("a"),)), Text(" b"))),)
    assert line("**{{ x }}[@a]**") == (Styled("strong", (FactRef("x"), Cite((Citation("a"),)))),)


def test_a_run_in_another_language() -> None:
    for source in ("[Құрылтай]{lang=kk}", '[Құрылтай]{ lang="kk" }', "[Құрылтай]{lang='kk'}"):
        assert line(source) == (Styled("lang", (Text("Құрылтай"),), "kk"),)
    assert line("[a *b* {{ c }}]{lang=uz-Cyrl}") == (
        Styled(
            "lang", (Text("a "), Styled("em", (Text("b"),)), Text(" "), FactRef("c")), "uz-Cyrl"
        ),
    )


def test_links_lead_to_the_web_and_to_mail() -> None:
    assert line("[words](https://example.org/a_b)") == (Link("https://example.org/a_b", "words"),)
    assert line("<https://example.org>") == (Link("https://example.org", "https://example.org"),)
    assert line("[**w** {{ x }}](mailto:a@b.org)") == (Link("mailto:a@b.org", "w {x}"),)


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JaVaScRiPt:x", "file:///etc/passwd", "data:text/html;base64,x",
     "vbscript:x", "/relative", "#anchor", "//host/x", "ftp://x.org", "&#106;avascript:x"],
)  # fmt: skip
def test_other_links_are_refused(href: str) -> None:
    parsed = parse(f"See [this]({href}).")
    assert [f.hint for f in parsed.findings] == [
        "links lead to addresses with http://, https:// or mailto:"
    ]
    assert not any(isinstance(inline, Link) for inline in parsed.inlines())
    assert parsed.plain() == "See this."


def test_an_empty_link_is_refused() -> None:
    assert messages("[x]()") == ["a link that leads nowhere"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a <b>c", "raw HTML (<b>) is not printed as such in a brief"),
        ("<!-- c -->", "raw HTML (<!--) is not printed as such in a brief"),
        ("<script>x", "raw HTML (<script>) is not printed as such in a brief"),
        ("a <img src=x y=z>", "raw HTML (<img src=x y=z>) is not printed as such in a brief"),
        ("# Words", "a heading inside prose"),
        ("a\n\n### Words\nb", "a heading inside prose"),
        ("Words\n===", "a rule or fence inside prose"),
        ("a\n\n---\n\nb", "a rule or fence inside prose"),
        ("> quoted", "a quotation set off inside prose"),
        ("![a](https://x.org/y.png)", "an image inside prose"),
        ("| a | b |", "a table row inside prose"),
        ("text.[@a", "“[@” without a key and “]” after it"),
        ("text.[@a, [p. 4]]", "“[@” without a key and “]” after it"),
        ("{{ a", "“{{” without the id of a fact and “}}” after it"),
        ("{{ a }", "“{{” without the id of a fact and “}}” after it"),
        ("{{ a b }}", "“{{” without the id of a fact and “}}” after it"),
        ("{{}}", "“{{” without the id of a fact and “}}” after it"),
        ("[#fig", "“[#” without an id and “]” after it"),
        ("[#fig a]", "“[#” without an id and “]” after it"),
        ("[w]{.class}", "“]{” without a language and “}” after it"),
        ("[w]{lang=}", "“]{” without a language and “}” after it"),
        ("**bold", "“**” without words and “**” after it"),
        ("[@]", "“[@]” is no citation"),
        ("[@a b]", "“[@a b]” is no citation"),
        ("[@a p. 4]", "“[@a p. 4]” is no citation"),
        ("[-@a]", "“[-@a]” is no citation"),
        ("[@a; b]", "“[@a; b]” is no citation"),
        ("[@a;\n @b c]", "“[@a; @b c]” is no citation"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(source: str, message: str) -> None:
    parsed = parse(source)
    assert message in [finding.message for finding in parsed.findings]
    assert all(finding.hint for finding in parsed.findings)


def test_each_wrong_piece_is_found_by_itself() -> None:
    assert (
        messages("{{ a b }} and {{ c d }}")
        == ["“{{” without the id of a fact and “}}” after it"] * 2
    )
    assert len(messages("<b>" * 500)) == 50


def test_lists_and_paragraphs() -> None:
    first, second, third = parse("One\ntwo.\n\n- a\n- b\n  1. c\n\nLast.").blocks
    assert first == Paragraph((Text("One two."),))
    assert isinstance(second, Listing)
    assert not second.ordered
    assert second.items[1][1] == Listing(((Paragraph((Text("c"),)),),), ordered=True)
    assert third == Paragraph((Text("Last."),))
    assert parse("One.\n\n- a\n- b").plain() == "One. a b"


def test_a_line_break_that_is_asked_for() -> None:
    assert line("a  \nb") == (Text("a"), Break(), Text("b"))
    assert line("a\\\nb") == (Text("a"), Break(), Text("b"))


def test_an_empty_text_has_no_blocks() -> None:
    assert parse("").blocks == ()
    assert parse(" \n ").plain() == ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", Citation("a")),
        (" a, p. 4 ", Citation("a", "p. 4")),
        ("@a, p. 4", Citation("a", "p. 4")),
        ("see @a", Citation("a", "", "see")),
        ("a, mail x@y.org", Citation("a", "mail x@y.org")),
        ("a b", None),
        ("", None),
        ("@", None),
        ("-@a", None),
        ("a@b.org", None),
        ("[@a]", None),
    ],
)
def test_a_citation_written_alone(source: str, expected: Citation | None) -> None:
    assert parse_citation(source) == expected


def test_keys_outside_brackets_are_noticed() -> None:
    assert list(bare_mentions("As @a says, [@b; @c] and x@d.org and \\@e, [@f")) == ["a"]


HOSTILE = [
    "[", "]", "*", "_", "**", "{{", "{{ ", "}}", "[@", "[@a;", "[@a]", "[#", "[#a]", "<", "<a",
    "<!--",
    "](", "[a](", "[]{", "[a]{lang=kk}", "{lang=", "![", "`", "\\", "&", "&#", "> ", "- ", "1. ",
    "@",
    "@a ", "*a ", "a* ", "*a _b ", "**a ", "[*", "*[", "a ", "\n", "- a\n", "[a\n", "\n\n", "#",
    "# ", "|",
    "http://a", "<http://",
]  # fmt: skip


@pytest.mark.parametrize("sign", HOSTILE)
def test_hostile_repetition_comes_to_an_end(sign: str) -> None:
    read_to_the_end((sign * 20_000)[:20_000])


@pytest.mark.parametrize(
    "source",
    [
        "**" * 5_000 + "a" + "**" * 5_000,
        "*a " * 2_500 + "b" + " c*" * 2_500,
        "[" * 10_000 + "]" * 10_000,
        "[" * 5_000 + "a" + "]{lang=kk}" * 1_000,
        "[@a" + " " * 19_990 + "b]",
        "[a" + " " * 19_990 + "@b c;]",
        "[" + "@" * 19_999,
        "{{" + " " * 19_990 + "a",
        "".join("  " * level + "- a\n" for level in range(140)),
        "[a](" * 10 + "x" * 19_000 + ")" * 10,
        "a@" * 10_000,
    ],
)
def test_hostile_nesting_comes_to_an_end(source: str) -> None:
    read_to_the_end(source)


def read_to_the_end(source: str) -> None:
    with ending():
        parsed = parse(source)
        parsed.plain()
        list(parsed.citations())
        list(bare_mentions(source))
        parse_citation(source)
    assert len(parsed.findings) <= 50


def test_too_deep_nesting_is_told() -> None:
    assert messages("[" * 30) == ["more than 12 “[” one inside the other"]
    assert messages("*a " * 20 + "b" + " c*" * 20)[0].startswith("more than 12 “*”")


SIGNS = st.text(st.sampled_from("ab @[]{}()#*_-+.;,:=\\`<>!&|\n\"'1 "), max_size=120)


@given(st.one_of(SIGNS, st.text(max_size=200)))
@settings(max_examples=400, deadline=1_000)
def test_no_text_is_too_strange(source: str) -> None:
    parsed = parse(source)
    assert isinstance(parsed, Prose)
    assert parsed.source == source
    parsed.plain()
    for citation in parsed.citations():
        assert citation.key
    for finding in parsed.findings:
        assert finding.message
