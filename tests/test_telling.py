"""Who is told of a regeneration, against real servers; and that what fails undoes nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import briefgen
from briefgen.regenerated import BriefRun, Outcome, RunReport
from doc_examples import claimed
from mail_server import mail_server
from projects import LIBRARY, NAME, SPEC, changed
from provider_server import serving
from regenerations import due, moment, numbers, only, project, set_no_pages

MONDAY = "2026-11-30T06:00"
LOCAL = 'hosts = ["localhost"]\nprivate = ["127.0.0.0/8", "::1"]\n'


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    set_no_pages(monkeypatch)


def by_mail(port: int, more: str = "") -> str:
    return (
        f'[tell.mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
        f'from = "briefgen@example.org"\nto = ["desk@example.org", "editor@example.org"]\n{more}'
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for localhost that nobody vouches for, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost"]
    files = (str(folder / "cert.pem"), str(folder / "key.pem"))
    out = ["-out", files[0], "-keyout", files[1]]
    subprocess.run([*made, *out], check=True, capture_output=True, timeout=60)
    return files


def encrypted(port: int, security: str = "starttls", host: str = "localhost") -> str:
    more = 'user = "desk"\npassword_from = "MAIL_SECRET"\n'
    settings = by_mail(port, more).replace('security = "none"', f'security = "{security}"')
    return settings.replace('host = "127.0.0.1"', f'host = "{host}"')


def untold(report: RunReport, folder: Path) -> str:
    """Why somebody was not told; that all else was done is looked at here."""
    assert only(report).outcome is Outcome.PUBLISHED and numbers(folder) == [1]
    assert report.exit_code == briefgen.ExitCode.CHANGED
    (problem,) = report.untold
    written = json.loads((folder / report.path).read_text("utf-8"))
    assert [each["message"] for each in written["untold"]] == [problem.message]
    return problem.message


def test_a_command_reads_the_report(tmp_path: Path) -> None:
    program = "import sys; open('told.json', 'wb').write(sys.stdin.buffer.read())"
    settings = f"[tell]\ncommand = {json.dumps([sys.executable, '-c', program])}\n"
    folder = project(tmp_path, settings=settings)
    report = due(folder, MONDAY)
    assert report.untold == ()
    assert json.loads((folder / "told.json").read_text("utf-8"))["briefs"][0]["edition"] == 1
    due(folder, "2026-12-07T06:00")  # nothing new, so nothing is told
    told = json.loads((folder / "told.json").read_text("utf-8"))
    assert told["began"] == "2026-11-30T06:00:00+00:00"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ([sys.executable, "-c", "import sys; sys.exit('no net')"], "ended with 1: no net"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], "took more than 1 seconds"),
        (["/nowhere/at/all"], "cannot be started"),
    ],
)
def test_a_command_that_fails_undoes_nothing(command: list[str], said: str, tmp_path: Path) -> None:
    settings = f"[tell]\ntimeout = 1\ncommand = {json.dumps(command)}\n"
    folder = project(tmp_path, settings=settings)
    assert said in untold(due(folder, MONDAY), folder)


def test_a_mail_has_the_text_and_the_report(tmp_path: Path) -> None:
    with mail_server() as box:
        folder = project(tmp_path, settings=by_mail(box.port))
        report = due(folder, MONDAY)
    assert report.untold == ()
    (mail,) = box.mails
    assert mail["Subject"] == f"{folder.name}: 1 published"
    assert mail["To"] == "desk@example.org, editor@example.org"
    body = mail.get_body()
    assert body is not None and f"{NAME}: edition 1 published" in body.get_content()
    (attached,) = mail.iter_attachments()
    assert json.loads(attached.get_content())["briefs"][0]["name"] == NAME


def test_a_server_that_refuses_undoes_nothing(tmp_path: Path) -> None:
    with mail_server("554 no") as box:
        folder = project(tmp_path, settings=by_mail(box.port))
        assert "did not take the mail" in untold(due(folder, MONDAY), folder)


def test_a_server_without_encryption_gets_no_password(tmp_path: Path) -> None:
    more = 'user = "desk"\npassword_from = "MAIL_SECRET"\n'
    with pytest.raises(briefgen.InputProblems) as caught:
        due(project(tmp_path, settings=by_mail(25, more)), MONDAY)
    assert "for all to read" in caught.value.problems[0].message


def test_a_secret_that_is_not_set_is_said_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOOK_SECRET", raising=False)
    settings = f'[tell.webhook]\nurl_from = "HOOK_SECRET"\n{LOCAL}'
    folder = project(tmp_path, settings=settings)
    assert "HOOK_SECRET is not set" in untold(due(folder, MONDAY), folder)


def test_a_webhook_gets_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[tuple[str, bytes]] = []

    def do_POST(handler: BaseHTTPRequestHandler) -> None:  # noqa: N802
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        came.append((handler.headers["Authorization"], body))
        handler.send_response(500 if handler.path == "/broken" else 204)
        handler.end_headers()

    monkeypatch.setattr(BaseHTTPRequestHandler, "do_POST", do_POST, raising=False)
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    with serving() as provider:
        hook = f'url = "{provider.base}/hook"\ntoken_from = "HOOK_SECRET"\n{LOCAL}'
        report = due(project(tmp_path / "a", settings=f"[tell.webhook]\n{hook}"), MONDAY)
        broken = f'[tell.webhook]\nurl = "{provider.base}/broken"\n{LOCAL}'
        folder = project(tmp_path / "b", settings=broken)
        assert "answered 500" in untold(due(folder, MONDAY), folder)
    assert report.untold == ()
    token, body = came[0]
    assert token == "Bearer s3cret"
    assert json.loads(body)["briefs"][0]["name"] == NAME
    assert "s3cret" not in (tmp_path / "a" / report.path).read_text("utf-8")


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ('url = "http://localhost:1/"\nhosts = ["example.org"]', "is not listed"),
        ('url = "http://localhost:1/"\nhosts = ["localhost"]', "is not public"),
    ],
)
def test_a_webhook_goes_nowhere_else(hook: str, said: str, tmp_path: Path) -> None:
    folder = project(tmp_path, settings=f"[tell.webhook]\n{hook}\n")
    assert said in untold(due(folder, MONDAY), folder)


@pytest.mark.parametrize(
    ("marked", "up_to", "told"),
    [
        ("TLP:GREEN", "", False),
        ("TLP:GREEN", "TLP:GREEN", True),
        ("TLP:AMBER", "TLP:GREEN", False),
        ("Secret", "TLP:RED", False),
    ],
)
def test_a_mail_tells_nothing_that_is_marked_above_its_reader(
    marked: str, up_to: str, told: bool, tmp_path: Path
) -> None:
    with mail_server() as box:
        more = f'up_to = "{up_to}"\n' if up_to else ""
        folder = project(
            tmp_path, timing=f"every: week\nmarking: {marked}\n", settings=by_mail(box.port, more)
        )
        report = due(folder, MONDAY)
    assert report.untold == () and report.exit_code == briefgen.ExitCode.CHANGED
    (mail,) = box.mails
    assert mail["Subject"] == f"{folder.name}: 1 published"  # that there is one
    raw = mail.as_bytes()
    (attached,) = mail.iter_attachments()
    said = json.loads(attached.get_content())
    assert (NAME.encode() in raw, len(said["briefs"])) == ((True, 1) if told else (False, 0))
    assert (said["withheld"], said["exit_code"]) == (0 if told else 1, 10)
    assert (b"1 brief is marked above what may be told here" in raw) is not told


def test_a_mail_goes_to_whom_the_page_on_scheduling_names(tmp_path: Path) -> None:
    (shown,) = claimed("scheduling.md", "test_telling")
    with mail_server() as box:
        here = changed(shown, "mail.example.org", "127.0.0.1")
        settings = f'{here}port = {box.port}\nsecurity = "none"\n'
        due(
            project(tmp_path, timing="every: week\nmarking: TLP:GREEN\n", settings=settings), MONDAY
        )
    (mail,) = box.mails
    assert (mail["From"], mail["To"]) == ("briefgen@example.org", "desk@example.org")
    assert NAME.encode() in mail.as_bytes()


def test_what_its_sources_are_marked_with_counts_and_so_does_a_brief_that_is_broken(
    tmp_path: Path,
) -> None:
    with mail_server() as box:
        folder = project(tmp_path, settings=by_mail(box.port))
        library = folder / LIBRARY
        text = library.read_text("utf-8")
        title = "    title: Trade Partners\n"
        marked = changed(text, title, f"{title}    marking: TLP:AMBER\n")
        library.write_text(marked, "utf-8")
        due(folder, MONDAY)
        library.write_text(text, "utf-8")
        spec = folder / SPEC
        spec.write_text(f"marking: TLP:RED\n{spec.read_text('utf-8')}oops\n", "utf-8")
        assert only(due(folder, "2026-12-07T06:00")).outcome is Outcome.FAILED
    for mail in box.mails:
        assert NAME.encode() not in mail.as_bytes()
    assert len(box.mails) == 2


def test_a_webhook_heeds_markings_and_a_command_of_this_machine_does_not(
    tmp_path: Path,
) -> None:
    run = BriefRun("a", Outcome.PUBLISHED, "", markings=("TLP:RED",))
    report = RunReport(moment(MONDAY), (run,))
    assert report.under("TLP:AMBER").briefs == () and report.under("TLP:RED").withheld == 0
    program = "import sys; open('told.json', 'wb').write(sys.stdin.buffer.read())"
    settings = f"[tell]\ncommand = {json.dumps([sys.executable, '-c', program])}\n"
    folder = project(tmp_path, timing="every: week\nmarking: TLP:RED\n", settings=settings)
    due(folder, MONDAY)
    assert json.loads((folder / "told.json").read_text("utf-8"))["briefs"][0]["name"] == NAME


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_is_encrypted_before_anybody_signs_in(
    security: str,
    certificate: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAIL_SECRET", "s3cret")
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])  # as if somebody vouched for it
    with mail_server(certificate=certificate, security=security) as box:
        report = due(project(tmp_path, settings=encrypted(box.port, security)), MONDAY)
    assert report.untold == ()
    assert box.signed_in == [("desk", "s3cret", True)]
    assert [mail["Subject"] for mail in box.mails] == [f"{tmp_path.name}: 1 published"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("vouched", "host", "said"),
    [(False, "localhost", "self-signed certificate"), (True, "127.0.0.1", "not valid for")],
)
def test_a_server_with_a_bad_certificate_gets_neither_password_nor_mail(
    security: str,
    vouched: bool,
    host: str,
    said: str,
    certificate: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAIL_SECRET", "s3cret")
    if vouched:
        monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    with mail_server(certificate=certificate, security=security) as box:
        folder = project(tmp_path, settings=encrypted(box.port, security, host))
        assert said in untold(due(folder, MONDAY), folder)
    assert (box.signed_in, box.mails) == ([], [])


def test_a_server_that_offers_no_encryption_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_SECRET", "s3cret")
    with mail_server() as box:
        folder = project(tmp_path, settings=encrypted(box.port))
        assert "STARTTLS" in untold(due(folder, MONDAY), folder)
    assert (box.signed_in, box.mails) == ([], [])
