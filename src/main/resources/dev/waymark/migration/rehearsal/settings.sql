-- What is set in this session, with what it would be else.
SELECT name, setting, reset_val
FROM pg_catalog.pg_settings
WHERE source OPERATOR(pg_catalog.=) 'session'
  -- These belong to a transaction.
  AND name OPERATOR(pg_catalog.<>) ALL (
    ARRAY['transaction_deferrable', 'transaction_isolation', 'transaction_read_only']
  )
