-- The tables of the namespaces, by name. Those that an extension brings have their rows from it. A
-- partition's constraint has the constraints of what it is a partition of.
SELECT
  c.oid,
  n.nspname AS namespace,
  c.relname AS name,
  c.relkind AS kind,
  CASE
    WHEN c.relispartition AND c.relkind = 'r' THEN pg_catalog.pg_get_partition_constraintdef(c.oid)
  END AS bound,
  ARRAY(
    SELECT whole.relid::pg_catalog.oid::pg_catalog.text
    FROM pg_catalog.pg_partition_ancestors(c.oid) AS whole
    WHERE whole.relid <> c.oid
  ) AS wholes,
  EXISTS (SELECT FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid AND NOT i.indimmediate) AS deferrable
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[]))
  AND c.relkind IN ('r', 'p', 'f')
  -- Temporary ones are a session's own.
  AND c.relpersistence <> 't'
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'
  )
ORDER BY n.nspname, c.relname
