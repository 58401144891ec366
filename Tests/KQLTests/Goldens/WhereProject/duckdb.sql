SELECT c1, c3, c5
FROM (
  SELECT c1, c3, c4, c5
  FROM (
    SELECT "Timestamp" AS c1, "DeviceName" AS c3, "FileName" AS c4, "ProcessCommandLine" AS c5
    FROM "t_DeviceProcessEvents"
    WHERE ("Timestamp" >= CAST($1 AS BIGINT)) AND ("Timestamp" > CAST($2 AS BIGINT)) AND kql_eq_ci("FileName", CAST($3 AS VARCHAR)) AND kql_has_any("ProcessCommandLine", CAST($4 AS VARCHAR)))
  ORDER BY c1 DESC NULLS LAST
  LIMIT CAST($5 AS BIGINT))
ORDER BY c1 DESC NULLS LAST
-- $1 = int64(638699472000000000)
-- $2 = int64(638719344000000000)
-- $3 = text("powershell.exe")
-- $4 = text("[\"-enc\",\"EncodedCommand\"]")
-- $5 = int64(100)
