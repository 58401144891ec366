SELECT c3, c12, kql_dyn_text(c8, CAST($1 AS VARCHAR)) AS c14
FROM (
  SELECT c3, c8, unnest(c15) AS c12
  FROM (
    SELECT "Timestamp" AS c1, "DeviceName" AS c3, "AdditionalFields" AS c8, kql_mv_texts("AdditionalFields", CAST($2 AS VARCHAR), FALSE) AS c15
    FROM "t_DeviceProcessEvents"
    WHERE ("Timestamp" >= CAST($3 AS BIGINT)) AND ((kql_dyn_text("AdditionalFields", CAST($4 AS VARCHAR)) = CAST($5 AS VARCHAR)) OR (CAST(kql_dyn_int("AdditionalFields", CAST($6 AS VARCHAR)) AS BIGINT) > CAST($7 AS BIGINT)))))
-- $1 = text("[null,\"Items\",0]")
-- $2 = text("[null,\"Items\"]")
-- $3 = int64(638699472000000000)
-- $4 = text("[null,\"Signer\",\"Name\"]")
-- $5 = text("x")
-- $6 = text("[null,\"Count\"]")
-- $7 = int64(5)
