-- What PostgreSQL calls these objects; the two arrays are their addresses.
SELECT
  o.catalog::pg_catalog.oid AS catalog,
  o.object::pg_catalog.oid AS object,
  pg_catalog.pg_describe_object(o.catalog::pg_catalog.oid, o.object::pg_catalog.oid, 0) AS description
FROM ROWS FROM (
  pg_catalog.unnest(CAST(? AS pg_catalog.text[])), pg_catalog.unnest(CAST(? AS pg_catalog.text[]))
) AS o (catalog, object)
