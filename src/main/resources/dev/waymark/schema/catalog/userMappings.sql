-- User mappings: which role has an account on a foreign server. The catalog is closed to all but
-- superusers because the options hold passwords; this view shows them to whom they belong. Their
-- values are not read, and their names are not compared: they depend on who looks.
SELECT
  'pg_catalog.pg_user_mapping'::pg_catalog.regclass::pg_catalog.oid AS catalog,
  m.umid AS object,
  pg_catalog.json_build_object(
    'name',
      CASE WHEN m.umuser = 0 THEN 'PUBLIC'
        ELSE pg_catalog.pg_get_userbyid(m.umuser)::pg_catalog.text END
      || ' SERVER ' || pg_catalog.quote_ident(m.srvname),
    'optionNames',
      (
        SELECT pg_catalog.json_agg(name.text ORDER BY name.text)
        FROM pg_catalog.unnest(m.umoptions) AS o
        CROSS JOIN LATERAL pg_catalog.split_part(o, '=', 1) AS name (text)
      )
  ) AS description
FROM pg_catalog.pg_user_mappings AS m
WHERE true
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = 'pg_catalog.pg_user_mapping'::pg_catalog.regclass AND e.objid = m.umid
      AND e.deptype = 'e'
  )
