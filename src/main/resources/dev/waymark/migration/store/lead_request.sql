-- The run that does what was asked for; null for none any more. The parameters are that run and the
-- request.
UPDATE ${own}.request
SET led_to = ?::pg_catalog.uuid
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
