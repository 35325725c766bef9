-- The relations that scripts take away by name, as they are now, by the catalogs and statistics
-- alone: asking for a size would wait for whoever changes the table. The first parameter has the
-- names as they are written, the second the same with the schema where unqualified names go first.
-- A partitioned table has the rows of its partitions; -1 is PostgreSQL's for a table that was never
-- looked at.
SELECT
  wanted.name AS wanted,
  pg_catalog.format('%I.%I', namespace.nspname, relation.relname) AS name,
  relation.relkind OPERATOR(pg_catalog.=) ANY ('{r,p}'::pg_catalog."char"[]) AS is_table,
  size.live_rows,
  size.live_bytes,
  pg_catalog.pg_stat_get_numscans(relation.oid) AS scans,
  ARRAY(
    SELECT attribute.attname::pg_catalog.text
    FROM pg_catalog.pg_attribute AS attribute
    WHERE attribute.attrelid OPERATOR(pg_catalog.=) relation.oid
      AND attribute.attnum OPERATOR(pg_catalog.>) 0
      AND NOT attribute.attisdropped
  ) AS columns
FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]))
  AS wanted (name, in_default)
JOIN pg_catalog.pg_class AS relation
  ON relation.oid OPERATOR(pg_catalog.=) COALESCE(
      pg_catalog.to_regclass(wanted.in_default), pg_catalog.to_regclass(wanted.name)
    )::pg_catalog.oid
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
CROSS JOIN LATERAL (
  SELECT
    COALESCE(
      pg_catalog.sum(
        GREATEST(part.reltuples::bigint, pg_catalog.pg_stat_get_live_tuples(part.oid), 0)
      ),
      0
    )::bigint AS live_rows,
    (
      COALESCE(pg_catalog.sum(part.relpages), 0)
        OPERATOR(pg_catalog.*) pg_catalog.current_setting('block_size')::bigint
    )::bigint AS live_bytes
  FROM (
    SELECT relation.oid
    UNION
    SELECT tree.relid::pg_catalog.oid FROM pg_catalog.pg_partition_tree(relation.oid) AS tree
  ) AS parts (part_id)
  JOIN pg_catalog.pg_class AS part ON part.oid OPERATOR(pg_catalog.=) parts.part_id
  WHERE part.relkind OPERATOR(pg_catalog.=) 'r'
) AS size
