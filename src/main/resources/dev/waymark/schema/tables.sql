-- Tables: ordinary, partitioned and foreign, each with its columns.
SELECT
  c.tableoid AS catalog,
  c.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', c.relname,
    'type', CASE c.relkind WHEN 'r' THEN 'ordinary' WHEN 'p' THEN 'partitioned' ELSE 'foreign' END,
    'persistence', CASE c.relpersistence WHEN 'p' THEN 'permanent' ELSE 'unlogged' END,
    'partitionKey', CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END,
    'partitionOf', CASE WHEN c.relispartition THEN parents.names ->> 0 END,
    'partitionBound', pg_catalog.pg_get_expr(c.relpartbound, c.oid),
    'inherits', CASE WHEN NOT c.relispartition THEN parents.names END,
    'ofType', CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END,
    'accessMethod', am.amname,
    'tablespace', ts.spcname,
    'storageParameters', parameters.list,
    'replicaIdentity',
      CASE c.relreplident
        WHEN 'f' THEN 'full'
        -- Foreign tables say "nothing" and cannot say anything else.
        WHEN 'n' THEN CASE WHEN c.relkind <> 'f' THEN 'nothing' ELSE 'default' END
        WHEN 'i' THEN 'index'
        ELSE 'default'
      END,
    'rowSecurity', c.relrowsecurity,
    'forceRowSecurity', c.relforcerowsecurity,
    'server', fs.srvname,
    'foreignOptions', (SELECT pg_catalog.json_agg(o ORDER BY o) FROM pg_catalog.unnest(ft.ftoptions) AS o),
    'columns', columns.list,
    'owner', pg_catalog.pg_get_userbyid(c.relowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_foreign_table AS ft ON ft.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server AS fs ON fs.oid = ft.ftserver
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = c.tableoid AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN LATERAL (
  SELECT pg_catalog.json_agg(i.inhparent::pg_catalog.regclass::pg_catalog.text ORDER BY i.inhseqno) AS names
  FROM pg_catalog.pg_inherits AS i
  WHERE i.inhrelid = c.oid
) AS parents ON true
LEFT JOIN LATERAL (
  SELECT pg_catalog.json_agg(o.option ORDER BY o.option) AS list
  FROM (
    SELECT pg_catalog.unnest(c.reloptions) AS option
    UNION ALL
    SELECT 'toast.' || pg_catalog.unnest(toast.reloptions)
    FROM pg_catalog.pg_class AS toast
    WHERE toast.oid = c.reltoastrelid
  ) AS o
) AS parameters ON true
LEFT JOIN LATERAL (
  SELECT
    pg_catalog.json_agg(
      pg_catalog.json_build_object(
        'position', a.position,
        'name', a.attname,
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
        'collation',
          CASE
            WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
              THEN a.attcollation::pg_catalog.regcollation::pg_catalog.text
          END,
        'nullable', NOT a.attnotnull,
        'notNull', not_null.detail,
        'default',
          CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(ad.adbin, ad.adrelid) END,
        'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END,
        'generated', CASE a.attgenerated WHEN 's' THEN 'stored' WHEN 'v' THEN 'virtual' END,
        'generationExpression',
          CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(ad.adbin, ad.adrelid) END,
        'storage',
          CASE
            WHEN a.attstorage <> t.typstorage
              THEN CASE a.attstorage
                WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended'
              END
          END,
        'compression', CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
        -- Before PostgreSQL 17, -1 said what NULL says now: the server's setting.
        'statisticsTarget', CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
        -- Options named pg_... are the server's own bookkeeping and nobody's schema: Debian's
        -- PostgreSQL 15.20 stamps every column with a pg_attver, which pg_dump leaves out as well.
        'options',
          CASE
            WHEN a.attoptions IS NOT NULL
              THEN (
                SELECT pg_catalog.json_agg(o ORDER BY o)
                FROM pg_catalog.unnest(a.attoptions) AS o
                WHERE NOT pg_catalog.starts_with(o, 'pg_')
              )
          END,
        'foreignOptions',
          CASE
            WHEN a.attfdwoptions IS NOT NULL
              THEN (SELECT pg_catalog.json_agg(o ORDER BY o) FROM pg_catalog.unnest(a.attfdwoptions) AS o)
          END,
        'inherited', NOT a.attislocal,
        'comment', ac.description
      )
      ORDER BY a.position
    ) AS list
  FROM (
    SELECT own.*, pg_catalog.row_number() OVER (ORDER BY own.attnum) AS position
    FROM pg_catalog.pg_attribute AS own
    -- System columns have numbers below 1; dropped columns leave their row behind.
    WHERE own.attrelid = c.oid AND own.attnum > 0 AND NOT own.attisdropped
  ) AS a
  JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef AS ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_description AS ac
    ON ac.classoid = c.tableoid AND ac.objoid = c.oid AND ac.objsubid = a.attnum
  LEFT JOIN LATERAL (
    -- PostgreSQL 18 stores NOT NULL as constraints (contype n). Only what an older server could not
    -- say is told: a name of someone's choice, NOT VALID, NO INHERIT. A name that ends as the server's
    -- own do is nobody's choice; it keeps the old names of table and column when they are renamed. What
    -- is only inherited has the parent's name.
    SELECT
      pg_catalog.json_build_object(
        'name', CASE WHEN chosen.name THEN nn.conname END,
        'validated', nn.convalidated,
        'noInherit', nn.connoinherit
      ) AS detail
    FROM pg_catalog.pg_constraint AS nn
    CROSS JOIN LATERAL (
      SELECT nn.conislocal AND nn.conname !~ '_not_null[0-9]*$' AS name
    ) AS chosen
    WHERE nn.conrelid = c.oid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum
      AND (chosen.name OR NOT nn.convalidated OR nn.connoinherit)
  ) AS not_null ON true
) AS columns ON true
WHERE n.nspname = ANY (:namespaces)
  AND c.relkind IN ('r', 'p', 'f')
  -- Another session's temporary tables are nobody else's schema.
  AND c.relpersistence <> 't'
  -- What an extension made is the extension's.
  AND c.oid NOT IN (
    SELECT e.objid FROM pg_catalog.pg_depend AS e
    WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND e.objsubid = 0 AND e.deptype = 'e'
  )
