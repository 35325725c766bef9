-- Tables: ordinary, partitioned and foreign. Their columns are in tables.columns.sql.
SELECT
  c.oid AS object,
  n.nspname AS namespace,
  c.relname AS name,
  CASE c.relkind WHEN 'r' THEN 'ordinary' WHEN 'p' THEN 'partitioned' ELSE 'foreign' END AS type,
  CASE c.relpersistence WHEN 'p' THEN 'permanent' ELSE 'unlogged' END AS persistence,
  CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS "partitionKey",
  c.relispartition AS partition,
  -- That of a partition, or those it inherits from.
  CASE
    WHEN c.oid IN (SELECT i.inhrelid FROM pg_catalog.pg_inherits AS i)
      THEN ARRAY(
        SELECT i.inhparent::pg_catalog.regclass::pg_catalog.text
        FROM pg_catalog.pg_inherits AS i
        WHERE i.inhrelid = c.oid
        ORDER BY i.inhseqno
      )
  END AS parents,
  pg_catalog.pg_get_expr(c.relpartbound, c.oid) AS "partitionBound",
  CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS "ofType",
  am.amname AS "accessMethod",
  ts.spcname AS tablespace,
  -- Most have none, and to sort nothing for each table would cost more than the rest of its row.
  CASE
    WHEN c.reloptions IS NOT NULL OR toast.reloptions IS NOT NULL
      THEN ARRAY(
        SELECT o.option
        FROM (
          SELECT pg_catalog.unnest(c.reloptions) AS option
          UNION ALL
          SELECT 'toast.' || pg_catalog.unnest(toast.reloptions)
        ) AS o
        ORDER BY o.option
      )
  END AS "storageParameters",
  CASE c.relreplident
    WHEN 'f' THEN 'full'
    -- Foreign tables say "nothing" and cannot say anything else.
    WHEN 'n' THEN CASE WHEN c.relkind <> 'f' THEN 'nothing' ELSE 'default' END
    WHEN 'i' THEN 'index'
    ELSE 'default'
  END AS "replicaIdentity",
  c.relrowsecurity AS "rowSecurity",
  c.relforcerowsecurity AS "forceRowSecurity",
  fs.srvname AS server,
  CASE
    WHEN ft.ftoptions IS NOT NULL
      THEN ARRAY(SELECT o FROM pg_catalog.unnest(ft.ftoptions) AS o ORDER BY o)
  END AS "foreignOptions",
  pg_catalog.pg_get_userbyid(c.relowner) AS owner
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class AS toast ON toast.oid = c.reltoastrelid
LEFT JOIN pg_catalog.pg_am AS am ON am.oid = c.relam
LEFT JOIN pg_catalog.pg_tablespace AS ts ON ts.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_foreign_table AS ft ON ft.ftrelid = c.oid
LEFT JOIN pg_catalog.pg_foreign_server AS fs ON fs.oid = ft.ftserver
WHERE n.nspname = ANY (:namespaces)
  AND c.oid = ANY (:relations)
  AND c.relkind IN ('r', 'p', 'f')
  -- Another session's temporary tables are no part of a schema.
  AND c.relpersistence <> 't'
  -- What an extension made is the extension's.
  AND c.oid NOT IN (
    SELECT e.objid FROM pg_catalog.pg_depend AS e
    WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
      AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      AND e.objsubid = 0 AND e.deptype = 'e'
  )
