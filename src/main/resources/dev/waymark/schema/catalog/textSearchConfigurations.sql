-- Text search configurations with the dictionaries of each type of token.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.cfgname,
    'parser',
      CASE WHEN pn.nspname <> 'pg_catalog' THEN pg_catalog.quote_ident(pn.nspname) || '.'
        ELSE '' END
      || pg_catalog.quote_ident(p.prsname),
    'mappings',
      (
        SELECT
          pg_catalog.json_agg(
            pg_catalog.json_build_object('name', token.alias, 'dictionaries', mapping.dictionaries)
            ORDER BY token.alias
          )
        FROM (
          SELECT
            m.maptokentype,
            pg_catalog.json_agg(
              m.mapdict::pg_catalog.regdictionary::pg_catalog.text ORDER BY m.mapseqno
            ) AS dictionaries
          FROM pg_catalog.pg_ts_config_map AS m
          WHERE m.mapcfg = c.oid
          GROUP BY m.maptokentype
        ) AS mapping
        JOIN pg_catalog.ts_token_type(c.cfgparser) AS token ON token.tokid = mapping.maptokentype
      ),
    'owner', pg_catalog.pg_get_userbyid(c.cfgowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_ts_config AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.cfgnamespace
JOIN pg_catalog.pg_ts_parser AS p ON p.oid = c.cfgparser
JOIN pg_catalog.pg_namespace AS pn ON pn.oid = p.prsnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = c.tableoid AND e.objid = c.oid AND e.deptype = 'e'
  )
