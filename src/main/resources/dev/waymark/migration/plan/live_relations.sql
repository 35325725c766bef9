-- The relations that scripts take away by name, as they are now, by the catalogs and statistics
-- alone: asking for a size would wait for a session that changes the table. The first parameter has the
-- names as they are written, the second the same with the schema where unqualified names go first.
-- What is named with its schema is not looked for by to_regclass, which fails where the schema may not
-- be used. A table has the rows of its partitions, and of what inherits from it; an index is used where its
-- partitions are; -1 is PostgreSQL's for a table that was never looked at.
SELECT
  wanted.name AS wanted,
  pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS name,
  relation.relkind OPERATOR(pg_catalog.=) ANY ('{r,p}'::pg_catalog."char"[]) AS is_table,
  size.live_rows,
  size.live_bytes,
  size.own_rows,
  size.own_bytes,
  size.scans,
  ARRAY(
    SELECT attribute.attname::pg_catalog.text
    FROM pg_catalog.pg_attribute AS attribute
    WHERE attribute.attrelid OPERATOR(pg_catalog.=) relation.oid
      AND attribute.attnum OPERATOR(pg_catalog.>) 0
      AND NOT attribute.attisdropped
  ) AS columns
FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]))
  AS wanted (name, in_default)
CROSS JOIN LATERAL (
  SELECT pg_catalog.parse_ident(wanted.in_default) AS in_default, pg_catalog.parse_ident(wanted.name) AS name
) AS parts
CROSS JOIN LATERAL (
  SELECT COALESCE(
    (
      SELECT qualified.oid
      FROM pg_catalog.pg_class AS qualified
      JOIN pg_catalog.pg_namespace AS place ON place.oid OPERATOR(pg_catalog.=) qualified.relnamespace
      WHERE place.nspname OPERATOR(pg_catalog.=) parts.in_default[1]::pg_catalog.name
        AND qualified.relname OPERATOR(pg_catalog.=) parts.in_default[2]::pg_catalog.name
    ),
    CASE
      WHEN pg_catalog.cardinality(parts.name) OPERATOR(pg_catalog.=) 1
        THEN pg_catalog.to_regclass(wanted.name)::pg_catalog.oid
    END
  ) AS oid
) AS meant
JOIN pg_catalog.pg_class AS relation ON relation.oid OPERATOR(pg_catalog.=) meant.oid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
CROSS JOIN LATERAL (
  WITH RECURSIVE tree (relation_id) AS (
    SELECT relation.oid
    UNION
    SELECT child.inhrelid
    FROM tree
    JOIN pg_catalog.pg_inherits AS child ON child.inhparent OPERATOR(pg_catalog.=) tree.relation_id
  ), sizes AS (
    SELECT
      part.oid OPERATOR(pg_catalog.=) relation.oid OR relation.relkind OPERATOR(pg_catalog.=) 'p' AS own,
      CASE
        WHEN part.relkind OPERATOR(pg_catalog.=) 'r'
          THEN GREATEST(part.reltuples::bigint, pg_catalog.pg_stat_get_live_tuples(part.oid), 0)
        ELSE 0
      END AS live_rows,
      CASE WHEN part.relkind OPERATOR(pg_catalog.=) 'r' THEN part.relpages ELSE 0 END AS pages,
      pg_catalog.pg_stat_get_numscans(part.oid) AS scans
    FROM tree
    JOIN pg_catalog.pg_class AS part ON part.oid OPERATOR(pg_catalog.=) tree.relation_id
  )
  SELECT
    pg_catalog.sum(sizes.live_rows)::bigint AS live_rows,
    COALESCE(pg_catalog.sum(sizes.live_rows) FILTER (WHERE sizes.own), 0)::bigint AS own_rows,
    (
      pg_catalog.sum(sizes.pages) OPERATOR(pg_catalog.*) pg_catalog.current_setting('block_size')::bigint
    )::bigint AS live_bytes,
    (
      COALESCE(pg_catalog.sum(sizes.pages) FILTER (WHERE sizes.own), 0)
        OPERATOR(pg_catalog.*) pg_catalog.current_setting('block_size')::bigint
    )::bigint AS own_bytes,
    pg_catalog.sum(sizes.scans)::bigint AS scans
  FROM sizes
) AS size
