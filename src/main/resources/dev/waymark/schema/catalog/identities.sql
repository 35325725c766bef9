-- What objects are beneath their names: the oid of each, and for relations the number of each column.
-- An object of the same oid under another name was renamed; one of another oid under the same name was
-- dropped and made anew. And a number of what is stored of its definition, null where nothing is: that
-- names columns and objects by their numbers, so it stays when one of these is renamed, whatever is
-- printed then. Read with an empty search_path, so that argument types are printed as in the identity of
-- a function.
SELECT
  'NAMESPACE' AS kind,
  NULL::pg_catalog.name AS namespace,
  NULL::pg_catalog.name AS "table",
  n.nspname::pg_catalog.text AS name,
  n.oid AS object,
  NULL::pg_catalog.int2 AS number,
  NULL::pg_catalog.int8 AS stored
FROM pg_catalog.pg_namespace AS n
WHERE NOT pg_catalog.starts_with(n.nspname::pg_catalog.text, 'pg_') AND n.nspname <> 'information_schema'
UNION ALL
SELECT
  CASE
    WHEN c.relkind IN ('r', 'p', 'f') THEN 'TABLE'
    WHEN c.relkind IN ('i', 'I') THEN 'INDEX'
    WHEN c.relkind = 'S' THEN 'SEQUENCE'
    WHEN c.relkind = 'v' THEN 'VIEW'
    WHEN c.relkind = 'm' THEN 'MATERIALIZED_VIEW'
    ELSE 'COMPOSITE_TYPE'
  END,
  n.nspname,
  t.relname,
  c.relname,
  c.oid,
  NULL,
  CASE
    WHEN i.indexrelid IS NOT NULL THEN
      pg_catalog.hashtextextended(
        ROW(i.indkey, i.indnkeyatts, i.indexprs, i.indpred, i.indclass, i.indcollation, i.indoption)::pg_catalog.text, 0
      )
    WHEN v.oid IS NOT NULL THEN pg_catalog.hashtextextended(v.ev_action::pg_catalog.text, 0)
  END
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = c.oid
LEFT JOIN pg_catalog.pg_rewrite AS v ON v.ev_class = c.oid AND v.rulename = '_RETURN'
LEFT JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
WHERE c.oid >= 16384 -- Lower numbers are the server's own (FirstNormalObjectId).
  AND (c.relkind NOT IN ('r', 'p', 'f', 'i', 'I') OR c.oid = ANY (:relations) OR i.indrelid = ANY (:relations))
  AND c.relpersistence <> 't'
  AND c.relkind <> 't'
  AND n.nspname <> 'pg_toast'
UNION ALL
SELECT
  'COLUMN',
  NULL,
  NULL,
  a.attname,
  a.attrelid,
  a.attnum,
  pg_catalog.hashtextextended(e.adbin::pg_catalog.text, 0)
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
LEFT JOIN pg_catalog.pg_attrdef AS e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
WHERE c.oid >= 16384
  AND (c.relkind NOT IN ('r', 'p', 'f') OR c.oid = ANY (:relations))
  AND c.relpersistence <> 't'
  AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
  AND a.attnum > 0
  AND NOT a.attisdropped
UNION ALL
SELECT
  CASE y.typtype WHEN 'e' THEN 'ENUM' WHEN 'd' THEN 'DOMAIN' WHEN 'r' THEN 'RANGE_TYPE' ELSE 'BASE_TYPE' END,
  n.nspname,
  NULL,
  y.typname,
  y.oid,
  NULL,
  NULL
FROM pg_catalog.pg_type AS y
JOIN pg_catalog.pg_namespace AS n ON n.oid = y.typnamespace
WHERE y.oid >= 16384
  AND y.typtype IN ('e', 'd', 'r', 'b')
  -- Not the array that each type brings.
  AND y.typcategory <> 'A'
UNION ALL
SELECT
  CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE' ELSE 'FUNCTION' END,
  n.nspname,
  NULL,
  p.proname || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')',
  p.oid,
  NULL,
  -- All else can be changed without it.
  pg_catalog.hashtextextended(ROW(p.prosrc, p.probin, p.prosqlbody)::pg_catalog.text, 0)
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
WHERE p.oid >= 16384
UNION ALL
SELECT
  'CONSTRAINT',
  n.nspname,
  c.relname,
  k.conname,
  k.oid,
  NULL,
  pg_catalog.hashtextextended(ROW(k.conbin, k.conkey, k.confrelid, k.confkey, k.conexclop)::pg_catalog.text, 0)
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.oid >= 16384
  AND k.conrelid = ANY (:relations)
  AND c.relpersistence <> 't'
UNION ALL
SELECT
  'TRIGGER',
  n.nspname,
  c.relname,
  g.tgname,
  g.oid,
  NULL,
  pg_catalog.hashtextextended(
    ROW(g.tgtype, g.tgattr, g.tgfoid, g.tgargs, g.tgqual, g.tgoldtable, g.tgnewtable)::pg_catalog.text, 0
  )
FROM pg_catalog.pg_trigger AS g
JOIN pg_catalog.pg_class AS c ON c.oid = g.tgrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE g.oid >= 16384
  -- Not the four by which PostgreSQL keeps each foreign key.
  AND (NOT g.tgisinternal OR (g.tgparentid <> 0 AND g.tgconstraint = 0))
UNION ALL
SELECT
  'RULE',
  n.nspname,
  c.relname,
  r.rulename,
  r.oid,
  NULL,
  pg_catalog.hashtextextended(ROW(r.ev_type, r.is_instead, r.ev_qual, r.ev_action)::pg_catalog.text, 0)
FROM pg_catalog.pg_rewrite AS r
JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE r.oid >= 16384 AND r.rulename <> '_RETURN'
UNION ALL
SELECT
  'POLICY',
  n.nspname,
  c.relname,
  p.polname,
  p.oid,
  NULL,
  pg_catalog.hashtextextended(ROW(p.polqual, p.polwithcheck)::pg_catalog.text, 0)
FROM pg_catalog.pg_policy AS p
JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE p.oid >= 16384
UNION ALL
SELECT
  'EXTENDED_STATISTICS',
  n.nspname,
  NULL,
  s.stxname,
  s.oid,
  NULL,
  pg_catalog.hashtextextended(ROW(s.stxrelid, s.stxkeys, s.stxkind, s.stxexprs)::pg_catalog.text, 0)
FROM pg_catalog.pg_statistic_ext AS s
JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
WHERE s.oid >= 16384
