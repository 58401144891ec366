"""Everyday hunts: each in KQL, and the best SQL for DuckDB that we can write by hand.

`{now}` in SQL is the same instant as the query's now(). Where the result has rows enough to compare, `rows` says how the two
are compared: "count" compares the number of rows, "sorted" the sorted rows of the columns that both give.
"""
NEEDLES = [f"tool{n}.exe" for n in range(197)] + ["comsvcs", "certutil", "EncodedCommand"]
LIST = ", ".join(f'"{needle}"' for needle in NEEDLES)
ALTERNATION = "|".join(needle.replace(".", "\\.") for needle in NEEDLES)

HUNTS = [
    ("needle by has",
     'DeviceProcessEvents | where ProcessCommandLine has "comsvcs" | project Timestamp, DeviceName, ProcessCommandLine',
     """SELECT "Timestamp", "DeviceName", "ProcessCommandLine" FROM DeviceProcessEvents WHERE "ProcessCommandLine" ILIKE '%comsvcs%'
        AND regexp_matches("ProcessCommandLine", '(?i)(?:^|[^\\pL\\pN])comsvcs(?:$|[^\\pL\\pN])')"""),
    ("needle by contains",
     'DeviceProcessEvents | where ProcessCommandLine contains "urlcache" | count',
     """SELECT count(*) FROM DeviceProcessEvents WHERE "ProcessCommandLine" ILIKE '%urlcache%'"""),
    ("has_any of 200",
     f'DeviceProcessEvents | where ProcessCommandLine has_any ({LIST}) | summarize count() by DeviceName',
     f"""SELECT "DeviceName", count(*) FROM DeviceProcessEvents WHERE regexp_matches("ProcessCommandLine",
        '(?i)(?:^|[^\\pL\\pN])(?:{ALTERNATION})(?:$|[^\\pL\\pN])') GROUP BY ALL"""),
    ("equality without case",
     'DeviceProcessEvents | where FileName =~ "winword.exe" | summarize dcount(DeviceId)',
     """SELECT count(DISTINCT "DeviceId") FROM DeviceProcessEvents WHERE lower("FileName") = 'winword.exe'"""),
    ("one hash",
     'DeviceFileEvents | where SHA1 == "0f3d4d6e3d2ab8cb0a8ab8bf0ff0fe0b0c5c6f6f" | project Timestamp, DeviceName, FileName',
     """SELECT "Timestamp", "DeviceName", "FileName" FROM DeviceFileEvents WHERE "SHA1" = '0f3d4d6e3d2ab8cb0a8ab8bf0ff0fe0b0c5c6f6f'"""),
    ("list of names",
     'DeviceProcessEvents | where FileName in~ ("powershell.exe", "CMD.exe", "rundll32.exe", "regsvr32.exe") | summarize count() by FileName',
     """SELECT "FileName", count(*) FROM DeviceProcessEvents WHERE lower("FileName") IN ('powershell.exe', 'cmd.exe', 'rundll32.exe',
        'regsvr32.exe') GROUP BY ALL"""),
    ("last day only",
     'DeviceNetworkEvents | where Timestamp > ago(1d) | summarize count() by RemotePort',
     """SELECT "RemotePort", count(*) FROM DeviceNetworkEvents WHERE "Timestamp" > {now} - INTERVAL 1 DAY GROUP BY ALL"""),
    ("process and network",
     'DeviceProcessEvents | where FileName == "rundll32.exe" | project DeviceId, ProcessId, ProcessCommandLine'
     ' | join kind=inner (DeviceNetworkEvents | where RemotePort == 445 | project DeviceId, InitiatingProcessId, RemoteIP)'
     ' on DeviceId, $left.ProcessId == $right.InitiatingProcessId | summarize count() by RemoteIP | top 10 by count_',
     """SELECT "RemoteIP", count(*) n FROM DeviceProcessEvents p JOIN DeviceNetworkEvents e ON p."DeviceId" = e."DeviceId"
        AND p."ProcessId" = e."InitiatingProcessId" WHERE p."FileName" = 'rundll32.exe' AND e."RemotePort" = 445 GROUP BY ALL
        ORDER BY n DESC LIMIT 10"""),
    ("innerunique by device",
     'DeviceLogonEvents | where ActionType == "LogonFailed" | distinct DeviceId, AccountName'
     ' | join (DeviceEvents | where ActionType == "UsbDriveMounted" | project DeviceId, Timestamp) on DeviceId | count',
     """SELECT count(*) FROM (SELECT "DeviceId", any_value("AccountName") FROM DeviceLogonEvents WHERE "ActionType" = 'LogonFailed'
        GROUP BY "DeviceId") l JOIN DeviceEvents e ON l."DeviceId" = e."DeviceId" WHERE e."ActionType" = 'UsbDriveMounted'"""),
    ("latest state",
     'DeviceProcessEvents | summarize arg_max(Timestamp, *) by DeviceId | project DeviceId, Timestamp, FileName, AccountName',
     """SELECT "DeviceId", max("Timestamp"), arg_max("FileName", "Timestamp"), arg_max("AccountName", "Timestamp")
        FROM DeviceProcessEvents GROUP BY "DeviceId" """),
    ("first seen",
     'DeviceFileEvents | summarize FirstSeen = min(Timestamp), Devices = dcount(DeviceId) by SHA1 | sort by Devices asc, SHA1 asc | take 20',
     """SELECT "SHA1", min("Timestamp"), count(DISTINCT "DeviceId") d FROM DeviceFileEvents GROUP BY "SHA1" ORDER BY d, "SHA1" LIMIT 20"""),
    ("JSON path compared",
     'DeviceEvents | extend F = parse_json(AdditionalFields) | where F.Actor.Risk.Level == "high" | count',
     """SELECT count(*) FROM DeviceEvents WHERE "AdditionalFields"->>'$.Actor.Risk.Level' = 'high'"""),
    ("JSON paths grouped",
     'DeviceEvents | extend F = parse_json(AdditionalFields) | summarize count() by Level = tostring(F.Actor.Risk.Level), Name = tostring(F.Actor.Name)'
     ' | sort by count_ desc, Name asc | take 20',
     """SELECT "AdditionalFields"->>'$.Actor.Risk.Level' l, "AdditionalFields"->>'$.Actor.Name' n, count(*) c FROM DeviceEvents
        GROUP BY ALL ORDER BY c DESC, n LIMIT 20"""),
    ("JSON number",
     'DeviceProcessEvents | where toint(parse_json(AdditionalFields).Actor.Risk.Score) > 97 | summarize count() by bin(Timestamp, 1d)',
     """SELECT time_bucket(INTERVAL 1 DAY, "Timestamp", TIMESTAMP '2000-01-01'), count(*) FROM DeviceProcessEvents
        WHERE TRY_CAST("AdditionalFields"->>'$.Actor.Risk.Score' AS INTEGER) > 97 GROUP BY ALL"""),
    ("time bins",
     'DeviceNetworkEvents | summarize count(), dcount(DeviceId) by bin(Timestamp, 1h)',
     """SELECT time_bucket(INTERVAL 1 HOUR, "Timestamp", TIMESTAMP '2000-01-01'), count(*), count(DISTINCT "DeviceId")
        FROM DeviceNetworkEvents GROUP BY ALL"""),
    ("series by action",
     'DeviceLogonEvents | make-series Events = count() default = 0 on Timestamp from datetime(2026-01-01) to datetime(2026-01-31) step 1d by LogonType',
     """WITH axis AS (SELECT unnest(generate_series(TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-30', INTERVAL 1 DAY)) d),
        n AS (SELECT "LogonType", time_bucket(INTERVAL 1 DAY, "Timestamp", TIMESTAMP '2000-01-01') d, count(*) c FROM DeviceLogonEvents GROUP BY ALL),
        k AS (SELECT DISTINCT "LogonType" FROM n)
        SELECT k."LogonType", list(coalesce(c, 0) ORDER BY axis.d), list(axis.d ORDER BY axis.d) FROM k CROSS JOIN axis
        LEFT JOIN n ON n."LogonType" = k."LogonType" AND n.d = axis.d GROUP BY k."LogonType" """),
    ("distinct counts by two keys",
     'DeviceNetworkEvents | summarize dcount(RemoteIP) by InitiatingProcessFileName, RemotePort',
     """SELECT "InitiatingProcessFileName", "RemotePort", count(DISTINCT "RemoteIP") FROM DeviceNetworkEvents GROUP BY ALL"""),
    ("regex",
     'DeviceProcessEvents | where ProcessCommandLine matches regex @"(?i)-enc\\w*\\s+[A-F0-9]{32}" | count',
     """SELECT count(*) FROM DeviceProcessEvents WHERE regexp_matches("ProcessCommandLine", '(?i)-enc\\w*\\s+[A-F0-9]{32}')"""),
    ("extract and group",
     'DeviceNetworkEvents | where isnotempty(RemoteUrl) | extend Domain = extract(@"https://[^/]*\\.(site\\d+)\\.", 1, RemoteUrl)'
     ' | summarize count() by Domain | sort by count_ desc, Domain asc | take 10',
     """SELECT regexp_extract("RemoteUrl", 'https://[^/]*\\.(site\\d+)\\.', 1) d, count(*) c FROM DeviceNetworkEvents WHERE "RemoteUrl" IS NOT NULL
        GROUP BY ALL ORDER BY c DESC, d LIMIT 10"""),
    ("array elements",
     'DeviceEvents | where ActionType == "AmsiScriptContent" | mv-expand Tag = parse_json(AdditionalFields).Tags to typeof(string)'
     ' | summarize count() by Tag',
     """SELECT tag, count(*) FROM (SELECT unnest(from_json("AdditionalFields"->'$.Tags', '["VARCHAR"]')) tag FROM DeviceEvents
        WHERE "ActionType" = 'AmsiScriptContent') GROUP BY ALL"""),
    ("set of names",
     'DeviceProcessEvents | summarize Images = make_set(FileName, 100), Accounts = dcount(AccountName) by DeviceName | where Accounts > 150 | count',
     """SELECT count(*) FROM (SELECT "DeviceName", list(DISTINCT "FileName"), count(DISTINCT "AccountName") a FROM DeviceProcessEvents
        GROUP BY "DeviceName" HAVING a > 150)"""),
    ("count by condition",
     'DeviceLogonEvents | summarize Failed = countif(ActionType == "LogonFailed"), All = count() by AccountName | where Failed > 20 | count',
     """SELECT count(*) FROM (SELECT "AccountName", count(*) FILTER (WHERE "ActionType" = 'LogonFailed') f, count(*) FROM DeviceLogonEvents
        GROUP BY "AccountName" HAVING f > 20)"""),
    ("two tables in one",
     'union DeviceFileEvents, DeviceRegistryEvents | summarize count() by ActionType, bin(Timestamp, 1d)',
     """SELECT "ActionType", time_bucket(INTERVAL 1 DAY, "Timestamp", TIMESTAMP '2000-01-01') d, count(*) FROM (
        SELECT "ActionType", "Timestamp" FROM DeviceFileEvents UNION ALL SELECT "ActionType", "Timestamp" FROM DeviceRegistryEvents) GROUP BY ALL"""),
    ("rare senders",
     'EmailEvents | where DeliveryAction == "Delivered" and Subject has "payment" | summarize Mails = count(), Recipients = dcount(RecipientEmailAddress)'
     ' by SenderFromDomain | where Mails > 5 | sort by Recipients desc, SenderFromDomain asc | take 20',
     """SELECT "SenderFromDomain", count(*) m, count(DISTINCT "RecipientEmailAddress") r FROM EmailEvents WHERE "DeliveryAction" = 'Delivered'
        AND regexp_matches("Subject", '(?i)(?:^|[^\\pL\\pN])payment(?:$|[^\\pL\\pN])') GROUP BY 1 HAVING m > 5 ORDER BY r DESC, 1 LIMIT 20"""),
    ("anti join",
     'DeviceProcessEvents | where FileName == "regsvr32.exe" | distinct SHA1 | join kind=leftanti (DeviceFileEvents | distinct SHA1) on SHA1 | count',
     """SELECT count(*) FROM (SELECT DISTINCT "SHA1" FROM DeviceProcessEvents WHERE "FileName" = 'regsvr32.exe') p
        WHERE NOT EXISTS (SELECT 1 FROM DeviceFileEvents f WHERE f."SHA1" = p."SHA1")"""),
]
