-- What was proven of the schema recorded last; the columns are null if nothing was. An older one may
-- be proven, too, which says nothing: it is not what is expected now.
SELECT id, format, proven_catalogs, proven_filter, proven_objects
FROM ${own}.recorded_schema
ORDER BY id DESC
LIMIT 1
