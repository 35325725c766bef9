-- Base types: those that functions of their own read and write.
SELECT
  t.tableoid AS catalog,
  t.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', t.typname,
    'input', NULLIF(t.typinput::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'output', NULLIF(t.typoutput::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'receive', NULLIF(t.typreceive::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'send', NULLIF(t.typsend::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'modifierInput', NULLIF(t.typmodin::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'modifierOutput', NULLIF(t.typmodout::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'analyze', NULLIF(t.typanalyze::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'subscript', NULLIF(t.typsubscript::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'length', CASE WHEN t.typlen > 0 THEN t.typlen END,
    'byValue', t.typbyval,
    'alignment',
      CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4'
        ELSE 'double' END,
    'storage',
      CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main'
        ELSE 'extended' END,
    'category', t.typcategory,
    'preferred', t.typispreferred,
    'default', t.typdefault,
    'element', CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END,
    'delimiter', t.typdelim,
    'collatable', t.typcollation <> 0,
    'owner', pg_catalog.pg_get_userbyid(t.typowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = t.tableoid AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  AND t.typtype = 'b'
  -- Every type brings that of its arrays.
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_type AS element WHERE element.typarray = t.oid)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = t.tableoid AND e.objid = t.oid AND e.deptype = 'e'
  )
