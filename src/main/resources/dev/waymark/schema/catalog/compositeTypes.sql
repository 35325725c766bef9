-- Composite types that were made for themselves.
SELECT
  t.tableoid AS catalog,
  t.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', t.typname,
    'attributes',
      (
        SELECT
          pg_catalog.json_agg(
            pg_catalog.json_build_object(
              'name', a.attname,
              'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
              'collation',
                CASE
                  WHEN a.attcollation <> 0 AND a.attcollation <> at.typcollation
                    THEN a.attcollation::pg_catalog.regcollation::pg_catalog.text
                END,
              'comment', ad.description
            )
            ORDER BY a.attnum
          )
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_type AS at ON at.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_description AS ad
          ON ad.classoid = c.tableoid AND ad.objoid = c.oid AND ad.objsubid = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      ),
    'owner', pg_catalog.pg_get_userbyid(t.typowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_type AS t
-- The row types of tables and views have the relation's own kind here.
JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = t.tableoid AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = t.tableoid AND e.objid = t.oid AND e.deptype = 'e'
  )
