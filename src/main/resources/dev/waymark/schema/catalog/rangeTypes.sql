-- Range types, each with the name of its multirange type.
SELECT
  t.tableoid AS catalog,
  t.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', t.typname,
    'subtype', pg_catalog.format_type(r.rngsubtype, NULL),
    'collation',
      CASE
        WHEN r.rngcollation <> 0 AND r.rngcollation <> s.typcollation
          THEN r.rngcollation::pg_catalog.regcollation::pg_catalog.text
      END,
    'operatorClass', CASE WHEN NOT o.opcdefault THEN pg_catalog.quote_ident(o.opcname) END,
    'canonical', NULLIF(r.rngcanonical::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'subtypeDifference', NULLIF(r.rngsubdiff::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'multirange', m.typname,
    'owner', pg_catalog.pg_get_userbyid(t.typowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_range AS r
JOIN pg_catalog.pg_type AS t ON t.oid = r.rngtypid
JOIN pg_catalog.pg_type AS s ON s.oid = r.rngsubtype
JOIN pg_catalog.pg_type AS m ON m.oid = r.rngmultitypid
JOIN pg_catalog.pg_opclass AS o ON o.oid = r.rngsubopc
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = t.tableoid AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = t.tableoid AND e.objid = t.oid AND e.deptype = 'e'
  )
