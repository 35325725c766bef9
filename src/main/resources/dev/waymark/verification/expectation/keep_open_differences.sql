-- Keeps which differences are open. The parameters are all of them as JSON, and twice what the database
-- was held against. Those that are not among them are closed, those that are known stay as they are.
WITH open AS (
  SELECT difference.*
  FROM pg_catalog.jsonb_to_recordset(?::pg_catalog.jsonb) AS difference (
    digest pg_catalog.text,
    since pg_catalog.timestamptz,
    kind pg_catalog.text,
    namespace pg_catalog.text,
    table_name pg_catalog.text,
    name pg_catalog.text,
    attribute pg_catalog.text
  )
),
closed AS (
  DELETE FROM ${own}.open_difference AS known
  WHERE known.expectation OPERATOR(pg_catalog.=) ?::pg_catalog.text
    AND NOT EXISTS (
      SELECT FROM open WHERE open.digest OPERATOR(pg_catalog.=) known.digest
    )
)
INSERT INTO ${own}.open_difference
  (expectation, digest, since, kind, namespace, table_name, name, attribute)
SELECT
  ?::pg_catalog.text, digest, since, kind, namespace, table_name, name, attribute
FROM open
ON CONFLICT (expectation, digest) DO NOTHING
