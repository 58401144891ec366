SELECT c1, c2, c9, c3
FROM (
  SELECT c1, c2, c3, c4, c5, c6, c7, c9, c11
  FROM (
    SELECT "Timestamp" AS c1, "DeviceId" AS c2, "RemoteIP" AS c3, "RemotePort" AS c4, "InitiatingProcessId" AS c5
    FROM "t_DeviceNetworkEvents"
    WHERE ("Timestamp" >= CAST($1 AS BIGINT)) AND ((CAST("RemotePort" AS BIGINT) IN (CAST($2 AS BIGINT))) OR (CAST("RemotePort" AS BIGINT) IN (CAST($3 AS BIGINT)))))
  INNER JOIN (
    SELECT "Timestamp" AS c6, "DeviceId" AS c7, "FileName" AS c9, "ProcessId" AS c11
    FROM "t_DeviceProcessEvents"
    WHERE ("Timestamp" >= CAST($4 AS BIGINT)) AND kql_in_ci("FileName", CAST($5 AS VARCHAR))) ON ((c2 = c7) AND (c5 IS NOT DISTINCT FROM c11)))
-- $1 = int64(638699472000000000)
-- $2 = int64(443)
-- $3 = int64(8080)
-- $4 = int64(638699472000000000)
-- $5 = text("[\"cmd.exe\",\"powershell.exe\"]")
