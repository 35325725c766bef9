-- Domains with their checks. NOT NULL is read as such on every version.
SELECT
  t.tableoid AS catalog,
  t.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', t.typname,
    'type', pg_catalog.format_type(t.typbasetype, t.typtypmod),
    'collation',
      CASE
        WHEN t.typcollation <> 0 AND t.typcollation <> base.typcollation
          THEN t.typcollation::pg_catalog.regcollation::pg_catalog.text
      END,
    'nullable', NOT t.typnotnull,
    'default', pg_catalog.pg_get_expr(t.typdefaultbin, 0),
    'checks',
      (
        SELECT
          pg_catalog.json_agg(
            pg_catalog.json_build_object(
              'name', k.conname,
              'definition', pg_catalog.pg_get_constraintdef(k.oid),
              'validated', k.convalidated
            )
            ORDER BY k.conname
          )
        FROM pg_catalog.pg_constraint AS k
        WHERE k.contypid = t.oid AND k.contype = 'c'
      ),
    'owner', pg_catalog.pg_get_userbyid(t.typowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_type AS base ON base.oid = t.typbasetype
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = t.tableoid AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  AND t.typtype = 'd'
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = t.tableoid AND e.objid = t.oid AND e.deptype = 'e'
  )
