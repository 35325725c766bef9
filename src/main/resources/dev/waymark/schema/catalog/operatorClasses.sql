-- Operator classes. Their operators and functions are members of their family and told there.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.opcname,
    'method', m.amname,
    'type', pg_catalog.format_type(c.opcintype, NULL),
    'default', c.opcdefault,
    'family',
      CASE WHEN fn.nspname <> 'pg_catalog' THEN pg_catalog.quote_ident(fn.nspname) || '.'
        ELSE '' END
      || pg_catalog.quote_ident(f.opfname),
    'storedType', CASE WHEN c.opckeytype <> 0 THEN pg_catalog.format_type(c.opckeytype, NULL) END,
    'owner', pg_catalog.pg_get_userbyid(c.opcowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_opclass AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.opcnamespace
JOIN pg_catalog.pg_am AS m ON m.oid = c.opcmethod
JOIN pg_catalog.pg_opfamily AS f ON f.oid = c.opcfamily
JOIN pg_catalog.pg_namespace AS fn ON fn.oid = f.opfnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
