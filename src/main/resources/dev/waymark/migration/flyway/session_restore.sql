-- Sets what is set in this session to what it was, or to what the session began with. The
-- parameters are the names of what was set and their values.
WITH kept AS (
  SELECT names.name, names.value
  FROM ROWS FROM (
    pg_catalog.unnest(?::pg_catalog.text[]),
    pg_catalog.unnest(?::pg_catalog.text[])
  ) AS names (name, value)
)
SELECT pg_catalog.set_config(kept.name, kept.value, false)
FROM kept
UNION ALL
SELECT pg_catalog.set_config(changed.name, changed.reset_val, false)
FROM pg_catalog.pg_settings AS changed
WHERE changed.source OPERATOR(pg_catalog.=) 'session'
  AND changed.name OPERATOR(pg_catalog.<>) ALL (
    ARRAY['transaction_deferrable', 'transaction_isolation', 'transaction_read_only']
  )
  AND NOT EXISTS (
    SELECT FROM kept WHERE kept.name OPERATOR(pg_catalog.=) changed.name
  )
