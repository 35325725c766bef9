-- Asks whoever runs this run to cancel it. The first request counts; a run that has ended takes none.
UPDATE ${own}.run
SET cancel_requested_by = coalesce(cancel_requested_by, ?::pg_catalog.jsonb)
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid AND outcome IS NULL
