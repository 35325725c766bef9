-- What is recorded in this transaction is compressed by LZ4, where the server knows it: PostgreSQL's own
-- way takes three times as long for a large schema.
SELECT pg_catalog.set_config('default_toast_compression', 'lz4', true)
FROM pg_catalog.pg_settings
WHERE name OPERATOR(pg_catalog.=) 'default_toast_compression'
  AND 'lz4' OPERATOR(pg_catalog.=) ANY (enumvals)
