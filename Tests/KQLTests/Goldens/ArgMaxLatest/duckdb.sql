SELECT c10, (c19).f0 AS c11, coalesce((c19).f1, CAST($1 AS VARCHAR)) AS c13
FROM (
  SELECT "DeviceId" AS c10, arg_max({f0: "Timestamp", f1: "FileName"}, "Timestamp") AS c19
  FROM "t_DeviceProcessEvents"
  WHERE ("Timestamp" >= CAST($2 AS BIGINT))
  GROUP BY "DeviceId")
-- $1 = text("")
-- $2 = int64(638699472000000000)
