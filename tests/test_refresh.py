"""Refreshing data against a real server on loopback: what is taken, what is refused, what stays."""

from __future__ import annotations

import json
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from urllib3 import Timeout

import briefgen
from briefgen.errors import ExitCode
from briefgen.evidence.bundle import bundle
from briefgen.project import DiskFiles, MemoryFiles
from briefgen.refreshed import Fate, RefreshResult
from briefgen.refreshing.failing import Unfetched
from briefgen.refreshing.fetching import Web
from briefgen.refreshing.fetching import pool as pool_of
from briefgen.refreshing.reach import target
from briefgen.settings import RefreshSettings, read_settings
from briefgen.validation import check
from pages import SRC, on_disk, run
from projects import DATA, DESCRIPTOR, NAME, minimal_project
from provider_server import (
    CSV,
    Provider,
    Reply,
    bomb,
    dripping,
    dripping_heads,
    endless,
    moved,
    sent,
    serving,
    silent,
    truncated,
    world_bank_page,
    world_bank_rows,
)

DAY = date(2026, 12, 1)
LOCK = "data.lock"
BANK = "/v2/country/TJ;KG/indicator/NY.GDP.MKTP.KD.ZG"
WORLD_BANK = "provider: {world-bank: NY.GDP.MKTP.KD.ZG, countries: [TJ, KG], from: 2021}\n"
OLD = minimal_project()[DATA]


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with serving() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.replies.clear()
    running.asked.clear()
    return running


def written(
    folder: Path, provider: Provider, source: str, settings: str = "", commands: str = ""
) -> Path:
    """The small project, whose data come from this provider."""
    files = minimal_project()
    files["briefgen.toml"] = (
        '[refresh]\nhosts = ["localhost"]\nprivate = ["127.0.0.0/8", "::1"]\ntimeout = 2\n'
        f'retries = 0\nmax_megabytes = 1\nworld_bank = "{provider.base}/v2"\n{settings}\n{commands}'
    )
    files[DESCRIPTOR] += source
    return on_disk(files, folder)


def from_csv(folder: Path, provider: Provider, settings: str = "") -> Path:
    return written(folder, provider, f'provider: {{csv: "{provider.base}/x.csv"}}\n', settings)


def refreshed(folder: Path, day: date = DAY, *, dry_run: bool = False) -> RefreshResult:
    (result,) = briefgen.refresh(folder, day=day, dry_run=dry_run, shrink=True)
    return result


def failure(folder: Path) -> str:
    """Why a refresh failed; that nothing was touched is looked at here."""
    lock = folder / LOCK
    before = (folder / DATA).read_bytes(), lock.read_bytes() if lock.exists() else None
    result = refreshed(folder)
    assert result.fate is Fate.FAILED and not result.written
    after = (folder / DATA).read_bytes(), lock.read_bytes() if lock.exists() else None
    assert after == before
    (problem,) = result.problems
    assert problem.place.file == DESCRIPTOR and "provider" in problem.excerpt
    return problem.message


# What comes ------------------------------------------------------------------------------


def test_the_world_bank_page_by_page(tmp_path: Path, provider: Provider) -> None:
    rows = world_bank_rows({("TJ", 2023): 8.35, ("KG", 2021): None})
    provider.at(
        BANK, *(sent(world_bank_page(rows, page, 3), "application/json") for page in (1, 2, 3))
    )
    folder = written(tmp_path, provider, WORLD_BANK)
    result = refreshed(folder)
    assert result.fate is Fate.CHANGED and result.written, result.problems
    assert [str(change) for change in result.changes] == [
        "Tajikistan, 2023: value 8.3 → 8.35",
        "Kyrgyzstan, 2021: value 5.5 → none",
    ]
    assert (folder / DATA).read_text("utf-8") == (
        "country,year,value\nTajikistan,2021,9.2\nTajikistan,2022,8.0\nTajikistan,2023,8.35\n"
        "Kyrgyzstan,2022,9.0\nKyrgyzstan,2023,6.2\n"
    )
    assert [path.partition("&page=")[2] for path, _ in provider.asked] == [
        f"{page}&date=2021:2100" for page in (1, 2, 3)
    ]


