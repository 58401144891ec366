SELECT c10, c11, c12, c13, c14
FROM (
  SELECT c10, c11, c12, c13, c14
  FROM (
    SELECT c3 AS c10, c11, count(*) AS c12, concat(CAST($1 AS VARCHAR), array_to_string(list_slice(list(DISTINCT kql_json_text(c4)), CAST($2 AS BIGINT), CAST($3 AS BIGINT)), CAST($4 AS VARCHAR)), CAST($5 AS VARCHAR)) AS c13, max(c1) AS c14
    FROM (
      SELECT "Timestamp" AS c1, "DeviceName" AS c3, "FileName" AS c4, ("Timestamp" - ("Timestamp" % CAST($6 AS BIGINT))) AS c11
      FROM "t_DeviceProcessEvents"
      WHERE ("Timestamp" >= CAST($7 AS BIGINT)))
    GROUP BY c3, c11)
  WHERE (c12 > CAST($8 AS BIGINT)))
ORDER BY c12 DESC NULLS LAST
-- $1 = text("[")
-- $2 = int64(1)
-- $3 = int64(100)
-- $4 = text(",")
-- $5 = text("]")
-- $6 = int64(36000000000)
-- $7 = int64(638699472000000000)
-- $8 = int64(10)
