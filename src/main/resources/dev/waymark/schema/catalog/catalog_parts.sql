-- The same hash as catalog_fingerprint.sql, in parts: one for each relation, with its indexes and its
-- TOAST table, and one (0) for what is no relation's. All parts together are the fingerprint.
SELECT
  COALESCE(owner.relation, part.relation) AS relation,
  pg_catalog.sum(part.hashes) AS hashes,
  pg_catalog.sum(part.versions) AS versions
FROM (
  SELECT
    versions.relation,
    pg_catalog.sum(versions.hash) AS hashes,
    pg_catalog.count(*) AS versions
  FROM (
${rows}
  ) AS versions (relation, hash)
  GROUP BY versions.relation
) AS part
LEFT JOIN (
  SELECT i.indexrelid AS part, COALESCE(toasted.oid, i.indrelid) AS relation
  FROM pg_catalog.pg_index AS i
  LEFT JOIN pg_catalog.pg_class AS toasted ON toasted.reltoastrelid = i.indrelid
  UNION ALL
  SELECT toasted.reltoastrelid, toasted.oid
  FROM pg_catalog.pg_class AS toasted
  WHERE toasted.reltoastrelid <> 0
) AS owner ON owner.part = part.relation
GROUP BY 1
