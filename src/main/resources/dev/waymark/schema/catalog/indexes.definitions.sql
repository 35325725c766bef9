-- Definitions of indexes that only PostgreSQL can print; :objects are their oids.
SELECT o.id AS object, pg_catalog.pg_get_indexdef(o.id) AS definition
FROM pg_catalog.unnest(:objects) AS o (id)
