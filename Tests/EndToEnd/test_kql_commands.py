"""The commands of `sally kql` as a person and as a program use them, without any tenant."""
import asyncio
import gzip
import json
import os
import re
import stat
import xml.etree.ElementTree as xml
import zipfile

import pexpect
import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from conftest import SALLY, Sally

NOW = "2026-09-02T00:00:00Z"


@pytest.fixture(scope="module")
def kql(tmp_path_factory):
    """`sally kql …` in a home of its own that has no tenant."""
    runner = Sally(tmp_path_factory.mktemp("kql"))
    return lambda *arguments, **options: runner("kql", *arguments, **options)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return Sally(tmp_path_factory.mktemp("console"))


@pytest.fixture
def folder(tmp_path):
    """A folder of tables in all forms of files."""
    (tmp_path / "DeviceInfo.csv").write_text("DeviceName,OSPlatform\npc1,Windows11\npc2,Linux\n")
    lines = [
        {"Timestamp": f"2026-09-01T1{number}:00:00Z", "DeviceName": f"pc{number % 2 + 1}", "FileName": f"f{number}.exe"}
        for number in range(4)
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / "DeviceProcessEvents.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(tmp_path / "rest.zip", "w") as archive:
        archive.writestr("Assets.tsv", "Name\tOwner\tScore\npc1\tAnn\t1.5\npc2\tBob\t2\n")
    return tmp_path


def test_a_folder_of_files_is_queried_as_tables(kql, folder):
    query = """
        DeviceProcessEvents
        | where Timestamp > ago(13h)
        | join kind=inner DeviceInfo on DeviceName
        | join kind=leftouter Assets on $left.DeviceName == $right.Name
        | project Timestamp, DeviceName, OSPlatform, Owner, Score
        | sort by Timestamp asc"""
    done = kql("run", "--data", folder, "--now", NOW, "-o", "jsonl", "-", text=query)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows == [
        {"Timestamp": "2026-09-01T12:00:00.0000000Z", "DeviceName": "pc1", "OSPlatform": "Windows11", "Owner": "Ann",
         "Score": 1.5},
        {"Timestamp": "2026-09-01T13:00:00.0000000Z", "DeviceName": "pc2", "OSPlatform": "Linux", "Owner": "Bob",
         "Score": 2.0},
    ]
    assert done.stderr == ""


@pytest.mark.parametrize("form, text", [
    ("table", "a  b\n1  x\n"), ("json", '[\n  {"a":1,"b":"x"}\n]\n'), ("jsonl", '{"a":1,"b":"x"}\n'),
    ("csv", "a,b\r\n1,x\r\n"),
])
def test_rows_have_four_forms(kql, form, text):
    done = kql("run", "-o", form, "print a = 1, b = 'x'")
    assert done.stdout.replace("\r\n", "\n") == text.replace("\r\n", "\n")


def test_a_recording_is_mapped_to_the_tables_of_defender(kql, tmp_path):
    event = {"EventID": 1, "Channel": "Microsoft-Windows-Sysmon/Operational", "Hostname": "pc1.example.com",
             "UtcTime": "2026-09-01 10:00:00.000", "Image": "C:\\Windows\\System32\\cmd.exe", "ProcessId": "42",
             "CommandLine": "cmd /c echo", "ProcessGuid": "{A98268C1-9C2E-5ACD-0000-0010396CAB00}", "User": "CONTOSO\\ann"}
    (tmp_path / "recorded.json").write_text(json.dumps(event) + "\n")
    done = kql("run", "--data", tmp_path / "recorded.json", "-o", "jsonl",
               "DeviceProcessEvents | project FileName, ProcessCommandLine")
    assert json.loads(done.stdout) == {"FileName": "cmd.exe", "ProcessCommandLine": "cmd /c echo"}


def test_a_check_tells_every_fault_with_its_place(kql, tmp_path):
    (tmp_path / "good.kql").write_text("DeviceEvents | summarize n = count() by ActionType")
    (tmp_path / "bad.kql").write_text("DeviceEvents\n| where Nothing == 1 and Other == 2")
    done = kql("check", "--execute", "-o", "jsonl", tmp_path, code=3)
    bad, good = map(json.loads, done.stdout.splitlines())
    assert list(good) == ["file", "ok", "stage", "diagnostics", "columns", "ms"]
    assert good["ok"] and good["stage"] is None
    assert good["columns"] == [{"name": "ActionType", "type": "string"}, {"name": "n", "type": "long"}]
    assert 0 < good["ms"] < 1000
    assert (bad["ok"], bad["stage"]) == (False, "bind")
    assert [(d["line"], d["column"], d["length"]) for d in bad["diagnostics"]] == [(2, 9, 7), (2, 26, 5)]
    assert kql("check", tmp_path / "good.kql").stdout.endswith(": ok\n")
    shown = kql("check", "-", text="print x", code=3).stdout
    assert shown.startswith("-:1:7: error KS142:") and "^" in shown


def test_a_schema_of_ones_own_replaces_defenders(kql, tmp_path):
    (tmp_path / "schema.json").write_text(json.dumps({"tables": {"Mine": ["a:long", "b:dynamic"]}}))
    done = kql("check", "--schema", tmp_path / "schema.json", "-o", "jsonl", "-", text="Mine | project a, c = b.x")
    assert json.loads(done.stdout)["columns"] == [{"name": "a", "type": "long"}, {"name": "c", "type": "dynamic"}]
    assert kql("check", "--schema", tmp_path / "schema.json", "-", text="DeviceEvents", code=3).stdout
    done = kql("check", "--schema", tmp_path / "absent.json", "-", text="Mine", code=2)
    assert "there is no such file" in done.stderr


def test_a_batch_answers_every_line(kql, tmp_path):
    lines = [
        {"id": "a", "query": "print x = now()", "now": NOW}, {"id": 2, "query": "print nothing"},
        {"id": "c", "query": "range i from 1 to 3 step 1 | extend d = i * 1h"}, {"id": "d"},
    ]
    (tmp_path / "batch.jsonl").write_text("nonsense\n" + "".join(json.dumps(line) + "\n" for line in lines))
    done = kql("batch", tmp_path / "batch.jsonl", "-j", "2")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [None, "a", 2, "c", "d"]
    assert [answer["error"] and answer["error"]["code"] for answer in answers] == \
        ["BadLine", None, "KS142", None, "BadLine"]
    assert answers[1]["results"] == [["2026-09-02T00:00:00.0000000Z"]]
    assert answers[1]["schema"] == [{"name": "x", "type": "datetime"}]
    assert answers[3]["results"] == [[1, "01:00:00"], [2, "02:00:00"], [3, "03:00:00"]]


def test_a_program_gets_its_answers_while_it_still_asks(home):
    child = pexpect.spawn(SALLY, ["kql", "batch", "-"], env=home.environment, encoding="utf-8", timeout=60, echo=False)
    child.setecho(False)
    for number in (1, 2):
        child.sendline(json.dumps({"id": number, "query": f"print {number}"}))
        child.expect(r'"results":\[\[(\d)\]\]')
        assert child.match.group(1) == str(number)
    child.sendeof()
    child.expect(pexpect.EOF)


def test_an_explanation_shows_plan_sql_and_values(kql):
    query = "DeviceEvents | where FileName == 'evil''; DROP TABLE x'".replace("''", "`") + " | take 5"
    plan = kql("explain", query).stdout
    assert "SELECT" not in plan and "read" in plan
    shown = json.loads(kql("explain", "-o", "json", query).stdout)
    assert "DROP TABLE" not in shown["sql"] and shown["tables"] == ["DeviceEvents"]
    assert any("DROP TABLE" in str(parameter["value"]) for parameter in shown["parameters"])
    assert "SELECT" in kql("explain", "--engine", "duckdb", query).stdout


def test_formatting_is_stable_and_can_be_checked(kql, tmp_path):
    file = tmp_path / "query.kql"
    file.write_text("DeviceEvents|where a==1 // why\n|take 5")
    assert kql("format", "--check", file, code=3).stdout.strip() == str(file)
    kql("format", "--write", file)
    assert file.read_text() == "DeviceEvents\n| where a == 1 // why\n| take 5\n"
    assert kql("format", "--check", file).stdout == ""


@pytest.mark.parametrize("render", ["timechart", "areachart with (kind=stacked)", "columnchart", "barchart", "piechart",
                                    "scatterchart", "anomalychart", "card"])
def test_charts_are_images_that_stand_alone(kql, render):
    query = ("range i from 0 to 20 step 1 | project t = datetime(2026-09-01) + i * 1h, n = i % 7, m = i * 2 | render "
             + render)
    root = xml.fromstring(kql("run", "-o", "svg", query).stdout)
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("role") == "img"
    assert root.find("{http://www.w3.org/2000/svg}title") is not None
    page = kql("run", "-o", "html", query).stdout
    assert page.startswith("<!DOCTYPE html>") and "<script" not in page and "<table>" in page
    assert not re.search(r'(src|href)="http', page)


@pytest.mark.parametrize("arguments, code, part", [
    (["run"], 2, "Give one query"), (["run", "print 1", "--data", "absent.csv"], 2, "there is no such file"),
    (["run", "print x"], 1, "line 1, column 7"), (["run", "print 1", "-o", "svg"], 2, "ends with no render"),
    (["check", "x", "-o", "svg"], 2, "draws no charts"), (["run", "print 1", "--now", "soon"], 2, "is no datetime"),
    (["batch", "absent.jsonl"], 2, "cannot read"), (["repl"], 2, "no terminal"), (["run", "print 1", "--state", "/absent"], 1, "no local tenant"),
])
def test_wrong_input_is_told(kql, arguments, code, part):
    done = kql(*arguments, code=code, text="")
    assert part in done.stderr


def test_a_tenants_telemetry_is_hunted_without_its_server(sally, customer):
    done = sally("kql", "run", "DeviceInfo | count", "--state", sally.state, "--tenant", customer["id"], "-o", "json")
    assert list(json.loads(done.stdout)[0]) == ["Count"]


def test_an_editor_is_served(home, tmp_path):
    """A client of its own implementation: pygls over lsprotocol."""
    found = {}

    async def talk():
        client = LanguageClient("test", "1")
        published = asyncio.Event()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def diagnostics(parameters):
            found["diagnostics"] = parameters.diagnostics
            published.set()

        await client.start_io(SALLY, "kql", "lsp", "--stdio", env=home.environment)
        answer = await client.initialize_async(
            lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=tmp_path.as_uri(), process_id=os.getpid()))
        found["capabilities"] = answer.capabilities
        client.initialized(lsp.InitializedParams())
        uri = (tmp_path / "query.kql").as_uri()
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(
            text_document=lsp.TextDocumentItem(uri=uri, language_id="kql", version=1, text="DeviceEvents|where Actio")))
        await asyncio.wait_for(published.wait(), 30)
        document = lsp.TextDocumentIdentifier(uri=uri)
        found["completion"] = await client.text_document_completion_async(
            lsp.CompletionParams(text_document=document, position=lsp.Position(line=0, character=24)))
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[lsp.TextDocumentContentChangePartial(
                range=lsp.Range(lsp.Position(0, 19), lsp.Position(0, 24)), text="ActionType == 'x'")]))
        found["hover"] = await client.text_document_hover_async(
            lsp.HoverParams(text_document=document, position=lsp.Position(line=0, character=21)))
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=uri, version=3),
            content_changes=[lsp.TextDocumentContentChangeWholeDocument(text="DeviceEvents | evaluate bag")]))
        found["plugins"] = await client.text_document_completion_async(
            lsp.CompletionParams(text_document=document, position=lsp.Position(line=0, character=27)))
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(
            text_document=lsp.VersionedTextDocumentIdentifier(uri=uri, version=4),
            content_changes=[lsp.TextDocumentContentChangeWholeDocument(text="DeviceEvents|where ActionType == 'x'")]))
        found["edits"] = await client.text_document_formatting_async(
            lsp.DocumentFormattingParams(text_document=document, options=lsp.FormattingOptions(tab_size=4, insert_spaces=True)))
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    asyncio.run(asyncio.wait_for(talk(), 60))
    assert found["capabilities"].document_formatting_provider
    assert found["completion"].items[0].label == "ActionType"
    assert "ActionType" in found["hover"].contents.value
    assert found["plugins"].items[0].label == "bag_unpack"
    assert found["edits"][0].new_text == "DeviceEvents\n| where ActionType == 'x'\n"


def test_the_console_completes_runs_and_remembers(home):
    def start():
        child = pexpect.spawn(SALLY, ["kql", "repl"], env={**home.environment, "TERM": "xterm"}, encoding="utf-8",
                              timeout=60, dimensions=(24, 100))
        child.expect_exact("kql> ")
        return child

    child = start()
    child.send("print ab = strle\t")
    child.expect_exact("strlen")
    child.send("('four')\r")
    child.expect(r"\b4\b.*1 row")
    child.send("range i from 1 to 100 step 1\r")
    child.expect("more lines")
    child.send("q")
    child.expect("100 rows")
    child.send("print nothing\r")
    child.expect("KS142")
    child.send("\x04")
    child.expect(pexpect.EOF)

    child = start()
    child.send("\x1b[A")
    child.expect_exact("print nothing")
    child.send("\x03.quit\r")
    child.expect(pexpect.EOF)
    histories = list(home.home.rglob("kql-history"))
    assert len(histories) == 1 and stat.S_IMODE(histories[0].stat().st_mode) == 0o600
