-- Procedural languages.
SELECT
  l.tableoid AS catalog,
  l.oid AS object,
  pg_catalog.json_build_object(
    'name', l.lanname,
    'trusted', l.lanpltrusted,
    'handler', NULLIF(l.lanplcallfoid::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'inlineHandler', NULLIF(l.laninline::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'validator', NULLIF(l.lanvalidator::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'owner', pg_catalog.pg_get_userbyid(l.lanowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_language AS l
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = l.tableoid AND d.objoid = l.oid AND d.objsubid = 0
WHERE l.lanispl
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = l.tableoid AND e.objid = l.oid AND e.deptype = 'e'
  )
