SELECT c10, c11, c12, c13, c14
FROM (
  SELECT c10, c11, c12, c13, c14
  FROM (
    SELECT c3 AS c10, c11, count(*) AS c12, kql_json_texts(list_sort(list(DISTINCT c4)), CAST($1 AS BIGINT)) AS c13, max(c1) AS c14
    FROM (
      SELECT "Timestamp" AS c1, "DeviceName" AS c3, "FileName" AS c4, ("Timestamp" - ("Timestamp" % CAST($2 AS BIGINT))) AS c11
      FROM "t_DeviceProcessEvents"
      WHERE ("Timestamp" >= CAST($3 AS BIGINT)))
    GROUP BY c3, c11)
  WHERE (c12 > CAST($4 AS BIGINT)))
ORDER BY c12 DESC NULLS LAST
-- $1 = int64(100)
-- $2 = int64(36000000000)
-- $3 = int64(638699472000000000)
-- $4 = int64(10)
