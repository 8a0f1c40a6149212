"""Tables: cells from data or from the spec, in order, added up, aligned, with notes by cell."""

from __future__ import annotations

import ctypes
import re
import textwrap
from html import unescape

import pypdfium2
import pypdfium2.raw as raw
import pytest
from markupsafe import Markup

from briefgen.charts.metrics import shipped_metrics
from briefgen.edition.aligning import paddings
from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.errors import InputProblems
from briefgen.outputs.closing import close_job
from briefgen.outputs.engine import lay_out, write
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.templating import render_html
from briefgen.validation import check
from projects import NAME, SPEC, changed, minimal_project

TABLE = """\
      - table: Two partners matter most
        id: tab-partners
        columns: [Partner, {title: Role, width: 60}]
        rows:
          - [Russia, Migrants’ wages.]
          - [China, "Loans; see [#fig-growth]."]
        source: report
"""
TRADE = """\
partner,bloc,year,exports,imports
Ashgabat,west,2020,1200.5,10
Ashgabat,west,2023,1800.75,
Bishkek,east,2020,90,4
Bishkek,east,2023,45,3
Kabul,south,2020,310,0.125
Kabul,south,2023,303.25,12
"""
TRADE_ABOUT = """\
title: Trade
source: bank
columns:
  partner: {type: text, title: Partner}
  bloc: {type: text, title: Bloc}
  year: {type: year, title: Year}
  exports: {type: number, title: Exports, unit: tonnes}
  imports: {type: number, title: Imports, unit: tonnes}
note: Customs figures.
"""


def files_with(table: str) -> dict[str, str]:
    files = minimal_project()
    block = textwrap.indent(textwrap.dedent(table).strip("\n"), " " * 6) + "\n"
    files[SPEC] = changed(files[SPEC], TABLE, block.replace("[#tab-partners]", ""))
    files[SPEC] = changed(files[SPEC], ", as [#tab-partners] shows", "")
    return {**files, "data/trade.csv": TRADE, "data/trade.yaml": TRADE_ABOUT}


def edition_of(table: str) -> Edition:
    checked = check(MemoryFiles.of(files_with(table)), NAME)
    assert [f"{p.place}: {p.message}" for p in checked.problems] == []
    return compose(checked, Settings())


def data_of(table: str) -> dict[str, object]:
    section = next(s for s in edition_of(table).sections if s.id == "sec-foreign_relations")
    return dict(section.parts[0].data)


def words(markup: object) -> str:
    bare = re.sub(r'<span class="fn".*?</span>(?!</span>)', "", str(markup), flags=re.S)
    return unescape(re.sub(r"<[^>]+>", "", bare)).replace("\u2060", "")


def rows_of(table: str) -> list[list[str]]:
    rows = data_of(table)["rows"]
    assert isinstance(rows, tuple)
    return [[words(cell["text"]) for cell in row["cells"]] for row in rows]


def heads_of(table: str) -> list[tuple[str, str]]:
    columns = data_of(table)["columns"]
    assert isinstance(columns, tuple)
    return [(words(column["title"]), column["unit"]) for column in columns]


FROM_DATA = """
- table: Ashgabat buys most
  id: tab-trade
  data: trade
  where: {year: 2023}
  columns:
    - partner
    - {column: exports, decimals: 1, total: sum}
    - {column: exports, title: Share, calculate: {share_of: total}, decimals: 0, total: sum}
    - {column: exports, title: Since 2020, calculate: {growth: 2020}, decimals: 0}
    - imports
  sort: exports
"""


def test_a_table_from_data_has_its_columns_worked_out() -> None:
    assert heads_of(FROM_DATA) == [
        ("Partner", ""),
        ("Exports", "tonnes"),
        ("Share", "per cent"),
        ("Since 2020", "per cent"),
        ("Imports", "tonnes"),
    ]
    assert rows_of(FROM_DATA) == [
        ["Ashgabat", "1,800.8", "84", "50", "–"],
        ["Kabul", "303.3", "14", "−2", "12"],
        ["Bishkek", "45.0", "2", "−50", "3"],
        ["Total", "2,149.0", "100", "", ""],
    ]


def test_what_stands_under_a_table_tells_how_it_came_about() -> None:
    assert words(data_of(FROM_DATA)["source"]) == (
        "Source: S1. Own calculation: Share, shares of the total in per cent; "
        "Since 2020, change since 2020 in per cent; rounded. –, not available. "
        "Parts may not add up to the total, since each is rounded. Customs figures."
    )


