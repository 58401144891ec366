SELECT c3, kql_dyn_text(c11, CAST($1 AS VARCHAR)) AS c12, kql_dyn_text(c8, CAST($2 AS VARCHAR)) AS c13
FROM (
  SELECT c1, c3, c8, unnest(c14) AS c11
  FROM (
    SELECT "Timestamp" AS c1, "DeviceName" AS c3, "AdditionalFields" AS c8, kql_mv_elements(kql_dyn_get("AdditionalFields", CAST($3 AS VARCHAR)), FALSE) AS c14
    FROM "t_DeviceProcessEvents"
    WHERE ("Timestamp" >= CAST($4 AS BIGINT)) AND ((kql_dyn_text("AdditionalFields", CAST($5 AS VARCHAR)) = CAST($6 AS VARCHAR)) OR (CAST(kql_dyn_int("AdditionalFields", CAST($7 AS VARCHAR)) AS BIGINT) > CAST($8 AS BIGINT)))))
-- $1 = text("[]")
-- $2 = text("[\"Items\",0]")
-- $3 = text("[\"Items\"]")
-- $4 = int64(638699472000000000)
-- $5 = text("[\"Signer\",\"Name\"]")
-- $6 = text("x")
-- $7 = text("[\"Count\"]")
-- $8 = int64(5)
