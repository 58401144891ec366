SELECT c10, c11, c13
FROM (
  SELECT "DeviceId" AS c10, max("Timestamp") AS c11, coalesce(arg_max_null("FileName", coalesce("Timestamp", CAST($1 AS BIGINT))), CAST($2 AS VARCHAR)) AS c13
  FROM "t_DeviceProcessEvents"
  WHERE ("Timestamp" >= CAST($3 AS BIGINT))
  GROUP BY "DeviceId")
-- $1 = int64(-9223372036854775808)
-- $2 = text("")
-- $3 = int64(638699472000000000)
