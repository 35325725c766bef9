-- Foreign-data wrappers.
SELECT
  w.tableoid AS catalog,
  w.oid AS object,
  pg_catalog.json_build_object(
    'name', w.fdwname,
    'handler', NULLIF(w.fdwhandler::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'validator', NULLIF(w.fdwvalidator::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'options',
      -- Everybody may read these, so a secret has no place here; if there is one, it goes no further.
      (
        SELECT
          pg_catalog.json_agg(
            pg_catalog.regexp_replace(o, '^([^=]*(pass|secret|token)[^=]*=).*$', '\1********', 'i')
            ORDER BY o
          )
        FROM pg_catalog.unnest(w.fdwoptions) AS o
      ),
    'owner', pg_catalog.pg_get_userbyid(w.fdwowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_foreign_data_wrapper AS w
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = w.tableoid AND d.objoid = w.oid AND d.objsubid = 0
WHERE true
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = w.tableoid AND e.objid = w.oid AND e.deptype = 'e'
  )
