"""Every event of every recording is accounted for, and hunting finds the attack in each."""
import json

import pytest
from conftest import DATASETS

EVENTS = 133_149

# Recording (start of its file name) → a query of the first slice whose rows show the attack.
ATTACKS = {
    "Microsoft365DefenderEvents": 'CloudAppEvents | where ActionType == "MailItemsAccessed" and Application has "Exchange"',
    "cmd_bitsadmin": 'DeviceProcessEvents | where FileName =~ "bitsadmin.exe" and ProcessCommandLine has "/transfer"',
    "cmd_dumping_ntds": 'DeviceProcessEvents | where FileName =~ "ntdsutil.exe" and ProcessCommandLine has_all ("ntds", "ifm")',
    "cmd_mshta": 'DeviceProcessEvents | where FileName =~ "mshta.exe" and ProcessCommandLine contains "vbscript:"',
    "empire_launcher_vbs": 'DeviceProcessEvents | where FileName =~ "wscript.exe" and ProcessCommandLine endswith_cs "launcher.vbs\\" "',
    "empire_mimikatz": 'DeviceEvents | where ActionType == "OpenProcessApiCall" and FileName =~ "lsass.exe" '
                       'and InitiatingProcessFileName =~ "powershell.exe"',
    "empire_persistence": 'DeviceRegistryEvents | where RegistryKey endswith @"CurrentVersion\\Run" '
                          'and RegistryValueName == "Updater" and InitiatingProcessFileName =~ "powershell.exe"',
    "empire_psexec": 'DeviceEvents | where ActionType == "ServiceInstalled" and ProcessCommandLine has "COMSPEC" '
                     'and ProcessCommandLine has_all ("powershell", "enc") and AdditionalFields has "Updater"',
    "empire_shell_net": 'DeviceProcessEvents | where FileName =~ "net1.exe" and ProcessCommandLine matches regex @"net1 user\\s*$"',
    "empire_uac": 'DeviceProcessEvents | where FileName =~ "fodhelper.exe" and InitiatingProcessFileName =~ "powershell.exe"',
    "empire_wmi": 'DeviceProcessEvents | where InitiatingProcessFileName =~ "wmiprvse.exe" and FileName =~ "powershell.exe"',
    "metasploit": 'DeviceFileEvents | where FileName endswith ".dmp"',
    "psh_lsass": 'DeviceProcessEvents | where ProcessCommandLine has "comsvcs.dll" and ProcessCommandLine has "MiniDump"',
    "schtask": 'DeviceProcessEvents | where FileName =~ "schtasks.exe" and ProcessCommandLine has "/create"',
}


@pytest.fixture(scope="module")
def imported(sally, partner):
    files = sorted(DATASETS.glob("*.zip"))
    if not files:
        pytest.skip(f"no recordings in {DATASETS}: set SALLYPORT_DATASETS")
    summary = sally.json(
        "local", "import", *files, "--tenant", partner["id"], "--shift-to-now", "--state", sally.state, timeout=1500
    )
    return {file["file"].rsplit("/", 1)[-1]: file for file in summary["files"]}


@pytest.fixture(scope="module")
def hunter(sally, partner):
    """An application in the partner's tenant that may hunt."""
    app = sally.json(
        "app", "create", "Hunter", "--tenant", partner["id"], "--context", "application", "--for", "incidents,hunting",
        "--state", sally.state,
    )
    return {
        "AZURE_TENANT_ID": partner["id"], "AZURE_CLIENT_ID": app["clientId"],
        "AZURE_CLIENT_SECRET": app["secret"]["value"],
    }


def hunt(sally, hunter, query):
    done = sally("hunt", query, "-o", "json", "--state", sally.state, environment=hunter)
    return json.loads(done.stdout)


def test_every_event_is_accounted_for(imported):
    for file in imported.values():
        parts = file["mapped"] + sum(file["skipped"].values()) + file["malformed"] + file["duplicates"]
        assert file["events"] == parts, file
    assert sum(file["events"] for file in imported.values()) == EVENTS


def test_importing_again_adds_nothing(sally, partner, imported, hunter):
    before = hunt(sally, hunter, "DeviceProcessEvents | count")
    file = DATASETS / "cmd_mshta_vbscript_execute_psh.zip"
    first = imported[file.name]
    again = sally.json("local", "import", file, "--tenant", partner["id"], "--state", sally.state)["files"][0]
    assert again["duplicates"] == first["mapped"] and again["mapped"] == 0 and not again["tables"]
    assert hunt(sally, hunter, "DeviceProcessEvents | count") == before


@pytest.mark.parametrize("recording", ATTACKS)
def test_hunting_finds_the_attack(sally, hunter, imported, recording):
    rows = hunt(sally, hunter, f"{ATTACKS[recording]} | take 5")
    assert rows, f"{recording}: no row shows the attack"


def test_detections_refer_to_rows_that_hunting_finds(sally, hunter, imported):
    incidents = json.loads(sally("incidents", "list", "-o", "json", "--state", sally.state, environment=hunter).stdout)
    assert incidents and any(incident["alerts"] for incident in incidents)
    evidence = hunt(sally, hunter, "AlertEvidence | where EntityType == 'Process' | project DeviceId, ProcessCommandLine | take 1")
    assert evidence
    device, line = evidence[0]["DeviceId"], evidence[0]["ProcessCommandLine"]
    quoted = line.replace("'", "''")
    assert hunt(sally, hunter, f"DeviceProcessEvents | where DeviceId == '{device}' and ProcessCommandLine == @'{quoted}'")