def test_the_data_of_a_table_is_attached_unrounded() -> None:
    attached = edition_of(FROM_DATA).attachments[-1]
    assert attached.name == "table-01-trade.csv"
    assert attached.content.decode().splitlines()[:2] == [
        "Partner,Exports (tonnes),Share (shares of the total in per cent),"
        "Since 2020 (change since 2020 in per cent),Imports (tonnes)",
        "Ashgabat,1800.75,83.7947882736,50,",
    ]


def test_years_can_stand_side_by_side_and_the_rest_be_added_up() -> None:
    table = """
    - table: Fewer goods
      data: trade
      columns:
        - partner
        - {column: exports, title: "2020", where: {year: 2020}, scale: 1e-3}
        - {column: exports, title: "2023", where: {year: 2023}, scale: 1e-3, unit: kt}
      sort: "2023"
      top: 1
      others: The others
    """
    assert heads_of(table) == [("Partner", ""), ("2020", ""), ("2023", "kt")]
    assert rows_of(table) == [["Ashgabat", "1.20", "1.80"], ["The others", "0.40", "0.35"]]
    assert "All but the 1 largest are added up." in words(data_of(table)["source"])


def test_a_column_of_another_file_is_matched_by_the_heads_of_rows() -> None:
    table = """
    - table: Two files
      data: growth
      where: {year: 2023}
      columns: [country, value, {column: exports, data: trade, where: {year: 2023}}]
    """
    files = files_with(table)
    files["data/trade.csv"] = TRADE.replace("partner,", "country,").replace("Kabul", "Tajikistan")
    files["data/trade.yaml"] = TRADE_ABOUT.replace("partner:", "country:")
    checked = check(MemoryFiles.of(files), NAME)
    assert checked.problems == ()
    section = compose(checked, Settings()).sections[2]
    rows = section.parts[0].data["rows"]
    assert isinstance(rows, tuple)
    assert [words(cell["text"]) for cell in rows[0]["cells"]] == ["Tajikistan", "8.3", "303.25"]
    assert [words(cell["text"]) for cell in rows[1]["cells"]] == ["Kyrgyzstan", "6.2", "–"]


WRITTEN = """
- table: Numbers of the spec
  columns:
    - What
    - {title: Value, type: number, total: sum, unit: mt}
    - {title: Change, type: number, unit: percent}
    - Remark
  rows:
    - [Second, "0.125[@report]", 12, b]
    - [First, 1234.5, -3.25, "a[@handbook]"]
    - [Third, 10, ~, ~]
  sort: Value
  notes:
    - {row: Third, text: Closed in 2024.}
    - {row: First, column: Change, text: "Estimate.[@report, p. 9]"}
"""


def test_written_rows_are_sorted_added_up_and_set_in_the_form_of_the_language() -> None:
    assert heads_of(WRITTEN)[1:3] == [("Value", "million tonnes"), ("Change", "per cent")]
    assert [re.sub(r"\d+$", "", row[0]) for row in rows_of(WRITTEN)] == [
        "First",
        "Thirdb",
        "Second",
        "Total",
    ]
    assert rows_of(WRITTEN)[0][2] == "−3.25a"
    assert rows_of(WRITTEN)[3][1] == "1,244.625"


def test_notes_on_cells_stand_under_the_table_in_the_order_of_the_page() -> None:
    under = words(data_of(WRITTEN)["source"])
    assert re.fullmatch(r"a\xa0Estimate\.\d+ b\xa0Closed in 2024\. –, not available\.", under), (
        under
    )


def test_the_largest_alone_are_told_as_such() -> None:
    table = WRITTEN.replace("sort: Value", "sort: Value\n  top: 2").replace(
        "    - {row: Third, text: Closed in 2024.}\n", ""
    )
    assert len(rows_of(table)) == 3
    assert "The 2 largest of 3 are shown." in words(data_of(table)["source"])


def test_cells_fall_short_of_the_widest_by_their_decimals_units_and_marks() -> None:
    metrics = shipped_metrics()
    digit, point = metrics.width("0", 8.3), metrics.width(".", 8.3)
    cells = [Markup("1,234.50"), Markup("7"), Markup("−0.5"), Markup("–")]
    found = paddings(cells, metrics, "en")
    wanted = (0.0, point + 2 * digit, digit, point + 2 * digit)
    assert found == pytest.approx(wanted, abs=0.011)
    mark = Markup(
        '5<a class="ref" href="#x">\u206012</a><span class="fn">a <span>9.9</span></span>'
    )
    assert paddings([mark, Markup("5")], metrics, "en")[0] == 0.0
    assert paddings([mark, Markup("5")], metrics, "en")[1] > 5.0
    assert paddings([Markup("1.234,5"), Markup("2")], metrics, "tr") == pytest.approx(
        (0.0, metrics.width(",5", 8.3)), abs=0.011
    )