def test_json_by_paths(tmp_path: Path, provider: Provider) -> None:
    items = [{"of": {"name": "Tajikistan"}, "t": 2023, "obs": [{"v": "8.50"}]}]
    provider.at("/x", sent(json.dumps({"result": {"items": items}}), "application/json"))
    source = (
        f'provider:\n  json: "{provider.base}/x"\n  rows: result.items\n'
        "  columns: {country: of.name, year: t, value: obs.0.v}\n"
    )
    result = refreshed(written(tmp_path, provider, source))
    assert "Tajikistan, 2023: value 8.3 → 8.50" in map(str, result.changes)


def test_csv_with_other_heads_and_signs(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", sent("\ufeffLand;Jahr;Wert;mehr\nTajikistan;2023;8.4;x\n"))
    source = (
        f'provider:\n  csv: "{provider.base}/x.csv"\n  delimiter: ;\n'
        "  columns: {country: Land, year: Jahr, value: Wert}\n"
    )
    folder = written(tmp_path, provider, source)
    assert refreshed(folder).rows == 1
    assert (folder / DATA).read_text("utf-8") == "country,year,value\nTajikistan,2023,8.4\n"


def test_a_command_of_the_settings(tmp_path: Path, provider: Provider) -> None:
    words = [sys.executable, "-c", f"print({CSV!r}, end='')"]
    commands = f"[refresh.commands]\nprices = {json.dumps(words)}\n"
    folder = written(tmp_path, provider, "provider: {command: prices}\n", commands=commands)
    assert refreshed(folder).fate is Fate.CHANGED
    assert (folder / DATA).read_text("utf-8") == CSV


def test_the_lock_file_has_day_hash_and_tags_sorted(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", sent(CSV, ETag='"one"', Last_Modified="Mon, 30 Nov 2026 10:00:00 GMT"))
    folder = from_csv(tmp_path, provider)
    refreshed(folder)
    held = json.loads((folder / LOCK).read_text("utf-8"))["growth"]
    assert held["retrieved"] == "2026-12-01" and held["etag"] == '"one"'
    assert held["url"] == f"{provider.base}/x.csv" and len(held["sha256"]) == 64


def test_a_second_time_it_asks_whether_there_is_anything_new(
    tmp_path: Path, provider: Provider
) -> None:
    provider.at("/x.csv", sent(CSV, ETag='"one"'), sent(b"", status=304))
    folder = from_csv(tmp_path, provider)
    refreshed(folder)
    again = refreshed(folder, date(2026, 12, 8))
    assert again.fate is Fate.UNCHANGED and again.written
    assert provider.asked[1][1]["if-none-match"] == '"one"'
    held = json.loads((folder / LOCK).read_text("utf-8"))["growth"]
    assert (held["retrieved"], held["etag"]) == ("2026-12-08", '"one"')


@pytest.mark.parametrize("change", ["data", "mapping"])
def test_it_asks_for_all_where_the_file_or_the_question_is_another(
    change: str, tmp_path: Path, provider: Provider
) -> None:
    provider.at("/x.csv", sent(CSV, ETag='"one"'))
    folder = from_csv(tmp_path, provider)
    refreshed(folder)
    path = folder / (DATA if change == "data" else DESCRIPTOR)
    text = path.read_text("utf-8")
    path.write_text(text.replace("8.4", "8.9").replace("x.csv", "x.csv?a=1"), "utf-8")
    refreshed(folder)
    assert "if-none-match" not in provider.asked[1][1]
    assert (folder / DATA).read_text("utf-8") == CSV


def test_a_dry_run_shows_cells_and_writes_nothing(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", sent(CSV))
    folder = from_csv(tmp_path, provider)
    result = refreshed(folder, dry_run=True)
    assert [str(change) for change in result.changes][:1] == ["Tajikistan, 2023: value 8.3 → 8.4"]
    assert not result.written and not (folder / LOCK).exists()
    assert (folder / DATA).read_text("utf-8") == OLD


def test_the_printed_day_is_that_of_the_lock_file(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", sent(OLD))
    folder = from_csv(tmp_path, provider)
    assert refreshed(folder).fate is Fate.UNCHANGED
    (result,) = briefgen.check(folder, names=NAME)
    assert [each.code for each in result.problems if each.code.startswith("FRS")] == ["FRS106"]
    (folder / DATA).write_text(OLD.replace("8.3", "8.7"), "utf-8")
    (altered,) = briefgen.check(folder, names=NAME)
    assert [each.code for each in altered.problems if each.code.startswith("FRS")] == ["FRS107"]


def test_a_pdf_carries_the_days_of_its_data_and_not_where_they_came_from(
    tmp_path: Path, provider: Provider
) -> None:
    provider.at("/x.csv", sent(OLD, ETag='"one"'))
    folder = from_csv(tmp_path, provider)
    refreshed(folder)
    files = DiskFiles(folder)
    carried = bundle(check(files, NAME), files, read_settings(files))
    (held,) = json.loads(carried[LOCK]).values()
    assert held["retrieved"] == "2026-12-01" and not {"url", "etag"} & held.keys()
    assert b"[refresh]" not in carried["briefgen.toml"]
    again = check(MemoryFiles(dict(carried)), NAME).tables["growth"]
    assert str(again.description.retrieved) == "2026-12-01"


def test_a_first_time_there_may_be_no_file_yet(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", sent(CSV))
    folder = from_csv(tmp_path, provider)
    (folder / DATA).unlink()
    assert refreshed(folder).fate is Fate.CHANGED
    assert (folder / DATA).read_text("utf-8") == CSV


# What is refused -------------------------------------------------------------------------

HTML = "<!doctype html><title>Sign in</title>"
NONSENSE: dict[str, tuple[Reply, str]] = {
    "missing": (sent("", status=404), "localhost answered 404"),
    "broken": (sent("", status=500), "localhost answered 500"),
    "busy": (sent("", status=429, Retry_After="1"), "localhost answered 429"),
    "page": (sent(HTML, "text/html; charset=utf-8"), "a web page came (text/html)"),
    "other heads": (sent("a,b\n1,2\n"), "what came has no column “country”"),
    "words": (sent("country,year,value\nTajikistan,2023,high\n"), "line 2 of what came: a number"),
    "twice": (sent(CSV + "Tajikistan,2023,8.4\n"), "stands twice"),
    "ragged": (sent("country,year,value\nTajikistan,2023\n"), "line 2 of what came has 2 cells"),
    "empty": (sent("country,year,value\n"), "no rows came"),
    "bytes": (sent(b"\xff\xfe\x00"), "what came is no text in UTF-8"),
    "zero": (sent(b"country\x00,year,value\n"), "zero bytes"),
    "truncated": (truncated(CSV), "did not answer in full"),
    "huge": (sent(b"x" * 1_500_000), "sends more than 1 million bytes"),
    "endless": (endless(), "sends more than 1 million bytes"),
    "bomb": (bomb(50), "sends more than 1 million bytes"),
    "no gzip": (sent("no", Content_Encoding="gzip"), "did not answer in full"),
    "elsewhere": (moved("http://elsewhere.example/x.csv"), "elsewhere.example is not listed"),
    "file": (moved("file:///etc/passwd"), "cannot be fetched"),
    "no address": (moved("http://[1"), "which is no address"),
    "circle": (moved("/x.csv"), "more than 5 redirections"),
}


@pytest.mark.parametrize("case", NONSENSE)
def test_nonsense_leaves_the_old_data(case: str, tmp_path: Path, provider: Provider) -> None:
    reply, said = NONSENSE[case]
    provider.at("/x.csv", reply)
    assert said in failure(from_csv(tmp_path, provider))


@pytest.mark.parametrize(
    "reply", [silent(4), dripping(), dripping_heads()], ids=["silent", "body", "heads"]
)
def test_slowness_has_an_end(reply: Reply, tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", reply)
    said = failure(from_csv(tmp_path, provider))
    assert "did not answer in full" in said or "took more than 2 seconds" in said


WRONG_BANK = {
    "message": (
        [{"message": [{"id": "120", "key": "x", "value": "invalid value"}]}],
        "invalid value",
    ),
    "no list": ({"a": 1}, "no answer of the World Bank"),
    "no count": ([{"page": 1}, []], "counts no pages"),
    "too many": ([{"page": 1, "pages": 900, "total": 900000}, []], "900,000 rows are announced"),
    "short": ([{"page": 1, "pages": 1, "total": 7}, world_bank_rows()[:3]], "3 rows came, of 7"),
    "other page": ([{"page": 2, "pages": 2, "total": 7}, []], "another page came than page 1"),
    "no json": ("<html>", "is no answer of the World Bank"),
}


@pytest.mark.parametrize("case", WRONG_BANK)
def test_a_world_bank_that_says_something_else(
    case: str, tmp_path: Path, provider: Provider
) -> None:
    tree, said = WRONG_BANK[case]
    provider.at(BANK, sent(json.dumps(tree), "application/json"))
    assert said in failure(written(tmp_path, provider, WORLD_BANK))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import sys; sys.exit('no licence')", "ended with 1: no licence"),
        ("import time; time.sleep(30)", "took more than 2 seconds"),
        ("print('x' * 3_000_000)", "prints more than 1,000,000 bytes"),
        ("print('<html>')", "what came has no column"),
    ],
)
def test_a_command_that_fails(code: str, said: str, tmp_path: Path, provider: Provider) -> None:
    commands = f"[refresh.commands]\nprices = {json.dumps([sys.executable, '-c', code])}\n"
    folder = written(tmp_path, provider, "provider: {command: prices}\n", commands=commands)
    assert said in failure(folder)


def test_a_command_stands_in_the_settings_alone(tmp_path: Path, provider: Provider) -> None:
    folder = written(tmp_path, provider, "provider: {command: /bin/ls}\n")
    assert "no command is called “/bin/ls” in the settings" in failure(folder)


def test_far_fewer_rows_are_taken_only_when_told(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", sent(CSV))
    folder = from_csv(tmp_path, provider)
    (result,) = briefgen.refresh(folder, day=DAY)
    assert result.fate is Fate.FAILED
    assert "only 2 rows came, where 6 are there" in result.problems[0].message
    assert refreshed(folder).fate is Fate.CHANGED


# How patient it is -----------------------------------------------------------------------


def patient(provider: Provider, retries: int, waits: list[float]) -> Web:
    settings = RefreshSettings(
        hosts=("localhost",), private=("127.0.0.0/8", "::1"), timeout=2, retries=retries
    )
    return Web(settings, sleep=waits.append)


def test_it_tries_again_and_waits_longer_each_time(provider: Provider) -> None:
    provider.at("/x", sent("", status=503), sent("", status=500), truncated("x"), sent(CSV))
    waits: list[float] = []
    answer = patient(provider, 3, waits).get(f"{provider.base}/x")
    assert answer.content == CSV.encode() and waits == [1.0, 2.0, 4.0]


def test_it_waits_as_long_as_it_is_told_but_not_for_ever(provider: Provider) -> None:
    later = {
        "Date": "Tue, 01 Dec 2026 10:00:00 GMT",
        "Retry_After": "Tue, 01 Dec 2026 10:00:30 GMT",
    }
    replies = (sent("", status=429, Retry_After="7"), sent("", status=503, Retry_After="99999"))
    provider.at("/x", *replies, sent("", status=503, **later), sent(CSV))
    waits: list[float] = []
    patient(provider, 3, waits).get(f"{provider.base}/x")
    assert waits[:2] == [7.0, 60.0] and len(waits) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_another_try_cannot_help_is_not_tried_again(status: int, provider: Provider) -> None:
    provider.at("/x", sent("", status=status))
    waits: list[float] = []
    with pytest.raises(Unfetched, match=str(status)):
        patient(provider, 3, waits).get(f"{provider.base}/x")
    assert waits == [] and len(provider.asked) == 1


def test_the_tries_have_an_end(provider: Provider) -> None:
    provider.at("/x", sent("", status=500))
    with pytest.raises(Unfetched, match="500"):
        patient(provider, 2, []).get(f"{provider.base}/x")
    assert len(provider.asked) == 3


# Where it may go -------------------------------------------------------------------------

INSIDE = [
    "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "::1",
    "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "224.0.0.1", "ff02::1", "100.64.0.1", "::",
]  # fmt: skip


@pytest.mark.parametrize("machine", INSIDE)
def test_what_lies_inside_is_not_reached(machine: str) -> None:
    with pytest.raises(Unfetched, match="is not public"):
        target("https://data.example/x", ["data.example"], [], lambda *_: [machine])
    with pytest.raises(Unfetched, match="is not public"):
        target("https://data.example/x", ["data.example"], [], lambda *_: ["1.1.1.1", machine])


def test_what_lies_inside_is_reached_where_it_is_listed() -> None:
    found = target(
        "http://db.example:81/x?y", ["db.example"], ["10.0.0.0/8"], lambda *_: ["10.1.2.3"]
    )
    assert (found.machine, found.port, found.path) == ("10.1.2.3", 81, "/x?y")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://data.example/x",
        "https://me:pw@data.example/",
        "https:///x",
        "https://data.example:x/",
    ],
)
def test_other_addresses_are_none(address: str) -> None:
    with pytest.raises(Unfetched):
        target(address, ["data.example"], [], lambda *_: ["1.1.1.1"])


def test_it_connects_to_the_machine_that_was_judged_and_looks_up_once(provider: Provider) -> None:
    """A name that is answered otherwise a moment later leads nowhere else."""
    answers = iter([["127.0.0.1"], ["8.8.8.8"]])
    asked: list[str] = []

    def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    provider.at("/x", sent(CSV))
    settings = RefreshSettings(hosts=("data.example",), private=("127.0.0.1",), retries=0)
    address = f"http://data.example:{provider.port}/x"
    assert Web(settings, lookup).get(address).content == CSV.encode()
    assert asked == ["data.example"]
    assert provider.asked[0][1]["host"] == f"data.example:{provider.port}"


def test_a_certificate_is_that_of_the_host_and_not_of_the_machine() -> None:
    found = target("https://data.example/x", ["data.example"], [], lambda *_: ["1.1.1.1"])
    pool = pool_of(found, Timeout(1))
    assert (pool.host, pool.port) == ("1.1.1.1", 443)
    assert pool.conn_kw["server_hostname"] == "data.example"
    assert pool.assert_hostname == "data.example"  # type: ignore[attr-defined]
    pool.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    out = ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    subprocess.run([*made, *out], check=True, capture_output=True, timeout=60)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with serving(context) as secure:
        secure.at("/x", sent(CSV))
        with pytest.raises(Unfetched, match="no valid certificate"):
            patient(secure, 0, []).get(f"https://localhost:{secure.port}/x")
        assert secure.asked == []


def test_a_redirection_is_judged_like_the_first_address(provider: Provider) -> None:
    machines = {"data.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"]}
    provider.at("/x", moved("http://inside.example/secret"))
    settings = RefreshSettings(hosts=tuple(machines), private=("127.0.0.1",), retries=0)
    web = Web(settings, lambda host, _: machines[host])
    with pytest.raises(Unfetched, match=r"inside\.example has the address 10\.0\.0\.7"):
        web.get(f"http://data.example:{provider.port}/x")


def test_a_redirection_to_a_listed_host_is_followed(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", moved("/y.csv"))
    provider.at("/y.csv", sent(CSV))
    assert refreshed(from_csv(tmp_path, provider)).fate is Fate.CHANGED


# The command -----------------------------------------------------------------------------


def test_the_command(tmp_path: Path, provider: Provider) -> None:
    provider.at("/x.csv", sent(CSV + "Kyrgyzstan,2023,6.2\n"), sent("", status=404))
    folder = from_csv(tmp_path, provider)
    env = {"BRIEFGEN_TODAY": "2026-12-01"}
    done = run(folder, "refresh", NAME, env=env)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert done.stdout.splitlines()[:2] == [
        "growth: 4 cells changed, 3 rows",
        "  Tajikistan, 2023: value 8.3 → 8.4",
    ]
    failed = run(folder, "refresh", "growth", "--json", env=env)
    assert failed.returncode == ExitCode.PROBLEMS
    (told,) = json.loads(failed.stdout)
    assert told["fate"] == "failed" and "404" in told["problems"][0]["message"]
    assert "data/growth.yaml:9:1: error: data/growth.csv is not refreshed" in failed.stderr


def test_names_that_are_none_are_told(tmp_path: Path, provider: Provider) -> None:
    folder = from_csv(tmp_path, provider)
    done = run(folder, "refresh", "grwth")
    assert done.returncode == ExitCode.USAGE and "did you mean “growth”?" in done.stderr


def test_a_lock_file_that_is_broken_is_told(tmp_path: Path, provider: Provider) -> None:
    folder = from_csv(tmp_path, provider)
    (folder / LOCK).write_text('{"growth": {"retrieved": "soon"}}', "utf-8")
    (result,) = briefgen.check(folder, names=NAME)
    assert [each.place.file for each in result.errors] == [LOCK]


@pytest.mark.parametrize("command", [("check", NAME), ("freshness", NAME)])
def test_other_commands_do_not_load_the_network(
    command: tuple[str, ...], tmp_path: Path, provider: Provider
) -> None:
    folder = from_csv(tmp_path, provider)
    code = (
        f"import sys; sys.argv = ['briefgen', *{command!r}]\n"
        "from briefgen.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('LOADED', sorted({'urllib3', 'briefgen.refreshing'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PYTHONPATH": str(SRC), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "LOADED []" in done.stdout, done.stdout + done.stderr
    assert provider.asked == []
