-- Publications for logical replication.
SELECT
  p.tableoid AS catalog,
  p.oid AS object,
  pg_catalog.json_build_object(
    'name', p.pubname,
    'allTables', p.puballtables,
    'operations',
      pg_catalog.to_json(
        pg_catalog.array_remove(
          ARRAY[
            CASE WHEN p.pubinsert THEN 'insert' END,
            CASE WHEN p.pubupdate THEN 'update' END,
            CASE WHEN p.pubdelete THEN 'delete' END,
            CASE WHEN p.pubtruncate THEN 'truncate' END
          ],
          NULL
        )
      ),
    'viaRoot', p.pubviaroot,
    'generatedColumns', CASE p.generated_columns WHEN 's' THEN 'stored' ELSE 'none' END,
    'tables', tables.list,
    'namespaces',
      (
        -- The catalog of these came with PostgreSQL 15; their dependencies can be asked for on any.
        SELECT pg_catalog.json_agg(n.nspname ORDER BY n.nspname)
        FROM pg_catalog.pg_depend AS member
        JOIN pg_catalog.pg_depend AS whole
          ON whole.classid = member.classid AND whole.objid = member.objid
          AND whole.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
        JOIN pg_catalog.pg_namespace AS n ON n.oid = whole.refobjid
        WHERE member.refclassid = p.tableoid AND member.refobjid = p.oid
      ),
    'owner', pg_catalog.pg_get_userbyid(p.pubowner),
    'comment', d.description
  ) AS description
-- Before PostgreSQL 18 generated columns were not published.
FROM (SELECT 'n'::pg_catalog."char" AS pubgencols) AS assumed
CROSS JOIN LATERAL (
  SELECT own.tableoid, own.*, pubgencols AS generated_columns FROM pg_catalog.pg_publication AS own
) AS p
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = p.tableoid AND d.objoid = p.oid AND d.objsubid = 0
LEFT JOIN LATERAL (
  SELECT
    pg_catalog.json_agg(
      pg_catalog.json_build_object(
        'name', m.prrelid::pg_catalog.regclass::pg_catalog.text,
        'columns',
          (
            SELECT pg_catalog.json_agg(a.attname ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = m.prrelid AND a.attnum = ANY (m.columns::pg_catalog.int2[])
          ),
        'where', pg_catalog.pg_get_expr(m.condition, m.prrelid)
      )
      ORDER BY m.prrelid::pg_catalog.regclass::pg_catalog.text
    ) AS list
  -- Before PostgreSQL 15 a table was published with all its rows and columns.
  FROM (
    SELECT NULL::pg_catalog.int2vector AS prattrs, NULL::pg_catalog.pg_node_tree AS prqual
  ) AS assumed_member
  CROSS JOIN LATERAL (
    SELECT own.prpubid, own.prrelid, prattrs AS columns, prqual AS condition
    FROM pg_catalog.pg_publication_rel AS own
  ) AS m
  WHERE m.prpubid = p.oid
) AS tables ON true
WHERE true
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = p.tableoid AND e.objid = p.oid AND e.deptype = 'e'
  )
