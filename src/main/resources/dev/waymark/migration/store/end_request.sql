-- A request has an end before its turn came. The parameters are the report and the id.
UPDATE ${own}.request
SET report = ?::pg_catalog.jsonb, ended = true
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
