SELECT c6, c7, c8, c9, c10, c11, CASE WHEN (c10 = CAST($1 AS VARCHAR)) THEN coalesce(CAST(c9 AS VARCHAR), CAST($2 AS VARCHAR)) ELSE c10 END AS c12
FROM (
  SELECT CAST($3 AS VARCHAR) AS c6, c1 AS c7, CAST(NULL AS BIGINT) AS c8, c2 AS c9, CAST($4 AS VARCHAR) AS c10, c3 AS c11
  FROM (
    SELECT "b" AS c1, "c" AS c2, "a" AS c3
    FROM "t_U")
  UNION ALL
  SELECT CAST($5 AS VARCHAR) AS c6, CAST(NULL AS INTEGER) AS c7, c4 AS c8, CAST(NULL AS BIGINT) AS c9, c5 AS c10, CAST(NULL AS INTEGER) AS c11
  FROM (
    SELECT c4, c5
    FROM (VALUES (CAST($6 AS BIGINT), CAST($7 AS VARCHAR)), (CAST($8 AS BIGINT), CAST($9 AS VARCHAR))) AS v(c4, c5))
  UNION ALL
  SELECT CAST($10 AS VARCHAR) AS c6, CAST(NULL AS INTEGER) AS c7, CAST(NULL AS BIGINT) AS c8, CAST(NULL AS BIGINT) AS c9, CAST($11 AS VARCHAR) AS c10, CAST(NULL AS INTEGER) AS c11
  FROM (
    SELECT 1 AS c0
    LIMIT CAST($12 AS BIGINT)))
-- $1 = text("")
-- $2 = text("")
-- $3 = text("U")
-- $4 = text("")
-- $5 = text("union_arg1")
-- $6 = int64(1)
-- $7 = text("x")
-- $8 = int64(2)
-- $9 = text("y")
-- $10 = text("union_arg2")
-- $11 = text("")
-- $12 = int64(0)
