-- How far scripts have come that ran outside a transaction and are not recorded as applied since. A
-- transaction so old that PostgreSQL has forgotten its end has no status.
SELECT
  script,
  checksum,
  done,
  begun,
  line,
  statement,
  through,
  run_id,
  transaction_id,
  transaction_id IS NOT NULL AS ending,
  pg_catalog.pg_xact_status(CAST(transaction_id AS pg_catalog.xid8)) AS transaction_status
FROM ${own}.script_progress
WHERE history OPERATOR(pg_catalog.=) CAST(? AS pg_catalog.text)
ORDER BY script
