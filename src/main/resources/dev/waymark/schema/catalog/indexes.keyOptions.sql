-- Options of the operator classes of index keys, such as siglen=32, by index and position of the key.
SELECT
  a.attrelid AS object,
  a.attnum AS number,
  -- Less the server's own bookkeeping, as for the columns of tables.
  ARRAY(
    SELECT o FROM pg_catalog.unnest(a.attoptions) AS o
    WHERE NOT pg_catalog.starts_with(o, 'pg_')
    ORDER BY o
  ) AS options
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (:namespaces)
  AND c.oid IN (SELECT i.indexrelid FROM pg_catalog.pg_index AS i WHERE i.indrelid = ANY (:relations))
  AND c.relkind IN ('i', 'I')
  AND a.attoptions IS NOT NULL
