-- The extensions of the live database in the order in which they were made, so that one comes after
-- those it needs.
SELECT
  x.extname AS name,
  n.nspname AS schema,
  x.extversion AS version,
  -- Some make their schema themselves; "public" and "pg_catalog" are there.
  n.nspname OPERATOR(pg_catalog.=) ANY (ARRAY['public', 'pg_catalog']::pg_catalog.name[])
    OR EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS member
      WHERE member.classid OPERATOR(pg_catalog.=) n.tableoid
        AND member.objid OPERATOR(pg_catalog.=) n.oid
        AND member.deptype OPERATOR(pg_catalog.=) 'e'
    ) AS owns_schema,
  coalesce(known.superuser AND NOT known.trusted, true) AS needs_superuser
FROM pg_catalog.pg_extension AS x
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) x.extnamespace
LEFT JOIN pg_catalog.pg_available_extension_versions AS known
  ON known.name OPERATOR(pg_catalog.=) x.extname
  AND known.version OPERATOR(pg_catalog.=) x.extversion
WHERE x.extname OPERATOR(pg_catalog.<>) 'plpgsql'
ORDER BY x.oid
