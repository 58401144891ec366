WITH m1 AS MATERIALIZED (
  SELECT c10, c11
  FROM (
    SELECT "FileName" AS c10, count(*) AS c11
    FROM "t_DeviceProcessEvents"
    WHERE ("Timestamp" >= CAST($1 AS BIGINT))
    GROUP BY "FileName"))
SELECT c15, c16
FROM (
  SELECT c10 AS c15, c11 AS c16
  FROM m1)
WHERE (c16 = (
  SELECT c14
  FROM (
    SELECT c14
    FROM (
      SELECT max(c13) AS c14
      FROM (
        SELECT c10 AS c12, c11 AS c13
        FROM m1))
    LIMIT CAST($2 AS BIGINT)))) AND (NOT coalesce((c15 IN (
  SELECT c17
  FROM (
    SELECT c17, c18
    FROM (
      SELECT c10 AS c17, c11 AS c18
      FROM m1)
    WHERE (c18 < CAST($3 AS BIGINT))))), FALSE))
-- $1 = int64(638699472000000000)
-- $2 = int64(1)
-- $3 = int64(2)
