-- Foreign servers.
SELECT
  s.tableoid AS catalog,
  s.oid AS object,
  pg_catalog.json_build_object(
    'name', s.srvname,
    'wrapper', w.fdwname,
    'type', s.srvtype,
    'version', s.srvversion,
    'options',
      -- Everybody may read these, so a secret has no place here; if there is one, it goes no further.
      (
        SELECT
          pg_catalog.json_agg(
            pg_catalog.regexp_replace(o, '^([^=]*(pass|secret|token)[^=]*=).*$', '\1********', 'i')
            ORDER BY o
          )
        FROM pg_catalog.unnest(s.srvoptions) AS o
      ),
    'owner', pg_catalog.pg_get_userbyid(s.srvowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_foreign_server AS s
JOIN pg_catalog.pg_foreign_data_wrapper AS w ON w.oid = s.srvfdw
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = s.tableoid AND d.objoid = s.oid AND d.objsubid = 0
WHERE true
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = s.tableoid AND e.objid = s.oid AND e.deptype = 'e'
  )
