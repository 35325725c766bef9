-- The columns of some relations, with their defaults as they are now: printed so that they can be read
-- whatever the search_path is.
SELECT
  attribute.attrelid::pg_catalog.int8 AS relation,
  attribute.attnum AS number,
  pg_catalog.pg_get_expr(stored.adbin, stored.adrelid) AS value
FROM (SELECT pg_catalog.set_config('search_path', '', true) AS path OFFSET 0) AS nowhere
JOIN pg_catalog.pg_attribute AS attribute ON nowhere.path IS NOT NULL
LEFT JOIN pg_catalog.pg_attrdef AS stored
  ON stored.adrelid OPERATOR(pg_catalog.=) attribute.attrelid
  AND stored.adnum OPERATOR(pg_catalog.=) attribute.attnum
WHERE attribute.attrelid OPERATOR(pg_catalog.=) ANY (?::pg_catalog.oid[])
  AND attribute.attnum OPERATOR(pg_catalog.>) 0::pg_catalog.int2
  AND NOT attribute.attisdropped
  AND attribute.attgenerated OPERATOR(pg_catalog.=) ''
