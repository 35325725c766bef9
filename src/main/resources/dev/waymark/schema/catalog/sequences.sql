-- Sequences, also those of identity columns. Where a sequence stands is data and not read.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.relname,
    'type', pg_catalog.format_type(s.seqtypid, NULL),
    'persistence', CASE c.relpersistence WHEN 'u' THEN 'unlogged' ELSE 'permanent' END,
    'start', CASE WHEN s.seqstart <> CASE WHEN s.seqincrement > 0 THEN s.seqmin ELSE s.seqmax END THEN s.seqstart END,
    'increment', s.seqincrement,
    'minimum', CASE WHEN s.seqmin <>
      CASE WHEN s.seqincrement > 0 THEN 1 ELSE -ordinary.highest - 1 END
    THEN s.seqmin END,
    'maximum', CASE WHEN s.seqmax <> CASE WHEN s.seqincrement > 0 THEN ordinary.highest ELSE -1 END THEN s.seqmax END,
    'cache', s.seqcache,
    'cycle', s.seqcycle,
    'ownedBy', owning.address,
    'identity', COALESCE(owning.identity, false),
    'owner', pg_catalog.pg_get_userbyid(c.relowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_sequence AS s ON s.seqrelid = c.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
CROSS JOIN LATERAL (
  SELECT
    CASE pg_catalog.format_type(s.seqtypid, NULL)
      WHEN 'smallint' THEN 32767
      WHEN 'integer' THEN 2147483647
      ELSE 9223372036854775807
    END AS highest
) AS ordinary
-- A column owns its sequence by an automatic dependency (OWNED BY, serial) or an internal one (identity).
LEFT JOIN LATERAL (
  SELECT
    pg_catalog.json_build_object('namespace', tn.nspname, 'table', t.relname, 'column', a.attname) AS address,
    o.deptype = 'i' AS identity
  FROM pg_catalog.pg_depend AS o
  JOIN pg_catalog.pg_class AS t ON t.oid = o.refobjid
  JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.relnamespace
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = o.refobjsubid
  WHERE o.classid = c.tableoid AND o.objid = c.oid AND o.objsubid = 0
    AND o.refclassid = c.tableoid AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
) AS owning ON true
WHERE n.nspname = ANY (:namespaces)
  AND c.relkind = 'S'
  AND c.relpersistence <> 't'
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
  )
  -- Nor are the sequences of an extension's tables anybody else's.
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_depend AS o
    JOIN pg_catalog.pg_depend AS e
      ON e.classid = o.refclassid AND e.objid = o.refobjid AND e.objsubid = 0 AND e.deptype = 'e'
    WHERE o.classid = c.tableoid AND o.objid = c.oid AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
  )
