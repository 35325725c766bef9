-- Keeps what was proven of a recorded schema.
UPDATE ${own}.recorded_schema
SET proven_catalogs = ?, proven_filter = ?, proven_objects = ?
WHERE id OPERATOR(pg_catalog.=) ?
