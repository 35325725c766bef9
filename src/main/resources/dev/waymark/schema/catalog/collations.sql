-- Collations. The version that the provider had when one was made is left out: it says which
-- library the server ran with.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.collname,
    'provider',
      CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin'
        ELSE 'default' END,
    'locale', COALESCE(c.locale, c.collcollate),
    'characterType', CASE WHEN c.collctype <> c.collcollate THEN c.collctype END,
    'rules', c.rules,
    'deterministic', c.collisdeterministic,
    'owner', pg_catalog.pg_get_userbyid(c.collowner),
    'comment', d.description
  ) AS description
-- The locale of ICU was in collcollate before PostgreSQL 15, in colliculocale before 17; PostgreSQL 16
-- brought rules.
FROM (
  SELECT
    NULL::pg_catalog.text AS colllocale,
    NULL::pg_catalog.text AS colliculocale,
    NULL::pg_catalog.text AS collicurules
) AS assumed
CROSS JOIN LATERAL (
  SELECT own.tableoid, own.*, COALESCE(colllocale, colliculocale) AS locale, collicurules AS rules
  FROM pg_catalog.pg_collation AS own
) AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
