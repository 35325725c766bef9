-- What was set in this session since it began, and Waymark's own setting, which pg_settings does
-- not show.
SELECT name, pg_catalog.current_setting(name) AS value
FROM pg_catalog.pg_settings
WHERE source OPERATOR(pg_catalog.=) 'session'
  -- These belong to a transaction.
  AND name OPERATOR(pg_catalog.<>) ALL (
    ARRAY['transaction_deferrable', 'transaction_isolation', 'transaction_read_only']
  )
UNION ALL
SELECT 'waymark.search_path', pg_catalog.current_setting('waymark.search_path', true)
WHERE pg_catalog.current_setting('waymark.search_path', true) IS NOT NULL
