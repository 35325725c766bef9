-- Materialised views with their columns; their indexes are read with the others.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.relname,
    'definition', pg_catalog.pg_get_viewdef(c.oid),
    'populated', c.relispopulated,
    'accessMethod', am.amname,
    'tablespace', ts.spcname,
    'storageParameters',
      (SELECT pg_catalog.json_agg(o ORDER BY o) FROM pg_catalog.unnest(c.reloptions) AS o),
    'columns', columns.list,
    'owner', pg_catalog.pg_get_userbyid(c.relowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN LATERAL (
  SELECT
    pg_catalog.json_agg(
      pg_catalog.json_build_object(
        'name', a.attname,
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
        'collation',
          CASE
            WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
              THEN a.attcollation::pg_catalog.regcollation::pg_catalog.text
          END,
        'default', pg_catalog.pg_get_expr(ad.adbin, ad.adrelid),
        'comment', ac.description
      )
      ORDER BY a.attnum
    ) AS list
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef AS ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_description AS ac
    ON ac.classoid = c.tableoid AND ac.objoid = c.oid AND ac.objsubid = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
) AS columns ON true
WHERE n.nspname = ANY (:namespaces)
  AND c.relkind = 'm'
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
  )
