"""The state folder of a local tenant: what is in it, who may read it, and what an import that fails leaves."""
import json
import os
import stat

import pytest
from conftest import Sally


def event(number):
    return json.dumps({
        "EventID": 1, "Channel": "Microsoft-Windows-Sysmon/Operational", "SourceName": "Microsoft-Windows-Sysmon",
        "Hostname": "WORKSTATION5.example", "UtcTime": f"2020-09-21 22:00:0{number}.123",
        "@timestamp": f"2020-09-21T22:00:0{number}.123Z", "ProcessId": str(1000 + number),
        "Image": "C:\\Windows\\System32\\cmd.exe", "CommandLine": "cmd.exe /c whoami", "User": "EXAMPLE\\\\bea",
    }) + "\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A tenant in a folder that somebody made beforehand, open to all."""
    runner = Sally(tmp_path_factory.mktemp("state-home"))
    runner.state.mkdir(mode=0o755)
    runner("local", "start", "--detach", "--state", runner.state, "--port", "0")
    yield runner
    runner("local", "stop", "--state", runner.state)


def test_a_damaged_file_does_not_keep_the_others_out(own, tmp_path):
    good, bad, late = tmp_path / "good.json", tmp_path / "bad.zip", tmp_path / "late.json"
    good.write_text("".join(event(number) for number in range(5)) + "{broken\n")
    bad.write_bytes(b"PK\x03\x04 and nothing else")
    late.write_text(event(9))
    done = own("local", "import", good, bad, late, "--state", own.state, "-o", "json", code=5)
    files = json.loads(done.stdout)["files"]
    assert [(file["file"], file["events"], file["mapped"], file["malformed"]) for file in files] == [
        ("good.json", 6, 5, 1), ("late.json", 1, 1, 0)]
    assert files[0]["malformedLines"][0]["line"] == 6
    assert "bad.zip" in done.stderr and "damaged" in done.stderr
    assert "--shift-to-now" in done.stderr, "hunting looks back 30 days, and these events are older"
    assert "bad.zip" in own("local", "import", bad, "--state", own.state, code=1).stderr


def test_a_folder_of_recordings(own, tmp_path):
    (tmp_path / "one.json").write_text(event(1))
    (tmp_path / "notes.txt").write_text("no recording")
    assert len(own.json("local", "import", tmp_path, "--state", own.state)["files"]) == 1
    assert "no such file" in own("local", "import", tmp_path / "absent", "--state", own.state, code=2).stderr


def test_others_read_nothing_of_a_state(own):
    """Certificates are public; everything else is closed by itself or by a folder above it."""
    readable = []
    for folder, names, files in os.walk(own.state):
        names[:] = [name for name in names if stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) & 0o077]
        readable += [name for name in files if stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) & 0o077]
    assert readable == []
    assert stat.S_IMODE(os.stat(own.state).st_mode) == 0o700


def test_a_missing_engine_is_told_at_the_start(tmp_path):
    one = Sally(tmp_path)
    without = {"SALLYPORT_DUCKDB": str(tmp_path / "absent.so")}
    done = one("local", "start", "--detach", "--state", one.state, "--port", "0", environment=without)
    assert "hunting engine" in done.stderr and "SALLYPORT_DUCKDB" in done.stderr
    assert one("incidents", "list", "--state", one.state).stderr == "no incidents\n"
    assert "hunting engine" in one("hunt", "print 1", "--state", one.state, code=1).stderr
    (tmp_path / "one.json").write_text(event(1))
    done = one("local", "import", tmp_path / "one.json", "--state", one.state, environment=without, code=1)
    assert "hunting engine" in done.stderr
    one("local", "stop", "--state", one.state)


def test_reset_leaves_nothing(tmp_path):
    one = Sally(tmp_path)
    one("local", "start", "--detach", "--state", one.state, "--port", "0")
    (tmp_path / "one.json").write_text(event(1))
    one("local", "import", tmp_path / "one.json", "--state", one.state)
    one("local", "reset", "--yes", "--state", one.state, code=1)
    one("local", "stop", "--state", one.state)
    one("local", "reset", "--state", one.state, code=2)
    one("local", "reset", "--yes", "--state", one.state)
    assert list(one.state.iterdir()) == []


def test_a_temporary_tenant_leaves_nothing(tmp_path):
    one = Sally(tmp_path)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    one("exec", "--", "true", environment={"TMPDIR": str(temporary)})
    assert list(temporary.iterdir()) == [] and not (tmp_path / ".state").exists()