def points_of_pdf(pdf: bytes, sign: str) -> list[float]:
    """Where a sign is drawn from, on all pages."""
    document = pypdfium2.PdfDocument(pdf)
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for page in document:
        text = page.get_textpage()
        for index in range(raw.FPDFText_CountChars(text)):
            if chr(raw.FPDFText_GetUnicode(text, index)) == sign:
                raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
                found.append(round(x.value, 1))
    document.close()
    return found


def test_decimal_signs_stand_under_each_other_on_the_page() -> None:
    table = """
    - table: Stars for points
      columns: [What, {title: Value, type: number, total: sum}, {title: Two, type: number}]
      rows:
        - [a, "1234567.5[@report]", 1]
        - [b, 0.125, "-20.5[@handbook]"]
        - [c, -33.25, 3.75]
        - [d, 4.5, ~]
      notes: [{row: c, column: Value, text: Estimate}]
    """
    files = MemoryFiles.of(files_with(table))
    edition = compose(check(files, NAME), Settings())
    html = render_html(edition, files, ())
    body = re.search(r'<figure class="table.*?</figure>', html, re.S)
    assert body is not None
    page = re.sub(
        r"<body.*</body>", lambda _: f"<body><main>{body[0]}</main></body>", html, flags=re.S
    )
    # Points in notes are not of the table; in the table they are the only signs of their kind.
    page = re.sub(r'<span class="fn".*?</span>(?!</span>)', "", page, flags=re.S)
    page = re.sub(r"<p class=.source-line.*?</p>", "", page, flags=re.S)
    job = close_job(edition, page, files, Settings())
    pdf = write(lay_out(job), job).pdf
    points = points_of_pdf(pdf, ".")
    values, twos = points[:5:1], points[5:]
    by_place = sorted(set(points))
    assert len(points) == 7
    assert max(by_place) - min(by_place) > 50
    left = [each for each in points if each < sum(by_place) / len(by_place)]
    right = [each for each in points if each not in left]
    assert max(left) - min(left) <= 0.2, (values, twos)
    assert max(right) - min(right) <= 0.2


def test_a_course_is_drawn_with_its_words() -> None:
    table = """
    - table: Courses
      data: trade
      where: {year: 2023}
      columns:
        - partner
        - exports
        - {column: imports, title: Over time, spark: true}
    """
    assert heads_of(table)[2] == ("Over time", "2020–2023")
    rows = data_of(table)["rows"]
    assert isinstance(rows, tuple)
    drawn = str(rows[1]["cells"][2]["text"])
    assert drawn.startswith("<svg")
    assert "<title>Bishkek, Over time: from 4 in 2020 (the highest) to 3 in 2023 (the" in drawn
    assert edition_of(table).attachments[-1].content.decode().splitlines()[1] == (
        "Ashgabat,1800.75,2020: 10; 2023: –"
    )


WIDE = """
- table: Many digits
  width: main
  columns:
    - What
    - {title: First, type: number}
    - {title: Second, type: number}
  rows:
    - [a, 123456789012.25, 1]
    - [b, -3, 2]
"""


def test_a_column_of_numbers_is_as_wide_as_they_are() -> None:
    columns = data_of(WIDE.replace("- What", "- {title: What, width: 80}"))["columns"]
    assert isinstance(columns, tuple)
    what, first, second = (column["width"] for column in columns)
    assert what == 80.0
    assert 25.0 < first < 30.0  # 15 digits and signs at 8.3 points, and the room after them
    assert second is None  # the rest is enough


@pytest.mark.parametrize(
    ("change", "words", "hint"),
    [
        (
            ("{title: First, type: number}", "{title: First, type: number, width: 20}"),
            "the numbers of “First” do not fit into this width",
            "mm hold them; or print fewer digits, with scale or decimals",
        ),
        (
            ("- What", "- {title: What, width: 112}"),
            "the columns do not fit into 116 mm side by side",
            "leave one out, print fewer digits, or make the table wider (width: full)",
        ),
    ],
)
def test_columns_that_do_not_fit_are_told(change: tuple[str, str], words: str, hint: str) -> None:
    checked = check(MemoryFiles.of(files_with(WIDE.replace(*change))), NAME)
    with pytest.raises(InputProblems) as caught:
        compose(checked, Settings())
    (problem,) = caught.value.problems
    assert problem.message == words
    assert problem.hint.endswith(hint)
    assert problem.place.file == SPEC
    assert problem.place.line > 80
